"""How far the names of two people agree: former names, double names, short names, slips and sounds."""

from __future__ import annotations

from collections.abc import Iterable

from msk_desk.domain.people import Patient, PersonName
from msk_desk.domain.search_words import folded
from msk_desk.domain.spelling import allowed_slips, slips, sound_of

SHORTEST = 3
"""Letters from which a beginning counts as a short form: Marg for Margaret."""
Words = tuple[str, ...]


def family_alike(one: Patient, other: Patient) -> tuple[str, str]:
    """How far the family names agree, and how near ones differ."""
    mine, theirs = _families(one), _families(other)
    if not mine or not theirs:
        return "unknown", ""
    current = _joined(one.name.family), _joined(other.name.family)
    if current[0] and current[0] == current[1]:
        return "same", ""
    if any(a == b for a in mine for b in theirs):
        return "near", "former"
    if any(set(a) & set(b) for a in mine for b in theirs):
        return "near", "part"
    return _spelt(mine, theirs)


def given_alike(one: Patient, other: Patient) -> tuple[str, str]:
    """How far the first names agree, and how near ones differ."""
    mine, theirs = _givens(one), _givens(other)
    if not mine or not theirs:
        return "unknown", ""
    if mine[0] == theirs[0]:
        return "same", ""
    if set(mine) & set(theirs):
        return "near", "order"
    pairs = [(a, b) for a in mine for b in theirs]
    if any(_short(a, b) or _short(b, a) for a, b in pairs):
        return "near", "short"
    return _spelt([(mine[0],)], [(theirs[0],)])


def _families(patient: Patient) -> list[Words]:
    found = (folded(name.family) for name in patient.names)
    return [words for words in dict.fromkeys(found) if words]


def _joined(text: str) -> str:
    return "".join(folded(text))


def _givens(patient: Patient) -> list[str]:
    """Given names, those of the current name first; what somebody likes to be called counts too."""
    current = patient.name
    others = [name for name in patient.names if name is not current]
    return list(dict.fromkeys(word for name in (current, *others) for word in _given_words(name)))


def _given_words(name: PersonName) -> Iterable[str]:
    return (word for given in name.given for word in folded(given))


def _short(part: str, whole: str) -> bool:
    """An initial, or the beginning of a name."""
    return len(part) < len(whole) and whole.startswith(part) and (len(part) == 1 or len(part) >= SHORTEST)


def _spelt(mine: list[Words], theirs: list[Words]) -> tuple[str, str]:
    pairs = [("".join(a), "".join(b)) for a in mine for b in theirs]
    if any(_slipped(a, b) for a, b in pairs):
        return "near", "slip"
    if any(min(len(a), len(b)) >= SHORTEST and sound_of(a) == sound_of(b) for a, b in pairs):
        return "near", "sound"
    return "different", ""


def _slipped(one: str, other: str) -> bool:
    """Within the slips that a word of the shorter length allows; looked at both ways round, as typing goes on."""
    most = min(allowed_slips(one), allowed_slips(other))
    return most > 0 and max(slips(one, other, most), slips(other, one, most)) <= most
