"""Which editor an item gets: by its type, its control and how many answers it offers in how many words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from msk_desk.forms.instance import Instance
from msk_desk.forms.item import Item
from ui.forms.editors.check_boxes import CheckBoxes
from ui.forms.editors.choice_list import ChoiceList
from ui.forms.editors.choice_segments import ChoiceSegments
from ui.forms.editors.chosen_many import ChosenMany
from ui.forms.editors.date_line import DateLine
from ui.forms.editors.drop_down import DropDown
from ui.forms.editors.editor import Editor
from ui.forms.editors.several import Several
from ui.forms.editors.shown_value import NotDrawn, ShownValue
from ui.forms.editors.slider import Slider
from ui.forms.editors.stepper import Stepper
from ui.forms.editors.text_area import TextArea
from ui.forms.editors.text_line import TextLine
from ui.forms.editors.yes_no import YesNo
from ui.forms.room import ROOM
from ui.forms.words import Words
from ui.theme.theme import current
from ui.theme.tokens import BASE

# More than this in one row of buttons no longer fits beside its question at 1280 pixels.
_SEGMENT_LETTERS, _SEGMENTS, _CELL_LETTERS, _AROUND = 52, 5, 26, 34
_RADIO_BUTTONS, _CHECK_BOXES = 12, 15
_CHOICES = ("choice", "open-choice")
# Types that may offer answers to choose from, too.
_MAY_OFFER = ("integer", "date", "time", "string", "text")
_FINDERS = ("drop-down", "autocomplete")
_LISTS = ("radio-button", "check-box")


@dataclass(frozen=True)
class EditorMaker:
    """Makes editors; knows the words and the day.

    Args:
        cell: for the cell of a table, where there is little room.
        with_unit: False where the head of the column has the unit.
        room: the width for a question and its answer, in pixels at 100 %.
    """

    words: Words
    today: Callable[[], date]
    cell: bool = False
    with_unit: bool = True
    room: float = ROOM

    def make(self, instance: Instance, parent: QWidget | None = None) -> Editor:
        """Return a new editor for an instance."""
        item = instance.item
        if item.read_only:
            return ShownValue(instance, self.words, parent, cell=self.cell)
        if item.type in _CHOICES or (item.type in _MAY_OFFER and item.options):
            return self._choice(instance, parent)
        if item.repeats and item.type in ("string", "text"):
            return TextArea(instance, self.words, parent)
        if item.repeats and item.is_question and item.type not in ("attachment", "reference"):
            return Several(instance, self.words, self._one_of, parent)
        return self._one(instance, parent)

    def _one_of(self, instance: Instance, words: Words, parent: QWidget) -> Editor:
        return self._one(instance, parent)

    def _one(self, instance: Instance, parent: QWidget | None) -> Editor:
        item = instance.item
        match item.type:
            case "boolean":
                return YesNo(instance, self.words, parent, cell=self.cell)
            case "integer" | "decimal" | "quantity":
                if item.look.control == "slider" and not self.cell and not item.repeats:
                    return Slider(instance, self.words, parent)
                return Stepper(instance, self.words, parent, cell=self.cell, with_unit=self.with_unit)
            case "date" | "dateTime":
                return DateLine(instance, self.words, self.today, parent, cell=self.cell)
            case "string" | "url" | "time":
                return TextLine(instance, self.words, parent, cell=self.cell)
            case "text":
                return TextArea(instance, self.words, parent)
        return NotDrawn(instance, self.words, parent)

    def _choice(self, instance: Instance, parent: QWidget | None) -> Editor:
        item, words = instance.item, self.words
        offered = bool(instance.options or item.options or item.answer_expression is not None)
        if not offered:
            if item.type == "open-choice":
                return (TextArea if item.repeats else DropDown)(instance, words, parent)
            return NotDrawn(instance, words, parent)
        if item.repeats:
            many = len(item.options) > _CHECK_BOXES or item.answer_expression is not None
            find = self.cell or many or (item.look.control in _FINDERS and len(item.options) > _SEGMENTS)
            return ChosenMany(instance, words, parent) if find else CheckBoxes(instance, words, parent, room=self.room)
        return self._one_choice(instance, parent)

    def _one_choice(self, instance: Instance, parent: QWidget | None) -> Editor:
        item, words = instance.item, self.words
        count, is_open = len(item.options), item.type == "open-choice"
        if item.answer_expression is not None:
            return DropDown(instance, words, parent, cell=self.cell)
        if not is_open and fits_in_a_row(item, cell=self.cell) and (self.cell or segments_width(item) <= self.room):
            return ChoiceSegments(instance, words, parent, cell=self.cell)
        wants_list = item.look.control in _LISTS or item.look.orientation is not None
        wants_finder = is_open and item.look.control in _FINDERS
        if not self.cell and not wants_finder and count <= (_RADIO_BUTTONS if wants_list else _SEGMENTS):
            return ChoiceList(instance, words, parent, room=self.room)
        return DropDown(instance, words, parent, cell=self.cell)


def fits_in_a_row(item: Item, *, cell: bool = False) -> bool:
    """Tell whether an item's choices fit as joined buttons."""
    letters = sum(len(option.label) + len(option.prefix) for option in item.options)
    few = 1 <= len(item.options) <= _SEGMENTS or (letters <= 16 and len(item.options) <= 11)
    return few and letters <= (_CELL_LETTERS if cell else _SEGMENT_LETTERS) and item.look.orientation != "vertical"


def segments_width(item: Item) -> float:
    """Return how wide an item's choices are as joined buttons, in pixels at 100 %."""
    metrics = current().metrics(BASE, bold=True)
    words = [f"{option.prefix} {option.label}".strip() for option in item.options]
    return sum(metrics.horizontalAdvance(one) * 100 / current().scale + _AROUND for one in words)
