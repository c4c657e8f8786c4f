"""Alerts: answers that ask for action whatever the score; raised once, closed only by what a clinician did."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from msk_desk.domain.alerts import AlertResponse, PromAlert, alert_id, unacted
from msk_desk.domain.errors import BadInput, FormIncomplete
from msk_desk.domain.proms.definition import Definition
from msk_desk.domain.records import Changes
from msk_desk.domain.roles import Actor, Role
from msk_desk.domain.visits import FormAnswers, Visit
from msk_desk.services.duty import DutyRota
from msk_desk.services.ports import InstrumentLibrary, MeasureFacts
from msk_desk.services.prom_answers import given
from msk_desk.services.saving import Saver

ACTING = (Role.CLINICIAN, Role.ESP, Role.TEAM_LEAD)
PROM_FORM = "https://msk-desk.example/fhir/Questionnaire/prom-"
_STANDING = ("completed", "amended")


@dataclass(frozen=True, slots=True)
class Standing:
    """Alerts that nobody has acted on: for the person here, and for others where they lead."""

    mine: tuple[PromAlert, ...]
    others: tuple[PromAlert, ...]


class Alerts:
    """Raises alerts and records what was done about them."""

    def __init__(self, duty: DutyRota, facts: MeasureFacts, instruments: InstrumentLibrary, saver: Saver) -> None:
        self._duty = duty
        self._facts = facts
        self._instruments = instruments
        self._saver = saver

    def raised_by(self, answers: FormAnswers, instrument: Definition) -> tuple[PromAlert, ...]:
        """The alerts that answers raise and that are not there yet, to be stored with them.

        None for answers that were withdrawn; what such answers raised before they were stays.
        """
        if answers.status not in _STANDING:
            return ()
        found = (
            self._raised(
                answers.patient_id, instrument.code, item, value, answers.id, answers.visit_id, answers.authored
            )
            for item, value in flagged_items(answers, instrument).items()
        )
        return tuple(alert for alert in found if alert is not None)

    def raised_at_once(
        self, patient_id: str, instrument: str, item: str, answer: float, answers_id: str
    ) -> PromAlert | None:
        """The alert of one answer that was just given, whose answers are not stored yet; None when it is there."""
        return self._raised(patient_id, instrument, item, answer, answers_id, "", self._saver.now())

    def of_patient(self, patient_id: str) -> tuple[PromAlert, ...]:
        """Every alert of a patient, acted on or not, newest first."""
        self._saver.access.require_clinical()
        return self._saver.records.of_patient(PromAlert, patient_id)

    def to_tell(self, patient_id: str) -> tuple[PromAlert, ...]:
        """Open alerts of a patient that are here: whoever typed them in must tell their owner, network or not."""
        self._saver.access.require_patients()
        return unacted(self._saver.records.of_patient(PromAlert, patient_id))

    def standing(self) -> Standing:
        """Every alert that nobody has acted on, as it concerns the person here: theirs, and others' when they lead.

        Nobody's own: those of a clinician who is away are seen by the team lead, from the end of their day by name.
        """
        actor = self._saver.access.actor
        if actor.role not in ACTING:
            return Standing((), ())
        every = unacted(filter(None, (self._saver.records.read(PromAlert, one) for one in self._facts.open_alerts())))
        mine = tuple(alert for alert in every if alert.owner_id in (actor.staff_id, ""))
        others = every if actor.role is Role.TEAM_LEAD else ()
        return Standing(mine, tuple(alert for alert in others if alert not in mine))

    def look(self) -> Changes:
        """Raise the alerts of answers that came from elsewhere: from another system, or an earlier version."""
        if self._saver.access.actor.role not in ACTING:
            return Changes()
        known = {each.code: each for each in self._instruments.every() if _asks_for_action(each)}
        raised: list[PromAlert] = []
        for answers_id in self._facts.answers_without_alert(tuple(known)):
            answers = self._saver.records.read(FormAnswers, answers_id)
            instrument = known.get(_instrument_of(answers)) if answers is not None else None
            if answers is not None and instrument is not None:
                raised += self.raised_by(answers, instrument)
        return self._saver.save("Alert raised for answers received", *raised) if raised else Changes()

    def not_asked(self, patient_id: str) -> tuple[tuple[str, str], ...]:
        """The (instrument, item) pairs that would ask for action and that the newest answers left blank."""
        self._saver.access.require_clinical()
        found: dict[str, tuple[str, ...]] = {}
        known = {each.code: each for each in self._instruments.every() if _asks_for_action(each)}
        for answers in self._saver.records.of_patient(FormAnswers, patient_id):
            code = _instrument_of(answers)
            if code in known and code not in found and answers.status in _STANDING:
                found[code] = not_asked(answers, known[code])
        return tuple((code, item) for code, items in found.items() for item in items)

    def unacted(self, visit_id: str) -> tuple[PromAlert, ...]:
        """What must be acted on before a visit closes: every open alert of its patient, oldest first."""
        visit = self._saver.records.read(Visit, visit_id)
        return unacted(self._saver.records.of_patient(PromAlert, visit.patient_id)) if visit else ()

    def act(self, alert: PromAlert, response: AlertResponse) -> Changes:
        """Record what was done; this alone closes an alert. Done once: asked again, nothing changes.

        Raises:
            Refused: the role does not act on alerts.
            FormIncomplete: something that must be said is missing.
        """
        actor = self._saver.access.require(*ACTING)
        stored = self._saver.records.read(PromAlert, alert.id)
        if stored is None:
            raise BadInput("This alert is not on this computer.", advice="Synchronise and open it again.")
        if not stored.open:
            return Changes()
        missing = response.missing()
        if missing:
            raise FormIncomplete(", ".join(missing), advice="Fill in what is marked. The alert stays open until then.")
        said = replace(response, by=actor.staff_id, at=self._saver.now())
        done = replace(stored, status="completed", response=said, owner_id=actor.staff_id)
        return self._saver.save("Alert acted on", done)

    def may_act(self, actor: Actor) -> bool:
        """Whether somebody may close an alert."""
        return actor.role in ACTING

    @property
    def today(self) -> date:
        """The day it is here."""
        return self._saver.now().astimezone().date()

    def _raised(
        self, patient_id: str, instrument: str, item: str, answer: float, answers_id: str, visit_id: str, at: datetime
    ) -> PromAlert | None:
        """In a visit it is for its clinician; outside one for whoever is on duty today."""
        known = alert_id(answers_id, item)
        if self._saver.records.read(PromAlert, known) is not None:
            return None
        visit = self._visit(patient_id, visit_id)
        owner, stands_in = (visit.staff_id, "") if visit else self._on_duty(patient_id)
        return PromAlert(
            known, patient_id, instrument, item, answer, at, answers_id,
            visit.id if visit else visit_id, owner, stands_in, self.today.isoformat(),
        )  # fmt: skip

    def _visit(self, patient_id: str, visit_id: str) -> Visit | None:
        """The visit under way in which somebody answered: the one named, or the one that the person here holds."""
        for visit in self._saver.records.of_patient(Visit, patient_id):
            if visit.status != "in-progress":
                continue
            own = visit.staff_id == self._saver.access.actor.staff_id
            if visit.id == visit_id or (own and visit.started.astimezone().date() == self.today):
                return visit
        return None

    def _on_duty(self, patient_id: str) -> tuple[str, str]:
        on = self._duty.for_patient(patient_id, self.today)
        return on.staff_id, "" if on.by in ("site", "service") else on.by


def _asks_for_action(instrument: Definition) -> bool:
    return any(item.alert_from is not None for item in instrument.items)


def _instrument_of(answers: FormAnswers) -> str:
    """The code of the instrument that was answered, as its definition is named; "" for other forms."""
    return answers.canonical.removeprefix(PROM_FORM).upper() if answers.canonical.startswith(PROM_FORM) else ""


def flagged_items(answers: FormAnswers, instrument: Definition) -> dict[str, float]:
    """The items whose answer asks for action, with the answer; one out of its range asks for it too."""
    values = given(answers.items)
    found = {}
    for item in instrument.items:
        value = values.get(item.code)
        if item.alert_from is not None and isinstance(value, int | float) and value >= item.alert_from:
            found[item.code] = float(value)
    return found


def not_asked(answers: FormAnswers, instrument: Definition) -> tuple[str, ...]:
    """The items that would ask for action and have no answer: they count as not asked, never as zero."""
    values = given(answers.items)
    return tuple(
        item.code for item in instrument.items if item.alert_from is not None and values.get(item.code) is None
    )
