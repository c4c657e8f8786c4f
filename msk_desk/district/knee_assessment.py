"""The knee assessment of made-up people, under the link ids of resources/forms/knee-assessment.json."""

from __future__ import annotations

from dataclasses import dataclass

from msk_desk.district.assessments import SIDES, Answers, Coded, Form, plan_of
from msk_desk.district.parts import Json
from msk_desk.fhir.names import SNOMED

FORM = Form(
    "knee-assessment",
    "2.0.0",
    (
        "hot-joint", "unwell", "replacement", "injury", "extensor", "cancer", "weight-loss", "night-pain", "lump",
        "calf", "limb", "nerves", "synovitis", "child-limp", "safeguarding", "self-harm",
    ),
)  # fmt: skip
_WORN = Coded(SNOMED, "239873007", "Osteoarthritis of knee")
_WALKING = {"under-10": "Under 10 min", "under-30": "10–30 min"}
_SYMPTOMS = (("clicks", "Clicks or grinds"), ("stiff", "Stiff after rest"))
_TENDER = {"medial-line": "Medial joint line", "patella": "Patella edges"}


@dataclass(frozen=True, slots=True)
class Knee:
    """What was found at one knee; flexion and lack of extension in degrees, power 0 to 5, pain 0 to 10."""

    side: str
    complaint: str
    wish: str
    impression: str
    plan: str
    worn: bool = True
    tender: str = "medial-line"
    next: str = "self-management"
    pain: int = 6
    flexion: int = 115
    lack: int = 5
    power: int = 4
    walking: str = "under-30"


def items(knee: Knee) -> list[Json]:
    """The items of a complete assessment with no red flag."""
    answers = Answers(FORM).without_flags()
    side = Coded("side", knee.side, SIDES[knee.side])
    answers.say("history", complaint=knee.complaint, side=side, onset=Coded("onset", "gradual", "Gradually"))
    answers.say(
        "history/pain-group", pain_now=knee.pain,
        symptoms=tuple(Coded("knee-symptom", code, words) for code, words in _SYMPTOMS),
        irritability=Coded("level", "moderate", "Moderate"), nature=Coded("nature", "mechanical", "Mechanical"),
    ).say("background/wishes", matters=knee.wish)  # fmt: skip
    answers.say(
        "function", walking=Coded("walking", knee.walking, _WALKING[knee.walking]),
        stairs=Coded("stairs", "rail", "With a rail"),
    )  # fmt: skip
    here, there = (0, 1) if knee.side == "right" else (1, 0)
    flexion, straight, power = (knee.flexion, 140), (-knee.lack, 0), (knee.power, 5)
    answers.range_of("movement-knee", "flexion", 140, flexion[here], flexion[there])
    answers.range_of("movement-knee", "extension", 0, straight[here], straight[there])
    answers.strength_of("quadriceps", power[here], power[there])
    fluid = (Coded("effusion", "trace", "Trace"), Coded("effusion", "none", "None"))
    answers.say("examination/swelling", effusion_right=fluid[here], effusion_left=fluid[there])
    answers.say("examination", tenderness=Coded("knee-tender", knee.tender, _TENDER[knee.tender]))
    answers.say("tests", tests_side=side)
    answers.say(
        "impression", impression_words=knee.impression, diagnosis=_WORN if knee.worn else "Patellofemoral pain",
        certainty=Coded("level", "moderate", "Moderate"),
    )  # fmt: skip
    return plan_of(answers, knee.plan, knee.next).items()
