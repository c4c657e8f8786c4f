"""Clinics at the desk, by keyboard and by mouse, over real services: the right patient into the right slot, or back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from msk_desk.domain.clinics import Appointment, Slot, Status
from msk_desk.domain.records import Changes, Ref, Unit
from msk_desk.domain.roles import Actor, Role
from msk_desk.domain.waiting_list import WaitingEntry
from tests.fakes.window_desk import MOMENT, MadeUpDesk
from ui.context import Context
from ui.navigation import Place
from ui.screens.clinics.columns import FREE
from ui.screens.clinics.screen import ClinicsScreen

ContextFor = Callable[[Role], Context]


@pytest.fixture
def desk(context_for: ContextFor, made: MadeUpDesk, qtbot: QtBot) -> ClinicsScreen:
    """Reception, on the day after today: half of it is free, and people wait."""
    context = context_for(Role.RECEPTIONIST)
    put_on_the_list(made)
    screen = ClinicsScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1300, 760)
    context.feed.changed.connect(screen.take_changes)
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    screen.open(Place("clinics"))
    settle(screen, qtbot)
    QTest.keyClick(screen.calendar, Qt.Key.Key_PageDown)
    settle(screen, qtbot)
    assert screen.calendar.columns
    assert screen.waiting.table.rows_model.rowCount() > 1
    return screen


def put_on_the_list(made: MadeUpDesk) -> None:
    """Four people who wait for a review, the first of them longest."""
    found = [made.office.patients.find(name)[0].id for name in ("osei", "patel", "wright", "kowalska")]
    entries = tuple(
        WaitingEntry(f"entry-{at}", patient, "", f"2026-09-0{at + 1}", "review") for at, patient in enumerate(found)
    )
    by = Actor("desk", "Desk", Role.RECEPTIONIST, "laptop-4")
    made.office.opened.store.records.save(Unit("before", "Before", by, MOMENT, entries))


def settle(screen: ClinicsScreen, qtbot: QtBot) -> None:
    """Until nothing is read, written or about to be."""
    presenter = screen.presenter
    timers = (presenter._pause, presenter._soon, presenter._waiting_soon)
    qtbot.waitUntil(lambda: not screen.context.runner.busy and not any(timer.isActive() for timer in timers))


def free_spot(screen: ClinicsScreen, skip: int = 0) -> tuple[int, int]:
    calendar = screen.calendar
    found = [
        (c, b) for c, column in enumerate(calendar.columns) for b, block in enumerate(column.blocks) if block.bookable
    ]  # fmt: skip
    return found[skip]


def appointment(made: MadeUpDesk, screen: ClinicsScreen) -> Appointment:
    """What is booked in the slot that is chosen."""
    assert screen.chosen is not None
    found = made.office.opened.store.records.read(Appointment, screen.chosen.appointment_id)
    assert found is not None
    return found


def press(screen: ClinicsScreen, qtbot: QtBot, name: str) -> None:
    button = screen.findChild(QPushButton, name)
    assert button is not None, name
    assert button.isVisible(), name
    button.click()
    settle(screen, qtbot)


def book_first(screen: ClinicsScreen, qtbot: QtBot, skip: int = 0) -> str:
    """By keyboard: a free slot, Enter, Enter; returns the patient."""
    screen.calendar.choose(free_spot(screen, skip))
    settle(screen, qtbot)
    screen.calendar.setFocus()
    QTest.keyClick(screen.calendar, Qt.Key.Key_Return)
    assert screen.side.book.candidate is not None
    name = screen.side.book.candidate.name
    focus = QApplication.focusWidget()
    assert focus is screen.side.book.book
    assert name in screen.side.book.book.text()
    QTest.keyClick(focus, Qt.Key.Key_Return)
    settle(screen, qtbot)
    return name


def test_a_waiting_patient_is_booked_by_keyboard_and_taken_back(
    desk: ClinicsScreen, made: MadeUpDesk, qtbot: QtBot
) -> None:
    waiting = desk.waiting.table.rows_model.rowCount()
    name = book_first(desk, qtbot)
    booked = appointment(made, desk)
    assert desk.chosen is not None
    assert desk.chosen.block.booked is not None
    assert desk.chosen.block.booked.name == name
    entry = made.office.opened.store.records.read(WaitingEntry, booked.waiting_id)
    assert entry is not None
    assert (entry.status, entry.appointment_id) == ("completed", booked.id)
    assert desk.waiting.table.rows_model.rowCount() == waiting - 1
    assert name in desk.side.done.title.text()
    QTest.keyClick(desk.calendar, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(desk, qtbot)
    assert desk.chosen.block.what == FREE
    assert desk.waiting.table.rows_model.rowCount() == waiting
    gone = made.office.opened.store.records.read(Appointment, booked.id)
    slot = made.office.opened.store.records.read(Slot, booked.slot_id)
    assert gone is not None
    assert slot is not None
    assert (gone.status, gone.letter_wanted, slot.status) == (Status.ENTERED_IN_ERROR, "", "free")


def test_enter_on_the_waiting_list_goes_to_the_first_slot_that_fits(desk: ClinicsScreen, qtbot: QtBot) -> None:
    QTest.keyClick(desk.calendar, Qt.Key.Key_L)
    table = desk.waiting.table
    table.choose_row(1)
    entry = table.chosen_row
    QTest.keyClick(table, Qt.Key.Key_Return)
    settle(desk, qtbot)
    assert desk.chosen is not None
    assert desk.chosen.block.bookable
    assert desk.side.book.candidate is not None
    assert desk.side.book.candidate.patient_id == entry.patient_id
    assert entry.name in desk.side.book.book.text()
    QTest.keyClick(desk.side.book, Qt.Key.Key_Escape)
    settle(desk, qtbot)
    assert QApplication.focusWidget() is desk.calendar


def test_a_waiting_patient_is_dragged_onto_a_slot(desk: ClinicsScreen, made: MadeUpDesk, qtbot: QtBot) -> None:
    table, calendar = desk.waiting.table, desk.calendar
    target = free_spot(desk, 2)
    calendar.bring_into_sight(target)
    shown = desk.waiting.table.rows_model.rows
    at = next(n for n, entry in enumerate(shown) if not entry.needs and not entry.minutes)
    onto = calendar.rect_of(target).center()
    port = table.viewport()
    start = table.visualRect(table.rows_model.index(at, 0)).center()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    end = port.mapFromGlobal(calendar.viewport().mapToGlobal(onto))
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(
            port, QPoint(*(round(a + (b - a) * share) for a, b in ((start.x(), end.x()), (start.y(), end.y()))))
        )
    assert calendar.drag.under_way
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)
    settle(desk, qtbot)
    if desk.chosen is not None and desk.chosen.block.booked is None:  # it did not fit: it is asked about first
        press(desk, qtbot, "book_confirm")
    assert appointment(made, desk).patient_id == shown[at].patient_id
    assert not calendar.drag.under_way


def test_a_booking_is_moved_after_one_question_and_taken_back(
    desk: ClinicsScreen, made: MadeUpDesk, qtbot: QtBot
) -> None:
    name = book_first(desk, qtbot)
    before = appointment(made, desk)
    desk.calendar.setFocus()
    QTest.keyClick(desk.calendar, Qt.Key.Key_M)
    desk.calendar.choose(free_spot(desk, 3))
    settle(desk, qtbot)
    QTest.keyClick(desk.calendar, Qt.Key.Key_Return)
    form = desk.side.appointment.form
    assert form.question is not None
    assert name in form.question.words
    assert appointment_of(made, before.id).status is Status.BOOKED  # nothing is done before the answer
    focus = QApplication.focusWidget()
    assert focus is form.confirm
    QTest.keyClick(focus, Qt.Key.Key_Return)
    settle(desk, qtbot)
    after = appointment(made, desk)
    assert (after.replaces_id, after.patient_id, after.waiting_id) == (before.id, before.patient_id, before.waiting_id)
    assert appointment_of(made, before.id).status is Status.CANCELLED
    press(desk, qtbot, "calendar_undo")
    assert appointment_of(made, before.id) == before
    assert appointment_of(made, after.id).status is Status.ENTERED_IN_ERROR


def appointment_of(made: MadeUpDesk, id: str) -> Appointment:
    found = made.office.opened.store.records.read(Appointment, id)
    assert found is not None
    return found


def test_a_question_is_never_answered_for_somebody_else(desk: ClinicsScreen, made: MadeUpDesk, qtbot: QtBot) -> None:
    book_first(desk, qtbot)
    book_first(desk, qtbot)
    first = appointment(made, desk)
    desk.calendar.setFocus()
    QTest.keyClick(desk.calendar, Qt.Key.Key_C)
    line = desk.findChild(QLineEdit, "ask_line")
    assert line is not None
    line.setText("Ill")
    other = next(
        (c, b) for c, column in enumerate(desk.calendar.columns) for b, block in enumerate(column.blocks)
        if block.booked is not None and block.booked.appointment_id != first.id
    )  # fmt: skip
    desk.calendar.choose(other)
    settle(desk, qtbot)
    assert desk.side.appointment.form.question is None
    assert appointment_of(made, first.id).status is Status.BOOKED


def test_cancelling_needs_a_reason_and_frees_the_slot(desk: ClinicsScreen, made: MadeUpDesk, qtbot: QtBot) -> None:
    book_first(desk, qtbot)
    booked = appointment(made, desk)
    desk.calendar.setFocus()
    QTest.keyClick(desk.calendar, Qt.Key.Key_C)
    form = desk.side.appointment.form
    assert form.confirm is not None
    assert not form.confirm.isEnabled()
    assert form.line is not None
    QTest.keyClicks(form.line, "Has a cold")
    QTest.keyClick(form.line, Qt.Key.Key_Return)
    settle(desk, qtbot)
    gone = appointment_of(made, booked.id)
    assert (gone.status, gone.cancelled_by, gone.cancel_reason) == (Status.CANCELLED, "patient", "Has a cold")
    assert desk.chosen is not None
    assert desk.chosen.block.what == FREE
    desk.acts.undo()
    settle(desk, qtbot)
    assert appointment_of(made, booked.id).status is Status.BOOKED


def test_one_more_in_a_full_slot_needs_a_reason(desk: ClinicsScreen, made: MadeUpDesk, qtbot: QtBot) -> None:
    name = book_first(desk, qtbot)
    desk.calendar.setFocus()
    QTest.keyClick(desk.calendar, Qt.Key.Key_O)
    settle(desk, qtbot)
    panel = desk.side.book
    assert panel.over
    QTest.keyClick(desk.calendar, Qt.Key.Key_L)
    table = desk.waiting.table
    other = next(n for n, entry in enumerate(table.rows_model.rows) if entry.name != name)
    table.choose_row(other)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert not panel.book.isEnabled()
    QTest.keyClicks(panel.why_over, "Cannot wait")
    assert panel.book.isEnabled()
    panel.book.click()
    settle(desk, qtbot)
    assert desk.chosen is not None
    there = [
        block.booked for block in desk.chosen.column.blocks
        if block.booked is not None and block.key[0] == desk.chosen.block.key[0]
    ]  # fmt: skip
    assert [each.overbook_reason for each in there].count("Cannot wait") == 1
    assert len(there) == 2


def test_what_others_change_moves_neither_choice_nor_list(desk: ClinicsScreen, made: MadeUpDesk, qtbot: QtBot) -> None:
    desk.calendar.choose(free_spot(desk, 1))
    settle(desk, qtbot)
    before = (desk.chosen, desk.calendar.offset(), desk.side.book.candidate)
    desk.take_changes(Changes(frozenset({Ref("Appointment", ""), Ref("Task", "")})))
    settle(desk, qtbot)
    assert (desk.chosen, desk.calendar.offset(), desk.side.book.candidate) == before
    table = desk.waiting.table
    waiting = table.rows_model.rowCount()
    table.choose_row(2)
    waits = table.chosen_row
    first = desk.side.book.candidate
    assert first is not None
    assert first.waiting is not None
    gone = made.office.opened.store.records.read(WaitingEntry, first.waiting.entry_id)
    assert gone is not None
    by = Actor("desk", "Desk", Role.RECEPTIONIST, "laptop-4")
    made.office.opened.store.records.save(
        Unit("else", "Elsewhere", by, MOMENT, (replace(gone, status="cancelled", reason="Moved away"),))
    )
    desk.take_changes(Changes(frozenset({Ref("Task", gone.id)})))
    settle(desk, qtbot)
    assert table.rows_model.rowCount() == waiting - 1
    assert table.chosen_row == waits
    assert desk.side.book.candidate != first


def test_arrivals_and_the_next_appointment_at_the_desk(desk: ClinicsScreen, made: MadeUpDesk, qtbot: QtBot) -> None:
    QTest.keyClick(desk.calendar, Qt.Key.Key_T)
    settle(desk, qtbot)
    osei = next(
        (c, b) for c, column in enumerate(desk.calendar.columns) for b, block in enumerate(column.blocks)
        if block.booked is not None and block.booked.name == "OSEI, Daniel"
    )  # fmt: skip
    desk.calendar.choose(osei)
    QTest.keyClick(desk.calendar, Qt.Key.Key_D)  # the time has not come: nobody has failed to attend
    assert desk.side.appointment.form.question is None
    QTest.keyClick(desk.calendar, Qt.Key.Key_A)
    settle(desk, qtbot)
    arrived = appointment(made, desk)
    assert arrived.status is Status.ARRIVED
    QTest.keyClick(desk.calendar, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(desk, qtbot)
    assert appointment_of(made, arrived.id).status is Status.BOOKED
    QTest.keyClick(desk.calendar, Qt.Key.Key_N)
    QTest.keyClick(desk.calendar, Qt.Key.Key_PageDown)
    settle(desk, qtbot)
    desk.calendar.choose(free_spot(desk))
    settle(desk, qtbot)
    QTest.keyClick(desk.calendar, Qt.Key.Key_Return)
    assert desk.side.book.candidate is not None
    assert desk.side.book.candidate.patient_id == arrived.patient_id
    desk.side.book.book.click()
    settle(desk, qtbot)
    assert appointment(made, desk).patient_id == arrived.patient_id


def test_nobody_is_exchanged_under_a_finger_on_the_button(desk: ClinicsScreen, made: MadeUpDesk, qtbot: QtBot) -> None:
    desk.calendar.choose(free_spot(desk))
    settle(desk, qtbot)
    desk.calendar.setFocus()
    QTest.keyClick(desk.calendar, Qt.Key.Key_Return)
    panel = desk.side.book
    first = panel.candidate
    assert first is not None
    assert first.waiting is not None
    gone = made.office.opened.store.records.read(WaitingEntry, first.waiting.entry_id)
    assert gone is not None
    by = Actor("desk", "Desk", Role.RECEPTIONIST, "laptop-4")
    made.office.opened.store.records.save(Unit("e", "Elsewhere", by, MOMENT, (replace(gone, status="cancelled"),)))
    desk.take_changes(Changes(frozenset({Ref("Task", gone.id)})))
    settle(desk, qtbot)
    assert panel.candidate == first
    assert not panel.book.isEnabled()
    assert first.name in panel.warning.text()
    press(desk, qtbot, "book_next")
    assert panel.candidate is not None
    assert panel.candidate.patient_id != first.patient_id
    assert panel.book.isEnabled()


def test_a_typed_date_and_filters_lead_to_other_columns(desk: ClinicsScreen, qtbot: QtBot) -> None:
    titles: list[object] = []
    desk.titled.connect(titles.append)
    desk.toolbar.date.setText("2/52")
    QTest.keyClick(desk.toolbar.date, Qt.Key.Key_Return)
    settle(desk, qtbot)
    assert titles[-1] == "Clinics · Monday 07-Dec-2026"
    desk.toolbar.date.setText("nonsense")
    QTest.keyClick(desk.toolbar.date, Qt.Key.Key_Return)
    assert desk.toolbar.date.property("wrong") == "true"
    desk.toolbar.view.button("week").click()
    settle(desk, qtbot)
    assert len({column.day for column in desk.calendar.columns}) >= 5
    assert str(titles[-1]).startswith("Clinics · week of")
    desk.toolbar.view.button("day").click()
    profession = desk.toolbar.profession
    profession.setCurrentIndex(profession.findData("Podiatry"))
    profession.activated.emit(profession.currentIndex())
    settle(desk, qtbot)
    podiatrists = {id for id, _, work in desk.presenter.workforce.clinicians if work == "Podiatry"}  # type: ignore[union-attr]
    assert {column.staff_id for column in desk.calendar.columns} <= podiatrists
    assert desk.calendar.chosen is None or desk.calendar.chosen.column.staff_id in podiatrists
