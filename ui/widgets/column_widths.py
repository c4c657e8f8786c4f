"""How wide the columns of a table become: names whole before anything else, then what the words need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ui.delegates.cell_delegate import PADDING
from ui.delegates.chip_painter import chip_size
from ui.models.rows_model import Cell, Column
from ui.theme.theme import current
from ui.theme.tokens import BASE, SMALL

LEAST = 110
"""Pixels at 100 % below which a column that takes what is left says too little."""
MEASURED = 60
"""So many rows say how wide the words of a column are; measuring more would be felt."""
_WHOLE_AT_MOST = 260
Columns = Sequence[Column[Any]]


def wanted(column: Column[Any], rows: Sequence[Any]) -> int:
    """Pixels that the words of the first rows ask for, with the room beside them."""
    return max((_cell_width(column.cell(row)) for row in rows[:MEASURED]), default=0) + 2 * PADDING + 2


def _cell_width(cell: Cell) -> int:
    theme = current()
    wide = theme.metrics(BASE, cell.bold).horizontalAdvance(cell.text)
    chips = sum(int(chip_size(words).width()) + 6 for words, _ in cell.chips)
    return int(max(wide + (PADDING + chips if chips else 0), theme.metrics(SMALL).horizontalAdvance(cell.below)))


def in_sight(columns: Columns, able: Sequence[int], wants: Mapping[int, int], room: int) -> list[int]:
    """The columns there is room for: the one with the highest `optional` goes first."""
    shown = list(able)
    while needed(columns, shown, wants) > room and any(columns[at].optional for at in shown):
        shown.remove(max(shown, key=lambda at: columns[at].optional))
    return shown


def needed(columns: Columns, shown: Sequence[int], wants: Mapping[int, int]) -> int:
    """Pixels below which these columns say too little."""
    return sum(_least(columns[at], wants.get(at, 0)) for at in shown)


def _least(column: Column[Any], want: int) -> int:
    px = current().px
    if column.width:
        return px(column.width)
    least = px(column.least or LEAST)
    return max(least, min(want, px(_WHOLE_AT_MOST))) if column.whole else least


def widths(columns: Columns, shown: Sequence[int], wants: Mapping[int, int], room: int) -> dict[int, int]:
    """Pixels for each column in sight."""
    least = {at: _least(columns[at], wants.get(at, 0)) for at in shown}
    loose = [at for at in shown if not columns[at].width]
    spare = room - sum(least.values())
    if spare < 0 or not loose:
        squeeze = min(1.0, room / max(1, sum(least.values())))
        return {at: int(wide * squeeze) for at, wide in least.items()}
    for enough in (wants, dict.fromkeys(loose, room)):
        spare = _hand_out(columns, loose, least, spare, enough)
    return least


def _hand_out(
    columns: Columns, loose: Sequence[int], given: dict[int, int], spare: int, enough: Mapping[int, int]
) -> int:
    """Give what is spare to the columns that still want some, by their share; what is left comes back."""
    hungry = [at for at in loose if given[at] < enough.get(at, 0)]
    while hungry and spare >= len(hungry):
        shares = sum(columns[at].share for at in hungry)
        parts = {at: min(int(spare * columns[at].share / shares), enough[at] - given[at]) for at in hungry}
        if not any(parts.values()):
            break
        for at, part in parts.items():
            given[at] += part
        spare -= sum(parts.values())
        hungry = [at for at in hungry if given[at] < enough[at]]
    return spare
