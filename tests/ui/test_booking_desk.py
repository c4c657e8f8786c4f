"""The booking desk by keyboard alone: a caller found, offered, booked, moved, cancelled; a miss followed up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from msk_desk.domain.clinics import Appointment, Status
from msk_desk.domain.roles import Role
from tests.fakes.callers import caller, put
from tests.fakes.window_desk import MOMENT, MadeUpDesk
from tests.ui.visit_patients import settle
from ui.context import Context
from ui.main_window import MainWindow
from ui.navigation import Place
from ui.screens.booking.desk import BookingDeskScreen
from ui.screens.record.screen import RecordScreen

Key = Qt.Key


@pytest.fixture
def reception(context_for: Callable[[Role], Context], qtbot: QtBot) -> BookingDeskScreen:
    screen = BookingDeskScreen(context_for(Role.RECEPTIONIST))
    qtbot.addWidget(screen)
    screen.resize(1300, 780)
    screen.show()
    return screen


def opened(screen: BookingDeskScreen, qtbot: QtBot, patient_id: str, **details: str) -> None:
    screen.open(Place("booking", patient_id, details))
    settle(qtbot, screen.context.runner)


def press(qtbot: QtBot, screen: BookingDeskScreen, key: Qt.Key, field: QWidget) -> None:
    field.setFocus()
    qtbot.keyClick(field, key)
    settle(qtbot, screen.context.runner)


def booked_of(screen: BookingDeskScreen) -> list[tuple[str, str]]:
    return [(row.appointment.status.value, row.needs) for row in screen.booked.table.rows_model.rows]


def test_a_caller_is_found_and_booked_without_a_mouse(unlocked: MainWindow, made: MadeUpDesk, qtbot: QtBot) -> None:
    workspace = unlocked.workspace
    assert workspace is not None
    una = caller(made)
    workspace.start_search()
    qtbot.keyClicks(workspace.top.search, "quillf una")
    settle(qtbot, unlocked.runner)
    qtbot.keyClick(workspace.top.search, Key.Key_Return)
    settle(qtbot, unlocked.runner)
    record = workspace.screen_in_sight
    assert isinstance(record, RecordScreen)
    qtbot.keyClick(record, Key.Key_B, Qt.KeyboardModifier.AltModifier)
    settle(qtbot, unlocked.runner)
    desk = workspace.screen_in_sight
    assert isinstance(desk, BookingDeskScreen)
    qtbot.keyClick(desk.offers.table, Key.Key_Down)
    wanted = desk.offers.table.chosen_row
    qtbot.keyClick(desk.offers.table, Key.Key_Return)
    settle(qtbot, unlocked.runner)
    (row,) = desk.booked.table.rows_model.rows
    assert (row.appointment.status, row.appointment.slot_id) == (Status.BOOKED, wanted.slot.slot_id)
    assert row.appointment.waiting_id == una.entry.id
    assert made.office.booking.waits(una.patient.id) == ()


def test_offers_a_move_and_a_cancellation_by_keys(reception: BookingDeskScreen, made: MadeUpDesk, qtbot: QtBot) -> None:
    una, desk = caller(made), made.office.bookings
    opened(reception, qtbot, una.patient.id, entry_id=una.entry.id)
    table = reception.offers.table
    press(qtbot, reception, Key.Key_D, table)
    assert [offer.answer for offer in desk.offers.standing(una.patient.id).offers] == ["declined"]
    press(qtbot, reception, Key.Key_Return, table)
    assert booked_of(reception) == [("booked", "")]
    first = reception.booked.table.rows_model.rows[0].appointment
    press(qtbot, reception, Key.Key_M, reception.booked.table)
    assert reception.offers.moving.isVisible()
    press(qtbot, reception, Key.Key_Escape, table)
    assert not reception.offers.moving.isVisible()
    press(qtbot, reception, Key.Key_M, reception.booked.table)
    press(qtbot, reception, Key.Key_Return, table)
    assert sorted(booked_of(reception)) == [("booked", ""), ("cancelled", "")]
    rows = reception.booked.table.rows_model.rows
    at = next(at for at, row in enumerate(rows) if row.appointment.status is Status.BOOKED)
    assert rows[at].appointment.replaces_id == first.id
    reception.booked.table.choose_row(at)
    press(qtbot, reception, Key.Key_C, reception.booked.table)
    assert reception.cancelling.reason.isVisible()
    press(qtbot, reception, Key.Key_Return, reception.cancelling.reason)
    assert "Say why" in reception.message.title.text(), "nothing is cancelled without a reason"
    assert desk.booking.waits(una.patient.id) == ()
    qtbot.keyClicks(reception.cancelling.reason, "Work")
    press(qtbot, reception, Key.Key_Return, reception.cancelling.reason)
    assert [one.id for one in desk.booking.waits(una.patient.id)] == [una.entry.id]
    assert reception.fill.isHidden(), "nobody else waits"


def test_a_series_is_planned_and_booked_together(reception: BookingDeskScreen, made: MadeUpDesk, qtbot: QtBot) -> None:
    una = caller(made)
    opened(reception, qtbot, una.patient.id)
    for field, words in ((reception.wish.count.edit, "3"), (reception.wish.every.edit, "2")):
        field.selectAll()
        qtbot.keyClicks(field, words)
        settle(qtbot, reception.context.runner)
    assert len(reception.offers.table.rows_model.rows) == 3
    press(qtbot, reception, Key.Key_Return, reception.offers.table)
    booked = made.office.booking.upcoming(una.patient.id, MOMENT)
    assert len(booked) == 3
    assert len({one.series_id for one in booked}) == 1
    gaps = [(later.start - one.start).days for one, later in pairwise(booked)]
    assert all(7 <= gap <= 21 for gap in gaps)
    assert reception.wish.wish.count == 1


def test_a_time_given_back_is_offered_to_who_waits_longest(
    reception: BookingDeskScreen, made: MadeUpDesk, qtbot: QtBot
) -> None:
    una, ida = caller(made), caller(made, "Ashgrove")
    opened(reception, qtbot, una.patient.id)
    press(qtbot, reception, Key.Key_Return, reception.offers.table)
    press(qtbot, reception, Key.Key_C, reception.booked.table)
    slot_id = reception.booked.table.chosen_row.appointment.slot_id
    qtbot.keyClicks(reception.cancelling.reason, "Work")
    press(qtbot, reception, Key.Key_Return, reception.cancelling.reason)
    assert reception.fill.isVisible()
    assert [who.patient_id for who in reception.fill.table.rows_model.rows] == [ida.patient.id]
    press(qtbot, reception, Key.Key_Return, reception.fill.table)
    here = reception.context.navigator.here
    assert here == Place("booking", ida.patient.id, {"entry_id": ida.entry.id, "slot_id": slot_id})
    opened(reception, qtbot, ida.patient.id, entry_id=ida.entry.id, slot_id=slot_id)
    assert reception.offers.table.chosen_row.slot.slot_id == slot_id


def test_a_miss_and_a_lost_slot_say_what_follows(reception: BookingDeskScreen, made: MadeUpDesk, qtbot: QtBot) -> None:
    una, records = caller(made), made.office.ports.records
    opened(reception, qtbot, una.patient.id)
    press(qtbot, reception, Key.Key_Return, reception.offers.table)
    booked = reception.booked.table.rows_model.rows[0].appointment
    put(made, replace(booked, status=Status.PROPOSED))
    opened(reception, qtbot, una.patient.id)
    assert reception.lost.isVisible()
    assert "07700 900 321" in reception.lost.phones.text()
    press(qtbot, reception, Key.Key_Down, reception.offers.table)
    press(qtbot, reception, Key.Key_Return, reception.offers.table)
    assert not reception.lost.isVisible()
    stands = next(one for one in records.of_patient(Appointment, una.patient.id) if one.status is Status.BOOKED)
    assert (stands.replaces_id, stands.waiting_id) == (booked.id, una.entry.id)
    before = MOMENT - timedelta(days=3)
    put(made, replace(stands, status=Status.NO_SHOW, start=before, end=before + timedelta(minutes=30)))
    opened(reception, qtbot, una.patient.id, appointment_id=stands.id)
    assert reception.missed.isVisible()
    assert not reception.missed.discharge.isVisible(), "a receptionist does not discharge"
    press(qtbot, reception, Key.Key_Return, reception.missed.buttons["another"])
    assert [one.id for one in made.office.booking.waits(una.patient.id)] == [una.entry.id]
    assert not reception.missed.isVisible()
