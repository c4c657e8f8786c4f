"""What every screen is: a page of the workspace with a title, told where it was opened and what changed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from msk_desk.domain.records import Changes
from ui.alerts.watch import PersonAlert
from ui.context import Context
from ui.navigation import Place


class Screen(QWidget):
    """Base of all screens.

    Signals:
        titled: the words for the top bar.
        troubled: an exception to show above the screen.
    """

    titled = Signal(object)
    troubled = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context

    def open(self, place: Place) -> None:
        """The screen comes into sight; read afresh for this place."""

    def leave(self) -> None:
        """The screen goes out of sight; keep what was typed."""

    def take_changes(self, changes: Changes) -> None:
        """Something was saved or synchronised while the screen was in sight."""

    def show_alerts(self, found: tuple[PersonAlert, ...]) -> None:
        """The alerts that the person here is to act on were counted again."""

    def text(self, key: str, **values: object) -> str:
        """One text of the window."""
        return self.context.text(key, **values)
