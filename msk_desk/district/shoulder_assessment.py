"""The shoulder assessment of made-up people, under the link ids of resources/forms/shoulder-assessment.json."""

from __future__ import annotations

from dataclasses import dataclass

from msk_desk.district.assessments import SIDES, Answers, Coded, Form, plan_of
from msk_desk.district.parts import Json
from msk_desk.fhir.names import SNOMED

FORM = Form(
    "shoulder-assessment",
    "1.0.0",
    (
        "hot-joint", "unwell", "replacement", "injury-arm", "cuff-tear", "cardiac-arm", "visceral-shoulder",
        "apical-tumour", "nerves-arm", "limb-hand", "pmr", "gca", "cancer", "weight-loss", "night-pain", "lump",
        "synovitis", "safeguarding", "self-harm",
    ),
)  # fmt: skip
_FROZEN = Coded(SNOMED, "399114005", "Adhesive capsulitis of shoulder")
_FLEXION, _ABDUCTION = 158.5, 149.7
_YES, _NO = Coded("test-result", "positive", "Positive"), Coded("test-result", "negative", "Negative")


@dataclass(frozen=True, slots=True)
class Shoulder:
    """What was found at one shoulder; ranges in degrees, power 0 to 5, pain 0 to 10."""

    side: str
    complaint: str
    wish: str
    impression: str
    plan: str
    frozen: bool = False
    pain: int = 6
    flexion: int = 140
    abduction: int = 110
    rotation: int = 60
    power: int = 4
    wakes: str = "some"


def items(shoulder: Shoulder) -> list[Json]:
    """The items of a complete assessment with no red flag."""
    answers = Answers(FORM).without_flags()
    side = Coded("side", shoulder.side, SIDES[shoulder.side])
    answers.say("history", complaint=shoulder.complaint, side=side, onset=Coded("onset", "gradual", "Gradually"))
    answers.say(
        "history/pain-group", pain_now=shoulder.pain, symptoms=Coded("symptoms", "night", "Wakes on that side"),
        aggravating="Reaching up, lying on it", severity=Coded("level", "moderate", "Moderate"),
        irritability=Coded("level", "low", "Low"),
    )  # fmt: skip
    wakes = Coded(
        "sleep", shoulder.wakes, {"never": "No", "some": "Some nights", "most": "Most nights"}[shoulder.wakes]
    )
    answers.say("background", sleep=wakes).say("background/wishes", matters=shoulder.wish)
    hard = Coded("ability", "hard", "With difficulty")
    answers.say("function/arm-tasks", arm_hair=hard, arm_sleeping=hard)
    _examined(answers, shoulder)
    answers.say("tests", tests_side=side)
    place, cuff = f"tests/tests-{shoulder.side}", not shoulder.frozen
    results = {"painful-arc": cuff, "hawkins-kennedy": cuff, "external-rotation-lag": False, "drop-arm": False}
    answers.put(place, {f"{test}-{shoulder.side}": _YES if found else _NO for test, found in results.items()})
    answers.say(
        "impression", impression_words=shoulder.impression,
        diagnosis=_FROZEN if shoulder.frozen else "Subacromial shoulder pain",
        certainty=Coded("level", "high", "High"),
    )  # fmt: skip
    return plan_of(answers, shoulder.plan, "self-management").items()


def _examined(answers: Answers, shoulder: Shoulder) -> None:
    here, there = (0, 1) if shoulder.side == "right" else (1, 0)
    flexion, abduction = (shoulder.flexion, 165), (shoulder.abduction, 170)
    rotation, power = (shoulder.rotation, 70), (shoulder.power, 5)
    answers.range_of("movement-shoulder", "shoulder-flexion", _FLEXION, flexion[here], flexion[there])
    answers.range_of("movement-shoulder", "shoulder-abduction", _ABDUCTION, abduction[here], abduction[there])
    answers.range_of("movement-shoulder", "shoulder-external-rotation", None, rotation[here], rotation[there])
    answers.strength_of("abduction-strength", power[here], power[there])
    answers.strength_of("external-rotation-strength", power[here], power[there])
