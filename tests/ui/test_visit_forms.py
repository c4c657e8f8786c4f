"""Forms of a visit in the window: chosen by keyboard, several at once, given up once asked, copied forward, kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from msk_desk.domain.errors import DiskFull
from msk_desk.domain.form_catalogue import FormKind, contexts
from msk_desk.domain.roles import Actor, Role
from tests.fakes.filled_forms import KNEE_FORM, assessment
from tests.fakes.window_desk import MadeUpDesk
from tests.ui.visit_patients import Seen, begin_visit, choose_knee, settle
from ui.context import Context
from ui.screens.visit.assessment import CHOICE, FORM, PLAIN, AssessmentView
from ui.screens.visit.open_form import content_of

WALK = "https://forms.harlow.example/Questionnaire/walk"


def bring_walk_form(made: MadeUpDesk, version: str = "1") -> None:
    """A second assessment form, brought in by the service."""
    form: dict[str, Any] = {
        "resourceType": "Questionnaire", "id": f"walk-{version}", "url": WALK, "version": version, "status": "active",
        "title": "Walking assessment", "date": "2026-11-01", "useContext": contexts(FormKind.ASSESSMENT, ["hip"]),
        "item": [{"linkId": "words", "type": "text", "text": "How the walk went", "required": True}],
    }  # fmt: skip
    made.office.opened.store.whole.store_whole([form], Actor("admin", "Ada", Role.ADMINISTRATOR), "Form")


def opened(context: Context, qtbot: QtBot, seen: Seen) -> AssessmentView:
    view = AssessmentView(context)
    qtbot.addWidget(view)
    view.resize(1250, 720)
    view.show()
    view.open(seen.patient_id, seen.visit_id)
    settle(qtbot, context.runner)
    return view


def field(view: QWidget, name: str) -> QPlainTextEdit:
    found = [each for each in view.findChildren(QPlainTextEdit, name) if each.isVisible()]
    assert found, name
    return found[-1]


def words_beside(view: QWidget, name: str) -> str:
    return " ".join(each.text() for each in view.findChildren(QLabel, name) if not each.isHidden())


def test_letters_narrow_the_choice_and_enter_begins(context: Context, made: MadeUpDesk, qtbot: QtBot) -> None:
    bring_walk_form(made)
    view = opened(context, qtbot, begin_visit(context))
    assert view.pages.currentIndex() == CHOICE
    assert view.choice.field.hasFocus()
    assert view.choice.table.rows_model.rowCount() >= 2
    qtbot.keyClicks(view.choice.field, "zz")
    assert view.choice.none.isVisible()
    view.choice.field.clear()
    qtbot.keyClicks(view.choice.field, "walk")
    assert view.choice.table.rows_model.rowCount() == 1
    qtbot.keyClick(view.choice.field, Qt.Key.Key_Return)
    settle(qtbot, context.runner)
    assert view.pages.currentIndex() == FORM
    assert view.title == "Walking assessment"


def test_two_forms_stand_side_by_side_and_never_mix(context: Context, made: MadeUpDesk, qtbot: QtBot) -> None:
    bring_walk_form(made)
    seen = begin_visit(context)
    view = opened(context, qtbot, seen)
    choose_knee(view, qtbot, context.runner)
    view.form.show_section(1)
    qtbot.keyClicks(field(view, "answer_complaint"), "of the knee")
    qtbot.keyClick(view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    settle(qtbot, context.runner)
    qtbot.keyClicks(view.choice.field, "walk")
    qtbot.keyClick(view.choice.field, Qt.Key.Key_Return)
    settle(qtbot, context.runner)
    qtbot.keyClicks(field(view, "answer_words"), "of the walk")
    assert view.strip.isVisible()
    for _ in range(3):
        view.strip.setCurrentIndex(1 - view.strip.currentIndex())
        settle(qtbot, context.runner)
    contents = {draft.subject.partition("|")[0]: str(draft.content) for draft in _drafts(context, seen)}
    assert set(contents) == {KNEE_FORM, WALK}
    assert "of the knee" in contents[KNEE_FORM]
    assert "of the walk" not in contents[KNEE_FORM]
    assert "of the walk" in contents[WALK]
    assert "of the knee" not in contents[WALK]


def _drafts(context: Context, seen: Seen) -> list[Any]:
    return [one for one in context.desk.drafting.unfinished(seen.patient_id) if one.visit_id == seen.visit_id]


def test_giving_up_says_what_is_lost_and_asks_once(context: Context, qtbot: QtBot) -> None:
    seen = begin_visit(context)
    view = opened(context, qtbot, seen)
    choose_knee(view, qtbot, context.runner)
    view.form.show_section(1)
    qtbot.keyClicks(field(view, "answer_complaint"), "Typed in the wrong visit")
    settle(qtbot, context.runner)
    giving = view.signing.giving_up
    giving.link.click()
    assert "1 answer is lost" in giving.words.text() or "answers are lost" in giving.words.text()
    assert giving.keep.hasFocus()
    qtbot.keyClick(giving.keep, Qt.Key.Key_Escape)
    assert giving.isHidden()
    assert len(_drafts(context, seen)) == 1
    giving.link.click()
    giving.sure.click()
    settle(qtbot, context.runner)
    assert _drafts(context, seen) == []
    assert view.pages.currentIndex() == CHOICE


def test_a_draft_of_an_unknown_version_is_read_and_kept(context: Context, made: MadeUpDesk, qtbot: QtBot) -> None:
    seen = begin_visit(context)
    begun = context.desk.visits.choose(seen.visit_id, KNEE_FORM)
    items = [{"linkId": "complaint", "text": "Complaint", "answer": [{"valueString": "From a newer program"}]}]
    made.office.opened.store.drafts.note(replace(begun.draft, subject=f"{KNEE_FORM}|99", content={"item": items}))
    view = opened(context, qtbot, seen)
    assert view.pages.currentIndex() == PLAIN
    said = " ".join(each.text() for each in view.plain.findChildren(QLabel))
    assert "From a newer program" in said
    assert context.text("visit.draft_not_here") in said
    assert not view.signing.sign.isEnabled()
    view.sign()
    settle(qtbot, context.runner)
    assert "From a newer program" in str(_drafts(context, seen)[0].content)


def test_copies_are_marked_until_looked_at_and_keep_the_form_from_being_signed(context: Context, qtbot: QtBot) -> None:
    patient = context.desk.patients.find("holloway margaret")[0].id
    seen = Seen(patient, context.desk.visits.start_without(patient).id)
    view = opened(context, qtbot, seen)
    choose_knee(view, qtbot, context.runner)
    view.last.whole.click()
    settle(qtbot, context.runner)
    view.form.show_section(1)
    view.form.finish_building()
    assert "Copied from 26-Oct-2026" in words_beside(view.form, "note_complaint")
    view.sign()
    gaps = len(view.signing.findChildren(QWidget, "visit_gap_0"))
    assert gaps
    view.form.show_section(1)
    complaint = field(view, "answer_complaint")
    complaint.setFocus()
    qtbot.keyClick(complaint, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: not words_beside(view.form, "note_complaint"))
    complaint.setFocus()
    qtbot.keyClicks(complaint, " Worse.")
    assert "Changed:" in words_beside(view.form, "note_complaint")
    settle(qtbot, context.runner)
    again = opened(context, qtbot, seen)  # closed and opened again: marks and changes are still told
    again.form.show_section(1)
    again.form.finish_building()
    assert "Changed:" in words_beside(again.form, "note_complaint")
    assert "Copied from" in words_beside(again.form, "note_onset")
    again.last.back.click()
    settle(qtbot, context.runner)
    assert "Copied from" not in words_beside(again.form, "note_onset")


@pytest.mark.parametrize("switches", [24, pytest.param(1000, marks=pytest.mark.soak)])
def test_switching_patients_never_crosses_answers(context: Context, qtbot: QtBot, switches: int) -> None:
    people = (begin_visit(context), begin_visit(context, 1))
    for seen in people:
        context.desk.visits.choose(seen.visit_id, KNEE_FORM)
    view = AssessmentView(context)
    qtbot.addWidget(view)
    view.resize(1250, 720)
    view.show()
    typed = {0: "", 1: ""}
    for at in range(switches):
        who = at % 2
        view.open(people[who].patient_id, people[who].visit_id)
        qtbot.waitUntil(lambda: view.pages.currentIndex() == FORM, timeout=15_000)
        view.form.show_section(1)
        complaint = field(view, "answer_complaint")
        assert complaint.toPlainText() == typed[who]
        letter = "ab"[who] if at % 7 else "AB"[who]
        complaint.moveCursor(complaint.textCursor().MoveOperation.End)
        qtbot.keyClicks(complaint, letter)  # the switch comes before this keystroke is on disk
        typed[who] += letter
    view.leave()
    settle(qtbot, context.runner)
    for who, seen in enumerate(people):
        (draft,) = _drafts(context, seen)
        (said,) = [line.words for _, line in context.desk.signed.lay_out(
            draft.subject, tuple(draft.content["item"])).lines() if line.link_id == "complaint"]  # fmt: skip
        assert said == typed[who]


def test_a_full_disk_and_a_switch_of_patient_lose_nothing(
    context: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = begin_visit(context), begin_visit(context, 1)
    for seen in (first, second):
        context.desk.visits.choose(seen.visit_id, KNEE_FORM)
    view = opened(context, qtbot, first)
    view.form.show_section(1)
    stored = context.desk.drafting._drafts

    def full(_: object) -> None:
        raise DiskFull()

    with monkeypatch.context() as disk:
        disk.setattr("db.local.stores.drafts.StoredDrafts.note", lambda _self, draft: full(draft))
        qtbot.keyClicks(field(view, "answer_complaint"), "Typed while the disk was full")
        qtbot.waitUntil(lambda: view.kept.text() == context.text("visit.not_saved"))
        assert field(view, "answer_complaint").toPlainText() == "Typed while the disk was full"
        view.open(second.patient_id, second.visit_id)
        settle(qtbot, context.runner)
        view.form.show_section(1)
        assert field(view, "answer_complaint").toPlainText() == ""
        view.open(first.patient_id, first.visit_id)  # still in hand although not on disk
        settle(qtbot, context.runner)
        view.form.show_section(1)
        assert field(view, "answer_complaint").toPlainText() == "Typed while the disk was full"
    assert stored is not None
    qtbot.waitUntil(lambda: "Typed while the disk was full" in str(_drafts(context, first)), timeout=8_000)
    assert "Typed while" not in str(_drafts(context, second))


def test_signing_keeps_words_and_a_second_form_can_follow(context: Context, made: MadeUpDesk, qtbot: QtBot) -> None:
    bring_walk_form(made)
    seen = begin_visit(context)
    form = context.desk.visits.choose(seen.visit_id, KNEE_FORM)
    context.desk.visits.note(form.draft, content_of(assessment(form.questionnaire)), "")
    view = opened(context, qtbot, seen)
    view.sign()
    settle(qtbot, context.runner)
    assert view.signing.paper.isVisible()
    assert not view.signing.sign.isVisible()
    assert view.title == "Knee assessment"
    view.signing.more.click()
    settle(qtbot, context.runner)
    assert view.pages.currentIndex() == CHOICE
    assert not any("knee" in row.entry.title.lower() for row in view.choice.table.rows_model.rows)
    qtbot.keyClick(view.choice.field, Qt.Key.Key_Escape)
    assert view.pages.currentIndex() == FORM
