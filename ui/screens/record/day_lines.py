"""What a day of the timeline says in a few lines: the acts first, its scores on one line, its to-dos on another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from msk_desk.domain.timeline import TimelineEntry

_ORDER = {
    kind: at for at, kind in enumerate((
        "Encounter", "QuestionnaireResponse", "CarePlan", "Composition", "DocumentReference", "Procedure",
        "ServiceRequest", "EpisodeOfCare", "Appointment", "Observation", "Task",
    ))
}  # fmt: skip
_ON_ONE_LINE = ("Observation", "Task")


@dataclass(frozen=True, slots=True)
class DayLine:
    """One line: words and, where one of its entries has one, a status."""

    words: str
    status: str = ""


def day_lines(entries: Sequence[TimelineEntry]) -> tuple[DayLine, ...]:
    """Every entry of a day, on as few lines as can be read; acts before measurements, those before to-dos."""
    ordered = sorted(entries, key=_rank)
    lines = [DayLine(line_of(entry), entry.status) for entry in ordered if entry.kind not in _ON_ONE_LINE]
    scores = [f"{entry.title} {entry.detail}".strip() for entry in ordered if entry.kind == "Observation"]
    if scores:
        lines.append(DayLine(" · ".join(scores)))
    for title in dict.fromkeys(entry.title for entry in ordered if entry.kind == "Task"):
        told = [entry.detail for entry in ordered if entry.kind == "Task" and entry.title == title and entry.detail]
        lines.append(DayLine(f"{title} · {', '.join(told)}" if told else title))
    return tuple(lines)


def line_of(entry: TimelineEntry) -> str:
    """`Visit · Knee pain, right`."""
    return f"{entry.title} · {entry.detail}" if entry.detail else entry.title


def _rank(entry: TimelineEntry) -> int:
    return _ORDER.get(entry.kind, len(_ORDER))
