"""Whether two records are of one person: field by field, with the reasons; for registering, files and the merge list.

The machine orders and explains. It never joins two records: only `SAME_PERSON`, an NHS number that agrees together
with the birth date and a name, lets a referral go to a record without asking.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from msk_desk.domain import nhs_number
from msk_desk.domain.birth_dates import born_alike
from msk_desk.domain.name_matching import family_alike, given_alike
from msk_desk.domain.people import Address, Patient
from msk_desk.domain.search_words import digits_of, folded, postcode_key


class Agreement(StrEnum):
    """How far two values of a field agree."""

    SAME = "same"
    NEAR = "near"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


class Verdict(StrEnum):
    """What the fields say together, strongest first."""

    SAME_PERSON = "same-person"
    LIKELY = "likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"


ORDER = tuple(Verdict)
FIELDS = ("nhs_number", "family", "given", "born", "gender", "phone", "email", "address")


@dataclass(frozen=True, slots=True)
class FieldMatch:
    """One field of two people; `note` says how near values differ (`swapped`, `slip`, `former`, `sound`…)."""

    field: str
    agreement: Agreement
    note: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """Two people compared; `fields` are in the order of FIELDS."""

    patient_id: str
    verdict: Verdict
    fields: tuple[FieldMatch, ...]

    def of(self, field: str) -> FieldMatch:
        """One field."""
        return self.fields[FIELDS.index(field)]

    @property
    def reasons(self) -> tuple[FieldMatch, ...]:
        """What speaks for one person, then what speaks against; what is not known says nothing."""
        rank = (Agreement.SAME, Agreement.NEAR, Agreement.DIFFERENT)
        known = [each for each in self.fields if each.agreement in rank]
        return tuple(sorted(known, key=lambda each: rank.index(each.agreement)))


def compare(one: Patient, other: Patient) -> Match:
    """Compare two people; the order of the two does not change the verdict."""
    fields = (
        _numbers(one, other),
        FieldMatch("family", *_found(family_alike(one, other))),
        FieldMatch("given", *_found(given_alike(one, other))),
        FieldMatch("born", *_found(born_alike(one.born, other.born))),
        _plain("gender", one.gender, other.gender),
        _shared("phone", _phones(one), _phones(other)),
        _shared("email", _emails(one), _emails(other)),
        _addresses(one, other),
    )
    return Match(other.id, _verdict({each.field: each.agreement for each in fields}), fields)


def look_alikes(person: Patient, others: Iterable[Patient]) -> tuple[Match, ...]:
    """Everyone who may be this person, the most likely first; those known to be somebody else are left out."""
    found = [
        compare(person, other)
        for other in others
        if other.id != person.id and other.id not in person.distinct_from and person.id not in other.distinct_from
    ]
    kept = [match for match in found if match.verdict is not Verdict.UNLIKELY]
    return tuple(sorted(kept, key=lambda match: (ORDER.index(match.verdict), -_agreeing(match))))


def _agreeing(match: Match) -> int:
    return sum(each.agreement is Agreement.SAME for each in match.fields)


def _found(found: tuple[str, str]) -> tuple[Agreement, str]:
    return Agreement(found[0]), found[1]


def _verdict(fields: dict[str, Agreement]) -> Verdict:
    number = fields["nhs_number"]
    if number is Agreement.SAME:
        return _same_number(fields)
    if number is Agreement.DIFFERENT:
        return _different_numbers(fields)
    return _no_number(fields)


def _same_number(fields: dict[str, Agreement]) -> Verdict:
    """A number typed for the wrong person is caught by the birth date and the name."""
    named = _fits(fields["family"]) or _fits(fields["given"])
    return Verdict.SAME_PERSON if fields["born"] is Agreement.SAME and named else Verdict.LIKELY


def _different_numbers(fields: dict[str, Agreement]) -> Verdict:
    """Two numbers are two people, unless one was given twice or mistyped: a person looks when all else agrees."""
    if fields["born"] is not Agreement.SAME:
        return Verdict.UNLIKELY
    names = _fits(fields["family"]) and _fits(fields["given"])
    kin = _fits(fields["family"]) or _fits(fields["given"])
    return Verdict.POSSIBLE if names or (kin and _reached_alike(fields)) else Verdict.UNLIKELY


def _no_number(fields: dict[str, Agreement]) -> Verdict:
    born, reached = fields["born"], _reached_alike(fields)
    family, given = _fits(fields["family"]), _fits(fields["given"])
    if family and given:
        if born is Agreement.SAME:
            return Verdict.LIKELY
        if born is Agreement.DIFFERENT:
            return Verdict.POSSIBLE if reached else Verdict.UNLIKELY
        return Verdict.LIKELY if reached else Verdict.POSSIBLE
    return Verdict.POSSIBLE if (family or given) and born is Agreement.SAME and reached else Verdict.UNLIKELY


def _fits(agreement: Agreement) -> bool:
    return agreement in (Agreement.SAME, Agreement.NEAR)


def _reached_alike(fields: dict[str, Agreement]) -> bool:
    return any(_fits(fields[field]) for field in ("phone", "email", "address"))


def _numbers(one: Patient, other: Patient) -> FieldMatch:
    """Numbers that fail the check digit are nobody's: they neither join nor part."""
    mine, theirs = (nhs_number.parse(each.nhs_number) if nhs_number.is_valid(each.nhs_number) else None
                    for each in (one, other))  # fmt: skip
    return _plain("nhs_number", mine or "", theirs or "")


def _plain(field: str, mine: str, theirs: str) -> FieldMatch:
    if not mine or not theirs:
        return FieldMatch(field, Agreement.UNKNOWN)
    return FieldMatch(field, Agreement.SAME if mine == theirs else Agreement.DIFFERENT)


def _shared(field: str, mine: set[str], theirs: set[str]) -> FieldMatch:
    if not mine or not theirs:
        return FieldMatch(field, Agreement.UNKNOWN)
    return FieldMatch(field, Agreement.SAME if mine & theirs else Agreement.DIFFERENT)


def _phones(patient: Patient) -> set[str]:
    numbers = (digits_of(c.value) for c in patient.contacts if c.system in ("phone", "sms"))
    return {number for number in numbers if number}


def _emails(patient: Patient) -> set[str]:
    return {c.value.strip().casefold() for c in patient.contacts if c.system == "email" and c.value.strip()}


def _addresses(one: Patient, other: Patient) -> FieldMatch:
    """The same house, or the same postcode, which a street shares."""
    mine = [each for each in one.addresses if each.postcode]
    theirs = [each for each in other.addresses if each.postcode]
    if not mine or not theirs:
        return FieldMatch("address", Agreement.UNKNOWN)
    pairs = [(a, b) for a in mine for b in theirs if postcode_key(a.postcode) == postcode_key(b.postcode)]
    if any(_house(a) and _house(a) == _house(b) for a, b in pairs):
        return FieldMatch("address", Agreement.SAME)
    return FieldMatch("address", Agreement.NEAR, "postcode") if pairs else FieldMatch("address", Agreement.DIFFERENT)


def _house(address: Address) -> tuple[str, ...]:
    return folded(address.lines[0]) if address.lines else ()
