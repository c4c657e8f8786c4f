"""Histories: what has happened to people who wait, are being seen, are on open follow-up, or are discharged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from msk_desk.district import care, clinical, letters, measures, visits, waits
from msk_desk.district.care import Event, Journey, Seen, Sent
from msk_desk.district.clinic_days import instant_at, working_day_after
from msk_desk.district.clinic_plans import service_of
from msk_desk.district.diary import Booking
from msk_desk.district.measures import MEASURES
from msk_desk.district.scene import Case
from msk_desk.district.staff import Employee
from msk_desk.domain.roles import Role

_ALLERGIES = (
    ("Penicillin", "Rash"), ("Latex", "Itching"), ("Codeine", "Vomiting"), ("Sticking plaster", "Rash"),
    ("Ibuprofen", "Wheeze"), ("Trimethoprim", "Rash"),
)  # fmt: skip
_FLAGS = (
    ("Wheelchair user", "access"), ("Hearing loop", "access"), ("Registered blind", "access"),
    ("Ground floor room", "access"), ("Two members of staff", "safety"), ("Carer to be present", "access"),
)  # fmt: skip
_WITH_IT = ("Type 2 diabetes", "Hypertension", "Asthma", "Osteoporosis", "Depression", "Psoriasis", "Hypothyroidism")
_DECISIONS = (
    "ESP clinic", "Physiotherapy", "Physiotherapy", "Physiotherapy", "Physiotherapy", "Podiatry", "Pain service",
)  # fmt: skip
_MODES = ("f2f", "f2f", "f2f", "f2f", "f2f", "f2f", "f2f", "telephone", "video", "home")


def background(case: Case) -> None:
    """Allergies, alerts and other illness: what is known whatever the pathway."""
    draws, who = case.draws, case.who.id
    chance = draws.random()
    if chance < 0.10:
        text, reaction = draws.pick(_ALLERGIES)
        case.tell(clinical.allergy(draws.new_id(), who, text, reaction))
    elif chance < 0.25:
        case.tell(clinical.allergy(draws.new_id(), who))
    if draws.one_in(35):
        text, category = draws.pick(_FLAGS)
        case.tell(clinical.flag(draws.new_id(), who, text, category))
    if case.who.age > 50 and draws.one_in(8):
        recorded = (case.scene.today - timedelta(days=draws.between(200, 900))).isoformat()
        case.tell(clinical.problem(draws.new_id(), who, draws.pick(_WITH_IT), recorded))


@dataclass(frozen=True, slots=True)
class Begun:
    """A referral as it began: its id, what triage decided, by whom, and the events so far."""

    referral_id: str
    decision: str
    by: str
    priority: str
    events: tuple[Event, ...]

    @property
    def service(self) -> str:
        """The code of the service that it was triaged to."""
        return waits.SERVICES[self.decision]


def referred(case: Case, received: date, status: str = "active", triaged: bool = True) -> Begun:
    """The referral and its triage, within a working day or so."""
    draws, who = case.draws, case.who.id
    source, requester = case.source()
    decision = draws.pick(_DECISIONS)
    priority = "urgent" if draws.one_in(25) else "routine"
    sent = Sent(source, received, case.reason, case.condition.region, requester, priority, status, decision)
    referral_id = case.tell(care.referral(draws.new_id(), who, sent))
    events: tuple[Event, ...] = (waits.received(received, source),)
    by = ""
    if triaged and (status == "active" or draws.one_in(4)):
        done = working_day_after(received)
        by = draws.pick(case.scene.clinicians[:8]).id
        case.tell(care.triage(draws.new_id(), who, referral_id, received, done, by, decision))
        events += waits.triaged(done, source, waits.SERVICES[decision], by)
    return Begun(referral_id, decision, by, priority, events)


def waiting(case: Case, days: int) -> None:
    """Referred so many days ago; triaged and on the waiting list unless it came only just now. Not booked."""
    received = case.scene.days_ago(days)
    triaged = days > 5
    begun = referred(case, received, triaged=triaged)
    stage = "triaged" if triaged else "referred"
    kind, service = (_clock_of(begun.decision), begun.service) if triaged else ("rtt", "")
    journey = Journey(case.condition.region, stage, kind, received, received, service=service, events=begun.events)
    _pathway(case, case.draws.new_id(), begun.referral_id, journey, begun.by)
    if triaged:
        needs, note = waits.wish(case.draws, case.who.interpreter)
        case.tell(
            care.waiting_entry(
                case.draws.new_id(), case.who.id, begun.referral_id, received, service,
                priority=begun.priority, needs=needs, note=note,
            )
        )  # fmt: skip


def being_seen(case: Case, bookings: tuple[Booking, ...]) -> None:
    """Booked in the diary: what was fulfilled left its notes, scores, goals and plan."""
    draws, scene = case.draws, case.scene
    clinician = bookings[0].time.session.clinician
    first = bookings[0].time.session.day
    received = min(scene.days_ago(draws.between(14, 75) + (scene.today - first).days), scene.days_ago(6))
    begun = referred(case, received)
    referral_id = begun.referral_id
    pathway_id = draws.new_id()
    done = [booking for booking in bookings if booking.status == "fulfilled"]
    stage = ("triaged", "assessed", "review", "plan")[min(3, len(done))]
    stop = done[0].time.session.day if done else None
    kind = "rtt" if Role.ESP in clinician.roles else "ahp"
    if kind == "rtt" and len(done) < 2:
        stop = None  # assessed, not yet treated: the clock runs
    _pathway(
        case, pathway_id, referral_id,
        Journey(
            case.condition.region, stage, kind, received, received, stop,
            service=service_of(clinician),
            events=(*begun.events, *waits.attended(bookings, kind, scene.today)),
        ),
        clinician.id,
    )  # fmt: skip
    seen = 0
    for number, booking in enumerate(bookings):
        time = booking.time
        spot = Seen(
            case.who.id, clinician.id, scene.room_of(clinician), time.session.day, time.start, time.minutes,
            time.id, referral_id, case.reason, "review" if seen else "new", draws.pick(_MODES),
        )  # fmt: skip
        appointment_id = case.tell(care.appointment(draws.new_id(), spot, booking.status))
        if booking.status == "fulfilled":
            visits.left_by_visit(case, spot, pathway_id, appointment_id, seen, number == len(bookings) - 1)
            seen += 1
    _agree_review(case, bookings, referral_id, clinician)


def _agree_review(case: Case, bookings: tuple[Booking, ...], referral_id: str, clinician: Employee) -> None:
    """Seen, and nothing booked ahead: most have agreed on a review in some weeks; lists look for the others."""
    today = case.scene.today
    done = [booking.time.session.day for booking in bookings if booking.status == "fulfilled"]
    ahead = any(b.time.session.day >= today and b.status in ("booked", "arrived") for b in bookings)
    if not done or ahead or case.draws.one_in(5):
        return
    case.tell(
        care.waiting_entry(
            case.draws.new_id(), case.who.id, referral_id, done[-1], service_of(clinician), kind="review",
            not_before=done[-1] + timedelta(weeks=case.draws.between(3, 8)), staff_id=clinician.id,
        )
    )  # fmt: skip


def discharged(case: Case, days: int, pifu: bool = False) -> None:
    """Seen some time ago and discharged, or left to come back when they want (PIFU)."""
    draws, scene = case.draws, case.scene
    clinician = draws.pick(scene.clinicians)
    received, seen_on = scene.days_ago(days + draws.between(20, 90)), scene.days_ago(days)
    begun = referred(case, received, "active" if pifu else "completed")
    stage = "pifu" if pifu else "discharged"
    ended = None if pifu else seen_on
    pathway_id = draws.new_id()
    events: tuple[Event, ...] = ()
    if pifu:
        treated: Event = (seen_on, "first_definitive_treatment", ())
        events = (*begun.events, treated, (seen_on, "pifu_opened", (("by", clinician.id),)))
    journey = Journey(
        case.condition.region, stage, _clock_of(begun.decision), received, received, seen_on, ended,
        begun.service if pifu else "", events,
        (seen_on + timedelta(days=waits.PIFU_DAYS)).isoformat() if pifu else "",
    )  # fmt: skip
    _pathway(case, pathway_id, begun.referral_id, journey, clinician.id if pifu else "")
    spot = Seen(
        case.who.id, clinician.id, scene.room_of(clinician), seen_on, 600 + 30 * draws.between(0, 9), 30,
        reason=case.reason, kind="review",
    )  # fmt: skip
    visit_id = case.tell(care.visit(draws.new_id(), spot, pathway_id))
    if pifu or draws.one_in(2.5):
        case.tell(visits.problem_of(case, seen_on, open=pifu))
    if pifu or draws.one_in(3):
        _pain_before_and_after(case, received, seen_on)
    if pifu or draws.one_in(6):
        visits.tell_letter(case, spot, visit_id, clinician, "discharge")
    if draws.one_in(60):
        case.tell(letters.document(draws.new_id(), case.who.id, "X-ray report", instant_at(received, 900)))


def _clock_of(decision: str) -> str:
    """Which clock a pathway is on: extended-scope clinics take consultants' work, the others do not."""
    return "rtt" if decision in ("ESP clinic", "Pain service") else "ahp"


def _pain_before_and_after(case: Case, before: date, after: date) -> None:
    """Pain asked at referral and at the last visit; better for most, the same for some."""
    draws = case.draws
    pain, better = draws.between(4, 9), draws.between(0, 5)
    for day, level in ((before, pain), (after, max(0, pain - better))):
        when = instant_at(day, 720)
        nprs = MEASURES["NPRS"]
        case.tell(measures.score(draws.new_id(), case.who.id, nprs, [level], when, mode="interview"))


def _pathway(case: Case, record_id: str, referral_id: str, journey: Journey, manager: str = "") -> None:
    service = case.scene.places.service_id
    case.tell(care.pathway(record_id, case.who.id, referral_id, journey, service, manager))
