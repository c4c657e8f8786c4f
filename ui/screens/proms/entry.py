"""Answers being entered by staff: what was typed, what it means, and what is wrong with it; no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from msk_desk.domain.drafts import Draft
from msk_desk.domain.proms.definition import Definition, Item
from msk_desk.domain.proms.questions import Sheet
from msk_desk.domain.proms.scorer import ScoreResult
from ui.prom_drafts import KIND, NA_KEY, Kept, answers_of, begun_before, kept_in

if TYPE_CHECKING:
    from ui.context import Desk

__all__ = ["NA_KEY", "OWN_ACTIVITIES", "EntryNow", "Key", "OpenEntry", "answers_of", "key_for", "one_key", "open_entry"]

OWN_ACTIVITIES = "PSFS"
PASS_KEYS = (".", "-")
"""Keys that pass an item over: not answered."""


@dataclass(frozen=True, slots=True)
class OpenEntry:
    """An instrument opened for a patient, with what was typed before.

    `sheet` are its questions in words, where there are any; `begun` the earlier day on which answers that were
    never saved were begun, None when there are none or they are of today.
    """

    instrument: Definition
    draft: Draft
    kept: Kept
    sheet: Sheet | None = None
    begun: date | None = None

    @property
    def typed(self) -> Mapping[str, str]:
        """The answers as text, by item."""
        return self.kept.typed

    @property
    def names(self) -> Mapping[str, str]:
        """The words that belong to an item."""
        return self.kept.names


@dataclass(frozen=True, slots=True)
class EntryNow:
    """The score so far; `wrong` are the items whose text is no answer, by code; `wrong_day` a day that is none."""

    result: ScoreResult
    wrong: Mapping[str, str]
    unnamed: tuple[str, ...]
    blank: bool
    wrong_day: bool = False

    @property
    def ready(self) -> bool:
        """Whether it can be stored."""
        return not self.blank and not self.wrong and not self.unnamed and not self.wrong_day


def open_entry(desk: Desk, patient_id: str, visit_id: str, code: str) -> OpenEntry:
    """An instrument with its draft; the activities that the patient named last stand ready. On a worker."""
    instrument = desk.outcomes.instrument(code)
    draft = desk.drafting.open(KIND, code, patient_id, visit_id)
    kept = kept_in(draft)
    if code == OWN_ACTIVITIES and not kept.names:
        known = desk.outcomes.activities(patient_id)
        kept = replace(kept, names={item.code: name for item, name in zip(instrument.items, known, strict=False)})
    earlier = begun_before(draft, desk.now().astimezone().date())
    begun = draft.updated.astimezone().date() if earlier else None
    return OpenEntry(instrument, draft, kept, desk.asking.sheet(code, kept.language), begun)


@dataclass(frozen=True, slots=True)
class Key:
    """What a key does in the field of an item: the text that then stands there, and whether that is all of it.

    `onto_next`: the key was meant for the next item, as this one is complete.
    """

    text: str
    done: bool
    refused: bool = False
    onto_next: bool = False


def key_for(item: Item, before: str, key: str) -> Key:
    """What a key does: digits answer, `.` or `-` passes over, `n` does not apply; every other key is refused."""
    lowered = key.lower()
    if before == "" and lowered == NA_KEY and item.not_applicable:
        return Key(NA_KEY, done=True)
    if before == "" and (lowered == "." or (lowered == "-" and item.low >= 0)):
        return Key("-", done=True)
    text = before + lowered.replace(",", ".")
    if not _may_become(item, text):
        waits = before.lstrip("-").isdigit() and item.step >= 1 and lowered.isdigit() and _is_answer(item, before)
        return Key(before, done=waits, refused=not waits, onto_next=waits)
    return Key(text, done=_is_answer(item, text) and not _can_grow(item, text))


def one_key(item: Item) -> bool:
    """Whether one key says it all, so that the next item can take the keyboard at once."""
    return item.high <= 9 and item.low >= 0 and item.step >= 1


def _is_answer(item: Item, text: str) -> bool:
    try:
        number = float(text)
    except ValueError:
        return False
    steps = (number - item.low) / item.step
    return item.low <= number <= item.high and abs(steps - round(steps)) < 1e-9


def _can_grow(item: Item, text: str) -> bool:
    """Whether another digit, or a part of an hour, could still follow."""
    if item.step < 1:
        return True
    return any(_is_answer(item, text + digit) for digit in "0123456789") and text not in ("0", "-0")


def _may_become(item: Item, text: str) -> bool:
    """Whether the text is an answer or the beginning of one."""
    if text == "-":
        return item.low < 0
    if item.step < 1:
        whole, point, part = text.partition(".")
        fits = whole.isdigit() and float(whole) <= item.high and len(part) <= 2
        return fits and (not point or part == "" or part.isdigit())
    number = text.removeprefix("-")
    return number.isdigit() and (_is_answer(item, text) or _grows_into(item, text))


def _grows_into(item: Item, text: str) -> bool:
    """Whether digits behind it make an answer of it, as `1` of 12 where answers begin at 10."""
    return any(_is_answer(item, text + digit) for digit in "0123456789")
