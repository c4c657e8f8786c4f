"""Whether a referral is for this service: age, what it treats, and what must be sent on at once; rules are data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from msk_desk.domain.dates import age_in_years
from msk_desk.domain.search_words import folded

EMERGENCY, TRAUMA, OUT, IN, AGE = "emergency", "trauma", "out", "in", "age"
AT_ONCE = (EMERGENCY, TRAUMA)
"""Kinds that are sent on at once: somebody is told before the referral is put down."""
_ANSWERED_NO = re.compile(r"No to “[^”]*”")
"""A question of the interview that was answered with no: its words are not the patient's."""
_CLAUSE = re.compile(r"[.;:!?\n]|\bbut\b|\bexcept\b", re.IGNORECASE)
_DENIALS = frozenset({"no", "not", "denies", "denied", "without", "nil", "never"})
DENIED_WITHIN = 4
"""Words between a denial and what it denies, with no comma between: `no numbness or loss of bladder control`."""


@dataclass(frozen=True, slots=True)
class ScopeRule:
    """One rule. `phrases` raise it, word by word; `where` is where somebody goes instead; `sources` say who says so."""

    code: str
    kind: str
    title: str
    phrases: tuple[str, ...] = ()
    where: str = ""
    script: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ServiceScope:
    """What the service takes; `youngest` the age from which, `young_until` the last age that is noted as young."""

    rules: tuple[ScopeRule, ...]
    youngest: int
    young_until: int
    review: str = ""
    sources: Mapping[str, str] = field(default_factory=dict)

    def of_kind(self, *kinds: str) -> tuple[ScopeRule, ...]:
        """The rules of some kinds, in their order."""
        return tuple(rule for rule in self.rules if rule.kind in kinds)


@dataclass(frozen=True, slots=True)
class ScopeFinding:
    """A rule that was raised, by which words; `denied` when the text says that it is not so."""

    rule: ScopeRule
    words: str = ""
    denied: bool = False

    @property
    def at_once(self) -> bool:
        """Whether somebody must be told now."""
        return self.rule.kind in AT_ONCE and not self.denied


@dataclass(frozen=True, slots=True)
class AgeFinding:
    """`under` the youngest age, `young` up to young_until, `unknown`, or `fits`."""

    state: str
    years: int | None = None


def check_age(scope: ServiceScope, born: str, today: date) -> AgeFinding:
    """Whether somebody is old enough; an age that is not known is asked for, never taken for granted."""
    years = age_in_years(born, today)
    if years is None:
        return AgeFinding("unknown")
    if years < scope.youngest:
        return AgeFinding("under", years)
    return AgeFinding("young" if years <= scope.young_until else "fits", years)


def check_text(scope: ServiceScope, text: str) -> tuple[ScopeFinding, ...]:
    """Every rule that the words of a referral raise, in the order of the rules: what is most urgent stands first."""
    stated = _ANSWERED_NO.sub("", text[:20_000])
    clauses = [_clause(clause) for clause in _CLAUSE.split(stated)]
    found = []
    for rule in scope.rules:
        hits = list(_hits(rule, clauses))
        if hits:
            said = next((hit for hit in hits if not hit.denied), hits[0])
            found.append(said)
    return tuple(found)


Clause = tuple[str, tuple[str, ...], tuple[int, ...]]
"""A clause, its words, and for each word where the part between two commas begins that it stands in."""


def _clause(text: str) -> Clause:
    words: list[str] = []
    begins: list[int] = []
    for part in text.split(","):
        found = folded(part)
        begins += [len(words)] * len(found)
        words += found
    return " ".join(text.split()), tuple(words), tuple(begins)


def _hits(rule: ScopeRule, clauses: list[Clause]) -> Iterator[ScopeFinding]:
    for phrase in rule.phrases:
        wanted = tuple(phrase.split())
        for clause, words, begins in clauses:
            at = _place(wanted, words)
            if at is not None:
                before = words[max(begins[at], at - DENIED_WITHIN) : at]
                yield ScopeFinding(rule, clause, bool(_DENIALS & set(before)))


def _place(wanted: tuple[str, ...], words: tuple[str, ...]) -> int | None:
    """Where the words of a phrase stand in order, at most two others between two of them."""
    for start, word in enumerate(words):
        if not _fits(wanted[0], word):
            continue
        at = start
        for each in wanted[1:]:
            following = words[at + 1 : at + 4]
            step = next((i for i, known in enumerate(following, 1) if _fits(each, known)), None)
            if step is None:
                break
            at += step
        else:
            return start
    return None


def _fits(wanted: str, word: str) -> bool:
    """`fractur*` is the beginning of a word."""
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted
