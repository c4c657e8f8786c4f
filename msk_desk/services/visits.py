"""Visits: start one from the clinic list, record the assessment, sign it, finish it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from msk_desk.domain.clinics import Appointment, Status
from msk_desk.domain.drafts import Draft
from msk_desk.domain.errors import BadInput, FormIncomplete
from msk_desk.domain.pathways import Pathway
from msk_desk.domain.records import Changes
from msk_desk.domain.visits import Allergy, FormAnswers, Visit
from msk_desk.services.alerts import Alerts
from msk_desk.services.drafting import Drafting
from msk_desk.services.form_answers import finished
from msk_desk.services.ports import FormLibrary
from msk_desk.services.progress import move_on
from msk_desk.services.saving import Saver

KNEE_FORM = "https://msk-desk.example/fhir/Questionnaire/knee-assessment"


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A form open in a visit: its definition, its draft, and the answers to begin with."""

    visit: Visit
    questionnaire: Mapping[str, Any]
    draft: Draft
    signed: FormAnswers | None = None


class Visits:
    """What a clinician does in a visit with forms."""

    def __init__(self, forms: FormLibrary, drafting: Drafting, alerts: Alerts, saver: Saver) -> None:
        self._forms = forms
        self._drafting = drafting
        self._alerts = alerts
        self._saver = saver

    def start(self, appointment_id: str) -> Visit:
        """Begin the visit of an appointment, or go on with the one already begun.

        Raises:
            BadInput: the appointment is gone or was cancelled.
        """
        actor = self._saver.access.require_author()
        appointment = self._saver.records.read(Appointment, appointment_id)
        if appointment is None or appointment.status in (Status.CANCELLED, Status.NO_SHOW):
            raise BadInput("This appointment cannot be started.", advice="Refresh the list and look again.")
        for visit in self._saver.records.of_patient(Visit, appointment.patient_id):
            if visit.appointment_id == appointment_id and visit.status != "entered-in-error":
                return visit
        pathways = self._saver.records.of_patient(Pathway, appointment.patient_id)
        visit = Visit(
            self._saver.new_id(), appointment.patient_id, actor.staff_id, self._saver.now(),
            appointment_id=appointment_id, pathway_id=pathways[0].id if pathways else "",
            place_id=appointment.place_id, title=appointment.reason,
        )  # fmt: skip
        records = [visit]
        if appointment.status is Status.BOOKED:
            self._saver.save("Visit started", *records, replace(appointment, status=Status.ARRIVED))
        else:
            self._saver.save("Visit started", *records)
        return visit

    def start_without(self, patient_id: str) -> Visit:
        """Begin a visit from the record: the person's own appointment of today if there is one, else without.

        A visit that the person began today and has not finished is gone on with.
        """
        actor = self._saver.access.require_author()
        today = self._saver.now().astimezone().date()
        for visit in self._saver.records.of_patient(Visit, patient_id):
            own = visit.staff_id == actor.staff_id and visit.status == "in-progress"
            if own and visit.started.astimezone().date() == today:
                return visit
        for appointment in self._saver.records.of_patient(Appointment, patient_id):
            due = appointment.status in (Status.BOOKED, Status.ARRIVED) and appointment.staff_id == actor.staff_id
            if due and appointment.start.astimezone().date() == today:
                return self.start(appointment.id)
        pathways = self._saver.records.of_patient(Pathway, patient_id)
        visit = Visit(
            self._saver.new_id(), patient_id, actor.staff_id, self._saver.now(),
            pathway_id=pathways[0].id if pathways else "",
        )  # fmt: skip
        self._saver.save("Visit started", visit)
        return visit

    def read(self, visit_id: str) -> Visit:
        """One visit.

        Raises:
            BadInput: it is not on this computer.
        """
        self._saver.access.require_clinical()
        visit = self._saver.records.read(Visit, visit_id)
        if visit is None:
            raise BadInput("This visit is not on this computer.", advice="Connect and open it again.")
        return visit

    def open_form(self, visit_id: str, canonical: str = KNEE_FORM) -> OpenForm:
        """The form of a visit: where the draft left off, pinned to the version it was begun with."""
        visit = self.read(visit_id)
        for answers in self._saver.records.of_patient(FormAnswers, visit.patient_id):
            if answers.visit_id == visit_id and answers.canonical == canonical and answers.status == "completed":
                draft = Draft("", "form", answers.form, visit.patient_id, visit_id, answers.author_id, answers.authored)
                return OpenForm(visit, self._forms.read(answers.form), draft, answers)
        for begun in self._drafting.unfinished(visit.patient_id):
            if (begun.kind, begun.visit_id) == ("form", visit_id) and begun.subject.split("|")[0] == canonical:
                return OpenForm(visit, self._forms.read(begun.subject), begun)
        questionnaire = self._forms.pin(canonical)
        subject = f"{canonical}|{questionnaire.get('version', '')}"
        draft = self._drafting.open("form", subject, visit.patient_id, visit_id)
        return OpenForm(visit, self._forms.read(draft.subject), draft)

    def note(self, draft: Draft, response: Mapping[str, Any], focus: str) -> Draft:
        """Keep a keystroke: `response` is the form's snapshot, `focus` the field and cursor."""
        return self._drafting.note(draft, response, focus)

    def sign(self, draft: Draft) -> Changes:
        """Store the form as signed; validated here, whoever asks. Signed once: asked again, nothing changes.

        Raises:
            Incomplete: with each linkId and what is missing.
        """
        actor = self._saver.access.require_author()
        self._drafting.require_own(draft)
        if self._saver.records.read(FormAnswers, draft.id) is not None:
            return Changes()
        questionnaire = self._forms.read(draft.subject)
        now = self._saver.now()
        answers = finished(questionnaire, draft, draft.id, actor.staff_id, now)
        changes = self._saver.save(f"{questionnaire.get('title', 'Form')} signed", answers, signed=True)
        self._drafting.end(draft.id)
        return move_on(self._saver, draft.patient_id, "assessed", changes)

    def record_no_allergies(self, patient_id: str) -> Changes:
        """Record that the patient was asked and knows of no allergy; nothing changes when any is recorded.

        Raises:
            Refused: the person may not write clinical notes.
        """
        self._saver.access.require_author()
        if any(a.status == "active" for a in self._saver.records.of_patient(Allergy, patient_id)):
            return Changes()
        none = Allergy(self._saver.new_id(), patient_id, "No known allergies", none_known=True)
        return self._saver.save("No known allergies recorded", none)

    def finish(self, visit_id: str) -> Changes:
        """End the visit and its appointment.

        Raises:
            FormIncomplete: a draft of this visit is neither signed nor given up, or an answer that asks
                for action was not acted on.
        """
        self._saver.access.require_author()
        visit = self.read(visit_id)
        if any(d.visit_id == visit_id and d.kind == "form" for d in self._drafting.unfinished(visit.patient_id)):
            raise FormIncomplete("The assessment of this visit is not signed yet.")
        if self._alerts.unacted(visit_id):
            raise FormIncomplete(
                "An answer in this patient's questionnaires asks for action.",
                advice="Record what was done about the alert at the top, then finish the visit.",
            )
        ended = replace(visit, status="finished", ended=self._saver.now())
        appointment = self._saver.records.read(Appointment, visit.appointment_id) if visit.appointment_id else None
        if appointment is None:
            return self._saver.save("Visit finished", ended)
        return self._saver.save("Visit finished", ended, replace(appointment, status=Status.FULFILLED))
