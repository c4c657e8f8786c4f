"""The clinic list on paper: one site's day with each clinician on pages of their own, and room to write on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from msk_desk.domain.clinics import ClinicLine, Status
from msk_desk.domain.dates import WEEKDAYS, clock_time, staff_date
from msk_desk.domain.nhs_number import shown
from msk_desk.domain.papers import ListColumn, ListContent, ListPart, Masthead
from msk_desk.domain.people import Patient
from msk_desk.domain.visits import Alert
from msk_desk.services.mastheads import Mastheads
from msk_desk.services.ports import ClinicLists, Records, Words

_NOT_TO_COME = (Status.CANCELLED, Status.ENTERED_IN_ERROR)


class ClinicPapers:
    """Gathers clinic lists for paper; who may ask is for its caller to decide."""

    def __init__(self, clinics: ClinicLists, records: Records, mastheads: Mastheads, words: Words) -> None:
        self._clinics = clinics
        self._records = records
        self._mastheads = mastheads
        self._words = words

    def of_day(self, day: date, site_id: str = "", staff_id: str = "") -> dict[str, tuple[ClinicLine, ...]]:
        """The lines of a day by the id of their site, sites without any left out."""
        found: dict[str, list[ClinicLine]] = {}
        for line in self._clinics.day(day, staff_id=staff_id, site_id=site_id):
            if line.status not in _NOT_TO_COME:
                found.setdefault(line.site_id, []).append(line)
        return {site: tuple(lines) for site, lines in found.items()}

    def content(
        self,
        day: date,
        site_id: str,
        lines: Iterable[ClinicLine],
        printed: datetime,
        printed_by: str = "",
        note: str = "",
    ) -> ListContent:
        """The paper of one site's lines; `note` is said below the title of each page's list."""
        by_staff: dict[tuple[str, str], list[ClinicLine]] = {}
        for line in lines:
            by_staff.setdefault((line.staff_name, line.staff_id), []).append(line)
        said = (self._words.get("fallback.how_to_use"),)
        return ListContent(
            self._words.get("fallback.list_title", day=f"{WEEKDAYS[day.weekday()]} {staff_date(day)}"),
            self._columns(), tuple(self._part(name, mine) for (name, _), mine in sorted(by_staff.items())),
            self._mastheads.of_site(site_id), printed, printed_by, (note, *said) if note else said,
            self._words.get("fallback.nobody"), apart=True,
        )  # fmt: skip

    def tally(self, printed: datetime) -> ListContent:
        """An empty clinic list, to write down who comes while nothing works."""
        get = self._words.get
        rows = tuple(("\u00a0\n\u00a0", "", "", "", "", "", "", "") for _ in range(_TALLY_ROWS))
        lines = (get("fallback.tally_head"), get("fallback.how_to_use"))
        return ListContent(
            get("fallback.tally"), self._columns(written=True), (ListPart(rows),), self.service(), printed, lines=lines
        )

    def service(self) -> Masthead:
        """The masthead of a paper of several sites."""
        return self._mastheads.of_site("")

    def _columns(self, *, written: bool = False) -> tuple[ListColumn, ...]:
        """The columns; with `written` all of them are filled in by hand."""
        get = self._words.get
        return (
            ListColumn(get("fallback.time"), 0.8, lead=True),
            ListColumn(get("fallback.written_patient" if written else "fallback.patient"), 3, lead=True, write=written),
            ListColumn(get("fallback.visit"), 1.9, write=written),
            ListColumn(get("fallback.needs"), 2, write=written),
            ListColumn(get("fallback.came"), 0.9, write=True),
            ListColumn(get("fallback.seen"), 1.2, write=True),
            ListColumn(get("fallback.not_come"), 0.9, write=True),
            ListColumn(get("fallback.next"), 2.2, write=True),
        )

    def _part(self, staff: str, lines: list[ClinicLine]) -> ListPart:
        booked = sum(bool(line.patient_id) for line in lines)
        rooms = ", ".join(dict.fromkeys(line.room for line in lines if line.room))
        counted = self._words.get("fallback.booked", n=booked)
        return ListPart(
            tuple(self._row(line) for line in lines), staff or self._words.get("fallback.no_clinician"),
            (" · ".join(part for part in (counted, rooms) if part),),
        )  # fmt: skip

    def _row(self, line: ClinicLine) -> tuple[str, ...]:
        time = f"{clock_time(line.start)}\n{clock_time(line.end)}"
        if not line.patient_id:
            free = line.status == "free"
            return (time, self._words.get("fallback.free" if free else "fallback.closed"), *[""] * 6)
        patient = self._records.read(Patient, line.patient_id)
        came = self._words.get(f"today.status_{_STATUS[line.status]}") if line.status in _STATUS else ""
        return (
            time,
            self._person(line, patient),
            self._visit(line),
            self._needs(line.patient_id, patient),
            came,
            "",
            "",
            "",
        )

    def _person(self, line: ClinicLine, patient: Patient | None) -> str:
        if patient is None:
            born = self._words.get("fallback.born", day=staff_date(line.born))
            return f"{line.patient_name}\n{born}"
        number = shown(patient.nhs_number) if patient.nhs_number else self._words.get("documents.no_nhs_number")
        born = self._words.get("fallback.born", day=staff_date(patient.born))
        number = number.replace(" ", "\u00a0")  # a number is never broken over two lines
        numbered = self._words.get("fallback.number", number=number)
        said = [patient.name.banner(), f"{born} · {numbered}"]
        if patient.phone():
            said.append(self._words.get("fallback.phone", number=patient.phone()))
        return "\n".join(said)

    def _visit(self, line: ClinicLine) -> str:
        get = self._words.get
        kind = get(f"today.kind_{line.kind.replace('-', '_')}") if line.kind in _KINDS else line.kind
        mode = get(f"today.mode_{line.mode}") if line.mode in _MODES else line.mode
        first = ", ".join(part for part in (kind[:1].upper() + kind[1:], mode.lower()) if part)
        missed = get("today.missed", n=line.did_not_attend) if line.did_not_attend else ""
        return "\n".join(part for part in (first, line.reason, missed) if part)

    def _needs(self, patient_id: str, patient: Patient | None) -> str:
        """What must be known before the patient is called in: safety first, then what helps them."""
        alerts = [a for a in self._records.of_patient(Alert, patient_id) if a.status == "active"]
        alerts.sort(key=_safety_first)
        said = [alert.text for alert in alerts]
        if patient is not None and patient.interpreter:
            language = patient.language or self._words.get("window.language_not_known")
            said.append(self._words.get("window.interpreter", language=language))
        if patient is not None and patient.preferred_format in _FORMATS:
            said.append(self._words.get(f"window.format_{patient.preferred_format.replace('-', '_')}"))
        return "\n".join(dict.fromkeys(said))


_TALLY_ROWS = 13
_STATUS = {"arrived": "arrived", "fulfilled": "seen", "noshow": "no_show"}
_KINDS = ("new", "review", "post-op", "decision")
_MODES = ("f2f", "telephone", "video", "home")
_FORMATS = ("large-print", "easy-read", "braille", "audio", "email")


def _safety_first(alert: Alert) -> bool:
    return alert.category != "safety"
