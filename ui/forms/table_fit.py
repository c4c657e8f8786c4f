"""How the cells of a table share the width there is: in line, notes below, or under one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ui.forms.columns import GAP, NAME_WIDTH, NARROW_NAME, NOTE_BUTTON, REMOVE_WIDTH, TableColumn
from ui.theme.theme import current

# What a page has at its sides, and a little to spare.
_MARGINS = 44
_ROOMY_NOTE, _WIDEST_NAME = 120, 260


@dataclass(frozen=True)
class Fit:
    """One way to lay out.

    Args:
        notes_below: the last column's notes are opened below their row.
        stacked: each cell has its head above it, some beside one another, under the name of the row.
        across: how many cells stand beside one another when stacked.
        name_width: of the row's name, in pixels at 100 %.
    """

    notes_below: bool = False
    stacked: bool = False
    across: int = 1
    name_width: int = NAME_WIDTH

    @property
    def name_pixels(self) -> int:
        """The width of the row's name on this screen."""
        return current().px(self.name_width)


def fit_for(columns: Sequence[TableColumn], width: float, *, named: bool, removable: bool, longest: float = 0.0) -> Fit:
    """Return the roomiest way to lay out some columns.

    Args:
        width: of the page, in pixels at 100 %.
        named: whether each row has a name before its cells.
        longest: the width of the longest name of a row, which takes room that nothing else wants.
    """
    room = width - _MARGINS - (REMOVE_WIDTH if removable else 0)
    notes = bool(columns) and columns[-1].note
    cells = sum(one.width + GAP for one in columns)
    bare = sum(one.width + GAP for one in columns if not one.note)
    for name in (NAME_WIDTH, NARROW_NAME) if named else (0,):
        if name + cells <= room:
            greedy = any(one.share for one in columns)
            return Fit(name_width=_name_width(name, longest, 0 if greedy else room - cells))
        if notes and name + bare + NOTE_BUTTON <= room:
            return Fit(notes_below=True, name_width=_name_width(name, longest, room - bare - NOTE_BUTTON))
    if not named and len(columns) < 2:
        return Fit()
    widest = max((one.whole for one in columns if not one.note), default=_ROOMY_NOTE)
    across = max(1, int(room // (widest + GAP)))
    return Fit(notes_below=notes, stacked=True, across=min(across, len(columns)))


def _name_width(least: int, longest: float, room: float) -> int:
    """As much of the room for a row's name as its words want."""
    return round(max(least, min(longest + GAP, room, _WIDEST_NAME))) if least else NAME_WIDTH
