"""What lists say: weeks with their clock, breaches by week, when triage is due, and how columns sort."""

from __future__ import annotations

from datetime import date

import pytest

from msk_desk.content.libraries import Services
from msk_desk.content.texts import Texts
from msk_desk.domain.bank_holidays import is_bank_holiday
from msk_desk.domain.lists import ListRow, harmless, plain
from msk_desk.services.list_columns import Columns, Reading, sort_key
from msk_desk.services.list_definitions import BEHIND, LISTS

TODAY = date(2026, 11, 23)
ROW = ListRow("k", "p", "ŻAK, Katarzyna", "1974-01-30", "9993258741", "+447700900402")


@pytest.fixture(scope="module")
def columns() -> Columns:
    return Columns(Reading(TODAY, Texts.load(), Services().read(), is_bank_holiday))


def waited(days: int, kind: str = "rtt", stopped: int = 0) -> ListRow:
    start = TODAY.toordinal() - days
    return ROW._replace(clock=kind, clock_start=start, clock_stop=start + stopped if stopped else 0)


def test_weeks_name_their_clock_and_a_breach_its_week(columns: Columns) -> None:
    assert columns.weeks(waited(115)) == "16 RTT"
    assert columns.weeks(waited(45, "ahp")) == "6 AHP"
    assert columns.weeks(waited(45, "ahp", 42)) == "6 AHP, stopped"
    assert columns.weeks(ROW) == ""
    assert waited(126).breach_day() == TODAY.toordinal() + 1, "126 days are within, 127 are not"
    assert columns.week(waited(127)) == "Over 18 weeks"
    assert columns.week(waited(126)) == "This week"
    assert columns.week(waited(119)) == "Week of 30-Nov-2026"
    assert columns.week(waited(119, "ahp")) == "", "the local clock has no limit"
    assert columns.text("breach", waited(119)) == "01-Dec-2026"


def test_triage_is_due_on_the_next_working_day_over_bank_holidays(columns: Columns) -> None:
    friday, christmas = date(2026, 11, 20), date(2026, 12, 24)
    assert columns.text("due", ROW._replace(day=friday.toordinal())) == "23-Nov-2026"
    assert columns.text("due", ROW._replace(day=christmas.toordinal())) == "29-Dec-2026"


def test_every_column_and_facet_of_every_list_says_something_of_a_bare_row_and_sorts(columns: Columns) -> None:
    for definition in (*LISTS, BEHIND):
        for code in definition.columns:
            assert isinstance(columns.text(code, ROW), str), code
            assert sorted([ROW, waited(3)], key=sort_key(code, columns))
        for facet in definition.facets:
            assert isinstance(columns.value(facet, ROW), str), facet
        assert definition.order.lstrip("-") in definition.columns
        assert "weeks" in definition.columns, "weeks waited with the kind of clock in every list"
        assert {"patient", "age", "nhs_number", "phone"} <= set(definition.columns)


def test_the_longest_wait_comes_first_and_those_without_a_clock_last(columns: Columns) -> None:
    rows = [waited(3), ROW, waited(300), waited(40, "ahp")]
    found = sorted(rows, key=sort_key("weeks", columns), reverse=True)
    assert [row.days_waited(TODAY.toordinal()) for row in found] == [300, 40, 3, None]
    young = ROW._replace(born="1990-01-01")
    assert sorted([ROW._replace(born=""), ROW, young], key=sort_key("age", columns)) == [
        young, ROW, ROW._replace(born="")
    ]  # fmt: skip


def test_words_are_compared_without_marks_and_cells_are_no_formulas() -> None:
    assert plain("ŻAK, Małgorzata Ø") == "zak, malgorzata o"
    for cell in ("=1+1", "+44", "-2", "@x", "\t=1", "＝1"):
        assert harmless(cell) == f"'{cell}"
    assert harmless("07700 900402") == "07700 900402"
