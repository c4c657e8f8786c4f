"""A number with its unit: typed, or stepped with the buttons and the up and down keys; blank until entered."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.label import Label


class Stepper(QWidget):
    """A whole number within limits, or nothing.

    Signals:
        entered: the number the user typed or stepped to, None when emptied; never sent by `show_number`.
    """

    entered = Signal(object)

    def __init__(
        self, low: int, high: int, *, name: str, says: str, less: str, more: str,
        caption: str = "", unit: str = "", start: int | None = None, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """Make one.

        Args:
            says: what the number is, for screen readers; `less` and `more` what the buttons do.
            start: where the first step from blank lands; `low` without it.
        """
        super().__init__(parent)
        self.setObjectName(name)
        self._low, self._high = low, high
        self._start = low if start is None else start
        self.edit = QLineEdit()
        self.edit.setObjectName(f"{name}_number")
        self.edit.setAccessibleName(f"{says}, {unit}" if unit else says)
        self.edit.setValidator(QIntValidator(low, high, self.edit))
        self.edit.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.edit.setFixedWidth(current().px(46))
        self._less = Button("", look="icon", icon="minus", name=f"{name}_less", says=less)
        self._more = Button("", look="icon", icon="plus", name=f"{name}_more", says=more)
        for button in (self._less, self._more):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QHBoxLayout()
        row.setSpacing(2)
        for part in (self._less, self.edit, self._more):
            row.addWidget(part)
        if unit:
            row.addWidget(Label(unit, tone="muted"))
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        if caption:
            column.addWidget(Label(caption, tone="muted", size="small"))
        column.addLayout(row)
        self.edit.textEdited.connect(self._say_typed)
        self._less.clicked.connect(self.step_down)
        self._more.clicked.connect(self.step_up)
        self.setFocusProxy(self.edit)

    @property
    def number(self) -> int | None:
        """The number now, None when blank or not allowed."""
        text = self.edit.text().strip()
        found = int(text) if text.isdigit() else None
        return found if found is not None and self._low <= found <= self._high else None

    def show_number(self, number: int | None) -> None:
        """Show a number, or blank."""
        words = "" if number is None else str(number)
        if self.edit.text() != words:
            self.edit.setText(words)

    def step_up(self) -> None:
        """One more."""
        self._step(1)

    def step_down(self) -> None:
        """One less."""
        self._step(-1)

    def _step(self, by: int) -> None:
        now = self.number
        after = self._start if now is None else min(self._high, max(self._low, now + by))
        if after != now:
            self.show_number(after)
            self.entered.emit(after)

    def _say_typed(self, text: str) -> None:
        self.entered.emit(self.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down step."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._step(step)
