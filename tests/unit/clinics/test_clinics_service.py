"""Templates, publishing, leave and changed sessions over a real store: what is kept, refused and done together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from msk_desk.domain.clinic_templates import ClinicTemplate, SlotLength
from msk_desk.domain.clinic_time import at, clock, minutes_of
from msk_desk.domain.clinics import Appointment, Session, Slot, Status
from msk_desk.domain.errors import BadInput, Conflict, Refused
from msk_desk.domain.leave import Leave
from msk_desk.domain.pathways import Pathway
from msk_desk.domain.publishing import Why
from msk_desk.domain.roles import Role
from msk_desk.domain.session_changes import CLOSED_SLOT, Outcome, SessionChange
from tests.fakes.small_clinic import ASHA, BEN, DAVID, MARGARET, ROOM, SITE, Clinic, at_work, furnish, named

MONDAY = date(2026, 11, 30)
TEMPLATE = ClinicTemplate(
    "", "Knee clinic", ASHA, SITE, ROOM, "esp", (0,), start=9 * 60, end=11 * 60,
    lengths=(SlotLength("new", 40), SlotLength("review", 20)), order=("new", "review"), valid_from="2026-11-01",
)  # fmt: skip


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[Clinic]:
    """The small clinic with an administrator at the computer."""
    furnish(tmp_path / "profile")
    made = at_work(tmp_path / "profile")
    made.wear(Role.ADMINISTRATOR)
    yield made
    made.office.opened.let_go()


def kept(clinic: Clinic, template: ClinicTemplate = TEMPLATE) -> ClinicTemplate:
    before = {each.id for each in clinic.office.clinics.templates()}
    clinic.office.clinics.keep(template)
    return next(each for each in clinic.office.clinics.templates() if each.id not in before)


def published(clinic: Clinic, days: int = 21) -> tuple[Session, ...]:
    template = kept(clinic)
    clinic.wear(Role.RECEPTIONIST)
    preview = clinic.office.clinics.preview([template.id], MONDAY, MONDAY + timedelta(days=days))
    clinic.office.clinics.publish(preview.made)
    return tuple(line.session for line in preview.made)


def book(clinic: Clinic, session: Session, number: int, patient: str, **more: object) -> Appointment:
    """Put a booking there as a computer elsewhere would have."""
    parts = clinic.office.session_changes.held(session.id)
    slot = parts.slots[number]
    id = named(f"{patient} {session.id} {number}")
    made = Appointment(id, patient, session.staff_id, SITE, slot.id, slot.start, slot.end, **more)  # type: ignore[arg-type]
    clinic.put(replace(slot, status="busy"), made)
    return made


def test_only_administrators_keep_templates_and_only_whole_ones(clinic: Clinic) -> None:
    template = kept(clinic)
    assert template == replace(TEMPLATE, id=template.id)
    saved = clinic.saved()
    clinic.office.clinics.keep(template)
    assert clinic.saved() == saved  # nothing changed, nothing to send
    with pytest.raises(BadInput, match="not complete") as found:
        clinic.office.clinics.keep(replace(TEMPLATE, weekdays=()))
    assert "weekdays" in found.value.advice
    for role in (Role.TEAM_LEAD, Role.RECEPTIONIST):
        clinic.wear(role)
        with pytest.raises(Refused):
            clinic.office.clinics.keep(TEMPLATE)
        assert clinic.office.clinics.templates() == (template,)


def test_reception_publishes_once_whatever_it_presses(clinic: Clinic) -> None:
    sessions = published(clinic)
    assert [session.start.date() for session in sessions] == [MONDAY + timedelta(days=7 * at) for at in range(4)]
    held = clinic.office.session_changes.held(sessions[0].id)
    assert [(clock(minutes_of(slot.start)), slot.kind) for slot in held.slots] == [
        ("09:00", "new"), ("09:40", "review"), ("10:00", "new"), ("10:40", "review"),
    ]  # fmt: skip
    assert held.session.template_id
    saved = clinic.saved()
    again = clinic.office.clinics.preview([held.session.template_id], MONDAY, MONDAY + timedelta(days=21))
    assert {line.why for line in again.lines} == {Why.PUBLISHED}
    done = clinic.office.clinics.publish([replace(line, why=None) for line in again.lines])
    assert (done.made, clinic.saved()) == (0, saved)
    lines = clinic.office.clinics.days(at(MONDAY, 0), at(MONDAY + timedelta(days=1), 0))
    (line,) = lines
    assert (line.staff_name, line.room_name, line.site_name) == ("Asha Rao", "Room 2", "Harlow Community Clinic")
    assert (line.slots, line.free, line.booked) == (4, 4, 0)


def test_what_was_taken_since_the_preview_is_left_out_by_name(clinic: Clinic) -> None:
    template = kept(clinic)
    preview = clinic.office.clinics.preview([template.id], MONDAY, MONDAY)
    other = Session(named("other"), BEN, ROOM, SITE, at(MONDAY, 10 * 60), at(MONDAY, 12 * 60))
    clinic.put(other)
    done = clinic.office.clinics.publish(preview.made)
    assert done.made == 0
    (missed,) = done.missed
    assert (missed.why, preview.names.who(missed.other.staff_id)) == (Why.ROOM, "Ben Carter")  # type: ignore[union-attr]


def test_leave_keeps_clinics_out_and_names_those_that_are_in_the_way(clinic: Clinic) -> None:
    sessions = published(clinic)
    leave = Leave("", ASHA, "2026-12-07", "2026-12-14", "Annual leave")
    assert [line.session.id for line in clinic.office.leave.affected(leave)] == [sessions[1].id, sessions[2].id]
    clinic.office.leave.add(leave)
    (entry,) = clinic.office.leave.entries(MONDAY, MONDAY + timedelta(days=30))
    with pytest.raises(Conflict, match="leave"):
        clinic.office.session_changes.change(sessions[0].id, moved(sessions[0], days=7))
    clinic.office.leave.take_off(entry.id)
    assert clinic.office.leave.entries(MONDAY, MONDAY + timedelta(days=30)) == ()
    with pytest.raises(BadInput):
        clinic.office.leave.add(replace(leave, last="2026-12-01"))


def moved(session: Session, **span: int) -> SessionChange:
    by = timedelta(**span)
    return SessionChange(session.start + by, session.end + by, session.staff_id, session.room_id, session.site_id)


def test_a_cancelled_session_puts_everybody_on_needs_rebooking_in_one_save(clinic: Clinic) -> None:
    session = published(clinic)[0]
    here = book(clinic, session, 0, MARGARET, referral_id=named("referral"))
    book(clinic, session, 1, DAVID)
    with pytest.raises(BadInput, match="Say why"):
        clinic.office.session_changes.cancel(session.id, " ")
    look = clinic.office.session_changes.look_cancel(session.id)
    assert {look.patients[e.before.patient_id].name.family for e in look.changed.effects} == {"Holloway", "Okafor"}
    saved = clinic.saved()
    clinic.office.session_changes.cancel(session.id, "Clinician unwell")
    assert clinic.saved() == saved + 1
    held = clinic.office.session_changes.held(session.id)
    assert (held.session.active, held.session.cancel_reason) == (False, "Clinician unwell")
    assert {slot.status for slot in held.slots} == {CLOSED_SLOT}
    assert held.live == ()
    for appointment in held.appointments:
        assert (appointment.status, appointment.cancelled_by) == (Status.CANCELLED, "service")
        assert (appointment.cancel_reason, appointment.letter_wanted) == ("Clinician unwell", "cancelled")
    pathway = clinic.office.ports.records.read(Pathway, named("pathway"))
    assert pathway is not None
    (event,) = [each for each in pathway.events if each.name == "provider_cancellation"]
    assert ("appointment", here.id) in event.details
    assert (pathway.clock.kind, pathway.clock.start) == ("ahp", date(2026, 8, 31))
    assert pathway.clock.stop is None  # the service's own cancellation stops no clock
    clinic.office.session_changes.reinstate(session.id)
    assert [a.status for a in clinic.office.session_changes.held(session.id).live] == [Status.BOOKED] * 2
    assert clinic.office.session_changes.stranded() == ()


def test_a_moved_session_takes_its_patients_along_and_refuses_a_taken_room_by_name(clinic: Clinic) -> None:
    session = published(clinic)[0]
    book(clinic, session, 1, MARGARET)
    taken = Session(named("other"), BEN, ROOM, SITE, at(MONDAY, 13 * 60), at(MONDAY, 16 * 60))
    clinic.put(taken)
    changes = clinic.office.session_changes
    with pytest.raises(Conflict, match="Room 2, Harlow Community Clinic is Ben Carter’s then"):
        changes.change(session.id, moved(session, hours=5))
    assert changes.held(session.id).session.start == session.start
    look = changes.look(session.id, moved(session, hours=2))
    assert look.allowed
    assert [effect.outcome for effect in look.changed.effects] == [Outcome.MOVED]
    changes.change(session.id, moved(session, hours=2))
    (after,) = changes.held(session.id).live
    assert clock(minutes_of(after.start)) == "11:40"
    assert after.letter_wanted == "changed"
    assert changes.stranded() == ()


def test_who_holds_a_clinic_away_from_the_network_is_not_overruled(clinic: Clinic) -> None:
    session = published(clinic)[0]
    until = (clinic.clock() + timedelta(hours=8)).isoformat()
    whole = clinic.store.whole.whole("Schedule", session.id)
    assert whole is not None
    from msk_desk.fhir.names import LEASE

    lease = {
        "url": LEASE,
        "extension": [{"url": "holder", "valueString": "van-2"}, {"url": "until", "valueInstant": until}],
    }
    extended = {**whole, "extension": [*whole.get("extension", []), lease]}
    clinic.store.whole.store_whole([extended], clinic.office.access.actor, "Lease taken")
    assert clinic.office.session_changes.look_cancel(session.id).lease == "van-2"
    with pytest.raises(Conflict, match="Another computer holds"):
        clinic.office.session_changes.cancel(session.id, "Snow")
    clinic.clock.pass_by(hours=9)
    clinic.office.session_changes.cancel(session.id, "Snow")


def test_a_booking_that_its_session_left_behind_is_found_and_put_right(clinic: Clinic) -> None:
    first, second = published(clinic)[:2]
    book(clinic, first, 0, MARGARET)
    book(clinic, second, 0, DAVID)
    # As if another computer had changed these while the bookings were made here.
    held = clinic.office.session_changes.held(first.id)
    later = timedelta(hours=1)
    clinic.put(
        replace(held.session, start=held.session.start + later, end=held.session.end + later),
        *(replace(slot, start=slot.start + later, end=slot.end + later) for slot in held.slots),
    )
    clinic.put(replace(clinic.office.session_changes.held(second.id).session, active=False, cancel_reason="Flood"))
    found = clinic.office.session_changes.stranded()
    assert [(each.patient_name, str(each.gone)) for each in found] == [
        ("HOLLOWAY, Margaret Ann", "time"), ("OKAFOR, David", "cancelled"),
    ]  # fmt: skip
    for session in (first, second):
        clinic.office.session_changes.put_right(session.id)
    assert clinic.office.session_changes.stranded() == ()
    (after,) = clinic.office.session_changes.held(first.id).live
    assert (after.start - later, after.letter_wanted) == (held.slots[0].start, "changed")
    (lost,) = clinic.office.session_changes.held(second.id).appointments
    assert (lost.status, lost.cancelled_by, lost.letter_wanted) == (Status.CANCELLED, "service", "cancelled")


def test_two_sessions_in_one_room_are_shown_to_be_settled(clinic: Clinic) -> None:
    session = published(clinic)[0]
    clinic.put(
        replace(session, id=named("other"), staff_id=BEN), Slot(named("x"), named("other"), session.start, session.end)
    )
    (clash,) = clinic.office.clinics.clashes(MONDAY, 7)
    assert (clash.over, {clash.first.id, clash.second.id}) == (Why.ROOM, {session.id, named("other")})
    clinic.office.session_changes.cancel(named("other"), "Room given to Asha Rao")
    assert clinic.office.clinics.clashes(MONDAY, 7) == ()


def test_the_list_of_a_day_has_nothing_of_what_was_called_off(clinic: Clinic) -> None:
    session = published(clinic)[0]
    day = session.start.date()
    assert [line.status for line in clinic.office.today.everyone(day).lines] == ["free"] * 4
    clinic.clock.moment = session.start + timedelta(minutes=50)
    clinic.office.session_changes.cancel(session.id, "Taken ill")  # the rest of it
    assert [line.status for line in clinic.office.today.everyone(day).lines] == ["free"] * 2
    clinic.clock.moment = session.start - timedelta(days=1)
    clinic.office.session_changes.cancel(session.id, "All of it")
    assert clinic.office.today.everyone(day).lines == ()
