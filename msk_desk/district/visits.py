"""What a visit leaves on record: the note or assessment, the problem, goal and plan, scores, a letter."""

from __future__ import annotations

from datetime import date, timedelta

from msk_desk.district import (
    care,
    clinical,
    follow_up,
    knee_assessment,
    letters,
    lumbar_assessment,
    measures,
    shoulder_assessment,
)
from msk_desk.district.assessments import Form
from msk_desk.district.body_charts import with_chart
from msk_desk.district.care import Seen
from msk_desk.district.clinic_days import instant_at
from msk_desk.district.conditions import SNOMED_CODES
from msk_desk.district.knee_assessment import Knee
from msk_desk.district.lumbar_assessment import Back
from msk_desk.district.measures import MEASURES
from msk_desk.district.parts import Json
from msk_desk.district.scene import Case
from msk_desk.district.shoulder_assessment import Shoulder
from msk_desk.district.staff import Employee


def left_by_visit(case: Case, spot: Seen, pathway_id: str, appointment_id: str, earlier: int, last: bool) -> None:
    """One fulfilled visit; `earlier` counts those before it."""
    draws, who = case.draws, case.who.id
    visit_id = case.tell(care.visit(draws.new_id(), spot, pathway_id, appointment_id))
    ended = instant_at(spot.day, spot.start + spot.minutes)
    finding = draws.pick(case.condition.findings)
    filled = _assessed(case, finding) if earlier == 0 else _followed_up(case, finding, earlier)
    if filled is not None:
        form, items = filled
        back = case.condition.region == "Lumbar spine"
        items = with_chart(items, case.condition.region, _leg(case) if back else case.side, earlier)
        case.tell(clinical.answered(draws.new_id(), who, form.canonical, items, ended, spot.staff_id, visit_id))
    else:
        case.tell(clinical.note(draws.new_id(), who, finding, ended, spot.staff_id, visit_id))
    if earlier == 0:
        case.tell(problem_of(case, spot.day))
        words = draws.pick(case.condition.goals)
        due = (spot.day + timedelta(weeks=8)).isoformat()
        goal_id = case.tell(clinical.goal(draws.new_id(), who, words, spot.day.isoformat(), draws.between(3, 9), due))
        if case.condition.exercises and draws.one_in(2):
            _planned(case, spot, visit_id, goal_id)
    _measured(case, spot, visit_id, earlier)
    if last and draws.one_in(4):
        clinician = next(person for person in case.scene.clinicians if person.id == spot.staff_id)
        tell_letter(case, spot, visit_id, clinician, "clinic", "preliminary" if draws.one_in(3) else "final")


def _assessed(case: Case, finding: str) -> tuple[Form, list[Json]] | None:
    """The first visit's form, for the regions whose forms the histories fill in."""
    match case.condition.region:
        case "Knee":
            return knee_assessment.FORM, knee_assessment.items(_knee(case, finding))
        case "Shoulder":
            return shoulder_assessment.FORM, shoulder_assessment.items(_shoulder(case, finding))
        case "Lumbar spine":
            return lumbar_assessment.FORM, lumbar_assessment.items(_back(case, finding))
    return None


def _followed_up(case: Case, finding: str, earlier: int) -> tuple[Form, list[Json]] | None:
    """A later visit's form, for every other visit; the others leave a note."""
    draws = case.draws
    if earlier % 2 == 0:
        return None
    change = draws.pick(("better", "better", "same", "worse"))
    return follow_up.FORM, follow_up.items(case.side, change, draws.between(1, 6), draws.between(2, 7), finding)


def _knee(case: Case, finding: str) -> Knee:
    """What the first assessment of this knee found."""
    draws, worn = case.draws, "Osteoarthritis" in case.condition.problem
    return Knee(
        side=case.side,
        complaint=f"{case.reason}, for some months.",
        wish=draws.pick(case.condition.goals),
        impression=finding,
        plan="Exercises shown and begun.",
        worn=worn,
        tender="medial-line" if worn else "patella",
        pain=draws.between(3, 8),
        flexion=5 * draws.between(18, 27),
        lack=5 * draws.between(0, 2) if worn else 0,
        power=draws.between(3, 5),
        walking=draws.pick(("under-10", "under-30")),
    )


def _shoulder(case: Case, finding: str) -> Shoulder:
    """What the first assessment of this shoulder found."""
    draws, frozen = case.draws, "Frozen" in case.condition.problem
    return Shoulder(
        side=case.side,
        complaint=f"{case.reason}, for some months.",
        wish=draws.pick(case.condition.goals),
        impression=finding,
        plan="Exercises shown and begun.",
        frozen=frozen,
        pain=draws.between(3, 8),
        flexion=5 * (draws.between(17, 20) if frozen else draws.between(24, 31)),
        abduction=5 * (draws.between(14, 18) if frozen else draws.between(20, 29)),
        rotation=5 * (draws.between(1, 4) if frozen else draws.between(10, 14)),
        power=draws.between(3, 5),
        wakes=draws.pick(("some", "most")),
    )


def _back(case: Case, finding: str) -> Back:
    """What the first assessment of this back found."""
    draws, leg = case.draws, "leg" in case.condition.reason
    return Back(
        side=_leg(case),
        complaint=f"{case.reason}, for some months.",
        wish=draws.pick(case.condition.goals),
        impression=finding,
        plan="Kept active, exercises begun. When to call at once given in writing.",
        pain=draws.between(3, 8),
        flexion=5 * draws.between(4, 11),
        extension=draws.between(3, 20),
        bending=draws.between(8, 22),
        raise_of_leg=leg,
    )


def _leg(case: Case) -> str:
    """The side into which a back pain spreads, if it does."""
    return case.side if "leg" in case.condition.reason else "middle"


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


def tell_letter(case: Case, spot: Seen, visit_id: str, clinician: Employee, kind: str, status: str = "final") -> None:
    """Tell a letter about a visit; `kind` is clinic or discharge, `status` FHIR's."""
    sections = (
        ("Plan and requested actions", "Keep going with the exercises we agreed. Come back if it gets worse."),
        ("Diagnoses", case.problem),
        ("Clinical summary", f"Thank you for coming to see us about: {case.reason.lower()}."),
    )
    when = instant_at(spot.day, spot.start + spot.minutes)
    case.tell(letters.letter(case.draws.new_id(), case.who.id, kind, sections, when, clinician.id, visit_id, status))


def problem_of(case: Case, recorded: date, open: bool = True) -> Json:
    """The complaint as a diagnosed problem."""
    onset = str(recorded.year - case.draws.between(0, 4))
    code = SNOMED_CODES.get(case.condition.problem, "")
    return clinical.problem(case.draws.new_id(), case.who.id, case.problem, recorded.isoformat(), onset, open, code)
