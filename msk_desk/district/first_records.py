"""What is on record for each patient of the first clinic, beside referral, pathway and appointments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, time, timedelta

from msk_desk.district import care, clinical, knee_assessment, measures, shoulder_assessment
from msk_desk.district.body_charts import with_chart
from msk_desk.district.clinic_days import instant_at
from msk_desk.district.knee_assessment import Knee
from msk_desk.district.measures import MEASURES, answers_adding_to
from msk_desk.district.parts import Json
from msk_desk.district.scene import Scene
from msk_desk.district.shoulder_assessment import Shoulder
from msk_desk.domain.alerts import PromAlert, alert_id
from msk_desk.domain.procedures import Procedure
from msk_desk.fhir.mapping import write

_KNEE_OA = "239873007"
_HOLLOWAY_KNEE = Knee(
    side="right",
    complaint="Right knee pain on stairs and on the way to the allotment.",
    wish="Walk to the allotment and back without stopping. Sleep through.",
    impression="Medial joint line tenderness, 5–115°, quads 4/5. "
    "Wants to walk to allotment without stopping. Undecided about injection.",
    plan="Exercises begun. Talk through injection at the next visit. Weight programme offered.",
    next="decision",
)
_PATEL_SHOULDER = (
    Shoulder(
        side="left",
        complaint="Left shoulder hurts reaching up and lying on it, since the spring.",
        wish="Sleep on that side. Swim again.",
        impression="Painful arc 80–120°, external rotation full, cuff 4/5.",
        plan="Exercises begun, heavier each week. What to expect explained.",
        pain=7,
        flexion=135,
        abduction=105,
        wakes="most",
    ),
    Shoulder(
        side="left",
        complaint="Reaches higher. Still sore after a long swim.",
        wish="Swim again.",
        impression="Arc gone below 100°. Sleeping on that side again.",
        plan="Go on, two sets more. Back in the water.",
        pain=4,
        flexion=155,
        abduction=145,
        power=5,
        wakes="never",
    ),
)
NewId = Callable[[str], str]
Teller = Callable[[Scene, NewId, list[str]], Iterator[Json]]


def _scored(
    scene: Scene, id: NewId, code: str, days_and_totals: tuple[tuple[int, int], ...],
    visits: Mapping[int, str], activities: tuple[str, ...] = (),
) -> Iterator[Json]:  # fmt: skip
    """Answers and score of one measure on several days; `visits` maps days before today to visit ids."""
    measure = MEASURES[code]
    for days, total in days_and_totals:
        when = instant_at(scene.days_ago(days), 8 * 60 + 45)
        answers = [total] if activities else answers_adding_to(measure, total)
        answers_id, visit_id = id(f"{code} answers {days}"), visits.get(days, "")
        yield measures.response(answers_id, id("patient"), measure, answers, when, visit_id, activities=activities)
        yield measures.score(id(f"{code} score {days}"), id("patient"), measure, answers, when, visit_id, answers_id)


def _note(scene: Scene, id: NewId, visits: list[str], days: int, text: str, at: int = 0) -> Json:
    when = instant_at(scene.days_ago(days), 10 * 60)
    return clinical.note(id(f"note {days}"), id("patient"), text, when, scene.clinicians[0].id, visits[at])


def _problem(scene: Scene, id: NewId, text: str, days: int, onset: str = "", code: str = "") -> Json:
    recorded = scene.days_ago(days).isoformat()
    return clinical.problem(id(f"problem {text}"), id("patient"), text, recorded, onset, code=code)


def _holloway(scene: Scene, id: NewId, visits: list[str]) -> Iterator[Json]:
    asha, who = scene.clinicians[0].id, id("patient")
    yield _problem(scene, id, "Osteoarthritis of right knee", 28, "2023", _KNEE_OA)
    yield _problem(scene, id, "Type 2 diabetes", 28)
    yield clinical.allergy(id("allergy"), who, "Penicillin", "Rash")
    when = instant_at(scene.days_ago(28), 9 * 60 + 40)
    knee = with_chart(knee_assessment.items(_HOLLOWAY_KNEE), "Knee", _HOLLOWAY_KNEE.side)
    yield clinical.answered(id("assessment"), who, knee_assessment.FORM.canonical, knee, when, asha, visits[0])
    said = scene.days_ago(28).isoformat()
    due = (scene.today + timedelta(days=22)).isoformat()
    wish = "Walk to the allotment and back without stopping. Sleep through."
    yield clinical.goal(id("goal"), who, wish, said, 6, due)
    yield clinical.plan(
        id("plan"), who, "Plan for your knee", [id("goal")], ("sit-to-stand", "straight-leg-raise"), said, asha,
        visits[0],
    )  # fmt: skip
    at = {28: visits[0]}
    yield from _scored(scene, id, "MSK-HQ", ((45, 18), (28, 24), (7, 29)), at)
    yield from _scored(scene, id, "NPRS", ((45, 8), (28, 6), (7, 5)), at)
    yield from _scored(scene, id, "PSFS", ((45, 3), (28, 3), (7, 4)), at, ("Walking",))
    in_a_week = (scene.today + timedelta(days=7)).isoformat()
    three_weeks_ago = scene.days_ago(21).isoformat()
    yield care.todo(id("todo 1"), who, "Decision on injection", asha, due=scene.today.isoformat())
    yield care.todo(id("todo 2"), who, "Physio gym class, 6 weeks", asha, "accepted", in_a_week)
    yield care.todo(id("todo 3"), who, "Weight programme", asha, "completed", three_weeks_ago)


def _osei(scene: Scene, id: NewId, _visits: list[str]) -> Iterator[Json]:
    yield clinical.allergy(id("allergy"), id("patient"))
    asha = scene.clinicians[0].id
    yield care.todo(id("todo 1"), id("patient"), "STarT Back before the visit", asha, due=scene.today.isoformat())


def _patel(scene: Scene, id: NewId, visits: list[str]) -> Iterator[Json]:
    yield _problem(scene, id, "Subacromial shoulder pain, left", 56, "2026")
    for at, days in enumerate((56, 28)):
        when = instant_at(scene.days_ago(days), 10 * 60)
        shoulder = _PATEL_SHOULDER[at]
        found = with_chart(shoulder_assessment.items(shoulder), "Shoulder", shoulder.side, at)
        form = shoulder_assessment.FORM.canonical
        yield clinical.answered(
            id(f"note {days}"), id("patient"), form, found, when, scene.clinicians[0].id, visits[at]
        )
    given = scene.days_ago(27).isoformat()
    yield write(Procedure(id("injection"), id("patient"), "Injection, left shoulder", given, "injection"), None)
    kept = {56: visits[0], 28: visits[1]}
    yield from _scored(scene, id, "OSS", ((56, 22), (28, 31)), kept)
    yield from _scored(scene, id, "NPRS", ((56, 7), (28, 4)), kept)


def _wright(_scene: Scene, id: NewId, _visits: list[str]) -> Iterator[Json]:
    yield clinical.allergy(id("allergy"), id("patient"))
    yield clinical.flag(id("flag"), id("patient"), "Hearing loop")


def _kowalska(scene: Scene, id: NewId, visits: list[str]) -> Iterator[Json]:
    asha = scene.clinicians[0].id
    yield _problem(scene, id, "Carpal tunnel syndrome, right", 42, "2025")
    yield _note(scene, id, visits, 42, "Night tingling, thumb abduction 5/5, no wasting. Splint begun.")
    yield _note(scene, id, visits, 21, "Splint helps half the nights. Wants to talk through injection.", 1)
    yield from _scored(scene, id, "BCTQ-SSS", ((42, 34), (21, 31)), {42: visits[0], 21: visits[1]})
    today = scene.today.isoformat()
    yield care.todo(id("todo 1"), id("patient"), "Decision: carpal tunnel", asha, due=today)


def _bennett(scene: Scene, id: NewId, visits: list[str]) -> Iterator[Json]:
    yield _problem(scene, id, "Persistent widespread pain", 35, "2019")
    yield clinical.allergy(id("allergy"), id("patient"), "Codeine", "Vomiting")
    yield _note(scene, id, visits, 35, "Tender in many places, no synovitis. Pacing begun.")
    yield from _scored(scene, id, "PSEQ", ((35, 19),), {35: visits[0]})
    yield from _mood(scene, id, visits[0])


def _mood(scene: Scene, id: NewId, visit_id: str) -> Iterator[Json]:
    """Asked at the visit, and today on paper at the desk: the last question was not answered with none."""
    measure = MEASURES["PHQ-9"]
    for days, answers in ((35, [1, 1, 2, 2, 1, 1, 1, 0, 0]), (0, [2, 2, 2, 2, 1, 1, 1, 0, 1])):
        when = instant_at(scene.days_ago(days), 8 * 60 + 30)
        at = visit_id if days else ""
        answers_id = id(f"PHQ-9 answers {days}")
        yield measures.response(answers_id, id("patient"), measure, answers, when, at)
        yield measures.score(id(f"PHQ-9 score {days}"), id("patient"), measure, answers, when, at, answers_id)
    raised = datetime.combine(scene.today, time(8, 30), UTC)
    alert = PromAlert(
        alert_id(id("PHQ-9 answers 0"), "Q09"), id("patient"), "PHQ-9", "Q09", 1, raised, id("PHQ-9 answers 0"),
        owner_id=scene.clinicians[0].id, due=scene.today.isoformat(),
    )  # fmt: skip
    yield write(alert, None)


def _ali(_scene: Scene, id: NewId, _visits: list[str]) -> Iterator[Json]:
    yield clinical.allergy(id("allergy"), id("patient"))


def _murray(scene: Scene, id: NewId, visits: list[str]) -> Iterator[Json]:
    yield _problem(scene, id, "Right knee replacement", 180)
    yield _note(scene, id, visits, 180, "Listed for knee replacement after a shared decision.")
    done = scene.days_ago(172).isoformat()
    yield write(Procedure(id("operation"), id("patient"), "Knee replacement, right", done, "surgery"), None)
    yield from _scored(scene, id, "OKS", ((180, 14), (90, 31)), {180: visits[0]})
    when = instant_at(scene.days_ago(180), 15 * 60)
    yield clinical.decision(
        id("decision"), id("patient"), when, scene.clinicians[0].id, visits[0],
        ("exercise", "replacement"), "replacement", "I want to work on the roof again, and nothing else has held.",
    )  # fmt: skip


RECORDS: Mapping[str, Teller] = {
    "Holloway": _holloway, "Osei": _osei, "Patel": _patel, "Wright": _wright, "Kowalska": _kowalska,
    "Bennett": _bennett, "Ali": _ali, "Murray": _murray,
}  # fmt: skip
