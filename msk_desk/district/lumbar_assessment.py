"""The lumbar assessment of made-up people, under the link ids of resources/forms/lumbar-assessment.json."""

from __future__ import annotations

from dataclasses import dataclass

from msk_desk.district.assessments import SIDES, Answers, Coded, Form, plan_of
from msk_desk.district.parts import Json
from msk_desk.fhir.names import SNOMED

FORM = Form(
    "lumbar-assessment",
    "1.0.0",
    (
        "ces-bladder", "ces-saddle", "ces-legs", "ces-sexual", "motor-deficit", "mscc", "infection-spine",
        "fracture-spine", "aaa", "visceral-back", "weight-loss", "myeloma", "axial-spa", "limb", "safeguarding",
        "self-harm",
    ),
)  # fmt: skip
_SCIATICA = Coded(SNOMED, "23056005", "Sciatica")
_BACK = Coded(SNOMED, "279039007", "Low back pain")


@dataclass(frozen=True, slots=True)
class Back:
    """What was found at one back; ranges in degrees, pain 0 to 10; `side` is middle without leg pain."""

    side: str
    complaint: str
    wish: str
    impression: str
    plan: str
    pain: int = 6
    flexion: int = 30
    extension: int = 10
    bending: int = 15
    raise_of_leg: bool = False


def items(back: Back) -> list[Json]:
    """The items of a complete assessment with no red flag."""
    answers = Answers(FORM).without_flags("written")
    leg = back.side != "middle"
    side = Coded("side", back.side, SIDES[back.side])
    answers.say("history", complaint=back.complaint, side=side, onset=Coded("onset", "gradual", "Gradually"))
    symptoms = Coded("symptoms", *(("below-knee", "Pain below the knee") if leg else ("none", "None of these")))
    answers.say(
        "history/pain-group", pain_now=back.pain, symptoms=symptoms, morning="Stiff for half an hour",
        irritability=Coded("level", "moderate", "Moderate"),
        nature=Coded("nature", *(("neuropathic", "Neuropathic") if leg else ("mechanical", "Mechanical"))),
    ).say("background/wishes", matters=back.wish)  # fmt: skip
    hard = Coded("ability", "hard", "With difficulty")
    answers.say("function/back-tasks", back_sitting=hard, back_bending=hard)
    answers.range_in_middle("movement-lumbar-spine-middle", "lumbar-flexion", 40, back.flexion)
    answers.range_in_middle("movement-lumbar-spine-middle", "lumbar-extension", 6, back.extension)
    answers.range_of("movement-lumbar-spine", "lumbar-side-flexion", 15, back.bending, back.bending)
    answers.put("examination/neurology", {
        "neuro-screen": Coded("neuro-screen", "normal", "Normal throughout"),
        "cord-screen": Coded("neuro-screen", "normal", "Normal throughout"),
    })  # fmt: skip
    answers.say("tests", tests_side=Coded("side", *(("both", "Both") if not leg else (back.side, SIDES[back.side]))))
    result = Coded("test-result", *(("positive", "Positive") if back.raise_of_leg else ("negative", "Negative")))
    for tested in (back.side,) if leg else ("right", "left"):
        answers.put(f"tests/tests-{tested}", {f"slr-{tested}": result})
    answers.say(
        "impression", impression_words=back.impression, diagnosis=_SCIATICA if leg else _BACK,
        certainty=Coded("level", "moderate", "Moderate"),
    )  # fmt: skip
    return plan_of(answers, back.plan, "self-management").items()
