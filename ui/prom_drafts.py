"""Unfinished answers to an instrument as they are kept on disk: the same for paper, interview and patient's screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from msk_desk.domain.drafts import Draft
from msk_desk.domain.proms.answering import GivenBy, Mode
from msk_desk.domain.proms.definition import Definition
from msk_desk.domain.proms.scorer import NOT_APPLICABLE, Answer

KIND = "prom"
NA_KEY = "n"
"""What stands in a draft where an item does not apply."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a draft holds. `typed` are the answers as text by item code, `names` words that belong to an item,
    `passed` the items that were passed over on purpose, `day` the day of completion when it was typed.
    """

    typed: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    passed: tuple[str, ...] = ()
    mode: str = str(Mode.PAPER)
    given_by: str = str(GivenBy.PATIENT)
    day: str = ""
    language: str = ""
    set_aside: tuple[Mapping[str, Any], ...] = ()

    @property
    def blank(self) -> bool:
        """Whether nothing was answered."""
        return not any(text.strip() for text in self.typed.values())


def kept_in(draft: Draft) -> Kept:
    """Read a draft; one of an earlier version of the program lacks the later parts."""
    content = draft.content
    return Kept(
        dict(content.get("typed") or {}),
        dict(content.get("names") or {}),
        tuple(content.get("passed") or ()),
        str(content.get("mode") or Mode.PAPER),
        str(content.get("given_by") or GivenBy.PATIENT),
        str(content.get("day") or ""),
        str(content.get("language") or ""),
        tuple(content.get("set_aside") or ()),
    )


def content_of(kept: Kept) -> dict[str, Any]:
    """Plain JSON for the journal."""
    return {
        "typed": dict(kept.typed), "names": dict(kept.names), "passed": list(kept.passed), "mode": kept.mode,
        "given_by": kept.given_by, "day": kept.day, "language": kept.language, "set_aside": list(kept.set_aside),
    }  # fmt: skip


def begun_before(draft: Draft, today: date) -> bool:
    """Whether a draft holds answers of an earlier day: they are not gone on with unasked."""
    return not kept_in(draft).blank and draft.updated.astimezone().date() < today


def afresh(kept: Kept) -> Kept:
    """Begin again: what was there is set aside, not thrown away."""
    earlier = {key: value for key, value in content_of(kept).items() if key != "set_aside"}
    return Kept(names=kept.names, set_aside=(*kept.set_aside, earlier))


def answers_of(instrument: Definition, typed: Mapping[str, str]) -> tuple[dict[str, Answer], dict[str, str]]:
    """What the typed texts say, and those that say nothing: code -> not-a-number."""
    answers: dict[str, Answer] = {}
    wrong: dict[str, str] = {}
    for item in instrument.items:
        text = typed.get(item.code, "").strip().replace(",", ".")
        if not text or text in ("-", "."):
            answers[item.code] = None
        elif item.not_applicable and text.lower() in (NA_KEY, "na", "n/a"):
            answers[item.code] = NOT_APPLICABLE
        else:
            try:
                answers[item.code] = float(text)
            except ValueError:
                wrong[item.code] = "not-a-number"
    return answers, wrong


def text_of(answer: Answer) -> str:
    """An answer as it stands in a draft."""
    if answer is None:
        return ""
    return NA_KEY if answer == NOT_APPLICABLE else f"{answer:g}"
