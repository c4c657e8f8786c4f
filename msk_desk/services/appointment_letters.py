"""Letters and text messages to patients about appointments, waits and referrals: previewed, then kept on the record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from msk_desk.domain.clinics import Appointment, Status
from msk_desk.domain.dates import patient_date
from msk_desk.domain.errors import BadInput, MskDeskError, Refused
from msk_desk.domain.letters import Letter, StoredDocument
from msk_desk.domain.messages import LETTER, TEXT, LetterWanted, SentMessage
from msk_desk.domain.papers import PatientLetterContent
from msk_desk.domain.pathways import Referral, Triage
from msk_desk.domain.patient_letters import COMMON, FilledLetter, fill
from msk_desk.domain.records import Changes, Record
from msk_desk.domain.roles import Role
from msk_desk.domain.text_messages import TextMessage, message
from msk_desk.domain.waiting_list import WaitingEntry
from msk_desk.services.letter_facts import Gathered, LetterFacts
from msk_desk.services.paper_ports import DocumentMaker, LetterQueue, PatientLetterTemplates
from msk_desk.services.ports import ServiceLibrary
from msk_desk.services.saving import Saver

KINDS = ("appointment", "rescheduled", "cancelled", "did-not-attend-first", "did-not-attend-later")
ELSEWHERE = "elsewhere"
"""The decision that another place is the right one."""
_WRITERS = (Role.SECRETARY, Role.CLINICIAN, Role.ESP)
"""Those who put letters on the record; for the desk it is kept that one was given, and its words."""
_ADMINISTRATIVE = ("appointment", "did-not-attend")
_LAYOUTS = {"large-print": "large-print", "easy-read": "easy-read"}
_ELSEWHERE = ("braille", "audio", "email")
"""Formats that this computer does not make: said, so that nobody posts a letter that cannot be read."""


@dataclass(frozen=True, slots=True)
class PatientLetter:
    """A letter ready to be looked at, printed and kept; `needs` names a recorded format that must be made elsewhere."""

    id: str
    content: PatientLetterContent
    message: TextMessage
    appointment: Appointment | None = None
    needs: str = ""

    @property
    def filled(self) -> FilledLetter:
        """What it says."""
        return self.content.letter


@dataclass(frozen=True, slots=True)
class Batch:
    """Many letters at once: what could be made, and why not for the rest, by appointment."""

    letters: tuple[PatientLetter, ...]
    refused: tuple[tuple[str, MskDeskError], ...] = ()


class AppointmentLetters:
    """Makes and keeps letters to patients."""

    def __init__(
        self,
        templates: PatientLetterTemplates,
        facts: LetterFacts,
        papers: DocumentMaker,
        library: ServiceLibrary,
        queue: LetterQueue,
        saver: Saver,
    ) -> None:
        self._templates = templates
        self._facts = facts
        self._papers = papers
        self._library = library
        self._queue = queue
        self._saver = saver

    def wanted(self) -> tuple[LetterWanted, ...]:
        """The appointments that patients are still to be told of, the soonest first."""
        self._saver.access.require_patients()
        return self._queue.every()

    def kind_of(self, appointment: Appointment) -> str:
        """Which letter an appointment asks for as it stands."""
        if appointment.status is Status.NO_SHOW:
            return f"did-not-attend-{'first' if self._facts.is_first(appointment) else 'later'}"
        if appointment.status in (Status.CANCELLED, Status.PROPOSED) or appointment.letter_wanted == "cancelled":
            return "cancelled"
        moved = appointment.replaces_id or appointment.letter_wanted == "changed"
        return "rescheduled" if moved else "appointment"

    def of_appointment(self, appointment_id: str, code: str = "") -> PatientLetter:
        """The letter about an appointment: the one it asks for, or another of KINDS.

        Raises:
            BadInput: there is no such appointment, or nobody can be written to.
            Refused: the patient is recorded as having died.
        """
        self._saver.access.require_patients()
        appointment = self._saver.records.read(Appointment, appointment_id)
        if appointment is None:
            raise BadInput("This appointment is not on this computer.", advice="Refresh the list and look again.")
        code = code or self.kind_of(appointment)
        days = self._templates.read(code).days
        gathered = self._facts.of_appointment(appointment, days, self._today())
        return replace(self._letter(code, gathered), appointment=appointment)

    def of_waiting(self, entry: WaitingEntry) -> PatientLetter:
        """The letter that says that somebody is on the waiting list."""
        self._saver.access.require_patients()
        gathered = self._facts.of_person(entry.patient_id, entry.site_id)
        said = {"service": self._library.read().title(entry.service), "since": patient_date(entry.since)}
        return self._letter("waiting-list", replace(gathered, facts={**gathered.facts, **said}))

    def of_triage(self, referral: Referral, decision: str, decided: str, elsewhere: str = "") -> PatientLetter:
        """The letter that says what was decided about a referral.

        Args:
            decision: the code of a service, or `elsewhere`.
            decided: the day, ISO.
            elsewhere: for `elsewhere`, where the patient can get help, in their words.
        """
        self._saver.access.require_patients()
        template, gathered = self._templates.read("triage-outcome"), self._facts.of_person(referral.patient_id)
        own = referral.source == "self"
        said = {
            "service": self._library.read().title(decision), "service_words": template.services.get(decision, ""),
            "received": patient_date(referral.received), "decided": patient_date(decided), "elsewhere": elsewhere,
            "referrer_words": template.services["referred-self" if own else "referred"],
        }  # fmt: skip
        return self._letter(
            "triage-outcome",
            replace(gathered, facts={**gathered.facts, **said}, tags=gathered.tags | self._outcome(decision)),
        )

    def of_last_triage(self, patient_id: str) -> PatientLetter:
        """The letter that says what was decided of the newest referral.

        Raises:
            BadInput: nothing was decided, or the decision is one that is told in another way.
        """
        self._saver.access.require_clinical()
        found = [each for each in self._saver.records.of_patient(Triage, patient_id) if each.status == "completed"]
        last = max(found, key=_done_at, default=None)
        referral = self._saver.records.read(Referral, last.referral_id) if last else None
        if last is None or referral is None:
            raise BadInput("Nothing was decided about a referral of this patient.")
        if last.decision != ELSEWHERE and self._library.read().find(last.decision) is None:
            raise BadInput("This decision has no letter of this kind.", advice="Tell the patient by telephone.")
        return self.of_triage(referral, last.decision, last.done_at)

    def batch(self, appointment_ids: Iterable[str], waiting_ids: Iterable[str] = ()) -> Batch:
        """A letter for each appointment and each entry of the waiting list; one that fails stops none of the others."""
        made, refused = [], []
        wanted: list[tuple[str, Callable[[str], PatientLetter]]] = [
            (one, self.of_appointment) for one in dict.fromkeys(appointment_ids)
        ]
        wanted += [(one, self._of_entry) for one in dict.fromkeys(waiting_ids)]
        for one, make in wanted:
            try:
                made.append(make(one))
            except MskDeskError as error:
                refused.append((one, error))
        return Batch(tuple(made), tuple(refused))

    def _of_entry(self, entry_id: str) -> PatientLetter:
        entry = self._saver.records.read(WaitingEntry, entry_id)
        if entry is None:
            raise BadInput("This wait is not on this computer.", advice="Refresh the list and look again.")
        return self.of_waiting(entry)

    def preview(self, letters: Sequence[PatientLetter]) -> bytes:
        """The letters as one PDF, each with its own page numbers."""
        if not letters:
            raise BadInput("There is no letter to make.", advice="Choose somebody in the list.")
        return self._papers.patient_letters([letter.content for letter in letters])

    def keep(self, letters: Sequence[PatientLetter]) -> Changes:
        """Put letters on the record as sent: each with what it is about in one save; the wish for a letter is met.

        Raises:
            Refused: a letter about a clinical decision, for a role that may not write it.
        """
        self._saver.access.require_patients()
        for letter in letters:
            self._require_writer(letter)
        kept = [self._saver.save(f"{letter.filled.title}: letter", *self._records_of(letter)) for letter in letters]
        return _together(kept)

    def keep_texts(self, letters: Sequence[PatientLetter]) -> Changes:
        """Note that the text messages were sent, in their words. This program sends none itself.

        Raises:
            BadInput: a message is too long to be sent as two.
        """
        self._saver.access.require_patients()
        for letter in letters:
            if not letter.message.fits or not letter.message.words:
                raise BadInput("This message is too long for a text message.", advice="Send the letter.")
        kept = [
            self._saver.save(
                f"{letter.filled.title}: text message",
                self._message(letter, TEXT, letter.message.words), *self._told(letter, TEXT),
            )
            for letter in letters
        ]  # fmt: skip
        return _together(kept)

    def _letter(self, code: str, gathered: Gathered) -> PatientLetter:
        patient = gathered.patient
        if patient.deceased:
            raise Refused("This person is recorded as having died.", advice="No letter is made. Tell your team lead.")
        filled = fill(self._templates.read(code), self._templates.read(COMMON), gathered.facts, gathered.tags)
        wanted = patient.preferred_format
        content = PatientLetterContent(
            filled, patient, gathered.masthead, self._today(), _LAYOUTS.get(wanted, "standard")
        )
        return PatientLetter(
            self._saver.new_id(), content, message(filled.message), needs=wanted if wanted in _ELSEWHERE else ""
        )

    def _outcome(self, decision: str) -> frozenset[str]:
        service = self._library.read().find(decision)
        if decision in ("self-management", "advice"):
            return frozenset({decision})
        if service is None:
            return frozenset({"elsewhere"})
        return frozenset({"onward" if service.onward else "waiting"})

    def _require_writer(self, letter: PatientLetter) -> None:
        if letter.filled.kind not in _ADMINISTRATIVE and self._saver.access.actor.role not in _WRITERS:
            raise Refused("A clinician or a secretary sends this letter.", advice="Ask one of them to send it.")

    def _records_of(self, letter: PatientLetter) -> tuple[Record, ...]:
        actor = self._saver.access.actor
        if actor.role not in _WRITERS:
            words = "\n".join(f"{part.title}\n{part.text}" for part in letter.filled.sections())
            return (self._message(letter, LETTER, words), *self._told(letter, LETTER))
        filled, content = letter.filled, letter.content
        kept = Letter(
            letter.id, content.patient.id, filled.kind, filled.title, "sent", self._saver.now(), actor.staff_id,
            sections=filled.sections(),
        )  # fmt: skip
        paper = StoredDocument(
            self._saver.new_id(), content.patient.id, filled.title, self._saver.now().isoformat(),
            data=self._papers.patient_letters([content]), about_id=letter.id, author_id=actor.staff_id,
            kind=filled.kind,
        )  # fmt: skip
        return (kept, paper, *self._told(letter, LETTER))

    def _message(self, letter: PatientLetter, way: str, words: str) -> SentMessage:
        return SentMessage(
            self._saver.new_id(), letter.content.patient.id, way, letter.filled.title, words,
            self._saver.now().isoformat(), self._saver.access.actor.staff_id,
            letter.appointment.id if letter.appointment else "",
        )  # fmt: skip

    def _told(self, letter: PatientLetter, way: str) -> tuple[Appointment, ...]:
        """The appointment as it is now, with the wish for a letter met."""
        about = self._saver.records.read(Appointment, letter.appointment.id) if letter.appointment else None
        if about is None:
            return ()
        return (replace(about, letter_wanted="", told_at=self._saver.now().isoformat(), told_by=way),)

    def _today(self) -> date:
        return self._saver.now().astimezone().date()


def _done_at(triage: Triage) -> str:
    return triage.done_at


def _together(kept: Iterable[Changes]) -> Changes:
    kept = tuple(kept)
    return Changes(
        frozenset().union(*(changes.refs for changes in kept)),
        frozenset().union(*(changes.patients for changes in kept)),
    )
