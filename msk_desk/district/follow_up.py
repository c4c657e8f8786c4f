"""The follow-up of made-up people, under the link ids of resources/forms/follow-up.json."""

from __future__ import annotations

from msk_desk.district.assessments import SIDES, Answers, Coded, Form, plan_of
from msk_desk.district.parts import Json

FORM = Form(
    "follow-up",
    "1.0.0",
    (
        "nerves", "cord", "stroke-heart", "unwell", "hot-joint", "calf", "limb", "injury-new", "cancer",
        "weight-loss", "night-pain", "synovitis", "safeguarding", "self-harm",
    ),
)  # fmt: skip
_CHANGES = {"better": "Better", "same": "Unchanged", "worse": "Worse"}


def items(side: str, change: str, pain: int, days: int, impression: str) -> list[Json]:
    """The items of a short follow-up with no red flag; pain 0 to 10, exercises on so many days a week."""
    answers = Answers(FORM).without_flags()
    words = {"better": "Doing more than last time.", "same": "Much the same.", "worse": "A hard few weeks."}[change]
    answers.say(
        "history", since_words=words, side=Coded("side", side, SIDES[side]),
        change=Coded("change", change, _CHANGES[change]),
    )  # fmt: skip
    answers.say("history/pain-group", pain_now=pain)
    answers.say("history/adherence", exercise_days=days, exercise_fit=Coded("exercise-fit", "right", "Right"))
    answers.say("examination", retest_words=impression)
    answers.say("impression", impression_words=impression)
    return plan_of(answers, "Go on, one step harder. Review in six weeks.", "self-management").items()
