"""The assessment: nothing typed is lost, red flags are absent only when asked, gaps are shown where they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from msk_desk.domain.errors import DiskFull
from msk_desk.domain.roles import Role
from msk_desk.domain.visits import FormAnswers
from tests.fakes.window_desk import MadeUpDesk
from tests.ui.visit_patients import Seen, begin_visit, choose_knee, settle
from ui.context import Context
from ui.forms.events import FocusPlace
from ui.screens.visit.assessment import AssessmentView
from ui.screens.visit.focus_text import focus_from, focus_text


def opened(context: Context, qtbot: QtBot, seen: Seen) -> AssessmentView:
    view = AssessmentView(context)
    qtbot.addWidget(view)
    view.resize(1200, 700)
    view.show()
    view.open(seen.patient_id, seen.visit_id)
    choose_knee(view, qtbot, context.runner)
    return view


def field(view: QWidget, name: str) -> QPlainTextEdit:
    found = view.findChild(QPlainTextEdit, name)
    assert found is not None, name
    return found


def answer_flags(view: AssessmentView, code: int, but: int = 0) -> None:
    """Press the same answer for each red flag, leaving out the last few."""
    state = view.form.state
    assert state is not None
    questions = [each for each in state.instance("red-flag-list").children if each.item.is_question]
    for question in questions[: len(questions) - but]:
        button = view.form.findChild(QPushButton, f"answer_{question.link_id}_{code}")
        assert button is not None
        if not button.isChecked():
            button.click()


def test_each_keystroke_is_on_disk_with_the_field_and_the_cursor(context: Context, qtbot: QtBot) -> None:
    seen = begin_visit(context)
    view = opened(context, qtbot, seen)
    view.form.show_section(1)
    words = field(view, "answer_complaint")
    words.setFocus()
    qtbot.keyClicks(words, "Pain on stairs")
    settle(qtbot, context.runner)
    draft = context.desk.drafting.unfinished(seen.patient_id)[0]
    assert "Pain on stairs" in str(draft.content)
    assert draft.focus.endswith("complaint@14")
    assert "Saved" in view.kept.text()


def test_a_killed_program_opens_the_same_field_at_the_same_place(
    context: Context, context_for: Callable[[Role], Context], made: MadeUpDesk, qtbot: QtBot
) -> None:
    seen = begin_visit(context)
    view = opened(context, qtbot, seen)
    view.form.show_section(1)
    words = field(view, "answer_complaint")
    words.setFocus()
    qtbot.keyClicks(words, "Pain")
    words.moveCursor(QTextCursor.MoveOperation.Left)
    qtbot.keyClicks(words, "XY")
    settle(qtbot, context.runner)
    made.office.opened.let_go()  # no leave, no close: the files as a kill leaves them
    again = opened(context_for(Role.ESP), qtbot, seen)
    assert field(again, "answer_complaint").toPlainText() == "PaiXYn"
    assert again.form.section == 1
    assert field(again, "answer_complaint").textCursor().position() == 5


def test_no_red_flags_is_said_only_when_each_was_asked(context: Context, qtbot: QtBot) -> None:
    view = opened(context, qtbot, begin_visit(context))
    none_found = context.text("visit.flags_none")
    assert view.flags.title.text() != none_found
    answer_flags(view, 0, but=1)
    assert view.flags.title.text() == context.text("visit.flags_unknown")
    answer_flags(view, 0)
    assert view.flags.title.text() == none_found
    answer_flags(view, 2, but=15)  # one is taken back to 'not asked'
    assert view.flags.title.text() == context.text("visit.flags_unknown")
    answer_flags(view, 1, but=15)
    assert view.flags.title.text() == context.text("visit.flags_some", n=1)
    qtbot.waitUntil(lambda: view.flags.geometry().bottom() < view.body.geometry().top())  # in sight in a low window
    answer_flags(view, 0)
    qtbot.waitUntil(lambda: view.flags.geometry().top() > view.body.geometry().bottom())


def test_the_column_at_the_right_is_whole_beside_its_scroll_bar(context: Context, qtbot: QtBot) -> None:
    view = opened(context, qtbot, begin_visit(context))
    view.resize(1160, 480)
    settle(qtbot, context.runner)
    area = next(area for area in view.findChildren(QScrollArea) if area.isAncestorOf(view.flags))
    assert area.verticalScrollBar().isVisible()
    for card in (view.body, view.flags):
        assert card.mapTo(area.viewport(), card.rect().topRight()).x() < area.viewport().width()


def test_only_a_red_flag_found_is_in_the_bad_tone(context: Context, qtbot: QtBot) -> None:
    view = opened(context, qtbot, begin_visit(context))
    tones = {
        str(button.property("tone") or "") + " " + button.text()
        for button in view.form.findChildren(QPushButton)
        if button.property("segment")
    }
    assert {"bad Present", " Absent", "neutral Not asked"} <= tones
    assert [tone for tone in tones if tone.startswith("bad")] == ["bad Present"]


def test_signing_shows_what_is_missing_and_signs_nothing(context: Context, qtbot: QtBot) -> None:
    seen = begin_visit(context)
    view = opened(context, qtbot, seen)
    before = answers(context, seen)
    view.signing.sign.click()
    settle(qtbot, context.runner)
    assert context.text("visit.gaps", n=21) == view.signing.words.text()
    assert answers(context, seen) == before


def answers(context: Context, seen: Seen) -> int:
    found = context.desk.visits._saver.records.of_patient(FormAnswers, seen.patient_id)
    return sum(each.visit_id == seen.visit_id and each.canonical.endswith("knee-assessment") for each in found)


def test_a_complete_assessment_is_signed_and_then_does_not_change(context: Context, qtbot: QtBot) -> None:
    seen = begin_visit(context)
    view = opened(context, qtbot, seen)
    answer_flags(view, 0)
    state = view.form.state
    assert state is not None
    given = {
        "complaint": "Pain", "side": "right", "impression-words": "Osteoarthritis", "diagnosis": "osteoarthritis",
        "plan-words": "Exercise",
    }  # fmt: skip
    for link_id, value in given.items():
        state.set_answer(link_id, value)
    view.signing.sign.click()
    settle(qtbot, context.runner)
    assert answers(context, seen) == 1
    assert context.desk.drafting.unfinished(seen.patient_id) == ()
    assert not view.signing.sign.isVisible()
    view.form.show_section(0)
    view.form.section_chosen.emit(FocusPlace("red-flags"))
    assert not view.form.findChildren(QPushButton, "answer_rf-unwell_1")[0].isEnabled()


def test_a_full_disk_is_said_where_saved_stands(
    context: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = opened(context, qtbot, begin_visit(context))
    view.form.show_section(1)
    words = field(view, "answer_complaint")

    def full(*_: object) -> None:
        raise DiskFull()

    assert view.presenter is not None
    monkeypatch.setattr(view.presenter.journal, "_note", full)
    with qtbot.waitSignal(view.troubled) as told:
        qtbot.keyClicks(words, "P")
    assert told.args is not None
    assert isinstance(told.args[0], DiskFull)
    assert view.kept.text() == context.text("visit.not_saved")
    monkeypatch.undo()
    qtbot.keyClicks(words, "a")
    settle(qtbot, context.runner)
    assert "Saved" in view.kept.text()


def test_another_patient_shows_nothing_of_the_one_before(context: Context, qtbot: QtBot) -> None:
    first, second = begin_visit(context), begin_visit(context, 1)
    view = opened(context, qtbot, first)
    view.form.show_section(1)
    qtbot.keyClicks(field(view, "answer_complaint"), "Only of the first")
    view.open(second.patient_id, second.visit_id)
    choose_knee(view, qtbot, context.runner)
    view.form.show_section(1)
    shown = [each.toPlainText() for each in view.form.findChildren(QPlainTextEdit, "answer_complaint")]
    assert shown[-1] == ""
    drafts = context.desk.drafting.unfinished(second.patient_id)
    assert not any("Only of the first" in str(draft.content) for draft in drafts)
    kept = context.desk.drafting.unfinished(first.patient_id)[0]
    assert "Only of the first" in str(kept.content)


def test_field_and_cursor_survive_the_journal() -> None:
    for place in (FocusPlace("history/complaint", 7), FocusPlace("history/side"), FocusPlace("a/b:2/c", 0)):
        assert focus_from(focus_text(place)) == place
    assert focus_from(focus_text(None)) is None
