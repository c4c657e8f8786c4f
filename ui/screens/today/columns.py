"""The columns of the clinic list: what each shows of a slot."""

from __future__ import annotations

from datetime import date

from msk_desk.domain.clinics import ClinicLine
from msk_desk.domain.dates import age_in_years, clock_time
from msk_desk.domain.proms.schedule import Due, State
from ui.context import Texts
from ui.models.rows_model import Cell, Column

STATUS = {
    "proposed": ("today.status_proposed", "neutral"),
    "booked": ("today.status_booked", "neutral"),
    "arrived": ("today.status_arrived", "good"),
    "fulfilled": ("today.status_seen", "info"),
    "noshow": ("today.status_no_show", "warn"),
    "cancelled": ("today.status_cancelled", "neutral"),
}
_KINDS = {
    "new": "today.kind_new", "review": "today.kind_review", "post-op": "today.kind_post_op",
    "decision": "today.kind_decision",
}  # fmt: skip
_MODES = {
    "f2f": "today.mode_f2f", "telephone": "today.mode_telephone", "video": "today.mode_video",
    "home": "today.mode_home",
}  # fmt: skip
_ROOM = 13
"""Letters of what is due that have room in its column."""
CLINICIAN = 3
"""Which column is shown for all clinics only."""


class ClinicColumns:
    """Makes the columns for one language and day."""

    def __init__(self, texts: Texts) -> None:
        self._text = texts.get
        self.today = date.min

    def columns(self) -> list[Column[ClinicLine]]:
        """In order."""
        text = self._text
        return [
            Column(text("today.column_time"), _time, 54),
            Column(text("today.column_patient"), self._patient, share=0.9, whole=True),
            Column("", self._age, 42, optional=3),
            Column(text("today.column_clinician"), _clinician, 136, optional=1),
            Column(text("today.column_reason"), self._reason, least=150),
            Column(text("today.column_how"), self._how, 90, optional=4),
            Column(text("today.column_status"), self._status, 110),
            Column(text("today.column_to_do"), self._to_do, 174, optional=2),
        ]

    def reason(self, line: ClinicLine) -> str:
        """`Knee pain, right · review 2`."""
        key = _KINDS.get(line.kind)
        kind = self._text(key) if key else ""
        if line.kind == "review" and line.visit_number > 1:
            kind = f"{kind} {line.visit_number - 1}"
        over = self._text("today.overbooked", why=line.overbook_reason) if line.overbook_reason else ""
        return " · ".join(part for part in (over, line.reason, kind) if part)

    def _patient(self, line: ClinicLine) -> Cell:
        if line.patient_id:
            return Cell(line.patient_name, bold=True)
        key = "today.free" if line.status == "free" else "today.not_bookable"
        return Cell(self._text(key), tone="muted")

    def _age(self, line: ClinicLine) -> Cell:
        age = age_in_years(line.born, self.today) if line.patient_id else None
        return Cell("" if age is None else f"{age}y", tone="muted")

    def _reason(self, line: ClinicLine) -> Cell:
        return Cell(self.reason(line) if line.patient_id else "")

    def _how(self, line: ClinicLine) -> Cell:
        key = _MODES.get(line.mode) if line.patient_id else None
        return Cell(self._text(key) if key else "", tone="muted")

    def _status(self, line: ClinicLine) -> Cell:
        known = STATUS.get(line.status)
        if not line.patient_id or known is None:
            return Cell()
        return Cell(chips=((self._text(known[0]), known[1]),))

    def _to_do(self, line: ClinicLine) -> Cell:
        missed = bool(line.did_not_attend)
        chips = [self._due(line.proms_due, short=missed)] if line.proms_due else []
        if missed:
            chips.insert(0, (self._text("today.missed", n=line.did_not_attend), "warn"))
        return Cell(chips=tuple(chips))

    def _due(self, due: tuple[Due, ...], short: bool) -> tuple[str, str]:
        """What must be asked at this visit: by name where there is room, else the first and how many others."""
        names = [each.name for each in due]
        what = ", ".join(names)
        if len(what) > _ROOM:
            what = f"{names[0]} +{len(names) - 1}"
        what = str(len(names)) if short else what
        late = any(each.state is State.OVERDUE for each in due)
        return (
            (self._text("today.overdue", what=what), "warn") if late else (self._text("today.due", what=what), "info")
        )


def _time(line: ClinicLine) -> Cell:
    return Cell(clock_time(line.start.astimezone()), bold=True)


def _clinician(line: ClinicLine) -> Cell:
    return Cell(" · ".join(part for part in (line.staff_name, line.room) if part), tone="muted")
