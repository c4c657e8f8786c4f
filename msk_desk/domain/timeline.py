"""The timeline of a record: what happened, when, by whom."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One happening; `when` is ISO text (date or date-time), `kind` the FHIR type, newest first in lists."""

    id: str
    kind: str
    when: str
    title: str
    detail: str = ""
    status: str = ""
