"""The sixty people who work for the service: named, with their roles, professions and sites."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from msk_desk.district.draws import fixed_id
from msk_desk.district.parts import Json, coded, ref, words
from msk_desk.district.places import SITES, Places
from msk_desk.domain.roles import Role
from msk_desk.fhir.names import CS, ROLE
from msk_desk.fhir.practitioner import PROFESSION

_ROTA = """
Asha Rao|Ms|esp|Physiotherapy
Ben Carter|Mr|clinician|Physiotherapy
Priya Nair|Ms|esp|Physiotherapy
Tom Ellwood|Mr|esp,team-lead|Physiotherapy
Ruth Oyelaran|Mrs|esp|Physiotherapy
Łukasz Zając|Mr|esp|Podiatry
Hannah Brooks|Ms|esp|Physiotherapy
Idris Vaughan|Mr|esp|Physiotherapy
Maya Lindqvist|Ms|clinician|Physiotherapy
Owen Pritchard|Mr|clinician|Physiotherapy
Sadia Mirza|Ms|clinician|Physiotherapy
Jack Thornley|Mr|clinician|Physiotherapy
Emma Castellan|Ms|clinician|Physiotherapy
Kofi Darko|Mr|clinician|Physiotherapy
Laura Penhale|Mrs|clinician,team-lead|Physiotherapy
Niamh Corrigan|Ms|clinician|Physiotherapy
Samir Haddad|Mr|clinician|Physiotherapy
Chloe Whitcombe|Ms|clinician|Physiotherapy
Dylan Marsh|Mr|clinician|Physiotherapy
Zofia Lis|Ms|clinician|Physiotherapy
Adaeze Obi|Ms|clinician|Physiotherapy
Peter Garside|Mr|clinician|Physiotherapy
Yasmin Farouk|Ms|clinician|Physiotherapy
George Tillotson|Mr|clinician|Physiotherapy
Bethan Lloyd|Mrs|clinician|Physiotherapy
Ravi Menon|Mr|clinician|Physiotherapy
Katie Underhill|Ms|clinician|Physiotherapy
Marek Dvořák|Mr|clinician|Physiotherapy
Alison Fairclough|Mrs|clinician|Podiatry
Deepa Suri|Ms|clinician|Podiatry
Stephen Wragg|Mr|clinician|Podiatry
Joanna Mellor|Mrs|clinician|Occupational therapy
Tunde Afolabi|Mr|clinician|Occupational therapy
Carol Brandreth|Mrs|clinician|Pain nursing
Lewis Akehurst|Mr|clinician|Pain nursing
Helen Stanbury|Mrs|clinician|Rheumatology nursing
Isla Mackintosh|Dr|clinician|Sport and exercise medicine
Nadia Rahman|Dr|clinician|Psychology
Janet Pickles|Mrs|receptionist|Administration
Gary Hollins|Mr|receptionist|Administration
Shabnam Aziz|Ms|receptionist|Administration
Denise Wetherby|Mrs|receptionist,secretary|Administration
Callum Reid|Mr|receptionist|Administration
Moira Tweddle|Mrs|receptionist|Administration
Aleksandra Bąk|Ms|receptionist|Administration
Jordan Pike|Mx|receptionist|Administration
Pauline Sugden|Mrs|receptionist|Administration
Kelly Ashdown|Ms|receptionist|Administration
Femi Ogunleye|Mr|receptionist|Administration
Glenys Parry|Mrs|secretary|Administration
Lorraine Dutton|Mrs|secretary|Administration
Tessa Winslow|Ms|secretary|Administration
Harpreet Gill|Ms|secretary|Administration
Fiona Drummond|Mrs|team-lead|Physiotherapy
Michael Achebe|Mr|team-lead|Physiotherapy
Susan Ormerod|Mrs|administrator|Management
David Teague|Mr|administrator|Information technology
Mei Tan|Ms|administrator,analyst|Management
Rory Kincaid|Mr|analyst|Information
Alba Serrano|Ms|analyst|Information
"""
_PLAIN = str.maketrans("łŁøđ", "lLod")


@dataclass(frozen=True, slots=True)
class Employee:
    """One member of staff. `home_site` and `room` are where they usually work, rooms counted from 1."""

    id: str
    given: str
    family: str
    title: str
    roles: tuple[Role, ...]
    profession: str
    home_site: int
    room: int

    @property
    def name(self) -> str:
        """`Asha Rao`."""
        return f"{self.given} {self.family}"

    @property
    def login(self) -> str:
        """`asha.rao`: letters of the plain alphabet only."""
        folded = unicodedata.normalize("NFKD", self.name.translate(_PLAIN))
        return folded.encode("ascii", "ignore").decode().lower().replace(" ", ".")

    @property
    def sees_patients(self) -> bool:
        """Whether they hold clinics."""
        return Role.ESP in self.roles or Role.CLINICIAN in self.roles


def staff_of(seed: int) -> tuple[Employee, ...]:
    """Everyone, clinicians first; no two clinicians of a site share a room."""
    return tuple(_employee(seed, number, line) for number, line in enumerate(_ROTA.split("\n")[1:-1]))


def _employee(seed: int, number: int, line: str) -> Employee:
    name, title, roles, profession = line.split("|")
    given, family = name.split(" ", 1)
    room = 3 if number == 0 else (number // len(SITES) + 3) % 5 + 1
    return Employee(
        fixed_id(seed, "staff", name), given, family, title,
        tuple(Role(role) for role in roles.split(",")), profession, number % len(SITES), room,
    )  # fmt: skip


def staff_resources(seed: int, places: Places) -> Iterator[Json]:
    """A Practitioner each, then a PractitionerRole for each hat."""
    everyone = staff_of(seed)
    for number, person in enumerate(everyone):
        yield _practitioner(person, number)
    for person in everyone:
        for role in person.roles:
            yield _role(seed, person, role, places)


def _practitioner(person: Employee, number: int) -> Json:
    resource: Json = {
        "resourceType": "Practitioner",
        "id": person.id,
        "extension": [{"url": PROFESSION, "valueString": person.profession}],
        "active": True,
        "name": [{"use": "official", "family": person.family, "given": [person.given], "prefix": [person.title]}],
    }
    if person.sees_patients:
        resource["identifier"] = [{"system": f"{CS}/made-up-registration", "value": f"MADEUP{100_000 + number}"}]
    return resource


def _role(seed: int, person: Employee, role: Role, places: Places) -> Json:
    return {
        "resourceType": "PractitionerRole",
        "id": fixed_id(seed, "role", person.name, role.value),
        "active": True,
        "practitioner": ref("Practitioner", person.id),
        "organization": ref("Organization", places.service_id),
        "code": [coded(ROLE, role.value, role.words)],
        "specialty": [words(person.profession)],
        "location": [ref("Location", places.site_ids[person.home_site])],
    }
