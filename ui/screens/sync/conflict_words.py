"""A conflict as lines to compare: each field in words, before, here and at the service."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from msk_desk.domain.synchronising import StoredConflict
from ui.context import Texts

_NOT_SHOWN = frozenset({"system", "use", "id", "url", "reference", "resourceType", "unit", "rank"})
_FIELDS = {
    "telecom": "sync.field_telecom", "address": "sync.field_address", "name": "sync.field_name",
    "birthDate": "sync.field_birth_date", "gender": "sync.field_gender", "status": "sync.field_status",
    "start": "sync.field_start", "end": "sync.field_end", "description": "sync.field_description",
    "participant": "sync.field_participant", "identifier": "sync.field_identifier", "item": "sync.field_item",
    "note": "sync.field_note", "code": "sync.field_code", "priority": "sync.field_priority",
}  # fmt: skip
_KINDS = {
    "Patient": "sync.kind_patient", "Appointment": "sync.kind_appointment", "Slot": "sync.kind_slot",
    "ServiceRequest": "sync.kind_referral", "Task": "sync.kind_task", "Condition": "sync.kind_problem",
    "CarePlan": "sync.kind_plan", "Composition": "sync.kind_letter", "EpisodeOfCare": "sync.kind_pathway",
    "QuestionnaireResponse": "sync.kind_answers", "Encounter": "sync.kind_visit", "Goal": "sync.kind_goal",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ComparedField:
    """One detail that both sides changed."""

    label: str
    before: str
    mine: str
    theirs: str


def kind_words(type_name: str, texts: Texts) -> str:
    """What kind of thing it is, in the clinic's words."""
    return texts.get(_KINDS[type_name]) if type_name in _KINDS else _spaced(type_name).capitalize()


def compared_fields(conflict: StoredConflict, texts: Texts) -> tuple[ComparedField, ...]:
    """The fields that need a decision; a side where the record is gone says so."""
    keys = dict.fromkeys(re.split(r"[.\[]", path)[0] for path in conflict.fields)
    gone = texts.get("sync.gone")
    sides = (conflict.base, conflict.local, conflict.remote)
    found = []
    for key in keys:
        before, mine, theirs = (gone if side is None else value_words(side.get(key), texts) for side in sides)
        found.append(ComparedField(field_words(key, texts), before, mine, theirs))
    return tuple(found)


def field_words(key: str, texts: Texts) -> str:
    """The label of a field."""
    return texts.get(_FIELDS[key]) if key in _FIELDS else _spaced(key).capitalize()


def value_words(value: Any, texts: Texts) -> str:
    """The words and numbers in a value, codes and addresses of systems left out."""
    return ", ".join(dict.fromkeys(_leaves(value))) or texts.get("sync.nothing")


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in _NOT_SHOWN:
                yield from _leaves(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _leaves(inner)
    elif value is not None:
        yield str(value)


def _spaced(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
