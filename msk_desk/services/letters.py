"""Letters: composed from the record under PRSB headings, checked, previewed, signed; nothing signed changes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from msk_desk.domain.clinics import Organisation
from msk_desk.domain.errors import FormIncomplete, Refused
from msk_desk.domain.letters import Letter, LetterSection, StoredDocument
from msk_desk.domain.papers import LetterContent
from msk_desk.domain.people import Patient
from msk_desk.domain.records import Changes
from msk_desk.domain.roles import Role
from msk_desk.services.composing import About, Composer
from msk_desk.services.mastheads import Mastheads
from msk_desk.services.paper_ports import DocumentMaker
from msk_desk.services.saving import Saver

_WRITERS = (Role.SECRETARY, Role.CLINICIAN, Role.ESP)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at before signing; a letter cannot be signed while a `must` is not `ok`."""

    code: str
    ok: bool
    must: bool
    heading: str = ""


class Letters:
    """Writes, checks and signs letters."""

    def __init__(self, composer: Composer, papers: DocumentMaker, mastheads: Mastheads, saver: Saver) -> None:
        self._composer = composer
        self._papers = papers
        self._mastheads = mastheads
        self._saver = saver

    def begin(self, patient_id: str, kind: str = "discharge", visit_id: str = "") -> Letter:
        """The draft letter of this kind and visit, or a new one composed from the record."""
        actor = self._saver.access.require_clinical()
        for letter in self._saver.records.of_patient(Letter, patient_id):
            if letter.status == "draft" and letter.kind == kind and letter.visit_id == visit_id:
                return letter
        about = About(patient_id, visit_id, actor.staff_id, self._saver.now())
        return self._composer.compose(self._saver.new_id(), kind, about)

    def change(self, letter: Letter, heading: str, text: str) -> Letter:
        """The draft with one section's text changed.

        Raises:
            Refused: the letter is signed.
        """
        if letter.status != "draft":
            raise Refused("A signed letter does not change.", advice="Write a new letter that corrects it.")
        sections = tuple(
            replace(section, text=text) if section.heading == heading else section for section in letter.sections
        )
        return replace(letter, sections=sections)

    def keep(self, letter: Letter) -> Changes:
        """Store the draft.

        Raises:
            Refused: the role does not write letters, or it is signed here already.
        """
        self._saver.access.require(*_WRITERS)
        self._refuse_signed(letter)
        return self._saver.save("Letter draft kept", letter)

    def checks(self, letter: Letter) -> tuple[Check, ...]:
        """What must and should be right before the letter is signed."""
        return tuple(Check(code, ok, must, heading) for code, ok, must, heading in self._composer.checks(letter))

    def preview(self, letter: Letter) -> bytes:
        """The PDF as it will be signed."""
        return self._papers.letter(self._content(letter))

    def sign(self, letter: Letter) -> tuple[Changes, bytes]:
        """Sign: the letter is final, its PDF is on the record, and neither changes again.

        Raises:
            FormIncomplete: a mandatory check is not met.
            Refused: the person may not sign, or it is signed already.
        """
        actor = self._saver.access.require_author()
        self._refuse_signed(letter)
        failed = [check for check in self.checks(letter) if check.must and not check.ok]
        if failed:
            raise FormIncomplete("Before signing: " + ", ".join(check.code for check in failed) + ".")
        signed = replace(letter, status="signed", author_id=actor.staff_id, written=self._saver.now())
        pdf = self.preview(signed)
        document = StoredDocument(
            self._saver.new_id(), letter.patient_id, letter.title, self._saver.now().isoformat(),
            data=pdf, about_id=letter.id, author_id=actor.staff_id,
        )  # fmt: skip
        return self._saver.save(f"{letter.title} signed", signed, document, signed=True), pdf

    def _refuse_signed(self, letter: Letter) -> None:
        """What stands on the record decides: the letter in hand may be older than its signature."""
        stored = self._saver.records.read(Letter, letter.id)
        if letter.status != "draft" or (stored is not None and stored.status != "draft"):
            raise Refused("A signed letter does not change.", advice="Write a new letter that corrects it.")

    def _content(self, letter: Letter) -> LetterContent:
        patient = self._saver.records.read(Patient, letter.patient_id) or Patient(letter.patient_id)
        practice = self._saver.records.read(Organisation, patient.gp_practice_id) if patient.gp_practice_id else None
        masthead, author = self._mastheads.of(letter.visit_id, letter.author_id)
        return LetterContent(
            letter, patient, author, practice, masthead, letter.written.astimezone().date(), letter.copies,
            _addressee(letter),
        )  # fmt: skip


def _addressee(letter: Letter) -> str:
    """Advice goes to who asked for it; every other letter to the patient."""
    found = section(letter, "distribution-list") if letter.kind == "advice" else None
    return found.text.split("\n", maxsplit=1)[0] if found else ""


def section(letter: Letter, heading: str) -> LetterSection | None:
    """The section under a PRSB heading, or None."""
    return next((found for found in letter.sections if found.heading == heading), None)
