"""The beginning of a part on a page of its own, whose name every page of it bears."""

from __future__ import annotations

from reportlab.platypus import Flowable

PART = "msk_desk_part"
"""Where the canvas keeps the part that the page belongs to; pages are furnished after all are laid out."""


class PartBegins(Flowable):
    """Takes no room; from its page on the canvas knows the part."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def draw(self) -> None:
        """Name the part."""
        setattr(self.canv, PART, self._title)
