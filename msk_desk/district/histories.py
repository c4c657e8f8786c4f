"""Histories: what has happened to people who wait, are being seen, are on open follow-up, or are discharged."""

from __future__ import annotations

from datetime import date, timedelta

from msk_desk.district import care, clinical, knee_assessment, letters, measures
from msk_desk.district.care import Journey, Seen, Sent
from msk_desk.district.clinic_days import instant_at, working_day_after
from msk_desk.district.conditions import SNOMED_CODES
from msk_desk.district.diary import Booking
from msk_desk.district.knee_assessment import Knee
from msk_desk.district.measures import MEASURES
from msk_desk.district.parts import Json
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


def referred(case: Case, received: date, status: str = "active", triaged: bool = True) -> tuple[str, str]:
    """The referral and its triage, within a working day or so; ids of the referral and the decision."""
    draws, who = case.draws, case.who.id
    source, requester = case.source()
    decision = draws.pick(_DECISIONS)
    priority = "urgent" if draws.one_in(25) else "routine"
    sent = Sent(source, received, case.reason, case.condition.region, requester, priority, status, decision)
    referral_id = case.tell(care.referral(draws.new_id(), who, sent))
    if not triaged:
        case.tell(care.triage(draws.new_id(), who, referral_id, received))
    elif status == "active" or draws.one_in(4):
        done = working_day_after(received)
        by = draws.pick(case.scene.clinicians[:8]).id
        case.tell(care.triage(draws.new_id(), who, referral_id, received, done, by, decision))
    return referral_id, decision


def waiting(case: Case, days: int) -> None:
    """Referred so many days ago; triaged unless it came only just now. Not booked."""
    received = case.scene.days_ago(days)
    triaged = days > 5
    referral_id, _ = referred(case, received, triaged=triaged)
    stage = "triaged" if triaged else "referred"
    journey = Journey(case.condition.region, stage, "ahp", received, received)
    _pathway(case, case.draws.new_id(), referral_id, journey)


def being_seen(case: Case, bookings: tuple[Booking, ...]) -> None:
    """Booked in the diary: what was fulfilled left its notes, scores, goals and plan."""
    draws, scene = case.draws, case.scene
    clinician = bookings[0].time.session.clinician
    first = bookings[0].time.session.day
    received = min(scene.days_ago(draws.between(14, 75) + (scene.today - first).days), scene.days_ago(6))
    referral_id, _ = referred(case, received)
    pathway_id = draws.new_id()
    done = [booking for booking in bookings if booking.status == "fulfilled"]
    stage = ("triaged", "assessed", "review", "plan")[min(3, len(done))]
    stop = done[0].time.session.day if done else None
    kind = "rtt" if Role.ESP in clinician.roles else "ahp"
    if kind == "rtt" and len(done) < 2:
        stop = None  # assessed, not yet treated: the clock runs
    _pathway(
        case, pathway_id, referral_id,
        Journey(case.condition.region, stage, kind, received, received, stop), clinician.id,
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
            _seen(case, spot, pathway_id, appointment_id, seen, number == len(bookings) - 1)
            seen += 1


def discharged(case: Case, days: int, pifu: bool = False) -> None:
    """Seen some time ago and discharged, or left to come back when they want (PIFU)."""
    draws, scene = case.draws, case.scene
    clinician = draws.pick(scene.clinicians)
    received, seen_on = scene.days_ago(days + draws.between(20, 90)), scene.days_ago(days)
    referral_id, _ = referred(case, received, "active" if pifu else "completed")
    stage = "pifu" if pifu else "discharged"
    ended = None if pifu else seen_on
    pathway_id = draws.new_id()
    journey = Journey(case.condition.region, stage, "ahp", received, received, seen_on, ended)
    _pathway(case, pathway_id, referral_id, journey, clinician.id if pifu else "")
    spot = Seen(
        case.who.id, clinician.id, scene.room_of(clinician), seen_on, 600 + 30 * draws.between(0, 9), 30,
        reason=case.reason, kind="review",
    )  # fmt: skip
    visit_id = case.tell(care.visit(draws.new_id(), spot, pathway_id))
    if pifu or draws.one_in(2.5):
        case.tell(_problem(case, seen_on, open=pifu))
    if pifu or draws.one_in(3):
        _pain_before_and_after(case, received, seen_on)
    if pifu or draws.one_in(6):
        _letter(case, spot, visit_id, clinician, "discharge")
    if draws.one_in(60):
        case.tell(letters.document(draws.new_id(), case.who.id, "X-ray report", instant_at(received, 900)))


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


def _problem(case: Case, recorded: date, open: bool = True) -> Json:
    onset = str(recorded.year - case.draws.between(0, 4))
    code = SNOMED_CODES.get(case.condition.problem, "")
    return clinical.problem(case.draws.new_id(), case.who.id, case.problem, recorded.isoformat(), onset, open, code)


def _seen(case: Case, spot: Seen, pathway_id: str, appointment_id: str, earlier: int, last: bool) -> None:
    """One fulfilled visit; `earlier` counts those before it."""
    draws, who = case.draws, case.who.id
    visit_id = case.tell(care.visit(draws.new_id(), spot, pathway_id, appointment_id))
    ended = instant_at(spot.day, spot.start + spot.minutes)
    finding = draws.pick(case.condition.findings)
    if earlier == 0 and case.condition.region == "Knee":
        items = knee_assessment.items(_knee(case, finding))
        case.tell(clinical.answered(draws.new_id(), who, knee_assessment.FORM, items, ended, spot.staff_id, visit_id))
    else:
        case.tell(clinical.note(draws.new_id(), who, finding, ended, spot.staff_id, visit_id))
    if earlier == 0:
        case.tell(_problem(case, spot.day))
        words = draws.pick(case.condition.goals)
        due = (spot.day + timedelta(weeks=8)).isoformat()
        goal_id = case.tell(clinical.goal(draws.new_id(), who, words, spot.day.isoformat(), draws.between(3, 9), due))
        if case.condition.exercises and draws.one_in(2):
            _planned(case, spot, visit_id, goal_id)
    _measured(case, spot, visit_id, earlier)
    if last and draws.one_in(4):
        clinician = next(person for person in case.scene.clinicians if person.id == spot.staff_id)
        _letter(case, spot, visit_id, clinician, "clinic", "preliminary" if draws.one_in(3) else "final")


def _knee(case: Case, finding: str) -> Knee:
    """What the first assessment of this knee found."""
    draws, worn = case.draws, "Osteoarthritis" in case.condition.problem
    return Knee(
        side=case.side,
        complaint=f"{case.reason}, for some months.",
        wish=draws.pick(case.condition.goals),
        impression=finding,
        plan="Exercises shown and begun.",
        diagnosis="osteoarthritis" if worn else "patellofemoral",
        tender="medial-line" if worn else "patella",
        pain=draws.between(3, 8),
        flexion=5 * draws.between(18, 27),
        lack=5 * draws.between(0, 2) if worn else 0,
        power=draws.between(3, 5),
        walking=draws.pick(("under-10", "under-30")),
    )


def _planned(case: Case, spot: Seen, visit_id: str, goal_id: str) -> None:
    """The plan handed over at a visit."""
    title, created = f"Plan for {case.condition.region.lower()}", spot.day.isoformat()
    plan = clinical.plan(
        case.draws.new_id(), case.who.id, title, [goal_id], case.condition.exercises, created, spot.staff_id, visit_id
    )
    case.tell(plan)


def _measured(case: Case, spot: Seen, visit_id: str, earlier: int) -> None:
    """Pain and the region's main measure, a little better each time, with noise."""
    draws, who = case.draws, case.who.id
    wellness = min(0.95, 0.30 + 0.14 * earlier + 0.25 * draws.random())
    when = instant_at(spot.day, spot.start)
    for code in ("NPRS", case.condition.measure):
        measure = MEASURES[code]
        answers = measures.answers_near(draws, measure, wellness)
        answers_id = ""
        if code != "NPRS":
            answers_id = draws.new_id()
            case.tell(measures.response(answers_id, who, measure, answers, when, visit_id, spot.staff_id))
        case.tell(measures.score(draws.new_id(), who, measure, answers, when, visit_id, answers_id))


def _letter(case: Case, spot: Seen, visit_id: str, clinician: Employee, kind: str, status: str = "final") -> None:
    sections = (
        ("Plan and requested actions", "Keep going with the exercises we agreed. Come back if it gets worse."),
        ("Diagnoses", case.problem),
        ("Clinical summary", f"Thank you for coming to see us about: {case.reason.lower()}."),
    )
    when = instant_at(spot.day, spot.start + spot.minutes)
    case.tell(letters.letter(case.draws.new_id(), case.who.id, kind, sections, when, clinician.id, visit_id, status))
