"""Clinics: a template by an administrator, publishing, a session moved and cancelled, leave; by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from msk_desk.domain.clinic_time import at, day_of
from msk_desk.domain.clinics import Appointment, Session, Status
from msk_desk.domain.records import Changes, Ref, Unit
from msk_desk.domain.roles import Role
from msk_desk.domain.session_changes import Outcome
from tests.ui.opened_screens import words_of
from ui.context import Context
from ui.navigation import Place
from ui.screens.catalogue import screens_for
from ui.screens.clinic_setup.leave_page import LeavePage
from ui.screens.clinic_setup.publish_page import PublishPage
from ui.screens.clinic_setup.screen import ClinicSetupScreen
from ui.screens.clinic_setup.sessions_page import SessionsPage
from ui.screens.clinic_setup.settle_page import SettlePage
from ui.screens.clinic_setup.templates_page import TemplatesPage
from ui.screens.clinic_setup.way_in import SessionsButton

ContextFor = Callable[[Role], Context]
FIRST, LAST = date(2027, 3, 1), date(2027, 4, 11)


def opened(context: Context, qtbot: QtBot, **details: str) -> ClinicSetupScreen:
    screen = ClinicSetupScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1300, 760)
    screen.show()
    context.feed.changed.connect(screen.take_changes)
    screen.open(Place("clinic_setup", "", details))
    qtbot.waitUntil(lambda: not context.runner.busy)
    return screen


def typed(qtbot: QtBot, field: QWidget, words: str) -> None:
    assert isinstance(field, QLineEdit)
    field.selectAll()
    qtbot.keyClicks(field, words)


def idle(context: Context, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not context.runner.busy)


def test_everybody_who_books_may_open_it_and_only_administrators_change_templates(
    context_for: ContextFor, qtbot: QtBot
) -> None:
    assert {role for role in Role if "clinic_setup" in screens_for(role)} == set(Role) - {Role.ANALYST}
    screen = opened(context_for(Role.RECEPTIONIST), qtbot, tab="templates")
    page = screen.panel.page
    assert isinstance(page, TemplatesPage)
    page.table.choose_row(0)
    assert not page.new.isVisible()
    assert not page.card.keep.isVisible()
    assert page.card.subtitle.text() == "administrators change clinics"
    assert not page.card.fields.isEnabled()


def test_a_clinic_is_planned_looked_at_and_published_without_a_mouse(context_for: ContextFor, qtbot: QtBot) -> None:
    context = context_for(Role.ADMINISTRATOR)
    screen = opened(context, qtbot, tab="templates")
    page = screen.panel.page
    assert isinstance(page, TemplatesPage)
    qtbot.keyClick(page.new, Qt.Key.Key_Return)
    assert screen.focusWidget() is page.card.title_field
    card = page.card
    qtbot.keyClick(card.keep, Qt.Key.Key_Return)
    assert "Give the clinic a name." in card.wrong.text()
    qtbot.keyClicks(card.title_field, "Shoulder class")
    for choice in (card.staff, card.service, card.site, card.room):
        qtbot.keyClick(choice, Qt.Key.Key_End)
    qtbot.keyClick(card.days.findChild(QWidget, "template_days_6"), Qt.Key.Key_Space)
    typed(qtbot, card.first, "1 Mar 2027")
    typed(qtbot, card.start, "14")
    typed(qtbot, card.end, "15.30")
    assert "3 slots for 3 patients: 14:00 First visit, 14:40 Review, 15:00 Review." in card.slots.text()
    assert card.wrong.text() == ""
    qtbot.keyClick(card.keep, Qt.Key.Key_Return)
    idle(context, qtbot)
    assert page.table.chosen_row.title == "Shoulder class"

    screen.panel.turn_to("publish")
    idle(context, qtbot)
    publish = screen.panel.page
    assert isinstance(publish, PublishPage)
    qtbot.keyClicks(publish.filter, "shoulder class")
    typed(qtbot, publish.first, "01/03/2027")
    typed(qtbot, publish.last, "11/04/2027")
    qtbot.keyClick(publish.last, Qt.Key.Key_Return)
    idle(context, qtbot)
    assert publish.right.subtitle.text() == "6 to be made, 0 left out, 0 published already"
    assert screen.focusWidget() is publish.publish
    qtbot.keyClick(publish.publish, Qt.Key.Key_Return)
    qtbot.waitUntil(publish.message.isVisible)
    idle(context, qtbot)
    assert publish.message.title.text() == "6 sessions published"
    assert publish.right.subtitle.text() == "0 to be made, 0 left out, 6 published already"
    lines = context.desk.clinics.days(at(FIRST, 0), at(LAST, 0))
    sundays = [line for line in lines if line.session.start.weekday() == 6]
    assert [(line.slots, line.free) for line in sundays] == [(3, 3)] * 5  # the last is on the day after these
    assert {line.session.start.astimezone().utcoffset() for line in sundays} != set()


def fill_a_session(context: Context) -> str:
    """Book three patients into one session to come; its id."""
    booking = context.desk.booking
    offers = booking.offers(at(date(2026, 12, 1), 0), limit=60)
    session = offers[0].session_id
    people = [line.id for line in context.desk.patients.find("a")][:3]
    for patient, offer in zip(people, [each for each in offers if each.session_id == session], strict=False):
        booking.book(patient, offer)
    return session


def test_a_session_is_moved_and_then_cancelled_with_everybody_shown(context_for: ContextFor, qtbot: QtBot) -> None:
    context = context_for(Role.RECEPTIONIST)
    wanted = fill_a_session(context)
    screen = opened(context, qtbot, session_id=wanted, day="2026-12-01")
    page = screen.panel.page
    assert isinstance(page, SessionsPage)
    assert page.table.chosen_row.session.id == wanted
    line, session = page.table.chosen_row, page.panel
    booked = line.booked
    assert session.effects.rows_model.rowCount() == booked
    assert not session.do.isEnabled()
    typed(qtbot, session.form.start, "18:00")
    idle(context, qtbot)
    assert session.form.end.text() == "21:30"
    session.effects.setFocus()
    session.effects.choose_row(0)
    qtbot.keyClick(session.effects, Qt.Key.Key_Space)
    idle(context, qtbot)
    outcomes = [effect.outcome for effect in session.effects.rows_model.rows]
    assert outcomes == [Outcome.REBOOK, *[Outcome.MOVED] * (booked - 1)]
    assert not session.do.isEnabled()  # who is to be rebooked is told why
    qtbot.keyClicks(session.form.reason, "Room is being painted")
    qtbot.keyClick(session.do, Qt.Key.Key_Return)
    qtbot.waitUntil(session.message.isVisible)
    idle(context, qtbot)
    assert session.message.advice.text() == (
        f"Moved along: {booked - 1}. On needs rebooking: 1. Letters wanted: {booked}."
    )
    session.act.findChild(QPushButton, "session_act_cancel").click()
    idle(context, qtbot)
    qtbot.keyClicks(session.form.reason, "Clinician unwell")
    assert session.do.text().startswith("Cancel it")
    qtbot.keyClick(session.do, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.message.title.text() == "The session is cancelled")
    idle(context, qtbot)
    assert "Cancelled: Clinician unwell" in words_of(session)
    assert session.effects.rows_model.rowCount() == booked
    assert screen.focusWidget() is page.table
    for effect in session.effects.rows_model.rows:
        kept = context.desk.record._records.read(Appointment, effect.before.id)
        assert kept is not None
        assert (kept.status, kept.cancelled_by, kept.letter_wanted) == (Status.CANCELLED, "service", "cancelled")
    assert {effect.outcome for effect in session.effects.rows_model.rows} == {Outcome.REBOOK}
    qtbot.keyClick(session.again, Qt.Key.Key_Return)
    idle(context, qtbot)
    assert session.again.text() == f"Hold it: {booked - 1} booked again at their times"
    qtbot.keyClick(session.again, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.message.title.text() == "The session is held after all")
    idle(context, qtbot)
    assert page.table.chosen_row.session.active
    assert page.table.chosen_row.booked == booked - 1  # the first was taken out of it before
    assert context.desk.session_changes.stranded() == ()


def test_leave_shows_the_sessions_in_its_way_and_opens_them(context_for: ContextFor, qtbot: QtBot) -> None:
    context = context_for(Role.TEAM_LEAD)
    screen = opened(context, qtbot, tab="leave")
    page = screen.panel.page
    assert isinstance(page, LeavePage)
    line = next(
        each for each in context.desk.clinics.days(at(date(2026, 11, 24), 0), at(date(2026, 12, 11), 0))
        if each.session.active
    )  # fmt: skip
    qtbot.keyClick(page.staff, Qt.Key.Key_Home)
    page.staff.choose(line.session.staff_id)
    typed(qtbot, page.first, day_of(line.session.start).strftime("%d/%m/%Y"))
    qtbot.keyClicks(page.reason, "Jury service")
    idle(context, qtbot)
    assert line.session.id in {each.session.id for each in page.sessions.rows_model.rows}
    qtbot.keyClick(page.add, Qt.Key.Key_Return)
    qtbot.waitUntil(page.message.isVisible)
    idle(context, qtbot)
    assert "in the way" in page.message.advice.text()
    row = [entry.reason for entry in page.table.rows_model.rows].index("Jury service")
    page.table.choose_row(row)
    page.sessions.choose_row(0)
    wanted = page.sessions.chosen_row.session.id
    qtbot.keyClick(page.sessions, Qt.Key.Key_Return)
    idle(context, qtbot)
    sessions = screen.panel.page
    assert isinstance(sessions, SessionsPage)
    assert sessions.panel.presenter.session_id == wanted
    assert wanted in {each.session.id for each in sessions.table.rows_model.rows}
    chips = [cell.chips for each in sessions.table.rows_model.rows if (cell := sessions._standing_cell(each)).chips]
    assert (("On leave", "warn"),) in chips


def test_what_is_to_be_settled_is_said_on_the_calendar_and_put_right(context_for: ContextFor, qtbot: QtBot) -> None:
    context = context_for(Role.RECEPTIONIST)
    wanted = fill_a_session(context)
    button = SessionsButton(context)
    qtbot.addWidget(button)
    button.look()
    idle(context, qtbot)
    assert button.text() == "Sessions, publishing and leave"
    store = context.desk.record._records
    session = store.read(Session, wanted)
    assert session is not None
    off = replace(session, active=False, cancel_reason="Flood")  # as a synchronisation brings it: the bookings stand
    store.save(Unit(context.desk.new_id(), "Elsewhere", context.actor, context.desk.now(), (off,)))
    button.take_changes(Changes(frozenset({Ref("Schedule", wanted)})))
    idle(context, qtbot)
    assert button.text() == "3 things to settle"
    button.click()
    here = context.navigator.here
    assert here is not None
    screen = opened(context, qtbot, **here.details)
    page = screen.panel.page
    assert isinstance(page, SettlePage)
    assert {row.stranded.gone for row in page.table.rows_model.rows} == {"cancelled"}
    qtbot.keyClick(page.put_right, Qt.Key.Key_Return)
    qtbot.waitUntil(page.none.isVisible)
    idle(context, qtbot)
    assert not screen.panel.warning.isVisible()
