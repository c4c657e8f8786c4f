"""Registering somebody new: what was typed at the desk, what is wrong with it, and the patient it makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from msk_desk.domain import nhs_number
from msk_desk.domain.birth_dates import typed_date
from msk_desk.domain.people import Address, Contact, Patient, PersonName

NOT_KNOWN = frozenset({"nk", "not known", "unknown", "?"})
GENDERS = ("female", "male", "other", "unknown")
FORMATS = ("", "large-print", "easy-read", "email", "audio", "braille")
LEAST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class NewPatient:
    """Everything as it was typed; `born` may say that it is not known."""

    nhs_number: str = ""
    family: str = ""
    given: str = ""
    title: str = ""
    preferred: str = ""
    born: str = ""
    gender: str = ""
    mobile: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    town: str = ""
    postcode: str = ""
    language: str = ""
    interpreter: bool = False
    preferred_format: str = ""
    gp_practice_id: str = ""


def problems(new: NewPatient, today: date) -> Mapping[str, str]:
    """What is wrong, by field: `missing`, or how it is wrong; empty when it can be registered."""
    found: dict[str, str] = {}
    if new.nhs_number.strip():
        wrong = nhs_number.problem(new.nhs_number)
        if wrong is not None:
            found["nhs_number"] = wrong
    if not new.family.strip() and not new.given.strip():
        found["family"] = "missing"
    if not new.born.strip():
        found["born"] = "missing"
    elif not not_known(new.born) and typed_date(new.born, today) is None:
        found["born"] = "date"
    if not new.gender:
        found["gender"] = "missing"
    for field in ("mobile", "phone"):
        number = getattr(new, field)
        if number.strip() and sum(character.isdigit() for character in number) < LEAST_DIGITS:
            found[field] = "short"
    if new.email.strip() and ("@" not in new.email.strip("@ ") or " " in new.email.strip()):
        found["email"] = "email"
    return found


def not_known(text: str) -> bool:
    """Whether somebody typed that it is not known."""
    return text.strip().casefold() in NOT_KNOWN


def patient_of(new: NewPatient, id: str, today: date) -> Patient:
    """The patient, as far as what was typed can be read."""
    born = typed_date(new.born, today)
    return Patient(
        id, _names(new), born.isoformat() if born else "", new.gender, nhs_number.parse(new.nhs_number) or "",
        _contacts(new), _addresses(new), _spaced(new.language), new.interpreter, new.preferred_format,
        gp_practice_id=new.gp_practice_id,
    )  # fmt: skip


def _names(new: NewPatient) -> tuple[PersonName, ...]:
    given = tuple(new.given.split())
    official = PersonName(_spaced(new.family), given, _spaced(new.title), "official")
    liked = _spaced(new.preferred)
    return (official, PersonName("", (liked,), "", "nickname")) if liked else (official,)


def _contacts(new: NewPatient) -> tuple[Contact, ...]:
    typed = (("phone", new.mobile, "mobile"), ("phone", new.phone, "home"), ("email", new.email, "home"))
    return tuple(Contact(system, _spaced(value), use) for system, value, use in typed if value.strip())


def _addresses(new: NewPatient) -> tuple[Address, ...]:
    lines = tuple(filter(None, (_spaced(line) for line in new.address.split(","))))
    address = Address(lines, _spaced(new.town), postcode(new.postcode), "home")
    return (address,) if lines or address.town or address.postcode else ()


def postcode(text: str) -> str:
    """A postcode as it is printed: capitals, and a space before its last three letters."""
    plain = "".join(text.split()).upper()
    return f"{plain[:-3]} {plain[-3:]}" if 5 <= len(plain) <= 7 else plain


def _spaced(text: str) -> str:
    return " ".join(text.split())
