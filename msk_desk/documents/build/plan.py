"""What a self-management plan says: goal first, then exercises one by one, flare plan, when to get help."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from msk_desk.documents.build.person import whose
from msk_desk.documents.model import Block, Bullets, Document, Heading, Layout, Paragraph, Picture, Together
from msk_desk.domain.dates import patient_date
from msk_desk.domain.exercises import Exercise
from msk_desk.domain.papers import PlanContent
from msk_desk.domain.plans import Dose
from msk_desk.drawing.display_list import Drawing
from msk_desk.services.ports import Words


def build_plan(content: PlanContent, words: Words, draw: Callable[[Exercise], Drawing]) -> Document:
    """The document of a plan in its layout; the plain layout has no pictures."""
    head = content.masthead
    sender = " · ".join(part for part in (head.service, head.site.name if head.site else "") if part)
    pictures = None if content.layout == Layout.PLAIN else draw
    blocks: list[Block] = [
        Heading(content.plan.title, 1),
        Paragraph(" · ".join((content.patient.name.spoken(), patient_date(content.written))), quiet=True),
        *_goal(content, words),
    ]
    shared = shared_cautions(content.exercises)
    blocks += _lines(words.get("documents.plan_every"), "\n".join(shared))
    for number, exercise in enumerate(content.exercises, 1):
        dose = content.plan.exercises[number - 1].dose
        own = replace(exercise, cautions=tuple(each for each in exercise.cautions if each not in shared))
        blocks += _exercise(number, own, dose, words, pictures)
    blocks += _lines(words.get("documents.plan_flare"), content.plan.flare)
    blocks += _lines(words.get("documents.plan_help"), content.plan.seek_help)
    blocks += _lines(words.get("documents.plan_notes"), content.plan.notes)
    blocks += _ending(content, words)
    return Document(
        content.plan.title, sender, whose(content.patient, words), tuple(blocks),
        words.get("documents.page"), Layout(content.layout),
    )  # fmt: skip


def shared_cautions(exercises: tuple[Exercise, ...]) -> tuple[str, ...]:
    """What is to be minded in each of several exercises, said once before the first."""
    if len(exercises) < 2:
        return ()
    return tuple(each for each in exercises[0].cautions if all(each in other.cautions for other in exercises))


def dose_words(dose: Dose, words: Words) -> str:
    """A dose as a patient reads it; empty when none was entered."""
    parts = []
    if dose.repetitions is not None and dose.sets is not None and dose.sets > 1:
        parts.append(words.get("documents.dose_sets", repetitions=dose.repetitions, sets=dose.sets))
    elif dose.repetitions is not None:
        parts.append(words.get("documents.dose_repetitions", repetitions=dose.repetitions))
    if dose.hold is not None:
        parts.append(words.get("documents.dose_hold", seconds=dose.hold))
    if dose.days_a_week is not None:
        key = {7: "documents.dose_every_day", 1: "documents.dose_one_day"}.get(dose.days_a_week, "documents.dose_days")
        parts.append(words.get(key, days=dose.days_a_week))
    if dose.note:
        parts.append(dose.note)
    return " ".join(parts)


def _goal(content: PlanContent, words: Words) -> list[Block]:
    blocks: list[Block] = []
    for goal in content.goals:
        blocks += [Heading(words.get("documents.plan_goal")), Paragraph(goal.words, strong=True)]
        if goal.due:
            blocks.append(Paragraph(words.get("documents.plan_by", day=patient_date(goal.due))))
        if goal.confidence is not None:
            blocks.append(Paragraph(words.get("documents.plan_sure", number=goal.confidence)))
    return blocks


def _exercise(
    number: int, exercise: Exercise, dose: Dose, words: Words, draw: Callable[[Exercise], Drawing] | None
) -> list[Block]:
    inner: list[Block] = [Heading(words.get("documents.plan_exercise", number=number, title=exercise.title))]
    if draw is not None:
        inner.append(Picture(draw(exercise)))
    inner.append(Paragraph(exercise.start))
    inner.append(Bullets(exercise.steps, ordered=True))
    if dose.entered:
        inner.append(Paragraph(dose_words(dose, words), strong=True))
    if exercise.cautions:
        inner.append(Paragraph(words.get("documents.plan_caution", caution=" ".join(exercise.cautions))))
    return [Together(tuple(inner))]


def _lines(title: str, text: str) -> list[Block]:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return [Heading(title), *(Paragraph(line) for line in lines)] if lines else []


def _ending(content: PlanContent, words: Words) -> list[Block]:
    blocks: list[Block] = []
    if content.masthead.phone:
        blocks.append(Paragraph(words.get("documents.plan_contact", phone=content.masthead.phone)))
    if content.author is not None:
        made = words.get(
            "documents.plan_made_by", name=content.author.spoken(), profession=content.author.profession,
            day=patient_date(content.written), version=content.plan.version,
        )  # fmt: skip
        blocks.append(Paragraph(made, quiet=True))
    return blocks
