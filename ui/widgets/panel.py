"""A plain box that screen readers know as a group of controls."""

from __future__ import annotations

from PySide6.QtWidgets import QGroupBox, QWidget


class Panel(QGroupBox):
    """Looks like nothing; its accessible name is said when the keyboard comes into it."""

    def __init__(self, parent: QWidget | None = None, *, says: str = "") -> None:
        super().__init__(parent)
        self.setFlat(True)
        self.setProperty("plain", "true")
        self.setAccessibleName(says)
