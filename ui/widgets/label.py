"""A line or paragraph of text in one of the house tones and sizes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme.restyle import restyle


class Label(QLabel):
    """Plain text only, so that nothing in a record is ever read as markup."""

    def __init__(
        self, text: str = "", *, tone: str = "", size: str = "", wrap: bool = False,
        name: str = "", parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """Make one.

        Args:
            tone: muted, strong, good, warn or bad.
            size: small, heading, title or quote; base without it.
        """
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(name)
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setProperty("tone", tone)
        self.setProperty("level", size)

    def set_tone(self, tone: str) -> None:
        """Change the tone."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self)
