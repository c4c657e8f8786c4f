"""Marks on the body chart, kept as answers of the form: read, added, taken away; no widgets."""

from __future__ import annotations

from decimal import Decimal

from msk_desk.drawing.body_chart import BodyMark, BodyView, Feeling
from msk_desk.forms.instance import Instance
from msk_desk.forms.state import FormState

GROUP = "body-marks"
VIEW, FEELING, ACROSS, DOWN, REGION = "body-view", "body-feeling", "body-across", "body-down", "body-region"
NEAR = 3.2
"""Hundredths of the height within which a touch is meant for a mark that is there."""


def has_chart(form: FormState) -> bool:
    """Whether the form has a place for marks."""
    return bool(form.instances(GROUP))


def marks_of(form: FormState) -> tuple[BodyMark, ...]:
    """The marks in the form, in the order they were made."""
    found = (_mark(row) for row in form.instances(GROUP))
    return tuple(mark for mark in found if mark is not None)


def touch(form: FormState, mark: BodyMark) -> None:
    """Put a mark where there is none, take away the one that is there."""
    for row in form.instances(GROUP):
        there = _mark(row)
        if there is not None and there.view is mark.view and _near(there, mark):
            form.remove_instance(row)
            return
    blank = next((each for each in form.instances(GROUP) if _mark(each) is None), None)
    fresh = blank if blank is not None else form.add_instance(form.instances(GROUP)[-1])
    values = {
        VIEW: mark.view.value, FEELING: mark.feeling.value, REGION: mark.region,
        ACROSS: Decimal(str(mark.at[0])), DOWN: Decimal(str(mark.at[1])),
    }  # fmt: skip
    for question in fresh.children:
        form.set_answer(question, values[question.link_id])


def _near(one: BodyMark, other: BodyMark) -> bool:
    return (one.at[0] - other.at[0]) ** 2 + (one.at[1] - other.at[1]) ** 2 <= NEAR**2


def _mark(row: Instance) -> BodyMark | None:
    answers = {question.link_id: question.values[0] for question in row.children if question.values}
    if not {VIEW, FEELING, ACROSS, DOWN} <= answers.keys():
        return None
    at = float(answers[ACROSS]["valueDecimal"]), float(answers[DOWN]["valueDecimal"])
    return BodyMark(
        BodyView(answers[VIEW]["valueCoding"]["code"]), at, Feeling(answers[FEELING]["valueCoding"]["code"])
    )
