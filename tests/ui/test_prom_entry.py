"""Entering answers by every way: all instruments from paper, aloud, the screen of its own, reception without scores."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from msk_desk.content.proms import load_all
from msk_desk.domain.proms.definition import Item
from msk_desk.domain.roles import ENTERING, Role
from msk_desk.domain.visits import FormAnswers, Score
from tests.fakes.made_up_pack import write_pack
from tests.fakes.patient_turned import take_pack
from tests.ui.visit_patients import settle
from ui.context import Context
from ui.main_window import MainWindow
from ui.navigation import Place
from ui.screens.proms.entry_screen import EntryScreen
from ui.screens.record.screen import RecordScreen

RECEPTION = Role.RECEPTIONIST


def patient_of(context: Context) -> str:
    """Margaret Holloway, whom every role finds."""
    return context.desk.patients.find("holloway margaret")[0].id


def opened(context: Context, qtbot: QtBot, **details: str) -> EntryScreen:
    screen = EntryScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1280, 640)
    screen.show()
    screen.open(Place("proms", patient_of(context), details))
    settle(qtbot, context.runner)
    screen.activateWindow()
    if details:
        qtbot.waitUntil(lambda: bool(screen.view.card.grid.fields))
        settle(qtbot, context.runner)
    return screen


def typing(screen: EntryScreen, qtbot: QtBot, text: str) -> None:
    """Each key goes to whatever has the keyboard."""
    for key in text:
        held = screen.focusWidget()
        assert held is not None
        qtbot.keyClicks(held, key)


def save(screen: EntryScreen, context: Context, qtbot: QtBot) -> None:
    assert screen.view.card.store.isEnabled(), screen.view.card.counted.text()
    screen.view.card.store.click()
    settle(qtbot, context.runner)


def stored(context: Context, code: str) -> FormAnswers:
    found = context.desk.visits._saver.records.of_patient(FormAnswers, patient_of(context))
    return max((each for each in found if f"/prom-{code.lower()}|" in each.form), key=lambda each: each.authored)


def keys_of(item: Item) -> str:
    text = f"{item.high:g}"
    return text if item.high <= 10 and item.step >= 1 else f"{text}\n"


def test_every_instrument_is_entered_from_paper_by_keys_alone(context: Context, qtbot: QtBot) -> None:
    screen = opened(context, qtbot)
    for code, instrument in load_all().items():
        screen.view.choose(code)
        settle(qtbot, context.runner)
        for at, item in enumerate(instrument.items, 1):
            if code == "PSFS":
                held = screen.view.card.grid.names[item.code]
                held.clear()
                qtbot.keyClicks(held, f"Activity {at}")
                qtbot.keyClick(held, Qt.Key.Key_Return)
            for key in keys_of(item):
                held = screen.focusWidget()
                assert held is not None
                qtbot.keyClick(held, Qt.Key.Key_Return) if key == "\n" else qtbot.keyClicks(held, key)
        save(screen, context, qtbot)
        values = stored(context, code).items
        assert [item["linkId"] for item in values] == [item.code for item in instrument.items]
        assert all(item.get("answer") for item in values), code


def test_asking_aloud_shows_the_words_and_one_key_answers(context: Context, qtbot: QtBot, tmp_path: Path) -> None:
    take_pack(context, write_pack(tmp_path, "OKS", "SPADI"))
    screen = opened(context, qtbot, instruments="OKS SPADI", mode="interview")
    sheet = screen.view.card.sheet
    assert len(sheet.rows) == 12
    assert "How much trouble" in sheet.rows[0].accessibleName()
    typing(screen, qtbot, "123451234512")
    assert "12 of 12" in screen.view.card.counted.text()
    save(screen, context, qtbot)
    answers = stored(context, "OKS")
    assert (answers.mode, answers.wording) == ("interview", context.desk.packs.in_use("OKS").id)  # type: ignore[union-attr]
    assert [item["answer"][0]["valueInteger"] for item in answers.items] == [0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1]
    typing(screen, qtbot, "10" + "5" + "1" + "3" + "n" + ".")
    typed = screen.view._made()._kept.typed
    assert list(typed.values())[:6] == ["10", "5", "1", "3", "n", ""]
    assert "4 of 13" in screen.view.card.counted.text()


def test_aloud_without_words_the_numbers_are_typed_and_the_way_is_kept(context: Context, qtbot: QtBot) -> None:
    screen = opened(context, qtbot, instrument="OKS", mode="interview")
    assert screen.view.card.pages.currentIndex() == 0
    typing(screen, qtbot, "012340123401")
    screen.view.card.ways.given_by.button("proxy").click()
    save(screen, context, qtbot)
    assert (stored(context, "OKS").mode, stored(context, "OKS").given_by) == ("interview", "proxy")


def test_the_day_on_the_paper_is_kept_and_one_to_come_is_refused(context: Context, qtbot: QtBot) -> None:
    screen = opened(context, qtbot, instrument="NPRS")
    qtbot.waitUntil(lambda: isinstance(screen.focusWidget(), QLineEdit))
    typing(screen, qtbot, "6")
    day = screen.view.card.ways.day
    qtbot.keyClicks(day, "1/1/2030")
    assert day.property("wrong") == "true"
    assert not screen.view.card.store.isEnabled()
    day.clear()
    qtbot.keyClicks(day, "19/11/2026")
    save(screen, context, qtbot)
    found = context.desk.visits._saver.records.of_patient(FormAnswers, patient_of(context))
    assert date(2026, 11, 19) in {each.authored.astimezone().date() for each in found if "nprs" in each.form}


def test_reception_types_in_and_sees_no_score(context_for: Callable[[Role], Context], qtbot: QtBot) -> None:
    context = context_for(RECEPTION)
    screen = opened(context, qtbot, instrument="OKS")
    typing(screen, qtbot, "012340123401")
    words = "\n".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())
    assert "12 of 12" in words
    assert "21" not in words
    assert screen.view.card.score.text() == ""
    before = len(context.desk.visits._saver.records.of_patient(Score, patient_of(context)))
    save(screen, context, qtbot)
    assert stored(context, "OKS").status == "completed"
    assert len(context.desk.visits._saver.records.of_patient(Score, patient_of(context))) == before


def test_answers_begun_on_an_earlier_day_say_so_and_can_be_set_aside(context: Context, qtbot: QtBot) -> None:
    saver = context.desk.visits._saver
    today = saver.now
    saver.now = lambda: today() - timedelta(days=12)
    draft = context.desk.drafting.open("prom", "OKS", patient_of(context))
    context.desk.drafting.note(draft, {"typed": {"Q01": "3"}})
    saver.now = today
    screen = opened(context, qtbot, instrument="OKS")
    ways = screen.view.card.ways
    assert "11-Nov-2026" in ways.begun.text()
    assert screen.view.card.grid.fields["Q01"].text() == "3"
    ways.again.click()
    assert screen.view.card.grid.fields["Q01"].text() == ""
    settle(qtbot, context.runner)
    (kept,) = context.desk.drafting.unfinished(patient_of(context))
    assert kept.content["set_aside"][0]["typed"] == {"Q01": "3"}


def test_turned_from_the_card_and_back_to_the_same_screen(unlocked: MainWindow, qtbot: QtBot) -> None:
    workspace = unlocked.workspace
    assert workspace is not None
    context = workspace.context
    context.navigator.go("proms", patient_of(context), instrument="NPRS")
    settle(qtbot, unlocked.runner)
    screen = workspace.screen_in_sight
    assert isinstance(screen, EntryScreen)
    typing(screen, qtbot, "3")
    screen.view.card.ways.turn.click()
    settle(qtbot, unlocked.runner)
    turned = unlocked.turn.screen
    assert turned is not None
    assert turned.presenter.way is not None
    assert turned.presenter.way.sheets[0].kept.typed == {"PAIN": "3"}
    turned.staff.ask()
    qtbot.keyClicks(turned.staff.code, "knees-and-hips")
    turned.staff.back.click()
    settle(qtbot, unlocked.runner)
    assert unlocked.pages.currentWidget() is workspace
    assert workspace.screen_in_sight is screen


def test_answers_are_marked_as_entered_in_error_and_entered_again(context: Context, qtbot: QtBot) -> None:
    screen = opened(context, qtbot, instrument="NPRS")
    typing(screen, qtbot, "9")
    save(screen, context, qtbot)
    wrong = stored(context, "NPRS")
    button = screen.findChild(QPushButton, f"prom_error_{wrong.id}")
    assert button is not None
    button.click()
    assert not screen.entered.yes.isEnabled()
    qtbot.keyClicks(screen.entered.reason, "Typed 9 for 6")
    screen.entered.yes.click()
    settle(qtbot, context.runner)
    assert screen.view.card.grid.fields["PAIN"].text() == ""
    words = "\n".join(label.text() for label in screen.entered.findChildren(QLabel))
    assert "Typed 9 for 6" in words
    (series,) = [each for each in context.desk.outcomes.series(patient_of(context)) if each.instrument.code == "NPRS"]
    assert wrong.id not in {score.answers_id for score in series.scores}


def test_reception_sees_nothing_that_was_entered(context_for: Callable[[Role], Context], qtbot: QtBot) -> None:
    screen = opened(context_for(RECEPTION), qtbot, instrument="OKS")
    assert screen.entered.isHidden()


@pytest.mark.parametrize("role", [RECEPTION, Role.SECRETARY, Role.ESP, Role.TEAM_LEAD])
def test_the_record_leads_to_entering_for_those_who_may(
    context_for: Callable[[Role], Context], qtbot: QtBot, role: Role
) -> None:
    context = context_for(role)
    screen = RecordScreen(context)
    qtbot.addWidget(screen)
    screen.show()
    screen.open(Place("record", patient_of(context)))
    settle(qtbot, context.runner)
    assert screen.enter.isVisible() == (role in ENTERING)
    screen.enter.click()
    here = context.navigator.here
    assert here is not None
    assert (here.screen, here.patient_id) == ("proms", patient_of(context))
