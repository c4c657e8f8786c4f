"""The way through the questions of several instruments: what comes next, how far it is; no Qt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from msk_desk.domain.drafts import Draft
from msk_desk.domain.proms.definition import Definition
from msk_desk.domain.proms.questions import Question, Sheet
from ui.prom_drafts import Kept

OWN_ACTIVITIES = "PSFS"
ASKED_ACTIVITIES = 3
"""Activities that a person is asked to name who has named none yet."""


@dataclass(frozen=True, slots=True)
class OpenSheet:
    """One instrument on the patient's screen: its questions, its draft and what was answered."""

    sheet: Sheet
    draft: Draft
    kept: Kept

    @property
    def instrument(self) -> Definition:
        """What is being answered."""
        return self.sheet.instrument

    def answered(self, code: str, text: str) -> OpenSheet:
        """With another answer to a question."""
        passed = tuple(each for each in self.kept.passed if each != code)
        return replace(self, kept=replace(self.kept, typed={**self.kept.typed, code: text}, passed=passed))

    def named(self, code: str, words: str) -> OpenSheet:
        """With other words for an activity."""
        return replace(self, kept=replace(self.kept, names={**self.kept.names, code: words}))

    def passed(self, code: str) -> OpenSheet:
        """With a question passed over: an answer given before is taken back."""
        typed = {key: text for key, text in self.kept.typed.items() if key != code}
        return replace(self, kept=replace(self.kept, typed=typed, passed=(*self.kept.passed, code)))


@dataclass(frozen=True, slots=True)
class Step:
    """One page: a question of one of the sheets; `naming` asks for the patient's own words instead of a number."""

    at: int
    question: Question
    naming: bool = False

    @property
    def key(self) -> str:
        """What tells this step from every other."""
        return f"{self.at}:{self.question.code}:{'name' if self.naming else 'rate'}"


@dataclass(frozen=True, slots=True)
class Way:
    """All sheets, and where the patient is: a key of a step, or `START` or `END`."""

    sheets: tuple[OpenSheet, ...]
    here: str = "start"
    asked: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step there is now: an activity that has no name is not rated."""
        return tuple(self._steps())

    def _steps(self) -> Iterator[Step]:
        for at, opened in enumerate(self.sheets):
            for question in opened.sheet.questions:
                if opened.instrument.code != OWN_ACTIVITIES:
                    yield Step(at, question)
                    continue
                named = bool(opened.kept.names.get(question.code, "").strip())
                if question.code in self.asked.get(at, ()):
                    yield Step(at, question, naming=True)
                if named:
                    yield Step(at, question)

    @property
    def step(self) -> Step | None:
        """The step in sight; None at the start and at the end."""
        return next((step for step in self.steps if step.key == self.here), None)

    @property
    def number(self) -> int:
        """The number of the step in sight, from 1; 0 at the start."""
        keys = [step.key for step in self.steps]
        return keys.index(self.here) + 1 if self.here in keys else (0 if self.here == START else len(keys))

    def sheet_of(self, step: Step) -> OpenSheet:
        """The sheet that a step belongs to."""
        return self.sheets[step.at]

    def with_sheet(self, at: int, sheet: OpenSheet) -> Way:
        """With one sheet changed."""
        return replace(self, sheets=(*self.sheets[:at], sheet, *self.sheets[at + 1 :]))

    def onward(self) -> Way:
        """One step on."""
        keys = [START, *(step.key for step in self.steps), END]
        return replace(self, here=keys[min(keys.index(self.here) + 1, len(keys) - 1)])

    def back(self) -> Way:
        """One step back."""
        keys = [START, *(step.key for step in self.steps), END]
        return replace(self, here=keys[max(keys.index(self.here) - 1, 0)])

    def done(self, at: int) -> bool:
        """Whether every question of a sheet was answered or passed over, or the end was reached."""
        kept = self.sheets[at].kept
        asked = [step.question.code for step in self.steps if step.at == at and not step.naming]
        return self.here == END or all(kept.typed.get(code) or code in kept.passed for code in asked)

    @property
    def counted(self) -> tuple[int, int]:
        """How many questions were answered, and how many there are."""
        rated = [step for step in self.steps if not step.naming]
        given = sum(bool(self.sheets[step.at].kept.typed.get(step.question.code)) for step in rated)
        return given, len(rated)


START, END = "start", "end"


def begin(sheets: Sequence[OpenSheet]) -> Way:
    """The way through sheets; a person who named no activity is asked for some."""
    asked = {}
    for at, opened in enumerate(sheets):
        if opened.instrument.code == OWN_ACTIVITIES:
            unnamed = [q.code for q in opened.sheet.questions if not opened.kept.names.get(q.code, "").strip()]
            some = len(unnamed) < len(opened.sheet.questions)
            asked[at] = () if some else tuple(unnamed[:ASKED_ACTIVITIES])
    return Way(tuple(sheets), START, asked)


def first_open(way: Way) -> Way:
    """Go on where it was left: at the first question that was neither answered nor passed over."""
    for step in way.steps:
        kept = way.sheets[step.at].kept
        if step.naming and not kept.names.get(step.question.code):
            return replace(way, here=step.key)
        if not step.naming and not kept.typed.get(step.question.code) and step.question.code not in kept.passed:
            return replace(way, here=step.key)
    return replace(way, here=END)
