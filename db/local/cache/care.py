"""How care is organised, as narrow rows: referrals, triage, the waiting list, things to do, letters. Pure functions."""

from __future__ import annotations

from typing import Any

from db.local.cache.lines import Json, seconds
from db.local.cache.measures import day_number
from msk_desk.fhir.alerts import PROM_ALERT
from msk_desk.fhir.elements import code_in, mapping, target, text_of
from msk_desk.fhir.letters import read_letter
from msk_desk.fhir.names import TASK_KIND
from msk_desk.fhir.prom_choices import PROM_CHOICE
from msk_desk.fhir.referrals import read_referral
from msk_desk.fhir.stars import STAR, read_star
from msk_desk.fhir.tasks import read_todo
from msk_desk.fhir.triage import read_triage
from msk_desk.fhir.waiting_list import WAITING_LIST, read_entry

Row = tuple[Any, ...] | None
TRIAGE = "triage"
_NOT_TO_DO = frozenset({TRIAGE, WAITING_LIST, PROM_ALERT, PROM_CHOICE, STAR})


def referral_line(resource: Json) -> Row:
    """The row of referral_line without its rid."""
    found = read_referral(resource)
    return (
        found.id, found.patient_id, day_number(found.received), seconds(found.received_at), found.source, found.reason,
        found.region, found.service, found.priority, found.status, found.referrer, found.kind,
    )  # fmt: skip


def triage_line(resource: Json) -> Row:
    """The row of triage_line; None for other tasks."""
    if code_in(resource.get("code"), TASK_KIND) != TRIAGE:
        return None
    found = read_triage(resource)
    return (
        found.id, found.patient_id, found.referral_id, found.status, found.decision, found.by, seconds(found.done_at),
        found.opinion_of,
    )  # fmt: skip


def waiting_line(resource: Json) -> Row:
    """The row of waiting_line; None for other tasks."""
    if code_in(resource.get("code"), TASK_KIND) != WAITING_LIST:
        return None
    found = read_entry(resource)
    return (
        found.id, found.patient_id, found.referral_id, day_number(found.since), found.kind, found.service,
        found.staff_id, found.site_id, found.priority, found.mode, found.minutes, day_number(found.not_before),
        " ".join(found.needs), found.note, found.status, found.appointment_id,
    )  # fmt: skip


def todo_line(resource: Json) -> Row:
    """The row of todo_line; None for tasks that have a table of their own."""
    kind = code_in(resource.get("code"), TASK_KIND)
    if kind in _NOT_TO_DO:
        return None
    found = read_todo(resource)
    return (
        found.id, found.patient_id, kind, found.text, found.status, found.owner_id, day_number(found.due),
        target(mapping(resource.get("focus"))),
    )  # fmt: skip


def star_line(resource: Json) -> Row:
    """The row of star_line; None for other tasks."""
    if code_in(resource.get("code"), TASK_KIND) != STAR:
        return None
    found = read_star(resource)
    return found.id, found.patient_id, found.staff_id, found.status


def letter_line(resource: Json) -> Row:
    """The row of letter_line without its rid."""
    found = read_letter({**resource, "section": []})
    return (
        found.id, found.patient_id, found.kind, found.title, found.status, day_number(text_of(resource.get("date"))),
        found.author_id,
    )  # fmt: skip
