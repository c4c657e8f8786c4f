"""Visits: start one from the clinic list, record the assessment, sign it, finish it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from msk_desk.domain.body_chart import BodyArea
from msk_desk.domain.clinics import Appointment, Status
from msk_desk.domain.drafts import Draft
from msk_desk.domain.errors import BadInput, FormIncomplete
from msk_desk.domain.form_catalogue import FormKind
from msk_desk.domain.pathways import Pathway, Referral
from msk_desk.domain.records import Changes
from msk_desk.domain.visits import Allergy, FormAnswers, Problem, Visit
from msk_desk.domain.waiting.events import treatment_given
from msk_desk.services.alerts import Alerts
from msk_desk.services.body_charts import areas_of_items
from msk_desk.services.booking_units import BookingUnits
from msk_desk.services.drafting import Drafting
from msk_desk.services.form_answers import finished
from msk_desk.services.form_choice import FormOffer, offers
from msk_desk.services.ports import FormLibrary
from msk_desk.services.progress import move_on
from msk_desk.services.saving import Saver


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A form open in a visit: its definition, its draft, and the answers to begin with.

    `questionnaire` is empty when that version of the form is not on this computer.
    """

    visit: Visit
    questionnaire: Mapping[str, Any]
    draft: Draft
    signed: FormAnswers | None = None


@dataclass(frozen=True, slots=True)
class VisitForm:
    """One form of a visit: `form` is `canonical|version`, `signed` its answers once it is."""

    form: str
    title: str
    begun: datetime
    signed: FormAnswers | None


class Visits:
    """What a clinician does in a visit with forms."""

    def __init__(
        self, forms: FormLibrary, drafting: Drafting, alerts: Alerts, units: BookingUnits, saver: Saver
    ) -> None:
        self._units = units
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
        if appointment.status in (Status.BOOKED, Status.ARRIVED) and not appointment.started:
            started = visit.started.isoformat(timespec="seconds")
            self._saver.save("Visit started", visit, replace(appointment, status=Status.ARRIVED, started=started))
        else:
            self._saver.save("Visit started", visit)
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

    def offers(self, visit_id: str) -> tuple[FormOffer, ...]:
        """The forms that can be chosen in a visit, the most likely first."""
        visit = self.read(visit_id)
        records, patient = self._saver.records, visit.patient_id
        appointment = records.read(Appointment, visit.appointment_id) if visit.appointment_id else None
        pathways = records.of_patient(Pathway, patient)
        words = [visit.title, appointment.reason if appointment else ""]
        words += [pathway.title for pathway in pathways if pathway.status == "active"]
        words += [one.reason for one in records.of_patient(Referral, patient)[:1]]
        words += [problem.text for problem in records.of_patient(Problem, patient) if problem.status == "active"]
        entries = self._forms.every()
        kinds = {entry.canonical: entry.kind for entry in entries}
        seen = any(
            answers.signed and answers.visit_id != visit_id
            and kinds.get(answers.canonical) in (FormKind.ASSESSMENT, FormKind.POST_OPERATIVE)
            for answers in records.of_patient(FormAnswers, patient)
        )  # fmt: skip
        return offers(entries, " . ".join(filter(None, words)), seen_before=seen)

    def forms_of(self, visit_id: str) -> tuple[VisitForm, ...]:
        """The forms of a visit in the order they were begun: signed ones, and the person's own drafts."""
        visit = self.read(visit_id)
        drafts = [
            draft for draft in self._drafting.unfinished(visit.patient_id)
            if (draft.kind, draft.visit_id) == ("form", visit_id)
        ]  # fmt: skip
        found = [VisitForm(draft.subject, self._title(draft.subject), draft.updated, None) for draft in drafts]
        of_visits = {entry.canonical for entry in self._forms.every() if entry.kind.of_a_visit}
        for answers in self._saver.records.of_patient(FormAnswers, visit.patient_id):
            if answers.visit_id == visit_id and answers.signed and answers.canonical in of_visits:
                found.append(VisitForm(answers.form, self._title(answers.form), answers.authored, answers))
        return tuple(sorted(found, key=_begun))

    def choose(self, visit_id: str, canonical: str) -> OpenForm:
        """Begin a form in a visit, or go on with it; the choice is on disk when this returns.

        Raises:
            BadInput: there is no such form.
        """
        found = self.open_form(visit_id, canonical)
        if found.signed is None and not found.draft.content:
            return replace(found, draft=self._drafting.note(found.draft, {}, ""))
        return found

    def open_form(self, visit_id: str, canonical: str = "") -> OpenForm:
        """A form of a visit: where its draft left off, pinned to the version it was begun with.

        Args:
            canonical: with or without `|version`; without any, the form begun last, else the most likely one.
        """
        visit = self.read(visit_id)
        wanted = canonical.partition("|")[0] or self._likely(visit_id)
        for answers in self._saver.records.of_patient(FormAnswers, visit.patient_id):
            if answers.visit_id == visit_id and answers.canonical == wanted and answers.signed:
                draft = Draft("", "form", answers.form, visit.patient_id, visit_id, answers.author_id, answers.authored)
                return OpenForm(visit, self._version(answers.form), draft, answers)
        for draft in self._drafting.unfinished(visit.patient_id):
            if (draft.kind, draft.visit_id, draft.subject.partition("|")[0]) == ("form", visit_id, wanted):
                return OpenForm(visit, self._version(draft.subject), draft)
        questionnaire = self._forms.pin(wanted)
        subject = f"{wanted}|{questionnaire.get('version', '')}"
        draft = self._drafting.open("form", subject, visit.patient_id, visit_id)
        return OpenForm(visit, self._forms.read(draft.subject), draft)

    def last_signed(self, patient_id: str, form: str, visit_id: str = "") -> FormAnswers | None:
        """The newest signed answers to a form that another visit left, else to another form of a visit.

        Args:
            form: `canonical` or `canonical|version`; answers to any version serve.
        """
        self._saver.access.require_clinical()
        of_visits = {entry.canonical for entry in self._forms.every() if entry.kind.of_a_visit}
        found = [
            answers for answers in self._saver.records.of_patient(FormAnswers, patient_id)
            if answers.signed and answers.canonical in of_visits and (not visit_id or answers.visit_id != visit_id)
        ]  # fmt: skip
        same = [answers for answers in found if answers.canonical == form.partition("|")[0]]
        return next(iter((*same, *found)), None)

    def last_chart(self, patient_id: str, visit_id: str = "") -> tuple[BodyArea, ...]:
        """What was marked on the newest signed body chart that another visit left."""
        self._saver.access.require_clinical()
        for answers in self._saver.records.of_patient(FormAnswers, patient_id):
            if answers.signed and (not visit_id or answers.visit_id != visit_id):
                areas = areas_of_items(answers.items)
                if areas:
                    return areas
        return ()

    def give_up(self, draft: Draft) -> None:
        """Throw the person's own draft away, on purpose.

        Raises:
            BadInput: it is somebody else's.
        """
        self._drafting.require_own(draft)
        self._drafting.end(draft.id)

    def _likely(self, visit_id: str) -> str:
        begun = self.forms_of(visit_id)
        if begun:
            return begun[-1].form.partition("|")[0]
        offered = self.offers(visit_id)
        if not offered:
            raise BadInput("There is no assessment form on this computer.", advice="Ask an administrator for one.")
        return offered[0].entry.canonical

    def _version(self, form: str) -> Mapping[str, Any]:
        """A form in the version of some answers; empty when it is not on this computer."""
        try:
            return self._forms.read(form)
        except BadInput:
            return {}

    def _title(self, form: str) -> str:
        name = form.partition("|")[0].rpartition("/")[2].replace("-", " ").capitalize()
        return str(self._version(form).get("title") or name)

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

    def weeks_waiting(self, visit_id: str) -> int | None:
        """The weeks waited where a clock runs, so that treatment is to be asked about; None where none does.

        Raises:
            FormIncomplete: as `finish`; nobody is asked about treatment and then refused.
        """
        visit = self._ready_to_finish(visit_id)
        pathway = self._units.pathway(visit.patient_id, self._referral_of(visit))
        if pathway is None or pathway.clock.stop is not None:
            return None
        return pathway.clock.weeks(self._units.today)

    def finish(self, visit_id: str, outcome: str = "") -> Changes:
        """End the visit and its appointment.

        Args:
            outcome: one of attendance.OUTCOMES; empty when nothing was said of treatment.

        Raises:
            FormIncomplete: a draft of this visit is neither signed nor given up, or an answer that asks
                for action was not acted on.
        """
        visit = self._ready_to_finish(visit_id)
        for draft in self._drafting.unfinished(visit.patient_id):
            if (draft.kind, draft.visit_id) == ("form", visit_id):
                self._drafting.end(draft.id)  # chosen, and nothing was ever written in it
        ended = replace(visit, status="finished", ended=self._saver.now())
        appointment = self._saver.records.read(Appointment, visit.appointment_id) if visit.appointment_id else None
        if appointment is None:
            return self._saver.save("Visit finished", ended, *self._treated(visit, outcome))
        done = replace(appointment, status=Status.FULFILLED)
        return self._saver.save("Visit finished", ended, done, *self._units.seen(done, outcome))

    def _ready_to_finish(self, visit_id: str) -> Visit:
        self._saver.access.require_author()
        visit = self.read(visit_id)
        for draft in self._drafting.unfinished(visit.patient_id):
            if (draft.kind, draft.visit_id) == ("form", visit_id) and draft.content:
                raise FormIncomplete(f"{self._title(draft.subject)} is neither signed nor given up.")
        if self._alerts.unacted(visit_id):
            raise FormIncomplete(
                "An answer in this patient's questionnaires asks for action.",
                advice="Record what was done about the alert at the top, then finish the visit.",
            )
        return visit

    def _referral_of(self, visit: Visit) -> str:
        appointment = self._saver.records.read(Appointment, visit.appointment_id) if visit.appointment_id else None
        return appointment.referral_id if appointment else ""

    def _treated(self, visit: Visit, outcome: str) -> tuple[Pathway, ...]:
        """A visit outside the diary at which treatment began stops the clock as any other."""
        pathway = self._units.pathway(visit.patient_id) if treatment_given(outcome) else None
        if pathway is None:
            return ()
        return (self._units.waiting.note(pathway, "first_definitive_treatment", self._units.today),)


def _begun(form: VisitForm) -> datetime:
    return form.begun
