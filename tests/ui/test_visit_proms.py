"""Scores from paper: one key an answer, wrong ones marked at once, nothing lost, no leak between patients."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from msk_desk.domain.visits import Score
from tests.fakes.window_desk import MOMENT
from tests.ui.visit_patients import Seen, begin_visit, settle
from ui.charts.chart_card import ChartCard
from ui.context import Context
from ui.screens.proms.screen import PromsView


def opened(context: Context, qtbot: QtBot, seen: Seen) -> PromsView:
    view = PromsView(context)
    qtbot.addWidget(view)
    view.resize(1300, 700)
    view.show()
    view.open(seen.patient_id, seen.visit_id)
    settle(qtbot, context.runner)
    return view


def a_week_later(context: Context) -> None:
    """The clock of the service moves on."""
    context.desk.outcomes._saver.now = lambda: MOMENT + timedelta(days=7)


def choose(view: PromsView, context: Context, qtbot: QtBot, code: str) -> None:
    view.entry.usual.button(code).click()
    settle(qtbot, context.runner)


def stored(context: Context, patient_id: str, instrument: str) -> list[Score]:
    found = context.desk.visits._saver.records.of_patient(Score, patient_id)
    return [each for each in found if each.instrument == instrument]


def type_oks(view: PromsView, qtbot: QtBot, digits: str) -> None:
    """Each digit goes to whichever field has the keyboard, as for somebody typing from paper."""
    view.activateWindow()
    for digit in digits:
        held = view.focusWidget()
        assert held is not None
        qtbot.keyClicks(held, digit)


def test_twelve_keys_enter_an_oxford_knee_score(context: Context, qtbot: QtBot) -> None:
    seen = begin_visit(context)
    view = opened(context, qtbot, seen)
    before = len(stored(context, seen.patient_id, "OKS"))
    choose(view, context, qtbot, "OKS")
    type_oks(view, qtbot, "012340123401")
    assert "21 of 48" in view.entry.score.text()
    assert "12 of 12" in view.entry.counted.text()
    view.entry.store.click()
    settle(qtbot, context.runner)
    scores = stored(context, seen.patient_id, "OKS")
    assert len(scores) == before + 1
    assert scores[0].value == 21
    assert scores[0].visit_id == seen.visit_id
    assert context.desk.drafting.unfinished(seen.patient_id) == ()


def test_a_key_that_is_no_answer_is_refused_with_a_quiet_word(context: Context, qtbot: QtBot) -> None:
    view = opened(context, qtbot, begin_visit(context))
    choose(view, context, qtbot, "OKS")
    grid = view.entry.grid
    field = grid.fields["Q03"]
    field.setFocus()
    for key in "7xn":
        qtbot.keyClicks(field, key)
        assert field.text() == ""
        assert grid._wrong["Q03"].text() == "0 to 4"
        assert view.focusWidget() is field
    assert not view.entry.store.isEnabled()
    qtbot.keyClicks(field, "4")
    assert grid._wrong["Q03"].text() == ""
    assert view.focusWidget() is grid.fields["Q04"]


def test_keys_pass_over_go_back_and_say_what_does_not_apply(context: Context, qtbot: QtBot) -> None:
    view = opened(context, qtbot, begin_visit(context))
    view.entering.choose("NDI")
    settle(qtbot, context.runner)
    grid = view.entry.grid
    codes = list(grid.fields)
    applies = [item.code for item in context.desk.outcomes.instrument("NDI").items if item.not_applicable]
    type_oks(view, qtbot, "1.-")
    assert [grid.fields[code].text() for code in codes[:3]] == ["1", "-", "-"]
    held = grid.fields[codes[3]]
    qtbot.keyClick(held, Qt.Key.Key_Backspace)
    assert view.focusWidget() is grid.fields[codes[2]]
    type_oks(view, qtbot, "2")
    assert grid.fields[codes[2]].text() == "2"
    grid.fields[applies[0]].setFocus()
    qtbot.keyClicks(grid.fields[applies[0]], "n")
    assert grid.fields[applies[0]].text() == "n"
    assert "2 of 10" in view.entry.counted.text()
    assert "needed" in view.entry.counted.text()


def test_ten_is_one_then_nought_and_one_alone_is_followed_by_the_next_answer(context: Context, qtbot: QtBot) -> None:
    view = opened(context, qtbot, begin_visit(context))
    view.entering.choose("SPADI")
    settle(qtbot, context.runner)
    type_oks(view, qtbot, "10513")
    texts = [field.text() for field in view.entry.grid.fields.values()]
    assert texts[:4] == ["10", "5", "1", "3"]


def test_two_blanks_are_said_and_three_give_no_score(context: Context, qtbot: QtBot) -> None:
    view = opened(context, qtbot, begin_visit(context))
    choose(view, context, qtbot, "OKS")
    for code in [f"Q{number:02d}" for number in range(1, 11)]:
        qtbot.keyClicks(view.entry.grid.fields[code], "2")
    assert "24 of 48" in view.entry.score.text()
    assert "2 blank" in view.entry.counted.text()
    qtbot.keyClick(view.entry.grid.fields["Q10"], Qt.Key.Key_Backspace)
    assert "no score yet" in view.entry.score.text()


def test_an_activity_needs_its_name(context: Context, qtbot: QtBot) -> None:
    seen = begin_visit(context)
    view = opened(context, qtbot, seen)
    choose(view, context, qtbot, "PSFS")
    grid = view.entry.grid
    for name in grid.names.values():
        name.selectAll()
        qtbot.keyClick(name, Qt.Key.Key_Delete)
    qtbot.keyClicks(grid.fields["ACTIVITY1"], "3")
    assert not view.entry.store.isEnabled()
    qtbot.keyClicks(grid.names["ACTIVITY1"], "Walk to the allotment")
    assert view.entry.store.isEnabled()
    view.entry.store.click()
    settle(qtbot, context.runner)
    assert context.desk.outcomes.activities(seen.patient_id) == ("Walk to the allotment",)


def test_activities_show_the_first_rating_and_the_one_now(context: Context, qtbot: QtBot) -> None:
    seen = begin_visit(context)
    enter = context.desk.outcomes.enter
    names = {"ACTIVITY1": "Kneel to weed", "ACTIVITY2": "Stairs at work"}
    enter(seen.patient_id, "PSFS", {"ACTIVITY1": 2.0, "ACTIVITY2": 3.0}, texts=names)
    a_week_later(context)
    swapped = {"ACTIVITY1": "Stairs at work", "ACTIVITY2": "Kneel to weed", "ACTIVITY3": "Sleep through"}
    enter(seen.patient_id, "PSFS", {"ACTIVITY1": 7.0, "ACTIVITY2": 5.0, "ACTIVITY3": 4.0}, texts=swapped)
    view = opened(context, qtbot, seen)
    shown = {each.name: (each.first, each.now) for each in view.activities.table.rows_model.rows}
    assert shown == {"Stairs at work": (3, 7), "Kneel to weed": (2, 5), "Sleep through": (4, 4)}


def test_what_was_typed_is_there_again_after_leaving(context: Context, qtbot: QtBot) -> None:
    seen = begin_visit(context)
    view = opened(context, qtbot, seen)
    choose(view, context, qtbot, "OKS")
    qtbot.keyClicks(view.entry.grid.fields["Q01"], "3")
    view.leave()
    again = opened(context, qtbot, seen)
    choose(again, context, qtbot, "OKS")
    assert again.entry.grid.fields["Q01"].text() == "3"


def test_a_late_answer_for_another_patient_is_dropped(context: Context, qtbot: QtBot) -> None:
    first, second = begin_visit(context), begin_visit(context, 1)
    view = opened(context, qtbot, first)
    view.entry.usual.button("OKS").click()  # its answer comes after the other patient was opened
    view.open(second.patient_id, second.visit_id)
    settle(qtbot, context.runner)
    assert view.entry.grid.fields == {}
    assert view.presenter is not None
    assert view.presenter.patient_id == second.patient_id


def test_a_chart_has_a_table_and_its_sources(context: Context, qtbot: QtBot) -> None:
    seen = begin_visit(context)
    context.desk.outcomes.enter(seen.patient_id, "NPRS", _nprs(context, 8))
    a_week_later(context)
    context.desk.outcomes.enter(seen.patient_id, "NPRS", _nprs(context, 5))
    view = opened(context, qtbot, seen)
    card = next(each for each in view.findChildren(ChartCard) if each.objectName() == "prom_nprs_score")
    card.toggle.button("table").click()
    model = card.table.rows_model
    assert model.rowCount() >= 2
    assert model.data(model.index(0, 1)) == "5"
    card.sources.click()
    assert "Measurement error" in card._lines.text() or "matters to" in card._lines.text()


def _nprs(context: Context, value: float) -> dict[str, float | None]:
    return {item.code: value for item in context.desk.outcomes.instrument("NPRS").items}


def test_a_new_score_changes_its_own_chart_alone_and_the_keyboard_stays_in_the_card(
    context: Context, qtbot: QtBot
) -> None:
    view = opened(context, qtbot, begin_visit(context))
    before = {card.objectName(): card for card in view.findChildren(ChartCard)}
    choose(view, context, qtbot, "NPRS")
    view.activateWindow()
    type_oks(view, qtbot, "4")
    view.entry.store.click()
    settle(qtbot, context.runner)
    after = {card.objectName(): card for card in view.findChildren(ChartCard) if not card.isHidden()}
    changed = {name for name, card in after.items() if before.get(name) is not card}
    assert len(changed) == 1
    assert "nprs" in changed.pop()
    held = view.focusWidget()
    assert held is not None
    assert view.entry.isAncestorOf(held)
