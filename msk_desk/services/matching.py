"""Matching: who may be whom, with the reasons; merging two records and taking it back, by a person alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from msk_desk.domain.dates import whole_date
from msk_desk.domain.errors import BadInput
from msk_desk.domain.matching import ORDER, Match, Verdict, compare, look_alikes
from msk_desk.domain.merging import REPLACED_BY, distinct, merged, parted
from msk_desk.domain.people import Patient
from msk_desk.domain.records import Changes
from msk_desk.domain.roles import Role
from msk_desk.services.ports import LookAlikes, PatientFinder
from msk_desk.services.saving import Saver

EDITORS = (Role.RECEPTIONIST, Role.SECRETARY, Role.CLINICIAN, Role.ESP, Role.TEAM_LEAD)
ASKED = 25
"""Candidates looked at for each thing that is known of somebody."""


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Somebody known who may be the person in hand, and why."""

    patient: Patient
    match: Match


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be of one person; `first` is the one that has been here with more in it."""

    first: Patient
    second: Patient
    match: Match


@dataclass(frozen=True, slots=True)
class Merge:
    """Two records that a person joined: `survivor` stands for both."""

    survivor: Patient
    other: Patient
    by: str = ""
    at: str = ""
    reason: str = ""


class Matching:
    """Compares, and keeps what a person decided."""

    def __init__(self, finder: PatientFinder, pairs: LookAlikes, saver: Saver) -> None:
        self._finder = finder
        self._pairs = pairs
        self._saver = saver

    def look_alikes(self, person: Patient) -> tuple[LookAlike, ...]:
        """Everybody here who may be this person, the most likely first."""
        self._saver.access.require_patients()
        found = {each.id: each for each in self._candidates(person)}
        return tuple(LookAlike(found[match.patient_id], match) for match in look_alikes(person, found.values()))

    def certain(self, person: Patient) -> Patient | None:
        """The one record whose NHS number, birth date and name all agree; None when there is none, or two."""
        sure = [each.patient for each in self.look_alikes(person) if each.match.verdict is Verdict.SAME_PERSON]
        return sure[0] if len(sure) == 1 else None

    def pairs(self) -> tuple[Pair, ...]:
        """Records that may be of one person and about whom nobody has decided, the most likely first."""
        self._saver.access.require_patients()
        known: dict[str, Patient | None] = {}
        found = []
        for ids in self._pairs.pairs():
            one, other = (known.setdefault(each, self._saver.records.read(Patient, each)) for each in ids)
            if one is None or other is None or other.id in one.distinct_from or one.id in other.distinct_from:
                continue
            match = compare(one, other)
            if match.verdict is not Verdict.UNLIKELY:
                found.append(_fuller_first(one, other, match))
        return tuple(sorted(found, key=lambda pair: (ORDER.index(pair.match.verdict), pair.first.name.listed())))

    def merges(self) -> tuple[Merge, ...]:
        """Records that were joined, newest first."""
        self._saver.access.require_patients()
        read = self._saver.records.read
        found = []
        for other_id, survivor_id in self._pairs.merged():
            other, survivor = read(Patient, other_id), read(Patient, survivor_id)
            if other is None or survivor is None:
                continue
            link = next(each for each in other.links if each.kind == REPLACED_BY)
            found.append(Merge(survivor, other, link.by, link.at, link.reason))
        return tuple(sorted(found, key=lambda each: each.at, reverse=True))

    def merge(self, survivor_id: str, other_id: str, reason: str) -> Changes:
        """One record stands for both from now on; nothing of either is lost.

        Raises:
            BadInput: no reason is given, it is one record, or one of them was merged already.
            Refused: the role may not change patients.
        """
        actor = self._saver.access.require(*EDITORS)
        if not reason.strip():
            raise BadInput("Say why they are one person.", advice="A few words are enough, then merge them.")
        survivor, other = self._both(survivor_id, other_id)
        if survivor.survivor_id or other.survivor_id:
            raise BadInput("One of the two was merged meanwhile.", advice="Look at the list again.")
        at = self._saver.now().isoformat(timespec="milliseconds")
        kept, gone = merged(survivor, other, actor.staff_id, at, " ".join(reason.split()))
        return self._saver.save("Two records of one person merged", kept, gone)

    def unmerge(self, survivor_id: str, other_id: str) -> Changes:
        """Two records again, each with what is its own.

        Raises:
            BadInput: they are not merged.
        """
        self._saver.access.require(*EDITORS)
        survivor, other = self._both(survivor_id, other_id)
        if other.survivor_id != survivor.id:
            raise BadInput("These two are not merged.", advice="Look at the list again.")
        return self._saver.save("A merge of two records taken back", *parted(survivor, other))

    def tell_apart(self, one_id: str, other_id: str) -> Changes:
        """They are two people: they are not shown as look-alikes again."""
        self._saver.access.require(*EDITORS)
        return self._saver.save("Two look-alikes told apart", *distinct(*self._both(one_id, other_id)))

    def _both(self, one_id: str, other_id: str) -> tuple[Patient, Patient]:
        one, other = (self._saver.records.read(Patient, each) for each in (one_id, other_id))
        if one is None or other is None or one_id == other_id:
            raise BadInput("Both records must be on this computer.", advice="Connect and search again.")
        return one, other

    def _candidates(self, person: Patient) -> Iterable[Patient]:
        ids = dict.fromkeys(line.id for text in _asked(person) for line in self._finder.find(text, ASKED))
        return filter(None, (self._saver.records.read(Patient, each) for each in ids))


def _asked(person: Patient) -> list[str]:
    """What a person would type to find somebody, one thing at a time."""
    day = whole_date(person.born)
    names = [f"{name.family} {' '.join(name.given[:1])}".strip() for name in person.names if name.family or name.given]
    numbers = [contact.value for contact in person.contacts if contact.system in ("phone", "sms")]
    born = [f"{day.day}/{day.month}/{day.year}"] if day else []
    return [text for text in (person.nhs_number, *names, *born, *numbers) if text.strip()]


def _fuller_first(one: Patient, other: Patient, match: Match) -> Pair:
    if _filled(other) > _filled(one):
        return Pair(other, one, compare(other, one))
    return Pair(one, other, match)


def _filled(patient: Patient) -> int:
    values = (patient.nhs_number, patient.born, patient.contacts, patient.addresses, patient.gp_practice_id)
    return sum(bool(value) for value in values)
