"""What is due is worked out of these rows: pathways, answers, visits, tasks about measures. Pure functions."""

from __future__ import annotations

from typing import Any

from db.local.cache.lines import Json
from msk_desk.domain.dates import whole_date
from msk_desk.domain.pathways import PathwayEvent
from msk_desk.fhir.alerts import PROM_ALERT
from msk_desk.fhir.elements import code_in, extension, mapping, sequence, target, text_of
from msk_desk.fhir.episodes import read_pathway
from msk_desk.fhir.names import PROM_SCORE, QUESTIONNAIRE, TASK_KIND
from msk_desk.fhir.prom_choices import PROM_CHOICE

_PROM = f"{QUESTIONNAIRE}/prom-"
_KINDS = (PROM_ALERT, PROM_CHOICE)
Row = tuple[Any, ...] | None


def day_number(value: Any) -> int:
    """A date or date-time as days from 0001-01-01; 0 where there is none."""
    day = whole_date(text_of(value))
    return day.toordinal() if day else 0


def pathway_line(resource: Json) -> Row:
    """The row of pathway_line without its rid."""
    period = mapping(resource.get("period"))
    found = read_pathway(resource)
    clock = found.clock
    last = max((event.on.toordinal() for event in found.events), default=day_number(period.get("start")))
    return (
        found.id, found.patient_id, found.title, found.status, found.stage,
        day_number(period.get("start")), day_number(period.get("end")), found.case_manager_id,
        found.service, found.referral_id, clock.kind, clock.start.toordinal() if clock.start else 0,
        clock.stop.toordinal() if clock.stop else 0, last, day_number(found.pifu_until), _happened(found.events),
        " ".join(filter(None, (event.says("appointment") for event in found.events))),
    )  # fmt: skip


def _happened(events: tuple[PathwayEvent, ...]) -> str:
    """The events in their order as `day name`, parted by bars."""
    return "|".join(f"{event.on.toordinal()} {event.name}" for event in sorted(events, key=_by_day))


def _by_day(event: PathwayEvent) -> int:
    return event.on.toordinal()


def answers_line(resource: Json) -> Row:
    """The row of prom_line for answers to an outcome measure; None for other forms."""
    form = text_of(resource.get("questionnaire"))
    if not form.startswith(_PROM):
        return None
    return (
        text_of(resource.get("id")), target(resource.get("subject"), "Patient"),
        form[len(_PROM):].partition("|")[0].upper(), day_number(resource.get("authored")),
        text_of(resource.get("status")),
    )  # fmt: skip


def score_line(resource: Json) -> Row:
    """The row of prom_line for a score that came without its answers; None for every other observation."""
    if resource.get("derivedFrom"):
        return None
    node = extension(resource, PROM_SCORE)
    if not node:
        return None
    instrument = next(
        (text_of(p.get("valueString")) for p in sequence(node.get("extension")) if p.get("url") == "instrument"), ""
    )
    return (
        text_of(resource.get("id")), target(resource.get("subject"), "Patient"), instrument.upper(),
        day_number(resource.get("effectiveDateTime")), text_of(resource.get("status")),
    )  # fmt: skip


def visit_line(resource: Json) -> Row:
    """The row of visit_line for a finished visit without an appointment; None for the others."""
    if resource.get("appointment") or resource.get("status") != "finished":
        return None
    return target(resource.get("subject"), "Patient"), day_number(mapping(resource.get("period")).get("start"))


def task_line(resource: Json) -> Row:
    """The row of prom_task_line for an alert or for a measure declined; None for other tasks."""
    kind = code_in(resource.get("code"), TASK_KIND)
    if kind not in _KINDS:
        return None
    given = {
        text_of(mapping(node.get("type")).get("text")): text_of(node.get("valueString"))
        for node in sequence(resource.get("input"))
    }
    return (
        text_of(resource.get("id")), target(resource.get("for"), "Patient"), kind, text_of(resource.get("status")),
        target(resource.get("owner"), "Practitioner"),
        text_of(mapping(resource.get("executionPeriod")).get("end"))[:10], target(resource.get("focus")),
        given.get("instrument", ""), given.get("item") or given.get("time-point") or "",
        text_of(mapping(resource.get("statusReason")).get("text")),
    )  # fmt: skip
