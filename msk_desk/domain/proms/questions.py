"""The questions of an instrument as they are put to a person, read out of its Questionnaire; pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from msk_desk.domain.proms.definition import Definition, Item
from msk_desk.domain.proms.form_parts import item_code, item_control, option_value, option_words
from msk_desk.domain.proms.scorer import NOT_APPLICABLE, Answer

_MOST_KEYS = 15
"""Answers in a row of buttons; more than these are a number to be given."""


class Way(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"
    SCALE = "scale"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that is offered: its words, and what it counts."""

    value: Answer
    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `intro` are the words that stand before it on the form, `lower` and `upper` those at its ends."""

    code: str
    words: str
    way: Way
    low: float
    high: float
    step: float = 1.0
    choices: tuple[Choice, ...] = ()
    heading: str = ""
    intro: str = ""
    lower: str = ""
    upper: str = ""
    not_applicable: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """All questions of one instrument, in one wording and language."""

    instrument: Definition
    title: str
    questions: tuple[Question, ...]
    wording: str = ""
    language: str = ""
    copyright: str = ""

    def question(self, code: str) -> Question | None:
        """The question of that item."""
        return next((question for question in self.questions if question.code == code), None)


def sheet_of(instrument: Definition, form: Mapping[str, Any], wording: str = "", language: str = "") -> Sheet:
    """The questions of a Questionnaire that was checked against the instrument."""
    title = str(form.get("title") or instrument.title)
    found = tuple(_questions(instrument, form.get("item") or (), ""))
    return Sheet(instrument, title, found, wording, language, str(form.get("copyright") or ""))


def _questions(instrument: Definition, items: Any, heading: str) -> Iterator[Question]:
    intro: list[str] = []
    for item in items:
        kind, words = item.get("type"), str(item.get("text") or "").strip()
        if kind == "display":
            intro.append(words)
        elif kind == "group":
            yield from _with_intro(_questions(instrument, item.get("item") or (), words or heading), intro)
            intro = []
        elif (known := instrument.item(item_code(item))) is not None:
            yield _question(known, item, heading, " ".join(intro))
            intro = []


def _with_intro(questions: Iterator[Question], intro: list[str]) -> Iterator[Question]:
    """What stands before a group belongs to its first question."""
    for at, question in enumerate(questions):
        if at == 0 and intro:
            words = " ".join(part for part in (*intro, question.intro) if part)
            question = replace(question, intro=words)
        yield question


def _question(known: Item, item: Mapping[str, Any], heading: str, intro: str) -> Question:
    choices = tuple(_choices(known, item))
    steps = (known.high - known.low) / known.step
    way = Way.CHOICE if choices else Way.SCALE if steps < _MOST_KEYS and known.step >= 1 else Way.NUMBER
    ends = {item_control(inner): str(inner.get("text") or "") for inner in item.get("item") or ()}
    return Question(
        known.code, str(item.get("text") or ""), way, known.low, known.high, known.step, choices, heading, intro,
        ends.get("lower", ""), ends.get("upper", ""), known.not_applicable,
    )  # fmt: skip


def _choices(known: Item, item: Mapping[str, Any]) -> Iterator[Choice]:
    for option in item.get("answerOption") or ():
        value = option_value(option)
        if value is None and known.not_applicable:
            yield Choice(NOT_APPLICABLE, option_words(option))
        elif value is not None:
            yield Choice(value, option_words(option))


def headings_of(instrument: Definition) -> dict[str, str]:
    """The part of the instrument that each item belongs to, where its scores divide it into parts."""
    parts = [rule for rule in instrument.scores if rule.items and not rule.of]
    whole = {item.code for item in instrument.items}
    parts = [rule for rule in parts if set(rule.items) != whole]
    counted = [code for rule in parts for code in rule.items]
    if len(parts) < 2 or len(counted) != len(set(counted)):
        return {}
    return {code: rule.title for rule in parts for code in rule.items}
