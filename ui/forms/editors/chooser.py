"""Which editor an item gets: by its type, its control and how many answers it offers in how many words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msk_desk.forms.instance import Instance
from msk_desk.forms.item import Item
from ui.forms.editors.check_boxes import CheckBoxes
from ui.forms.editors.choice_list import ChoiceList
from ui.forms.editors.choice_segments import ChoiceSegments
from ui.forms.editors.date_line import DateLine
from ui.forms.editors.drop_down import DropDown
from ui.forms.editors.editor import Editor
from ui.forms.editors.shown_value import NotDrawn, ShownValue
from ui.forms.editors.slider import Slider
from ui.forms.editors.stepper import Stepper
from ui.forms.editors.text_area import TextArea
from ui.forms.editors.text_line import TextLine
from ui.forms.editors.yes_no import YesNo
from ui.forms.words import Words

# More than this in one row of buttons no longer fits beside its question at 1280 pixels.
_SEGMENT_LETTERS, _SEGMENTS = 52, 5
_RADIO_BUTTONS = 8
_TEXTS = {"string": TextLine, "url": TextLine, "time": TextLine, "text": TextArea}


def make_editor(instance: Instance, words: Words, today: Callable[[], date], *, cell: bool = False) -> Editor:
    """Return a new editor for an instance.

    Args:
        cell: for the cell of a table, where there is little room.
    """
    item = instance.item
    if item.read_only:
        return ShownValue(instance, words)
    match item.type:
        case "boolean":
            return YesNo(instance, words)
        case "choice" | "open-choice":
            return _choice(instance, words)
        case "integer" | "decimal" | "quantity":
            if item.look.control == "slider" and not cell:
                return Slider(instance, words)
            return Stepper(instance, words, compact=cell)
        case "date" | "dateTime":
            return DateLine(instance, words, today)
        case "string" | "url" | "time" | "text":
            return (TextArea if item.repeats else _TEXTS[item.type])(instance, words)
    return NotDrawn(instance, words)


def _choice(instance: Instance, words: Words) -> Editor:
    item = instance.item
    if item.repeats and (instance.options or item.type == "open-choice"):
        return CheckBoxes(instance, words)
    if not instance.options and item.answer_expression is None and item.type == "choice":
        return NotDrawn(instance, words)
    if item.type == "open-choice" or item.answer_expression is not None:
        return DropDown(instance, words)
    if fits_in_a_row(item):
        return ChoiceSegments(instance, words)
    wants_list = item.look.control in ("radio-button", "check-box") or item.look.orientation == "vertical"
    if len(item.options) <= _SEGMENTS or (wants_list and len(item.options) <= _RADIO_BUTTONS):
        return ChoiceList(instance, words)
    return DropDown(instance, words)


def fits_in_a_row(item: Item) -> bool:
    """Tell whether an item's choices fit as joined buttons."""
    letters = sum(len(option.label) + len(option.prefix) for option in item.options)
    few = 1 <= len(item.options) <= _SEGMENTS or (letters <= 16 and len(item.options) <= 11)
    return few and letters <= _SEGMENT_LETTERS and item.look.orientation != "vertical"
