"""What each decision of triage leaves behind: never nothing, always with an owner; makes records and saves none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from msk_desk.domain.dates import staff_date
from msk_desk.domain.letters import Letter, LetterSection
from msk_desk.domain.pathways import Handover, Pathway, Referral, Todo, Triage
from msk_desk.domain.people import Patient
from msk_desk.domain.records import Record
from msk_desk.domain.triage import (
    ADVICE,
    CLINIC,
    ELSEWHERE,
    EMERGENCY,
    ONWARD,
    SELF,
    TASK,
    Decision,
    TriageForm,
    left_by,
)
from msk_desk.domain.waiting.working_days import IsHoliday, due_after
from msk_desk.domain.waiting_list import WaitingEntry
from msk_desk.services.composing import About, Composer
from msk_desk.services.ports import Words
from msk_desk.services.saving import Saver
from msk_desk.services.waiting import Waiting

BACK_WITHIN = timedelta(days=180)
"""How long somebody sent material may come back without a new referral; a default of ours, not established."""


@dataclass(frozen=True, slots=True)
class Case:
    """What is decided about: the triage as it stands, its referral and pathway."""

    triage: Triage
    referral: Referral
    pathway: Pathway


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is to be saved beside the triage: the pathway and the referral as they become, and what is left to do."""

    pathway: Pathway
    referral: Referral
    left: tuple[Record, ...] = ()


class TriageOutcomes:
    """Makes outcomes."""

    def __init__(self, waiting: Waiting, composer: Composer, words: Words, is_holiday: IsHoliday, saver: Saver) -> None:
        self._waiting = waiting
        self._composer = composer
        self._words = words
        self._is_holiday = is_holiday
        self._saver = saver

    def of(self, decision: Decision, form: TriageForm, case: Case) -> Outcome:
        """The outcome of a decision."""
        actor, today = self._saver.access.actor, self._today()
        # The priority that was asked for stays as it came; what was decided stands on the triage and the entry.
        referral = replace(case.referral, consent=form.consent or case.referral.consent)
        pathway = replace(case.pathway, case_manager_id=form.manager_id or actor.staff_id)
        pathway = self._waiting.triaged(pathway, decision.service or "triage", today, actor.staff_id)
        if decision.outcome in (EMERGENCY, ELSEWHERE):
            handover = Handover(self._saver.new_id(), f"{form.where}: {form.told}", actor.staff_id, self._instant())
            referral = replace(referral, handovers=(*referral.handovers, handover))
        if decision.outcome in (ADVICE, ELSEWHERE):
            pathway, referral = self._ended(pathway, referral, decision, form)
        if decision.outcome == SELF:
            until = (today + BACK_WITHIN).isoformat()
            pathway = self._waiting.note(pathway, "decision_not_to_treat", today, by=actor.staff_id)
            pathway = self._waiting.note(pathway, "pifu_opened", today, until=until)
            pathway = replace(pathway, stage="pifu", pifu_until=until)
        left = (*self._to_do(decision, form, case, pathway), *self._letter(decision, form, case))
        return Outcome(pathway, referral, left)

    def _ended(
        self, pathway: Pathway, referral: Referral, decision: Decision, form: TriageForm
    ) -> tuple[Pathway, Referral]:
        """Closed here, and owned by whoever is named: the referrer who carries on, or the service that accepted."""
        today = self._today()
        name = "decision_not_to_treat" if decision.outcome == ADVICE else "discharged"
        pathway = self._waiting.note(pathway, name, today, to=form.where)
        pathway = replace(pathway, stage="discharged", status="finished", ended=today.isoformat())
        return pathway, replace(referral, status="completed")

    def _to_do(self, decision: Decision, form: TriageForm, case: Case, pathway: Pathway) -> tuple[Record, ...]:
        triage, referral = case.triage, case.referral
        manager = form.manager_id or self._saver.access.actor.staff_id
        if decision.outcome == CLINIC:
            return (
                WaitingEntry(
                    left_by(triage.id, "entry"), referral.patient_id, referral.id, self._today().isoformat(), form.kind,
                    decision.service, priority=form.priority or decision.priority, mode=form.mode,
                    note=form.reason,
                ),
            )  # fmt: skip
        if decision.outcome in (ONWARD, TASK, EMERGENCY):
            text = self._words.get(
                f"triage.todo_{decision.outcome}", service=decision.title, what=form.text or form.where
            )
            if decision.outcome == ONWARD and pathway.clock.start is not None:
                start, number = staff_date(pathway.clock.start), pathway.ppi or pathway.id
                text = ". ".join((text, self._words.get("triage.carried", start=start, number=number)))
            due = due_after(self._today(), decision.due_days, self._is_holiday)
            return (Todo(left_by(triage.id, "todo"), referral.patient_id, text, "requested", manager, due.isoformat()),)
        return ()

    def _letter(self, decision: Decision, form: TriageForm, case: Case) -> tuple[Letter, ...]:
        """Drafts to be signed: to the patient in plain words, and to the referrer when advice is given."""
        actor, made = self._saver.access.actor, []
        about = About(case.referral.patient_id, "", actor.staff_id, self._saver.now())
        if form.letter and decision.letter:
            words = "\n\n".join(filter(None, (decision.letter, form.text if decision.outcome == SELF else "")))
            made.append(self._draft(left_by(case.triage.id, "letter"), "triage", about, {"plan": words}))
        if decision.outcome == ADVICE:
            asked = {"plan": form.text, "clinical-summary": _asked(case.referral), "distribution-list": form.where}
            patient = self._saver.records.read(Patient, case.referral.patient_id)
            letter = self._draft(left_by(case.triage.id, "advice"), "advice", about, asked)
            made.append(replace(letter, copies=(patient.name.spoken(),) if patient else ()))
        return tuple(made)

    def _draft(self, letter_id: str, kind: str, about: About, texts: dict[str, str]) -> Letter:
        letter = self._composer.compose(letter_id, kind, about)
        sections = tuple(
            LetterSection(part.heading, part.title, texts.get(part.heading, part.text)) for part in letter.sections
        )
        return replace(letter, sections=sections)

    def _today(self) -> date:
        return self._saver.now().astimezone().date()

    def _instant(self) -> str:
        return self._saver.now().isoformat(timespec="milliseconds")


def _asked(referral: Referral) -> str:
    """What the referral says, as it was written."""
    return "\n".join(filter(None, (referral.reason, referral.note)))
