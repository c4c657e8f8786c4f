"""One patient's outcomes as a page: series with what happened between them, what is due, and the same on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from msk_desk.domain.dates import whole_date
from msk_desk.domain.errors import BadInput
from msk_desk.domain.papers import Masthead
from msk_desk.domain.pathways import Pathway
from msk_desk.domain.people import Patient
from msk_desk.domain.procedures import Procedure
from msk_desk.drawing.prom_marks import ChartEvent
from msk_desk.services.alerts import Alerts
from msk_desk.services.due import DueMeasures, PatientDue
from msk_desk.services.mastheads import Mastheads
from msk_desk.services.outcomes import ActivityRating, Outcomes, Series
from msk_desk.services.paper_ports import DocumentMaker
from msk_desk.services.ports import Words
from msk_desk.services.saving import Saver

_LONGEST = 28


@dataclass(frozen=True, slots=True)
class Measured:
    """One instrument: its main score, and the scores of its parts."""

    main: Series
    parts: tuple[Series, ...] = ()


@dataclass(frozen=True, slots=True)
class OutcomePage:
    """Everything that the outcomes of a patient show.

    `not_asked` lists (instrument, item) that would ask for action and were left blank in the newest answers.
    """

    patient_id: str
    measured: tuple[Measured, ...]
    events: tuple[ChartEvent, ...]
    ratings: tuple[ActivityRating, ...]
    due: tuple[PatientDue, ...]
    not_asked: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OutcomesPaper:
    """The page on paper."""

    patient: Patient
    page: OutcomePage
    masthead: Masthead
    printed: datetime


class OutcomePages:
    """Gathers the page; it draws nothing."""

    def __init__(
        self, outcomes: Outcomes, due: DueMeasures, alerts: Alerts, papers: DocumentMaker, mastheads: Mastheads,
        words: Words, saver: Saver,
    ) -> None:  # fmt: skip
        self._outcomes = outcomes
        self._due = due
        self._alerts = alerts
        self._papers = papers
        self._mastheads = mastheads
        self._words = words
        self._saver = saver

    def of_patient(self, patient_id: str) -> OutcomePage:
        """The page of a patient."""
        self._saver.access.require_clinical()
        self._saver.access.opened(patient_id, "Outcomes")
        return OutcomePage(
            patient_id, grouped(self._outcomes.series(patient_id)), self.events(patient_id),
            self._outcomes.activity_ratings(patient_id), self._due.of_patient(patient_id),
            self._alerts.not_asked(patient_id),
        )  # fmt: skip

    def events(self, patient_id: str) -> tuple[ChartEvent, ...]:
        """Surgery, injections and the end of a pathway, oldest first."""
        found = []
        for done in self._saver.records.of_patient(Procedure, patient_id):
            day = whole_date(done.performed)
            if day and done.kind != "other" and done.status == "completed":
                found.append(ChartEvent(day, _short(done.text)))
        for pathway in self._saver.records.of_patient(Pathway, patient_id):
            if ended := whole_date(pathway.ended):
                found.append(ChartEvent(ended, self._words.get("charts.event_discharge")))
        return tuple(sorted(found, key=_by_day))

    def pdf(self, patient_id: str, instrument: str = "") -> bytes:
        """The page as PDF, of one instrument when given.

        Raises:
            BadInput: nothing was measured.
        """
        page = self.of_patient(patient_id)
        measured = tuple(m for m in page.measured if instrument in ("", m.main.instrument.code))
        if not measured:
            raise BadInput("There are no scores to print yet.", advice="They can be printed once one is stored.")
        self._saver.access.opened(patient_id, "Outcomes printed")
        patient = self._saver.records.read(Patient, patient_id) or Patient(patient_id)
        masthead, _ = self._mastheads.of("", "")
        whole = OutcomePage(patient_id, measured, page.events, page.ratings, (), page.not_asked)
        return self._papers.outcomes(OutcomesPaper(patient, whole, masthead, self._saver.now()))


def grouped(series: tuple[Series, ...]) -> tuple[Measured, ...]:
    """Each instrument once, in the order of its newest score: its main score, then its parts as it defines them."""
    by_code: dict[str, list[Series]] = {}
    for one in series:
        by_code.setdefault(one.instrument.code, []).append(one)
    return tuple(_measured(found) for found in by_code.values())


def _measured(found: list[Series]) -> Measured:
    instrument = found[0].instrument
    order = [rule.name for rule in instrument.scores]
    main = max(found, key=lambda one: order.index(one.rule.name))
    parts = sorted((one for one in found if one is not main), key=lambda one: order.index(one.rule.name))
    return Measured(main, tuple(parts))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _by_day(event: ChartEvent) -> tuple[int, str]:
    return event.day.toordinal(), event.words
