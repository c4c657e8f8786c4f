"""How a paper names its patient."""

from __future__ import annotations

from msk_desk.domain.dates import patient_date
from msk_desk.domain.nhs_number import shown
from msk_desk.domain.people import Patient
from msk_desk.services.ports import Words


def whose(patient: Patient, words: Words) -> str:
    """The line at the foot of every page."""
    number = shown(patient.nhs_number) if patient.nhs_number else words.get("documents.no_nhs_number")
    return words.get(
        "documents.whose", name=patient.name.spoken(), born=patient_date(patient.born), number=number
    )


def greeting(patient: Patient, words: Words) -> str:
    """`Dear Mrs Holloway`, or the given and family name when there is no title."""
    name = patient.name
    called = f"{name.title} {name.family}" if name.title and name.family else name.spoken()
    return words.get("documents.dear", name=called)


def address_lines(patient: Patient) -> tuple[str, ...]:
    """Name and postal address, one line each."""
    name = patient.name
    full = " ".join(part for part in (name.title, *name.given, name.family) if part)
    address = patient.addresses[0] if patient.addresses else None
    if address is None:
        return (full,)
    return tuple(part for part in (full, *address.lines, address.town, address.postcode) if part)
