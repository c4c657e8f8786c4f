"""Names are whole before anything else; what is spare goes to the words that need it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from ui.models.rows_model import Cell, Column
from ui.widgets.column_widths import MEASURED, in_sight, wanted, widths

Row = tuple[str, str]
COLUMNS: tuple[Column[Row], ...] = (
    Column("Time", lambda row: Cell("09:00"), 60),
    Column("Name", lambda row: Cell(row[0], bold=True), whole=True),
    Column("Reason", lambda row: Cell(row[1])),
    Column("How", lambda row: Cell("Video"), 100, optional=2),
    Column("To do", lambda row: Cell(""), 130, optional=1),
)
ALL = tuple(range(len(COLUMNS)))


def test_a_column_goes_before_a_name_is_cut(qapp: QApplication) -> None:
    wants = {1: 220, 2: 200}
    assert in_sight(COLUMNS, ALL, wants, 620) == [0, 1, 2, 3, 4]
    assert in_sight(COLUMNS, ALL, wants, 619) == [0, 1, 2, 4]
    assert in_sight(COLUMNS, ALL, wants, 500) == [0, 1, 2]
    assert in_sight(COLUMNS, ALL, {1: 120, 2: 200}, 520) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("room", [400, 700, 900, 1500])
def test_what_is_given_is_what_there_is(qapp: QApplication, room: int) -> None:
    wants = {1: 220, 2: 260}
    shown = in_sight(COLUMNS, ALL, wants, room)
    given = widths(COLUMNS, shown, wants, room)
    assert room - 2 <= sum(given.values()) <= room
    assert given[1] >= 220 or room < 390


def test_a_column_goes_before_another_says_too_little(qapp: QApplication) -> None:
    columns = (*COLUMNS[:2], Column("Reason", COLUMNS[2].cell, least=300), *COLUMNS[3:])
    assert in_sight(columns, ALL, {1: 120, 2: 120}, 700) == [0, 1, 2, 4]


def test_what_is_spare_goes_where_words_are_cut(qapp: QApplication) -> None:
    given = widths(COLUMNS, [0, 1, 2], {1: 120, 2: 400}, 60 + 120 + 390)
    assert (given[1], given[2]) == (120, 390)


def test_too_narrow_squeezes_all(qapp: QApplication) -> None:
    given = widths(COLUMNS, [0, 1, 2], {1: 200, 2: 200}, 185)
    assert sum(given.values()) <= 185
    assert all(wide > 0 for wide in given.values())


def test_words_are_measured_in_the_first_rows_only(qapp: QApplication) -> None:
    short = [("A", "")] * MEASURED
    assert wanted(COLUMNS[1], short) == wanted(COLUMNS[1], [*short, ("A very long name", "")])
    assert wanted(COLUMNS[1], [("A very long name", "")]) > wanted(COLUMNS[1], short)
    assert wanted(COLUMNS[2], []) < 30
