"""A scale with words at both ends; until it is touched there is no answer, whatever the handle's place."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSlider, QWidget

from msk_desk.forms.instance import Instance
from msk_desk.forms.value_words import number_words
from ui.forms.editors.editor import Editor
from ui.forms.editors.stepper import bound, number_in
from ui.forms.events import Value
from ui.forms.words import Words
from ui.widgets.label import Label


class Slider(Editor):
    """An integer or a decimal on a scale."""

    def __init__(self, instance: Instance, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(instance, words, parent)
        limits, look = self.item.limits, self.item.look
        self._low = bound(limits.min_value) or Decimal(0)
        high = bound(limits.max_value)
        self._high = Decimal(10) if high is None else high
        self._step = Decimal(str(look.slider_step or 1))
        self._bar = QSlider(Qt.Orientation.Horizontal)
        self._bar.setObjectName(f"answer_{self.item.link_id}")
        self._bar.setRange(0, max(1, int((self._high - self._low) / self._step)))
        self._bar.setPageStep(1)
        self._bar.setMinimumWidth(180)
        self._bar.actionTriggered.connect(self._take)
        self._value = Label(tone="strong")
        self._value.setMinimumWidth(96)
        self._bar.setMinimumHeight(26)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.addWidget(self._bar, 0, 0)
        grid.addWidget(self._value, 0, 1)
        grid.addLayout(self._ends(), 1, 0)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        self.show_answers(())

    def _ends(self) -> QHBoxLayout:
        look = self.item.look
        ends = QHBoxLayout()
        for number, words in ((self._low, look.lower), (self._high, look.upper)):
            if number == self._high:
                ends.addStretch(1)
            ends.addWidget(Label(f"{number_words(number)} {words}".strip(), tone="muted", size="small"))
        return ends

    def show_answers(self, values: Sequence[Value]) -> None:
        """Show the place on the scale."""
        given = next(iter(values), None)
        number = number_in(given) if given else None
        if number is None:
            self._bar.setValue(0)
            self._value.setText(self.words.get("forms.not_answered"))
            self._value.set_tone("muted")
            return
        self._bar.setValue(int((Decimal(str(number)) - self._low) / self._step))
        self._value.setText(number_words(number))
        self._value.set_tone("strong")

    def target(self) -> QWidget:
        """Return the scale."""
        return self._bar

    def set_wrong(self, wrong: bool) -> None:
        """Leave the scale as it is; the words below say what is missing."""

    def _take(self, _action: int) -> None:
        number = self._low + self._bar.sliderPosition() * self._step
        value: Value = {"valueInteger": int(number)} if self.item.type == "integer" else {"valueDecimal": number}
        self._value.setText(number_words(number))
        self._value.set_tone("strong")
        self.say(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the answer back."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.show_answers(())
            self.say()
            return
        super().keyPressEvent(event)
