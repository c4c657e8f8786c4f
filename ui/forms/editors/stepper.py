"""A number with its unit, typed or stepped up and down."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget
from shiboken6 import isValid

from msk_desk.forms.instance import Instance
from msk_desk.forms.item import Limits
from msk_desk.forms.value_words import number_words
from ui.forms.editors.editor import Editor
from ui.forms.editors.number_box import NumberBox
from ui.forms.editors.numbers import bound, number_in, unit_words
from ui.forms.events import Value
from ui.forms.words import Words
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.label import Label

_WIDTH, _LETTER, _AROUND, _NARROWEST = 64, 8, 18, 46
# What may still become a number while it is typed.
_BEGINNINGS = ("-", "+", ".", "-.", "+.")


class Stepper(Editor):
    """An integer, a decimal or a quantity."""

    def __init__(
        self, instance: Instance, words: Words, parent: QWidget | None = None, *, cell: bool = False,
        with_unit: bool = True,
    ) -> None:  # fmt: skip
        """Make one.

        Args:
            cell: narrow and without buttons, for the cell of a table; the arrow keys still step.
            with_unit: False where the head of the column has the unit.
        """
        super().__init__(instance, words, parent)
        self._box = NumberBox(f"answer_{self.item.link_id}", self)
        self._field = self._box.line
        self._box.setFixedWidth(current().px(cell_width(self.item.limits) if cell else _WIDTH))
        self._box.setAlignment(Qt.AlignmentFlag.AlignRight)
        if cell:
            self._box.setProperty("cell", "true")
        self._field.setPlaceholderText("" if cell else self.item.look.entry_format)
        self._field.textEdited.connect(self._take)
        self._box.editingFinished.connect(self._tidy)
        self._box.stepped.connect(self._step)
        self._units: QComboBox | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self._box)
        if not cell:
            self._add_buttons(row)
        unit = self._unit_widget() if with_unit else None
        if unit is not None:
            row.addSpacing(4)
            row.addWidget(unit)
        row.addStretch(1)

    def _add_buttons(self, row: QHBoxLayout) -> None:
        what, link_id = self.item.text, self.item.link_id
        less, more = self.words.get("forms.less", what=what), self.words.get("forms.more", what=what)
        for icon, name, says in (("minus", f"less_{link_id}", less), ("plus", f"more_{link_id}", more)):
            button = Button("", look="icon", icon=icon, name=name, says=says, parent=self)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAutoRepeat(True)
            button.clicked.connect(self._step_up if icon == "plus" else self._step_down)
            row.addWidget(button)

    def _unit_widget(self) -> QWidget | None:
        look = self.item.look
        if len(look.unit_options) > 1:
            self._units = QComboBox(self)
            self._units.setObjectName(f"unit_{self.item.link_id}")
            self._units.addItems([unit_words(unit) for unit in look.unit_options])
            self._units.setAccessibleName(self.words.get("forms.unit_of", what=self.item.text))
            self._units.activated.connect(self._take_unit)
            return self._units
        unit = look.unit or next(iter(look.unit_options), None)
        return Label(unit_words(unit), tone="muted", parent=self) if unit else None

    def show_answers(self, values: Sequence[Value]) -> None:
        """Show the number, leaving what is being typed alone while it means the same."""
        given = next(iter(values), None)
        number = number_in(given) if given else None
        typed = _number(self._field.text())
        same = typed is not None and number is not None and typed == Decimal(str(number))
        if not (same and self._box.hasFocus()):
            text = "" if number is None else number_words(number)
            if self._field.text().strip() != text:
                self._field.setText(text)
        if self._units is not None and given and isinstance(quantity := given.get("valueQuantity"), dict):
            at = self._units.findText(str(quantity.get("unit") or quantity.get("code") or ""))
            self._units.setCurrentIndex(max(0, at))

    def target(self) -> QWidget:
        """Return the field."""
        return self._box

    def name_for_readers(self, name: str, description: str) -> None:
        """Tell screen readers of the box, and of the field inside it that some of them read."""
        super().name_for_readers(name, description)
        self._field.setAccessibleName(name)
        self._field.setAccessibleDescription(description)

    def text_place(self) -> int | None:
        """Return the place of the cursor."""
        return self._field.cursorPosition()

    def set_text_place(self, place: int | None) -> None:
        """Put the cursor in its place."""
        if place is not None:
            self._field.setCursorPosition(place)

    def _take(self, text: str) -> None:
        words = text.strip().replace(",", ".")
        number = _number(words)
        if not words:
            self.say()
        elif number is None or (self.item.type == "integer" and number != int(number)):
            unfinished = words in _BEGINNINGS
            self.say_wrong("" if unfinished else self.words.get(self._expected()))
        else:
            self.say(self._value(number))

    def _expected(self) -> str:
        return "forms.whole_number_expected" if self.item.type == "integer" else "forms.number_expected"

    def _tidy(self) -> None:
        """Once the user has left the field, a lone sign is no number."""
        # A window that closes says so too, when what is inside the box is gone already.
        if isValid(self._field) and self._field.text().strip() in _BEGINNINGS:
            self.say_wrong(self.words.get(self._expected()))

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
            found["unit"] = unit_words(unit)
            found.update({key: unit[key] for key in ("system", "code") if unit.get(key)})
        return {"valueQuantity": found}

    def _take_unit(self) -> None:
        self._take(self._field.text())

    def _step_up(self) -> None:
        self._step(1)

    def _step_down(self) -> None:
        self._step(-1)

    def _step(self, steps: int) -> None:
        low, high = bound(self.item.limits.min_value), bound(self.item.limits.max_value)
        number = _number(self._field.text())
        if number is None:
            number = low if low is not None else Decimal(0)
        else:
            number += steps * Decimal(str(self.item.look.slider_step or 1))
        if low is not None:
            number = max(low, number)
        if high is not None:
            number = min(high, number)
        self._field.setText(number_words(number))
        self.say(self._value(number))


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.strip().replace(",", ".") or "x")
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def cell_width(limits: Limits) -> int:
    """Return how wide a number's cell is, in pixels at 100 %: as wide as the longest number it takes."""
    ends = [bound(limits.min_value), bound(limits.max_value)]
    letters = max((len(number_words(one)) for one in ends if one is not None), default=4)
    places = limits.decimal_places
    letters += places + 1 if isinstance(places, int) and places > 0 else 0
    return max(_NARROWEST, _AROUND + _LETTER * min(letters, 8))
