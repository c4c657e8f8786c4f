"""The screen of papers, and the kept lists from the unlock page when nothing else opens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from msk_desk.domain.clinics import Appointment, Status
from msk_desk.domain.messages import SentMessage
from msk_desk.domain.records import Unit
from msk_desk.domain.roles import Role
from msk_desk.domain.waiting_list import WaitingEntry
from tests.fakes.window_desk import CODE, MOMENT, MONDAY, MadeUpDesk
from ui.context import Context
from ui.main_window import MainWindow
from ui.navigation import Place
from ui.screens.papers import letters_tab
from ui.screens.papers.screen import PapersScreen

ContextFor = Callable[[Role], Context]


def appointment_of(context: Context, made: MadeUpDesk, at: int) -> Appointment:
    line = [line for line in context.desk.today.everyone(MONDAY).lines if line.appointment_id][at]
    found = made.office.ports.records.read(Appointment, line.appointment_id)
    assert found is not None
    return found


@pytest.fixture
def screen(context_for: ContextFor, qtbot: QtBot) -> PapersScreen:
    """The screen at the desk."""
    shown = PapersScreen(context_for(Role.RECEPTIONIST))
    qtbot.addWidget(shown)
    shown.resize(1280, 720)
    return shown


def test_letters_are_looked_at_printed_and_kept(
    screen: PapersScreen, made: MadeUpDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = screen.context
    found = [appointment_of(context, made, at) for at in (1, 2)]
    wanted = (replace(found[0], letter_wanted="booked"), replace(found[1], letter_wanted="changed"))
    made.office.ports.records.save(Unit(context.desk.new_id(), "x", context.actor, MOMENT, wanted))
    screen.open(Place("papers", details={"tab": "letters"}))
    qtbot.waitUntil(lambda: screen.letters.page_card.title.text() == "Your appointment")
    assert "Your NHS appointment is on" in screen.letters.sms.text()
    monkeypatch.setattr(letters_tab, "print_bytes", lambda pdf, *_: pdf.startswith(b"%PDF"))
    screen.letters.every.click()
    qtbot.waitUntil(lambda: screen.letters.page_card.title.text() == "2 letters")
    screen.letters.print_button.click()
    qtbot.waitUntil(lambda: screen.letters.lists.currentWidget() is screen.letters.none)
    for each in found:
        now = made.office.ports.records.read(Appointment, each.id)
        assert now is not None
        assert (now.letter_wanted, now.told_by) == ("", "letter")
        assert made.office.ports.records.of_patient(SentMessage, each.patient_id)


def test_a_paper_list_is_typed_up_by_keyboard(screen: PapersScreen, made: MadeUpDesk, qtbot: QtBot) -> None:
    typing = screen.typing
    screen.open(Place("papers", details={"tab": "typing"}))
    qtbot.waitUntil(lambda: typing.table.rows_model.rowCount() > 2)
    line = next(line for line in typing.table.rows_model.rows if line.status in ("booked", "arrived"))
    typing.table.choose_row(typing.table.rows_model.rows.index(line))
    qtbot.keyClicks(typing.fields["came"], "25:99")
    typing.save.click()
    assert typing.message.isVisibleTo(typing)
    typing.fields["came"].clear()
    qtbot.keyClicks(typing.fields["came"], "855")
    qtbot.keyClick(typing.fields["came"], Qt.Key.Key_Return)
    qtbot.keyClicks(typing.fields["began"], "09:00")
    qtbot.keyClicks(typing.fields["ended"], "9.15")
    with qtbot.waitSignal(screen.presenter.typed_up):
        qtbot.keyClick(typing.fields["ended"], Qt.Key.Key_Return)
    found = made.office.ports.records.read(Appointment, line.appointment_id)
    assert found is not None
    assert found.status is Status.FULFILLED
    assert [each[11:16] for each in (found.arrived, found.started, found.finished)] == ["08:55", "09:00", "09:15"]
    assert found.typed is not None


def test_blank_forms_and_kept_lists_are_shown(screen: PapersScreen, qtbot: QtBot) -> None:
    screen.open(Place("papers", details={"tab": "blank"}))
    qtbot.waitUntil(lambda: len(screen.blank.pages.pages) > 3)
    screen.blank.tally.click()
    qtbot.waitUntil(lambda: len(screen.blank.pages.pages) == 1)
    screen.show_tab("kept")
    qtbot.waitUntil(lambda: screen.kept.table.rows_model.rowCount() > 0)
    qtbot.waitUntil(lambda: len(screen.kept.pages.pages) > 0)


def test_kept_lists_open_from_the_unlock_page_when_the_records_do_not(
    window: MainWindow, made: MadeUpDesk, context: Context, qtbot: QtBot
) -> None:
    made.office.fallback.refresh()
    made.desk.session.lock()
    (made.lock.folder / "cache.db").unlink()
    (made.lock.folder / "work.db").write_bytes(b"damaged")
    page = window.unlock_page
    qtbot.keyClicks(page.code_form.code, "not the code")
    page.code_form._ask_for_papers()
    qtbot.waitUntil(page.message.isVisible)
    qtbot.keyClicks(page.code_form.code, CODE)
    page.code_form._ask_for_papers()
    qtbot.waitUntil(lambda: page.papers is not None and len(page.papers.pages.pages) > 0)
    assert page.papers is not None
    assert page.code_form.code.text() == ""
    page.papers.back.click()
    assert page.papers.table.rows_model.rowCount() == 0
    assert page.pages.currentIndex() == 0
    assert not (made.lock.folder / "cache.db").exists()


def test_letters_to_those_who_wait_are_shown_when_a_list_asks(
    screen: PapersScreen, made: MadeUpDesk, qtbot: QtBot
) -> None:
    entries = [
        WaitingEntry(f"wait-{at}", appointment_of(screen.context, made, at).patient_id, "", "2026-11-20")
        for at in (1, 2)
    ]
    made.office.ports.records.save(
        Unit(screen.context.desk.new_id(), "x", screen.context.actor, MOMENT, tuple(entries))
    )
    screen.open(Place("papers", details={"tab": "letters", "waiting": "wait-1 wait-2 gone"}))
    qtbot.waitUntil(lambda: screen.letters.page_card.title.text() == "2 letters")
    assert screen.letters.message.isVisibleTo(screen.letters)
