"""Answers of made-up people to the assessment forms under resources/forms/, by the place of each question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from msk_desk.district.parts import Json
from msk_desk.fhir.names import CS, QUESTIONNAIRE, SNOMED


@dataclass(frozen=True, slots=True)
class Form:
    """A form as the histories fill it in; `flags` are its red flags in the order they are asked."""

    name: str
    version: str
    flags: tuple[str, ...]

    @property
    def canonical(self) -> str:
        """`canonical|version`, as answers name it."""
        return f"{QUESTIONNAIRE}/{self.name}|{self.version}"


@dataclass(frozen=True, slots=True)
class Coded:
    """A chosen answer: our code system (or SNOMED CT), the code and its words."""

    system: str
    code: str
    display: str

    @property
    def answer(self) -> Json:
        """As FHIR writes it."""
        system = self.system if self.system == SNOMED else f"{CS}/{self.system}"
        return {"valueCoding": {"system": system, "code": self.code, "display": self.display}}


@dataclass(slots=True)
class Answers:
    """Answers being gathered: by path, such as `history/side`; groups appear in the order they are first named."""

    form: Form
    found: dict[str, Any] = field(default_factory=dict)

    def say(self, above: str, **answers: Any) -> Answers:
        """Answer questions of one group; `_` in a name stands for `-`."""
        return self.put(above, {name.replace("_", "-"): answer for name, answer in answers.items()})

    def put(self, above: str, answers: Mapping[str, Any]) -> Answers:
        """Answer questions of one group by their linkIds."""
        self.found |= {f"{above}/{link_id}": answer for link_id, answer in answers.items()}
        return self

    def without_flags(self, said: str = "said") -> Answers:
        """Every red flag asked and absent, with safety-netting."""
        absent = Coded("red-flag-answer", "absent", "Absent")
        total = len(self.form.flags)
        self.put("red-flags/red-flag-list", {f"rf-{flag}": absent for flag in self.form.flags})
        self.put("red-flags", {"rf-statement": f"No red flags found. {total} of {total} asked."})
        return self.put("red-flags/rf-action-group", {"rf-safety-net": Coded("safety-net", said, _SAID[said])})

    def range_of(self, place: str, row: str, normal: float | None, right: int, left: int) -> Answers:
        """A movement of both sides in degrees and, as the form works it out, what is missing to normal."""
        above = f"examination/movement/{place}/{row}-active"
        self.put(above, {f"{row}-active-right": right, f"{row}-active-left": left})
        if normal is not None:
            self.put(above, {f"{row}-active-short-right": missing(normal, right)})
            self.put(above, {f"{row}-active-short-left": missing(normal, left)})
        return self

    def range_in_middle(self, place: str, row: str, normal: float, measured: int) -> Answers:
        """A movement without sides in degrees, and what is missing to normal."""
        above = f"examination/movement/{place}/{row}-active"
        return self.put(
            above, {f"{row}-active-range": measured, f"{row}-active-short-range": missing(normal, measured)}
        )

    def strength_of(self, row: str, right: int, left: int) -> Answers:
        """A muscle group of both sides, 0 to 5."""
        return self.put(f"examination/strength/{row}", {f"{row}-right": right, f"{row}-left": left})

    def items(self) -> list[Json]:
        """The items of the response."""
        return _items(_tree(self.found))


def missing(normal: float, measured: int) -> int:
    """What is missing to a normal value in whole degrees, as the forms round it."""
    short = Decimal(str(normal)) - measured
    return max(0, int(short.quantize(Decimal(1), ROUND_HALF_UP)))


def _tree(found: Mapping[str, Any]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for path, answer in found.items():
        here = tree
        *groups, link_id = path.split("/")
        for group in groups:
            here = here.setdefault(group, {})
        here[link_id] = answer
    return tree


def _items(tree: Mapping[str, Any]) -> list[Json]:
    return [
        {"linkId": link_id, "item": _items(inside)}
        if isinstance(inside, dict)
        else {"linkId": link_id, "answer": list(_answered(inside))}
        for link_id, inside in tree.items()
    ]


def _answered(answer: Any) -> Iterable[Json]:
    for each in answer if isinstance(answer, tuple) else (answer,):
        if isinstance(each, Coded):
            yield each.answer
        elif isinstance(each, bool):
            yield {"valueBoolean": each}
        else:
            yield {"valueInteger": each} if isinstance(each, int) else {"valueString": each}


_SAID = {"said": "Said", "written": "Said and given in writing"}
SIDES = {"right": "Right", "left": "Left", "both": "Both", "middle": "Middle"}
_NEXT = {
    "self-management": "Self-management and exercise", "decision": "Shared decision",
    "physio": "Course of physiotherapy", "discharge": "Discharge",
}  # fmt: skip


def plan_of(answers: Answers, words: str, following: str) -> Answers:
    """How every assessment ends."""
    step = Coded("next-step", following, _NEXT[following])
    return answers.say("plan", plan_words=words, next=step, agreed=True)
