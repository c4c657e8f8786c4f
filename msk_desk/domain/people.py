"""People: patients as recorded, as a line in a list, and the staff who see them."""

from __future__ import annotations

from dataclasses import dataclass

from msk_desk.domain.dates import NOT_KNOWN
from msk_desk.domain.roles import Role


@dataclass(frozen=True, slots=True)
class PersonName:
    """One name of a person; `use` is FHIR's (official, usual, old, maiden, nickname…)."""

    family: str = ""
    given: tuple[str, ...] = ()
    title: str = ""
    use: str = "official"

    def listed(self) -> str:
        """`FAMILY, Given Middle`, as lists show it."""
        given = " ".join(self.given)
        return ", ".join(part for part in (self.family.upper(), given) if part) or "Name not known"

    def banner(self) -> str:
        """`FAMILY, Given (Title)`, as the banner shows it."""
        return f"{self.listed()} ({self.title})" if self.title else self.listed()

    def spoken(self) -> str:
        """`Given Family`, as a patient reads it."""
        return " ".join(part for part in (*self.given[:1], self.family) if part) or "Name not known"


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach a person: `system` and `use` are FHIR's (phone, email, sms; home, work, mobile)."""

    system: str
    value: str
    use: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address."""

    lines: tuple[str, ...] = ()
    town: str = ""
    postcode: str = ""
    use: str = ""

    def one_line(self) -> str:
        """The address on one line."""
        return ", ".join(part for part in (*self.lines, self.town, self.postcode) if part) or NOT_KNOWN


@dataclass(frozen=True, slots=True)
class PatientLink:
    """Two records of one person; `kind` is FHIR's (replaces, replaced-by, refer, seealso).

    A merge made here says `by` whom (id), `at` which instant, why, and which blank fields the survivor took over.
    """

    other_id: str
    kind: str
    by: str = ""
    at: str = ""
    reason: str = ""
    took: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Patient:
    """A patient as recorded. Dates are ISO text and may be partial; `deceased` is a date or "yes".

    `distinct_from` are the ids of look-alikes that a person has found to be somebody else.
    """

    id: str
    names: tuple[PersonName, ...] = ()
    born: str = ""
    gender: str = ""
    nhs_number: str = ""
    contacts: tuple[Contact, ...] = ()
    addresses: tuple[Address, ...] = ()
    language: str = ""
    interpreter: bool = False
    preferred_format: str = ""
    ethnicity: str = ""
    gp_practice_id: str = ""
    deceased: str = ""
    active: bool = True
    links: tuple[PatientLink, ...] = ()
    distinct_from: tuple[str, ...] = ()

    @property
    def survivor_id(self) -> str:
        """The record that stands for this one since they were merged; empty while it stands for itself."""
        return next((link.other_id for link in self.links if link.kind == "replaced-by"), "")

    @property
    def name(self) -> PersonName:
        """The current name: official first, then usual, then any that is not old."""
        rank = {
            "official": 0,
            "usual": 1,
            "": 2,
            "temp": 3,
            "anonymous": 3,
            "nickname": 4,
            "maiden": 5,
            "old": 6,
        }
        return min(self.names, key=lambda name: rank.get(name.use, 3), default=PersonName())

    @property
    def preferred_name(self) -> str:
        """The name the person likes to be called, when it is recorded and differs."""
        for name in self.names:
            if name.use == "nickname" or (name.use == "usual" and name is not self.name):
                return " ".join(name.given) or name.family
        return ""

    def phone(self) -> str:
        """The first telephone number, mobile first, or an empty text."""
        phones = [c for c in self.contacts if c.system in ("phone", "sms") and c.value]
        return min(phones, key=lambda c: c.use != "mobile").value if phones else ""


@dataclass(frozen=True, slots=True)
class PatientLine:
    """A patient as one line of a list or search result; `matched_on` says why it was found."""

    id: str
    name: str
    born: str
    gender: str
    nhs_number: str
    phone: str = ""
    postcode: str = ""
    deceased: str = ""
    matched_on: str = ""


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff; `roles` are the hats they may wear, `sites` the ids of the places they work."""

    id: str
    name: PersonName
    profession: str = ""
    registration: str = ""
    roles: tuple[Role, ...] = ()
    sites: tuple[str, ...] = ()

    def spoken(self) -> str:
        """`Asha Rao`."""
        return self.name.spoken()

    def initials(self) -> str:
        """`AR`, for the badge in the top bar."""
        letters = [*(given[:1] for given in self.name.given[:1]), self.name.family[:1]]
        return "".join(letters).upper()
