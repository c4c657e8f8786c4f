"""Lists of what is wrong with a form or not done for it, each under a heading with a sign."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.card import clear_layout
from ui.widgets.label import Label

MOST = 8
"""Lines shown of one kind; the rest is counted."""


class FoundLines(QWidget):
    """Nothing at all when nothing was found."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2)

    def show_found(self, *kinds: tuple[str, str, tuple[str, ...]]) -> None:
        """Show (heading, tone, lines) of each kind that has lines."""
        clear_layout(self._box)
        for heading, tone, lines in kinds:
            if not lines:
                continue
            self._box.addWidget(Label(heading, tone=tone, wrap=True))
            for line in lines[:MOST]:
                self._box.addWidget(Label(f"•  {line}", wrap=True))
            if len(lines) > MOST:
                self._box.addWidget(Label(f"+ {len(lines) - MOST}", tone="muted"))
        self.setVisible(self._box.count() > 0)
