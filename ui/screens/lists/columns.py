"""How the columns of a list look: their cells, widths, and what gives way where there is no room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msk_desk.domain.lists import ALLIED_HEALTH, ListDefinition, ListRow
from ui.models.rows_model import Cell, Column

if TYPE_CHECKING:
    from msk_desk.services.list_columns import Columns

_ALL_RUN, _WITH_STOPPED = ("waiting", "breaches", "triage", "rebooking", "did_not_attend"), 120
"""Lists whose clocks run; in the others a wait may be `6 AHP, stopped`, which takes more pixels."""
_URGENT = ("urgent", "asap", "stat")
_SOON, _LATER = 28, 56
"""Days left of 18 weeks from which a wait is marked."""


@dataclass(frozen=True, slots=True)
class _Look:
    """Width in pixels at 100 % (0: shares what is left), the order in which columns give way, and the tone."""

    width: int = 0
    optional: int = 0
    tone: str = "ink"
    least: int = 0
    share: float = 1.0


_LOOKS = {
    "patient": _Look(share=1.2), "age": _Look(44, 5, "muted"), "nhs_number": _Look(106, 3, "muted"),
    "phone": _Look(118, 4, "muted"), "weeks": _Look(88), "time": _Look(54), "reason": _Look(least=140),
    "as_written": _Look(least=150), "measures": _Look(least=120), "problem": _Look(114, 6),
    "service": _Look(106, 2), "stage": _Look(126, 7, "muted"), "manager": _Look(118, 8, "muted"),
    "next": _Look(148, 0, "muted"), "how": _Look(92, 7, "muted"), "status": _Look(108), "staff": _Look(120, 2, "muted"),
    "site": _Look(130, 8, "muted"), "due": _Look(106), "priority": _Look(78, 9, "muted"),
    "source": _Look(92, 7, "muted"),
    "held": _Look(112, 2, "muted"), "kind": _Look(72, 10, "muted"), "last": _Look(98, 2, "muted"),
    "review": _Look(104), "until": _Look(108), "answer_by": _Look(108), "point": _Look(126, 7, "muted"),
    "written": _Look(104), "letter": _Look(least=140), "author": _Look(130, 2, "muted"), "missed": _Look(142),
    "missed_before": _Look(84, 7, "muted"), "planned": _Look(142), "why": _Look(172), "breach": _Look(108),
    "received": _Look(100),
}  # fmt: skip


class Cells:
    """Makes the columns of one list."""

    def __init__(self, columns: Columns, marked: Callable[[str], bool]) -> None:
        self._columns = columns
        self._marked = marked
        self._own: dict[str, Callable[[ListRow], Cell]] = {
            "weeks": self._weeks, "patient": self._patient, "due": self._due,
            "status": self._status, "why": self._why, "until": self._until, "answer_by": self._answer_by,
            "breach": self._breach, "time": self._time, "next": self._next,
        }  # fmt: skip

    def make(self, definition: ListDefinition, heading: Callable[[str], str], order: str) -> list[Column[ListRow]]:
        """The tick, then the columns; the one that the list is sorted by says so."""
        found = [Column(" ", self._tick, 30)]
        for code in definition.columns:
            look = _LOOKS.get(code, _Look())
            if code == "weeks" and definition.code not in _ALL_RUN:
                look = _Look(_WITH_STOPPED)
            arrow = " ▾" if order == f"-{code}" else " ▴" if order == code else ""
            found.append(
                Column(
                    heading(code) + arrow,
                    self._own.get(code) or self._plain(code, look.tone),
                    look.width,
                    look.share,
                    look.optional,
                    code == "patient",
                    look.least,
                )
            )
        return found

    def _plain(self, code: str, tone: str) -> Callable[[ListRow], Cell]:
        def cell(row: ListRow) -> Cell:
            return Cell(self._columns.text(code, row), tone)

        return cell

    def _tick(self, row: ListRow) -> Cell:
        return Cell("☑" if self._marked(row.key) else "☐", "ink" if self._marked(row.key) else "muted")

    def _patient(self, row: ListRow) -> Cell:
        """The name; what is urgent is said beside it, whatever columns there is room for."""
        if row.priority in _URGENT:
            return Cell(row.name, bold=True, chips=((self._columns.text("priority", row), "bad"),))
        return Cell(row.name, bold=True)

    def _time(self, row: ListRow) -> Cell:
        return Cell(self._columns.text("time", row), bold=True)

    def _weeks(self, row: ListRow) -> Cell:
        words = self._columns.weeks(row)
        return Cell(chips=((words, self._wait_role(row)),)) if words else Cell()

    def _wait_role(self, row: ListRow) -> str:
        """Only the national clock has a limit: four weeks and eight weeks before it a wait is marked."""
        ends = row.breach_day()
        if row.clock == ALLIED_HEALTH or not ends:
            return "neutral"
        left = ends - self._columns.about.day
        return "bad" if left <= _SOON else "warn" if left <= _LATER else "neutral"

    def _due(self, row: ListRow) -> Cell:
        words, due = self._columns.text("due", row), self._columns.about.triage_due(row.day)
        late = due and due < self._columns.about.day
        return Cell(chips=((words, "bad" if late else "warn"),)) if late or due == self._today else Cell(words)

    def _status(self, row: ListRow) -> Cell:
        role = {"arrived": "good", "fulfilled": "info", "noshow": "warn"}.get(row.status, "neutral")
        return Cell(chips=((self._columns.text("status", row), role),))

    def _why(self, row: ListRow) -> Cell:
        role = "bad" if row.what in ("no-pathway", "two-places", "slot-lost") else "warn"
        return Cell(chips=((self._columns.text("why", row), role),))

    def _until(self, row: ListRow) -> Cell:
        words = self._columns.text("until", row)
        ended = row.day and row.day < self._today
        return Cell(chips=((words, "bad"),)) if ended else Cell(words)

    def _answer_by(self, row: ListRow) -> Cell:
        words = self._columns.text("answer_by", row)
        return Cell(chips=((words, "warn"),)) if row.status == "late" else Cell(words, "muted")

    def _breach(self, row: ListRow) -> Cell:
        words = self._columns.text("breach", row)
        over = row.breach_day() and row.breach_day() <= self._today
        return Cell(chips=((words, "bad"),)) if over else Cell(words)

    def _next(self, row: ListRow) -> Cell:
        return Cell(self._columns.next(row), "ink" if row.next_at else "muted")

    @property
    def _today(self) -> int:
        return self._columns.about.day
