"""Signed forms of a patient: read again, added to by their author, marked as entered in error with a reason."""

from __future__ import annotations

from dataclasses import replace

from msk_desk.domain.dates import clock_time, staff_date
from msk_desk.domain.errors import BadInput, Refused
from msk_desk.domain.form_catalogue import FormKind, kind_of
from msk_desk.domain.form_reading import Difference, ReadAddendum, ReadAnswers, ReadForm
from msk_desk.domain.people import Staff
from msk_desk.domain.records import Changes
from msk_desk.domain.roles import Role
from msk_desk.domain.visits import IN_ERROR, Addendum, ErrorMark, FormAnswers, Visit
from msk_desk.forms.definition import Definition
from msk_desk.forms.errors import FormsError
from msk_desk.services.definitions import definition_of
from msk_desk.services.form_comparison import compared
from msk_desk.services.ports import FormLibrary
from msk_desk.services.reading_forms import read_form
from msk_desk.services.saving import Saver

LEAST_REASON = 3
"""Letters of the shortest reason that says anything."""


class SignedForms:
    """What can be done with answers once they are signed: everything but changing them."""

    def __init__(self, forms: FormLibrary, saver: Saver) -> None:
        self._forms = forms
        self._saver = saver

    def visits(self, patient_id: str) -> tuple[tuple[Visit | None, tuple[ReadAnswers, ...]], ...]:
        """Each visit with its clinical forms, newest first; forms of no visit come as ones of their own.

        Raises:
            Refused: the role does not read clinical detail.
        """
        self._saver.access.require_clinical()
        self._saver.access.opened(patient_id, "Visits")
        forms = [one for one in self._saver.records.of_patient(FormAnswers, patient_id) if self._is_clinical(one)]
        addenda = self._saver.records.of_patient(Addendum, patient_id)
        found: list[tuple[Visit | None, tuple[ReadAnswers, ...]]] = []
        visits = self._saver.records.of_patient(Visit, patient_id)
        for visit in visits:
            own = [one for one in forms if one.visit_id == visit.id]
            if own or visit.status != IN_ERROR:
                found.append((visit, tuple(self._read(one, addenda) for one in reversed(own))))
        known = {visit.id for visit in visits}
        found += [(None, (self._read(one, addenda),)) for one in forms if one.visit_id not in known]
        return tuple(sorted(found, key=_moment, reverse=True))

    def read(self, answers_id: str) -> ReadAnswers:
        """Stored answers laid out for reading, with what was added.

        Raises:
            BadInput: they are not on this computer.
        """
        self._saver.access.require_clinical()
        answers = self._stored(answers_id)
        return self._read(answers, self._saver.records.of_patient(Addendum, answers.patient_id))

    def lay_out(self, form: str, items: tuple[object, ...]) -> ReadForm:
        """Answers of a form, signed or not, laid out for reading."""
        return read_form(items, self.definition(form), self.title(form))

    def compare(self, left: ReadForm, right: ReadForm) -> tuple[Difference, ...]:
        """Two sets of answers, question by question."""
        return compared(left, right)

    def add(self, answers_id: str, text: str) -> Changes:
        """Add a note below signed answers; they stay as they are.

        Raises:
            BadInput: nothing was written. Refused: it is not the author's, or was entered in error.
        """
        actor = self._saver.access.require_author()
        answers = self._stored(answers_id)
        if not text.strip():
            raise BadInput("The addendum is empty.", advice="Write what is to be added.")
        if not answers.signed:
            raise Refused("Nothing is added to what is not signed or was entered in error.")
        if answers.author_id != actor.staff_id:
            raise Refused("Only its author adds to signed work.", advice="Write your own note in a visit.")
        addendum = Addendum(
            self._saver.new_id(), answers.patient_id, answers.id, text.strip(), self._saver.now(),
            actor.staff_id, answers.visit_id,
        )  # fmt: skip
        return self._saver.save("Addendum signed", addendum, signed=True)

    def mark_error(self, answers_id: str, reason: str) -> Changes:
        """Say that signed answers do not hold, and why; they stay readable, struck through.

        Raises:
            BadInput: no reason. Refused: neither author nor team lead, or marked already.
        """
        actor = self._saver.access.actor
        answers = self._stored(answers_id)
        if len(reason.strip()) < LEAST_REASON:
            raise BadInput("A reason is needed.", advice="Say why these answers do not hold.")
        if not answers.signed:
            raise Refused("These answers are not signed, or were marked as entered in error before.")
        author = actor.role.writes_notes and answers.author_id == actor.staff_id
        if not author and actor.role is not Role.TEAM_LEAD:
            raise Refused("Only its author or a team lead marks signed work as entered in error.")
        mark = ErrorMark(reason.strip(), actor.staff_id, self._saver.now())
        marked = replace(answers, status=IN_ERROR, error=mark)
        return self._saver.save(f"Entered in error: {mark.reason}", marked)

    def definition(self, form: str) -> Definition | None:
        """The form of answers in the version they were made with, or None when it is not on this computer."""
        try:
            return definition_of(self._forms.read(form))
        except (BadInput, FormsError):
            return None

    def title(self, form: str) -> str:
        """What a form is called; from its address when it is not on this computer."""
        try:
            found = str(self._forms.read(form).get("title", ""))
        except BadInput:
            found = ""
        return found or form.partition("|")[0].rpartition("/")[2].replace("-", " ").capitalize()

    def _read(self, answers: FormAnswers, addenda: tuple[Addendum, ...]) -> ReadAnswers:
        own = sorted((one for one in addenda if one.about_id == answers.id), key=_written)
        return ReadAnswers(
            answers,
            self.lay_out(answers.form, answers.items),
            self._name(answers.author_id),
            self._name(answers.error.by_id) if answers.error else "",
            tuple(
                ReadAddendum(one.text, self._name(one.author_id), _when(one)) for one in own if one.status != IN_ERROR
            ),
        )

    def _is_clinical(self, answers: FormAnswers) -> bool:
        """A clinician's form: not a questionnaire that the patient filled in, nor a decision with its own place."""
        if answers.status not in (IN_ERROR, "completed", "amended"):
            return False
        try:
            kind = kind_of(self._forms.read(answers.form))
        except BadInput:
            last = answers.canonical.rpartition("/")[2]
            return not last.startswith(("prom-", "decision-"))
        return kind not in (FormKind.PROM, FormKind.DECISION) and "/prom-" not in answers.canonical

    def _stored(self, answers_id: str) -> FormAnswers:
        found = self._saver.records.read(FormAnswers, answers_id)
        if found is None:
            raise BadInput("These answers are not on this computer.", advice="Connect and open the record again.")
        return found

    def _name(self, staff_id: str) -> str:
        staff = self._saver.records.read(Staff, staff_id) if staff_id else None
        return staff.spoken() if staff else ""


def _moment(found: tuple[Visit | None, tuple[ReadAnswers, ...]]) -> str:
    visit, forms = found
    return (visit.started if visit is not None else forms[0].answers.authored).isoformat()


def _written(addendum: Addendum) -> str:
    return addendum.written.isoformat()


def _when(addendum: Addendum) -> str:
    moment = addendum.written.astimezone()
    return f"{staff_date(moment.date())} {clock_time(moment)}"
