"""Visits of a record: read only, compared, added to, struck through with a reason; nothing of another patient stays."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from msk_desk.domain.visits import FormAnswers
from msk_desk.forms.state import FormState
from tests.fakes.filled_forms import KNEE_FORM, assessment
from tests.fakes.window_desk import MadeUpDesk
from tests.ui.visit_patients import Seen, begin_visit, settle
from ui.context import Context
from ui.navigation import Place
from ui.screens.record.screen import RecordScreen
from ui.screens.record.visits import VisitsTab
from ui.screens.visit.open_form import content_of


def sign_knee(context: Context, seen: Seen, **answers: str) -> FormAnswers:
    visits = context.desk.visits
    form = visits.choose(seen.visit_id, KNEE_FORM)
    state: FormState = assessment(form.questionnaire, **answers)
    visits.sign(visits.note(form.draft, content_of(state), ""))
    signed = visits.open_form(seen.visit_id, KNEE_FORM).signed
    assert signed is not None
    return signed


def opened(context: Context, qtbot: QtBot, patient_id: str, **details: str) -> RecordScreen:
    screen = RecordScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1300, 720)
    screen.show()
    screen.open(Place("record", patient_id, {"tab": "visits", **details}))
    settle(qtbot, context.runner)
    return screen


def words(tab: VisitsTab) -> str:
    return "\n".join(each.text() for each in tab.findChildren(QLabel) if each.isVisible())


def test_signed_answers_are_read_with_author_and_time(context: Context, qtbot: QtBot) -> None:
    seen = begin_visit(context)
    sign_knee(context, seen, complaint="Cannot kneel")
    screen = opened(context, qtbot, seen.patient_id)
    tab = screen.visits
    said = words(tab)
    assert "Cannot kneel" in said
    assert "Signed by Asha Rao" in said
    assert tab.error.isVisible()
    assert tab.addendum.isVisible()


def test_an_addendum_stands_with_the_answers(context: Context, qtbot: QtBot) -> None:
    seen = begin_visit(context)
    sign_knee(context, seen)
    screen = opened(context, qtbot, seen.patient_id)
    tab = screen.visits
    tab.addendum.click()
    assert tab.words.field.hasFocus()
    tab.words.save.click()
    settle(qtbot, context.runner)
    assert "empty" in tab.words.problem.text()
    qtbot.keyClicks(tab.words.field, "X-ray seen")
    tab.words.save.click()
    settle(qtbot, context.runner)
    assert not tab.words.isVisible()
    assert "X-ray seen" in words(tab)
    assert "Addendum by Asha Rao" in words(tab)


def test_entered_in_error_asks_for_a_reason_and_strikes_through(context: Context, qtbot: QtBot) -> None:
    seen = begin_visit(context)
    sign_knee(context, seen, complaint="Of somebody else")
    screen = opened(context, qtbot, seen.patient_id)
    tab = screen.visits
    tab.error.click()
    tab.words.save.click()
    settle(qtbot, context.runner)
    assert "reason is needed" in tab.words.problem.text()
    qtbot.keyClicks(tab.words.field, "Wrong person")
    tab.words.save.click()
    settle(qtbot, context.runner)
    assert "Entered in error: Wrong person" in words(tab)
    struck = [each for each in tab.findChildren(QLabel) if each.text() == "Of somebody else"]
    assert struck
    assert all(each.font().strikeOut() for each in struck)
    assert not tab.error.isVisible()
    assert not tab.addendum.isVisible()


def test_two_visits_side_by_side_by_keyboard(context: Context, made: MadeUpDesk, qtbot: QtBot) -> None:
    seen = begin_visit(context)
    before = sign_knee(context, seen, complaint="Cannot kneel", **{"flexion-active-right": "115"})
    store = made.office.opened.store
    later = replace(before, id="later", items=tuple(_deeper(each) for each in before.items))
    from msk_desk.domain.records import Unit

    store.records.save(Unit("u-later", "Before", context.actor, context.desk.now(), (later,)))
    screen = opened(context, qtbot, seen.patient_id)
    tab = screen.visits
    assert tab.table.rows_model.rowCount() >= 2
    tab.compare.click()
    qtbot.keyClick(tab.table, Qt.Key.Key_Down)
    settle(qtbot, context.runner)
    assert tab.comparison.isVisible()
    shown = {one.question: one for one in tab.comparison.shown}
    assert shown["Flexion, active, Right"].change in (20, -20)
    assert "What brings the person, in their words" not in shown
    tab.comparison.extent.button("every").click()
    assert len(tab.comparison.shown) > len(shown)
    tab.comparison.back.click()
    assert tab.form_card.isVisible()


def _deeper(item: dict[str, object]) -> dict[str, object]:
    """The same answers with 20 degrees more."""
    if item["linkId"] == "flexion-active-right":
        return {**item, "answer": [{"valueInteger": 135}]}
    inside = item.get("item")
    return {**item, "item": [_deeper(each) for each in inside]} if isinstance(inside, list) else item


def test_a_draft_is_compared_with_what_was_signed_last(context: Context, qtbot: QtBot) -> None:
    visits = context.desk.visits
    patient = context.desk.patients.find("holloway margaret")[0].id
    visit = visits.start_without(patient)
    form = visits.choose(visit.id, KNEE_FORM)
    visits.note(form.draft, content_of(assessment(form.questionnaire, complaint="Only of today")), "")
    last = visits.last_signed(patient, form.draft.subject, visit.id)
    assert last is not None
    screen = opened(context, qtbot, patient, left=last.id, draft=form.draft.subject, visit_id=visit.id)
    shown = {one.question: one for one in screen.visits.comparison.shown}
    complaint = shown["What brings the person, in their words"]
    assert complaint.right == "Only of today"
    assert "allotment" in complaint.left


def test_another_patient_shows_nothing_of_the_one_before(context: Context, qtbot: QtBot) -> None:
    first, second = begin_visit(context), begin_visit(context, 1)
    sign_knee(context, first, complaint="Zebrafish")
    screen = opened(context, qtbot, first.patient_id)
    tab = screen.visits
    assert "Zebrafish" in words(tab)
    tab.open(second.patient_id, {})
    assert "Zebrafish" not in words(tab)
    settle(qtbot, context.runner)
    assert "Zebrafish" not in words(tab)
