"""The timeline of a record: what happened, when, by whom."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One happening; `when` is ISO text (date or date-time), `kind` the FHIR type, newest first in lists.

    `typed_at` and `typed_by` (a name) say when and by whom it was typed up afterwards.
    """

    id: str
    kind: str
    when: str
    title: str
    detail: str = ""
    status: str = ""
    typed_at: str = ""
    typed_by: str = ""
