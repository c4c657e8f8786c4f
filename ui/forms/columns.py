"""The columns of a table: what their heads say, how wide they are, and which can wait until they are wanted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from msk_desk.forms.instance import Instance
from msk_desk.forms.item import Item
from ui.forms.editors.chooser import fits_in_a_row
from ui.forms.editors.numbers import unit_words
from ui.forms.editors.stepper import cell_width
from ui.theme.theme import current
from ui.theme.tokens import BASE, SMALL

GAP, NAME_WIDTH, NARROW_NAME, REMOVE_WIDTH, NOTE_BUTTON = 8, 136, 104, 34, 34
"""Pixels at 100 %."""
_TEXT, _SHOWN, _DATE, _TIME, _FINDER, _YES_NO = 100, 58, 112, 96, 138, 80
_SEGMENT_AROUND, _WIDE_HEAD, _NOTE = 14, 112, 168.0
_NUMBERS = ("integer", "decimal", "quantity")
_TEXTS = ("string", "text", "url", "open-choice")


@dataclass(frozen=True)
class TableColumn:
    """One column.

    Args:
        width: what it needs, in pixels at 100 %.
        share: how much of the room left over it takes, relative to the others; 0 for none.
        unit: said once, in its head.
        note: free words that can stand below the row, or wait behind a button.
    """

    head: str
    width: float
    share: int
    unit: str
    note: bool

    @property
    def whole(self) -> float:
        """What it needs with its head in one line above it, in pixels at 100 %."""
        return max(self.width, _pixels(self.head, SMALL) + 2)


def parts_of(row: Instance) -> list[Instance]:
    """Return what of a row stands in cells: its questions and its words, but no groups and nothing hidden."""
    return [one for one in row.children if not one.item.is_group and not one.item.look.hidden]


def columns_of(rows: Sequence[Instance]) -> list[TableColumn]:
    """Return the columns that some rows make; rows may have cells of different kinds in one column."""
    cells = [[one.item for one in parts_of(row)] for row in rows]
    count = max((len(row) for row in cells), default=0)
    columns = [_column([row[at] for row in cells if at < len(row)]) for at in range(count)]
    if columns and all(_is_note(row[count - 1]) for row in cells if len(row) == count) and count > 1:
        columns[-1] = TableColumn(columns[-1].head, _NOTE, columns[-1].share, "", note=True)
    return columns


def _column(items: list[Item]) -> TableColumn:
    units = {unit_words(one.look.unit) for one in items}
    shared = next(iter(units)) if len(units) == 1 and all(_takes_unit(one) for one in items) else ""
    words = items[0].look.short_text or items[0].text
    head = f"{words} ({shared})" if shared and words else words or shared
    width = max([_head_width(head), *(_width(one, bool(shared)) for one in items)])
    given = items[0].look.width or {}
    percent = given.get("value") if str(given.get("code") or given.get("unit") or "") == "%" else None
    text = any(one.type in _TEXTS for one in items)
    share = int(percent) if isinstance(percent, int | float) else 30 if text else 0
    return TableColumn(head, width, share, shared, note=False)


def _head_width(head: str) -> float:
    """As wide as the longest word; wider for a head that would take more than two lines, within reason."""
    longest = max((_pixels(word, SMALL) for word in head.split()), default=0.0)
    return max(longest, min(_pixels(head, SMALL) / 2 + 14, _WIDE_HEAD) if len(head.split()) > 2 else 0.0) + 2


def _takes_unit(item: Item) -> bool:
    return item.type in _NUMBERS and not item.look.unit_options


def _is_note(item: Item) -> bool:
    return item.type in ("string", "text") and not item.read_only and not item.options


def _width(item: Item, unit_in_head: bool) -> float:
    unit = 0 if unit_in_head else _pixels(unit_words(item.look.unit)) + 6 if item.look.unit else 0
    if item.read_only or item.type == "display":
        return _SHOWN + unit
    if item.type in _NUMBERS and not item.options:
        return cell_width(item.limits) + unit + (80 if len(item.look.unit_options) > 1 else 0)
    if item.options and not item.repeats and item.type != "open-choice" and fits_in_a_row(item, cell=True):
        return sum(_pixels(f"{one.prefix} {one.label}".strip(), bold=True) + _SEGMENT_AROUND for one in item.options)
    kinds = {"boolean": _YES_NO, "date": _DATE, "dateTime": _DATE + 40, "time": _TIME}
    return kinds.get(item.type, _FINDER if item.options else _TEXT)


def widest(texts: Iterable[str]) -> float:
    """Return the width of the widest of some words, in pixels at 100 %."""
    return max((_pixels(one) for one in texts), default=0.0)


def _pixels(text: str, size: int = BASE, bold: bool = False) -> float:
    """How wide words are at 100 %."""
    return current().metrics(size, bold).horizontalAdvance(text) * 100 / current().scale
