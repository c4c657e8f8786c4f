"""The left rail: the mark, and the places that this role may go to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.widgets.mark import Mark
from ui.widgets.rail_button import RAIL_WIDTH, RailButton


class Rail(QFrame):
    """At most eight places.

    Signals:
        chosen: the screen to show.
    """

    chosen = Signal(object)

    def __init__(self, places: Sequence[tuple[str, str, str, str]], says: str, parent: QWidget | None = None) -> None:
        """Make one.

        Args:
            places: (screen, words, icon, shortcut) from top to bottom.
        """
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName(says)
        self.setFixedWidth(RAIL_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 10, 6, 10)
        column.setSpacing(4)
        column.addWidget(Mark(40, "rail_mark", "rail_mark_ink"), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(10)
        self.buttons: dict[str, RailButton] = {}
        for screen, words, icon, shortcut in places:
            button = RailButton(words, icon, name=f"rail_{screen}", shortcut=shortcut)
            button.setProperty("screen", screen)
            button.clicked.connect(self._say_chosen)
            column.addWidget(button)
            self.buttons[screen] = button
        column.addStretch(1)

    def light(self, screen: str) -> None:
        """Show where the user is."""
        for name, button in self.buttons.items():
            button.setChecked(name == screen)

    def _say_chosen(self) -> None:
        self.chosen.emit(str(self.sender().property("screen")))
