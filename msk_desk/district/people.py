"""Made-up people as FHIR Patients: names from many communities, ages as an MSK service sees them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from msk_desk.district.addresses import address, landline, mobile
from msk_desk.district.communities import COMMUNITIES, ETHNIC_WORDS, LANGUAGES, UP_TO, Community
from msk_desk.district.draws import Draws
from msk_desk.district.parts import Json, code_extension, ref
from msk_desk.fhir.names import ETHNIC_CATEGORY, INTERPRETER, NHS_NUMBER, PREFERRED_FORMAT

_FORMATS = ("large-print", "large-print", "large-print", "easy-read", "email", "audio", "braille")
_ETHNIC_SYSTEM = "https://fhir.hl7.org.uk/CodeSystem/UKCore-EthnicCategory"
_TITLES = {"female": ("Mrs", "Ms", "Miss", "Mrs"), "male": ("Mr",), "other": ("Mx",)}
YOUNGEST = 16


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is, before it is written as a Patient; `born` is ISO text, empty when not known."""

    id: str
    family: str
    given: tuple[str, ...]
    title: str
    gender: str
    born: str
    age: int
    nhs_number: str
    ethnicity: str = "A"
    language: str = "en"
    interpreter: bool = False
    script: str = ""


def identity(draws: Draws, today: date, numbers: Iterator[str]) -> Identity:
    """One person by chance."""
    community: Community = draws.choices(COMMUNITIES, cum_weights=UP_TO)[0]
    gender = "female" if draws.random() < 0.56 else "male" if draws.random() < 0.99 else "other"
    days = _age_in_days(draws)
    family = draws.pick(community.families)
    if gender == "male" and family.endswith(("ska", "cka")):
        family = family[:-1] + "i"
    pool = community.women if gender == "female" else community.men
    given = (draws.pick(pool), draws.pick(pool)) if draws.one_in(3) else (draws.pick(pool),)
    own_language = draws.random() * 100 < community.own_language
    return Identity(
        id=draws.new_id(),
        family=family,
        given=given,
        title=draws.pick(_TITLES[gender]),
        gender=gender,
        born=(today - timedelta(days=days)).isoformat(),
        age=int(days / 365.2425),
        nhs_number=next(numbers),
        ethnicity="Z" if draws.one_in(12) else community.ethnicity,
        language=community.language if own_language else "en",
        interpreter=own_language and draws.one_in(2),
        script=draws.pick(community.script) if community.script and draws.one_in(12) else "",
    )


def patient(draws: Draws, who: Identity, practice_id: str, **more: object) -> Json:
    """The Patient; `more` adds or replaces whole elements."""
    large = 40 if who.age < 75 else 8
    preferred = draws.pick(_FORMATS) if draws.one_in(large) else ""
    resource: Json = {
        "resourceType": "Patient",
        "id": who.id,
        "extension": _extensions(who, preferred),
        "active": True,
        "name": _names(who),
        "telecom": _telecom(draws, who),
        "gender": who.gender,
        "address": [address(draws)],
        "generalPractitioner": [ref("Organization", practice_id)],
    }
    if who.nhs_number:
        resource["identifier"] = [{"system": NHS_NUMBER, "value": who.nhs_number}]
    if who.born:
        resource["birthDate"] = who.born
    if who.language != "en" or who.interpreter:
        resource["communication"] = [_communication(who.language)]
    resource.update(more)
    return resource


def _age_in_days(draws: Draws) -> int:
    """Middle age and later most of all, as in community MSK services; 16 to 99."""
    age = draws.gauss(57.0, 17.0)
    while not YOUNGEST < age < 99:
        age = draws.gauss(57.0, 17.0)
    return int(age * 365.2425) + 1


def _names(who: Identity) -> list[Json]:
    official: Json = {"use": "official", "family": who.family, "given": list(who.given)}
    if who.title:
        official["prefix"] = [who.title]
    return [official, {"use": "usual", "given": [who.script]}] if who.script else [official]


def _extensions(who: Identity, preferred: str) -> list[Json]:
    found: list[Json] = [
        {
            "url": ETHNIC_CATEGORY,
            "valueCodeableConcept": {
                "coding": [
                    {
                        "system": _ETHNIC_SYSTEM,
                        "code": who.ethnicity,
                        "display": ETHNIC_WORDS[who.ethnicity],
                    }
                ]
            },
        }
    ]
    if who.interpreter:
        found.append({"url": INTERPRETER, "valueBoolean": True})
    if preferred:
        found.append(code_extension(PREFERRED_FORMAT, preferred))
    return found


def _telecom(draws: Draws, who: Identity) -> list[Json]:
    found = [mobile(draws)] if draws.random() < (0.95 if who.age < 75 else 0.6) else [landline(draws)]
    if who.age >= 55 and draws.one_in(2):
        found.append(landline(draws))
    return found


def _communication(language: str) -> Json:
    coding = {"system": "urn:ietf:bcp:47", "code": language, "display": LANGUAGES[language]}
    return {"language": {"coding": [coding], "text": LANGUAGES[language]}, "preferred": True}
