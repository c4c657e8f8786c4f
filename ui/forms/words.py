"""The few words the renderer itself says; everything else is the form's own."""

from __future__ import annotations

from typing import Protocol


class Words(Protocol):
    """Texts by key, as `msk_desk.content.texts.Texts` gives them."""

    def get(self, key: str, **values: object) -> str:
        """One text with its places filled."""
