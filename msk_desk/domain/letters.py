"""Letters: sections under PRSB headings, states draft, review, signed, sent; nothing signed changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class LetterSection:
    """One section: `heading` is the PRSB heading, `title` what the patient reads, `text` plain paragraphs."""

    heading: str
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter (FHIR Composition); `status` is draft, signed, sent or entered-in-error."""

    id: str
    patient_id: str
    kind: str
    title: str
    status: str
    written: datetime
    author_id: str
    visit_id: str = ""
    sections: tuple[LetterSection, ...] = ()
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document on the record (FHIR DocumentReference): `data` is the file itself when it was asked for.

    `about_id` is the letter or plan it is the paper of, `about_type` that one's FHIR type; `kind` the kind of a letter
    that needs no signature.
    """

    id: str
    patient_id: str
    title: str
    created: str
    content_type: str = "application/pdf"
    data: bytes = b""
    about_id: str = ""
    author_id: str = ""
    about_type: str = "Composition"
    kind: str = ""
