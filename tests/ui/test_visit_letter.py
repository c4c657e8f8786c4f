"""Letters: what the author wrote stays, what nobody edited follows the record, nothing signed changes."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from msk_desk.domain.letters import Letter, StoredDocument
from msk_desk.domain.visits import Allergy
from tests.ui.visit_patients import Seen, begin_visit, settle
from ui.context import Context
from ui.screens.letter.screen import LetterView


def opened(context: Context, qtbot: QtBot, seen: Seen) -> LetterView:
    view = LetterView(context)
    qtbot.addWidget(view)
    view.resize(1300, 720)
    view.show()
    view.open(seen.patient_id, seen.visit_id)
    settled(view, context, qtbot)
    return view


def settled(view: LetterView, context: Context, qtbot: QtBot) -> None:
    settle(qtbot, context.runner)
    assert view.presenter is not None
    if view.presenter._pause.isActive():
        qtbot.wait(view.presenter._pause.remainingTime() + 5)
    settle(qtbot, context.runner)


def write(view: LetterView, context: Context, qtbot: QtBot, heading: str, words: str) -> None:
    field = view.editors[heading].field
    field.selectAll()
    qtbot.keyClicks(field, words)
    settled(view, context, qtbot)


def sign(view: LetterView, qtbot: QtBot) -> None:
    """Press Sign once the checks have allowed it."""
    qtbot.waitUntil(view.checks.sign.isEnabled)
    view.checks.sign.click()


def test_a_mandatory_section_keeps_the_letter_from_being_signed(context: Context, qtbot: QtBot) -> None:
    view = opened(context, qtbot, begin_visit(context))
    view.editors["clinical-summary"].field.clear()
    settled(view, context, qtbot)
    assert not view.checks.sign.isEnabled()
    write(view, context, qtbot, "clinical-summary", "We talked about your knee.")
    qtbot.waitUntil(view.checks.sign.isEnabled)


def test_a_signed_letter_is_on_the_record_with_its_paper_and_does_not_change(context: Context, qtbot: QtBot) -> None:
    seen = begin_visit(context)
    view = opened(context, qtbot, seen)
    write(view, context, qtbot, "clinical-summary", "We talked about your knee.")
    sign(view, qtbot)
    settled(view, context, qtbot)
    records = context.desk.visits._saver.records
    letter = next(each for each in records.of_patient(Letter, seen.patient_id) if each.visit_id == seen.visit_id)
    assert letter.status == "signed"
    assert any(paper.about_id == letter.id for paper in records.of_patient(StoredDocument, seen.patient_id))
    assert all(editor.field.isReadOnly() for editor in view.editors.values())
    assert not view.checks.sign.isVisible()
    assert context.desk.drafting.unfinished(seen.patient_id) == ()
    again = opened(context, qtbot, seen)
    assert again.editors["clinical-summary"].field.toPlainText() == "We talked about your knee."
    assert again.editors["clinical-summary"].field.isReadOnly()


def test_edited_words_stay_while_unedited_sections_follow_the_record(context: Context, qtbot: QtBot) -> None:
    seen = begin_visit(context)
    view = opened(context, qtbot, seen)
    write(view, context, qtbot, "clinical-summary", "My own words")
    scores = view.editors["assessment-scales"].field.toPlainText()
    items = {item.code: 2.0 for item in context.desk.outcomes.instrument("OKS").items}
    context.desk.outcomes.enter(seen.patient_id, "OKS", items)
    view.come_back()
    settled(view, context, qtbot)
    assert view.editors["clinical-summary"].field.toPlainText() == "My own words"
    assert view.editors["assessment-scales"].field.toPlainText() != scores
    assert "Oxford Knee Score" in view.editors["assessment-scales"].field.toPlainText()


def test_allergies_that_nobody_recorded_are_asked_for(context: Context, qtbot: QtBot) -> None:
    seen = begin_visit(context)
    saver = context.desk.visits._saver
    for allergy in saver.records.of_patient(Allergy, seen.patient_id):
        saver.save("Allergy ended", replace(allergy, status="inactive"))
    view = opened(context, qtbot, seen)
    write(view, context, qtbot, "clinical-summary", "We talked.")
    assert not view.checks.sign.isEnabled()
    assert view.checks.none_known.isVisible()
    view.checks.none_known.click()
    settled(view, context, qtbot)
    assert not view.checks.none_known.isVisible()
    assert any(each.none_known for each in saver.records.of_patient(Allergy, seen.patient_id))
    write(view, context, qtbot, "allergies-and-adverse-reactions", "No known allergies")
    qtbot.waitUntil(view.checks.sign.isEnabled)


def test_copies_are_ticked_and_added(context: Context, qtbot: QtBot) -> None:
    seen = begin_visit(context)
    view = opened(context, qtbot, seen)
    qtbot.keyClicks(view.copies.other, "Orthopaedics\r")
    assert view.presenter is not None
    assert view.presenter.letter is not None
    assert "Orthopaedics" in view.presenter.letter.copies
    settled(view, context, qtbot)
    again = opened(context, qtbot, seen)
    assert "Orthopaedics" in [box.text() for box in again.copies._boxes if box.isChecked()]


def test_the_preview_is_the_real_paper(context: Context, qtbot: QtBot) -> None:
    view = opened(context, qtbot, begin_visit(context))
    view.mode.button("preview").click()
    qtbot.waitUntil(lambda: len(view.pages.pages) > 0, timeout=15_000)
    assert view.pages.pages[0].height() > view.pages.pages[0].width() > 200
