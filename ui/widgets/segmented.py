"""Segmented buttons: two to five choices, all in sight, one chosen."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from ui.theme.restyle import restyle
from ui.theme.theme import Theme, current
from ui.theme.tokens import BASE
from ui.widgets.panel import Panel

_AROUND, _TIGHT_AROUND = 34, 14
"""Room beside the words, which grow bold when chosen; in the cell of a table."""
_SIGN, _SIGN_ROOM = 16, 22
_SIGNS = {"bad": ("alert", "on_bad")}
"""Tone: the icon beside its colour, and the icon's own."""


class Segmented(Panel):
    """A row of joined buttons. Arrow keys move the choice.

    Signals:
        chosen: the key that the user chose; never sent by `choose`.
    """

    chosen = Signal(object)

    def __init__(
        self, choices: Sequence[tuple[str, str]], *, name: str, says: str = "", tight: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """Make one.

        Args:
            choices: (key, words) in order; the buttons are named `<name>_<key>`.
            says: what is being chosen, for screen readers.
            tight: with little room around the words, for the cell of a table.
        """
        super().__init__(parent, says=says or name)
        self.setObjectName(name)
        self._tight = tight
        self._dressed: Theme | None = None
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for at, (key, words) in enumerate(choices):
            row.addWidget(self._segment(key, words, at, len(choices)))
        self._group.buttonClicked.connect(self._say_chosen)
        self._keep_room()

    def _segment(self, key: str, words: str, at: int, count: int) -> QPushButton:
        button = QPushButton(words, self)
        button.setCheckable(True)
        button.setAutoExclusive(True)  # what makes it a radio button to a screen reader
        button.setObjectName(f"{self.objectName()}_{key}")
        button.setAccessibleName(words)
        button.setProperty("key", key)
        place = "only" if count == 1 else "first" if at == 0 else "last" if at == count - 1 else "middle"
        button.setProperty("segment", place)
        if self._tight:
            button.setProperty("tight", "true")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._group.addButton(button)
        self._buttons[key] = button
        return button

    def set_tone(self, key: str, tone: str) -> None:
        """Say what choosing this means: `bad` has a sign beside its colour, `neutral` is no finding."""
        button = self._buttons[key]
        button.setProperty("tone", tone)
        restyle(button)
        button.toggled.connect(self._show_signs)
        self._keep_room()
        self._show_signs()

    def _show_signs(self) -> None:
        for button in self._buttons.values():
            sign = _SIGNS.get(str(button.property("tone")))
            if sign is not None:
                button.setIcon(current().icon(*sign, _SIGN) if button.isChecked() else QIcon())
                button.setIconSize(current().icon_size(_SIGN))

    def changeEvent(self, event: QEvent) -> None:
        """Take a new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and getattr(self, "_dressed", None) not in (None, current()):
            self._keep_room()
            self._show_signs()

    def _keep_room(self) -> None:
        self._dressed = current()
        metrics = current().metrics(BASE, bold=True)
        around = _TIGHT_AROUND if self._tight else _AROUND
        for button in self._buttons.values():
            sign = current().px(_SIGN_ROOM) if button.property("tone") in _SIGNS else 0
            button.setMinimumWidth(ceil(metrics.horizontalAdvance(button.text())) + around + sign)

    @property
    def natural_width(self) -> int:
        """How wide all its words are, without having to be dressed for the answer."""
        return sum(button.minimumWidth() for button in self._buttons.values())

    @property
    def choice(self) -> str:
        """The key chosen now, or an empty text."""
        checked = self._group.checkedButton()
        return str(checked.property("key")) if checked else ""

    def choose(self, key: str) -> None:
        """Show a choice; an unknown or empty key clears it."""
        button = self._buttons.get(key)
        if button is not None:
            button.setChecked(True)
        else:
            self._group.setExclusive(False)
            for each in self._buttons.values():
                each.setChecked(False)
            self._group.setExclusive(True)
        self._stop_at_choice()

    def _stop_at_choice(self) -> None:
        """Tab stops at the choice alone, or at the first button while there is none; arrows go on from there."""
        stop = self._group.checkedButton() or next(iter(self._buttons.values()))
        for each in self._buttons.values():
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each is stop else Qt.FocusPolicy.ClickFocus)

    def button(self, key: str) -> QPushButton:
        """One of the buttons."""
        return self._buttons[key]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right move the choice."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        keys = list(self._buttons)
        at = keys.index(self.choice) + step if self.choice else 0
        if 0 <= at < len(keys):
            self._buttons[keys[at]].setFocus(Qt.FocusReason.TabFocusReason)
            self._buttons[keys[at]].click()

    def _say_chosen(self, button: QPushButton) -> None:
        self._stop_at_choice()
        self.chosen.emit(str(button.property("key")))
