"""A scale with words at both ends; until it is touched there is no answer, whatever the handle's place."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSlider, QStyle, QWidget

from msk_desk.forms.instance import Instance
from msk_desk.forms.value_words import number_words
from ui.forms.editors.editor import Editor
from ui.forms.editors.numbers import bound, number_in, unit_words
from ui.forms.events import Value
from ui.forms.words import Words
from ui.theme.restyle import restyle
from ui.theme.theme import current
from ui.widgets.label import Label

_MOST_STEPS = 10_000


class Scale(QSlider):
    """A slider that goes to where it is pressed."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there; a press on the handle where it stands is an answer too."""
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        handle = current().px(18)
        room = max(1, self.width() - handle)
        at = QStyle.sliderValueFromPosition(0, self.maximum(), round(event.position().x() - handle / 2), room)
        self.setSliderPosition(at)
        self.triggerAction(QSlider.SliderAction.SliderMove)
        super().mousePressEvent(event)


class Slider(Editor):
    """An integer, a decimal or a quantity on a scale."""

    def __init__(self, instance: Instance, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(instance, words, parent)
        limits = self.item.limits
        self._low = bound(limits.min_value) or Decimal(0)
        high = bound(limits.max_value)
        self._high = max(self._low + 1, self._low + 10 if high is None else high)
        self._step = self._step_of(Decimal(str(self.item.look.slider_step or 1)))
        self._bar = Scale(Qt.Orientation.Horizontal, self)
        self._bar.setObjectName(f"answer_{self.item.link_id}")
        self._bar.setRange(0, max(1, int((self._high - self._low) / self._step)))
        self._bar.setPageStep(1)
        self._bar.setMinimumWidth(current().px(180))
        self._bar.setMinimumHeight(current().px(26))
        self._bar.actionTriggered.connect(self._take)
        self._value = Label(tone="strong", parent=self)
        self._value.setMinimumWidth(current().px(96))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.addWidget(self._bar, 0, 0)
        grid.addWidget(self._value, 0, 1)
        grid.addLayout(self._ends(), 1, 0)
        grid.setColumnStretch(0, 1)
        self.show_answers(())

    def _step_of(self, wanted: Decimal) -> Decimal:
        least = (self._high - self._low) / _MOST_STEPS
        return max(wanted, least) if wanted > 0 else Decimal(1)

    def _ends(self) -> QHBoxLayout:
        look = self.item.look
        ends = QHBoxLayout()
        for number, words in ((self._low, look.lower), (self._high, look.upper)):
            if number == self._high:
                ends.addStretch(1)
            text = f"{number_words(number)} {words}".strip()
            label = Label(text, tone="muted", size="small", wrap=len(text) > 24, parent=self)
            if number == self._high:
                label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            ends.addWidget(label, 2 if len(text) > 24 else 0)
        return ends

    def show_answers(self, values: Sequence[Value]) -> None:
        """Show the place on the scale."""
        given = next(iter(values), None)
        number = number_in(given) if given else None
        if number is None:
            self._bar.setValue(0)
            self._show(None)
            return
        self._bar.setValue(int((Decimal(str(number)) - self._low) / self._step))
        self._show(number)

    def _show(self, number: Decimal | int | None) -> None:
        unset = number is None
        words = f"{number_words(number)} {unit_words(self.item.look.unit)}".strip()
        self._value.setText(self.words.get("forms.not_answered") if unset else words)
        self._value.set_tone("muted" if unset else "strong")
        if bool(self._bar.property("unset")) != unset:
            self._bar.setProperty("unset", unset)
            restyle(self._bar)

    def target(self) -> QWidget:
        """Return the scale."""
        return self._bar

    def name_for_readers(self, name: str, description: str) -> None:
        """Tell screen readers the words at both ends too."""
        look = self.item.look
        low, high = (f"{number_words(one)} {words}".strip() for one, words in
                     ((self._low, look.lower), (self._high, look.upper)))  # fmt: skip
        ends = self.words.get("forms.scale_ends", low=low, high=high)
        super().name_for_readers(name, f"{ends}. {description}".strip())

    def set_wrong(self, wrong: bool) -> None:
        """Leave the scale as it is; the words below say what is missing."""

    def _take(self, _action: int) -> None:
        number = self._low + self._bar.sliderPosition() * self._step
        self._show(number)
        self.say(self._answer(number))

    def _answer(self, number: Decimal) -> Value:
        if self.item.type == "integer":
            return {"valueInteger": int(number)}
        if self.item.type == "decimal":
            return {"valueDecimal": number}
        unit = self.item.look.unit or next(iter(self.item.look.unit_options), None) or {}
        kept = {key: unit[key] for key in ("system", "code") if unit.get(key)}
        return {"valueQuantity": {"value": number, **({"unit": unit_words(unit)} if unit else {}), **kept}}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the answer back."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.show_answers(())
            self.say()
            return
        super().keyPressEvent(event)
