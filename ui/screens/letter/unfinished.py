"""A letter being written, as the journal keeps it and as it is opened again; runs on a worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from msk_desk.domain.drafts import Draft
from msk_desk.domain.letters import Letter

if TYPE_CHECKING:
    from ui.context import Desk


@dataclass(frozen=True, slots=True)
class OpenLetter:
    """A letter open for a patient; `edited` are the headings whose text is the author's, not the record's."""

    draft: Draft
    letter: Letter
    edited: frozenset[str]
    patient_format: str
    first_copies: tuple[str, ...]
    signed_by: str = ""


def open_letter(desk: Desk, patient_id: str, visit_id: str, kind: str) -> OpenLetter:
    """The letter of this kind and visit: signed, as it was left, or composed from the record as it is now.

    Sections that nobody has edited are composed anew, so that what was recorded since is in them.
    """
    patient_format = desk.record.banner(patient_id).patient.preferred_format
    for letter in desk.record.letters(patient_id):
        if (letter.kind, letter.visit_id) == (kind, visit_id) and letter.status in ("signed", "sent"):
            done = Draft("", "letter", kind, patient_id, visit_id, letter.author_id, letter.written)
            name = desk.record.staff_name(letter.author_id)
            return OpenLetter(done, letter, frozenset(), patient_format, letter.copies, name)
    draft = desk.drafting.open("letter", kind, patient_id, visit_id)
    letter = desk.letters.begin(patient_id, kind, visit_id)
    return OpenLetter(draft, *_overlaid(letter, draft.content), patient_format, letter.copies)


def _overlaid(letter: Letter, content: Mapping[str, Any]) -> tuple[Letter, frozenset[str]]:
    texts: Mapping[str, str] = content.get("texts", {})
    sections = tuple(replace(each, text=texts.get(each.heading, each.text)) for each in letter.sections)
    copies = tuple(content.get("copies", letter.copies))
    return replace(letter, sections=sections, copies=copies), frozenset(texts)


def content_of(letter: Letter, edited: frozenset[str]) -> dict[str, Any]:
    """Plain JSON for the journal: only what the author wrote."""
    texts = {each.heading: each.text for each in letter.sections if each.heading in edited}
    return {"texts": texts, "copies": list(letter.copies)}
