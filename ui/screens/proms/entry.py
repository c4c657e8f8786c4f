"""Answers being typed in from paper: what was typed, what it means, and what is wrong with it; no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from msk_desk.domain.drafts import Draft
from msk_desk.domain.proms.definition import Definition, Item
from msk_desk.domain.proms.scorer import NOT_APPLICABLE, Answer, ScoreResult

if TYPE_CHECKING:
    from ui.context import Desk

OWN_ACTIVITIES = "PSFS"


@dataclass(frozen=True, slots=True)
class OpenEntry:
    """An instrument opened for a patient, with what was typed before."""

    instrument: Definition
    draft: Draft
    typed: Mapping[str, str]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EntryNow:
    """The score so far; `wrong` are the items whose text is no answer, by code."""

    result: ScoreResult
    wrong: Mapping[str, str]
    unnamed: tuple[str, ...]
    blank: bool

    @property
    def ready(self) -> bool:
        """Whether it can be stored."""
        return not self.blank and not self.wrong and not self.unnamed


def open_entry(desk: Desk, patient_id: str, visit_id: str, code: str) -> OpenEntry:
    """An instrument with its draft; the activities that the patient named last stand ready. On a worker."""
    instrument = desk.outcomes.instrument(code)
    draft = desk.drafting.open("prom", code, patient_id, visit_id)
    typed = dict(draft.content.get("typed", {}))
    names = dict(draft.content.get("names", {}))
    if code == OWN_ACTIVITIES and not names:
        kept = desk.outcomes.activities(patient_id)
        names = {item.code: name for item, name in zip(instrument.items, kept, strict=False)}
    return OpenEntry(instrument, draft, typed, names)


def content_of(typed: Mapping[str, str], names: Mapping[str, str]) -> dict[str, Any]:
    """Plain JSON for the journal."""
    return {"typed": dict(typed), "names": dict(names)}


def answers_of(instrument: Definition, typed: Mapping[str, str]) -> tuple[dict[str, Answer], dict[str, str]]:
    """What the typed texts say, and those that say nothing: code -> not-a-number."""
    answers: dict[str, Answer] = {}
    wrong: dict[str, str] = {}
    for item in instrument.items:
        text = typed.get(item.code, "").strip().replace(",", ".")
        if not text:
            answers[item.code] = None
        elif item.not_applicable and text.lower() in ("n", "na", "n/a"):
            answers[item.code] = NOT_APPLICABLE
        else:
            try:
                answers[item.code] = float(text)
            except ValueError:
                wrong[item.code] = "not-a-number"
    return answers, wrong


def one_key(item: Item) -> bool:
    """Whether one key says it all, so that the next item can take the keyboard at once."""
    return item.high <= 9 and item.low >= 0 and item.step >= 1
