"""A number with its unit, typed or stepped up and down."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from msk_desk.forms.fhirpath.items import primitive
from msk_desk.forms.fhirpath.quantity import Quantity
from msk_desk.forms.instance import Instance
from msk_desk.forms.value_words import number_words
from ui.forms.editors.editor import Editor
from ui.forms.events import Value
from ui.forms.words import Words
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.label import Label

_WIDTH = 64


class Stepper(Editor):
    """An integer, a decimal or a quantity."""

    def __init__(
        self, instance: Instance, words: Words, parent: QWidget | None = None, *, compact: bool = False
    ) -> None:
        """Make one.

        Args:
            compact: without buttons, for the cell of a table; the arrow keys still step.
        """
        super().__init__(instance, words, parent)
        self._field = QLineEdit()
        self._field.setObjectName(f"answer_{self.item.link_id}")
        self._field.setFixedWidth(current().px(_WIDTH))
        self._field.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._field.textEdited.connect(self._take)
        what = self.item.text
        self._less = Button("−", look="icon", icon="minus", name=f"less_{self.item.link_id}",
                            says=words.get("forms.less", what=what))  # fmt: skip
        self._more = Button("+", look="icon", icon="plus", name=f"more_{self.item.link_id}",
                            says=words.get("forms.more", what=what))  # fmt: skip
        for button in (self._less, self._more):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._less.clicked.connect(self._step_down)
        self._more.clicked.connect(self._step_up)
        self._units: QComboBox | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for part in (self._field,) if compact else (self._field, self._less, self._more):
            row.addWidget(part)
        unit = self._unit_widget()
        if unit is not None:
            row.addSpacing(4)
            row.addWidget(unit)
        row.addStretch(1)

    def _unit_widget(self) -> QWidget | None:
        look = self.item.look
        if len(look.unit_options) > 1:
            self._units = QComboBox()
            self._units.addItems([_unit_words(unit) for unit in look.unit_options])
            self._units.setAccessibleName(self.item.text)
            self._units.activated.connect(self._take_unit)
            return self._units
        unit = look.unit or next(iter(look.unit_options), None)
        return Label(_unit_words(unit), tone="muted") if unit else None

    def show_answers(self, values: Sequence[Value]) -> None:
        """Show the number."""
        given = next(iter(values), None)
        number = number_in(given) if given else None
        text = "" if number is None else number_words(number)
        if self._field.text().strip() != text:
            self._field.setText(text)
        if self._units is not None and given and isinstance(quantity := given.get("valueQuantity"), dict):
            at = self._units.findText(str(quantity.get("unit") or ""))
            self._units.setCurrentIndex(max(0, at))

    def target(self) -> QWidget:
        """Return the field."""
        return self._field

    def text_place(self) -> int | None:
        """Return the place of the cursor."""
        return self._field.cursorPosition()

    def set_text_place(self, place: int | None) -> None:
        """Put the cursor in its place."""
        if place is not None:
            self._field.setCursorPosition(place)

    def _take(self, text: str) -> None:
        words = text.strip().replace(",", ".")
        if not words:
            self.say()
            return
        try:
            number = Decimal(words)
        except InvalidOperation:
            self.say_wrong(self.words.get("forms.number_expected"))
            return
        if not number.is_finite() or (self.item.type == "integer" and number != int(number)):
            self.say_wrong(self.words.get("forms.number_expected"))
            return
        self.say(self._value(number))

    def _value(self, number: Decimal) -> Value:
        if self.item.type == "integer":
            return {"valueInteger": int(number)}
        if self.item.type == "decimal":
            return {"valueDecimal": number}
        look = self.item.look
        unit: dict[str, Any] | None = look.unit or next(iter(look.unit_options), None)
        if self._units is not None:
            unit = look.unit_options[self._units.currentIndex()]
        found: dict[str, Any] = {"value": number}
        if unit:
            found["unit"] = _unit_words(unit)
            found.update({key: unit[key] for key in ("system", "code") if unit.get(key)})
        return {"valueQuantity": found}

    def _take_unit(self) -> None:
        self._take(self._field.text())

    def _step_up(self) -> None:
        self._step(1)

    def _step_down(self) -> None:
        self._step(-1)

    def _step(self, sign: int) -> None:
        low, high = bound(self.item.limits.min_value), bound(self.item.limits.max_value)
        try:
            number = Decimal(self._field.text() or "") + sign * Decimal(str(self.item.look.slider_step or 1))
        except InvalidOperation:
            number = low if low is not None else Decimal(0)
        if low is not None:
            number = max(low, number)
        if high is not None:
            number = min(high, number)
        self._field.setText(number_words(number))
        self.say(self._value(number))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down step the number."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if event.key() == Qt.Key.Key_Up else -1)
            return
        super().keyPressEvent(event)


def _unit_words(unit: dict[str, Any] | None) -> str:
    return "" if unit is None else str(unit.get("display") or unit.get("unit") or unit.get("code") or "")


def number_in(value: Value) -> Any:
    """Return the number of an answer."""
    given = next(iter(value.values()))
    return given.get("value") if isinstance(given, dict) else given


def bound(limit: Any) -> Decimal | None:
    """Return a least or greatest value as a number."""
    value = primitive(limit)
    if isinstance(value, Quantity):
        return value.value
    return Decimal(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None
