"""Drafting: the journal that keeps every keystroke of unfinished work, for every kind of work alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msk_desk.domain.drafts import Draft
from msk_desk.domain.errors import BadInput
from msk_desk.domain.visits import FormAnswers
from msk_desk.services.ports import Drafts
from msk_desk.services.prom_entry import MAY_ENTER
from msk_desk.services.saving import Saver


class Drafting:
    """Opens, keeps and ends drafts in the name of the person at the computer."""

    def __init__(self, drafts: Drafts, saver: Saver) -> None:
        self._drafts = drafts
        self._saver = saver

    def open(self, kind: str, subject: str, patient_id: str, visit_id: str = "") -> Draft:
        """The unfinished work of this kind for this patient and visit, or a new, empty draft of it."""
        # Reception types answers in from paper, and reads no scores; every other draft is clinical.
        access = self._saver.access
        actor = access.require(*MAY_ENTER) if kind == "prom" else access.require_clinical()
        for draft in self._own(self._drafts.of_patient(patient_id), actor.staff_id):
            if (draft.kind, draft.visit_id) != (kind, visit_id):
                continue
            if draft.subject.split("|")[0] == subject.split("|", maxsplit=1)[0]:
                return draft
        return Draft(self._saver.new_id(), kind, subject, patient_id, visit_id, actor.staff_id, self._saver.now())

    def note(self, draft: Draft, content: Mapping[str, Any], focus: str = "") -> Draft:
        """Keep the newest state; it is on disk when this returns."""
        self.require_own(draft)
        kept = Draft(
            draft.id, draft.kind, draft.subject, draft.patient_id, draft.visit_id, draft.author_id,
            self._saver.now(), content, focus,
        )  # fmt: skip
        self._drafts.note(kept)
        return kept

    def require_own(self, draft: Draft) -> None:
        """Make sure that the draft is the person's own.

        Raises:
            BadInput: it is somebody else's.
        """
        if draft.author_id != self._saver.access.actor.staff_id:
            raise BadInput("This draft belongs to somebody else.", advice="Ask its author to finish it.")

    def end(self, draft_id: str) -> None:
        """The work is saved as a record, or was given up on purpose."""
        self._drafts.discard(draft_id)

    def unfinished(self, patient_id: str = "") -> tuple[Draft, ...]:
        """The person's own unfinished work, of one patient when given, newest first."""
        actor = self._saver.access.actor
        drafts = self._drafts.of_patient(patient_id) if patient_id else self._drafts.every()
        return tuple(self._own(drafts, actor.staff_id))

    def _own(self, drafts: Iterable[Draft], author_id: str) -> Iterator[Draft]:
        """The drafts of an author; one that was recorded just before the power went is done and is forgotten."""
        for draft in drafts:
            if draft.author_id != author_id:
                continue
            if self._saver.records.read(FormAnswers, draft.id) is None:
                yield draft
            else:
                self._drafts.discard(draft.id)
