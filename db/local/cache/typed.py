"""Reads what was typed into the search box: which parts are names, dates, numbers, postcodes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from msk_desk.domain.dates import MONTHS
from msk_desk.domain.search_words import LONGEST_TEXT, digits_of, folded

_MONTH = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?!\d)")
_NAMED = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[\s/.\-]+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s/.\-,]+(\d{4}|\d{2})(?!\d)",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(r"(?<!\d)(\d{1,2})/(\d{4})(?!\d)")
_POSTCODE = re.compile(r"\b([A-Za-z]{1,2}\d[A-Za-z\d]?)\s*(\d[A-Za-z]{2})\b")
_OUTWARD = re.compile(r"\b([A-Za-z]{1,2}\d[A-Za-z\d]?(?:\s?\d[A-Za-z]?)?)\b")
_NUMBER = re.compile(r"\+?\(?\d[\d\s().\-]*\d|\d")
_CENTURY = 100


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that was typed: any of `tokens` may begin a word of the patient. `kind` is name, birth, …"""

    kind: str
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, taken apart; every term must be met."""

    terms: tuple[Term, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The name words alone."""
        return tuple(term.tokens[0] for term in self.terms if term.kind == "name")


def read_typed(text: str, this_year: int) -> Typed:
    """Take a search text apart.

    Args:
        text: as typed.
        this_year: a two-digit year after this one is of the century before.
    """
    found: list[Term] = []
    text = text[:LONGEST_TEXT]

    def keep(term: Term | None) -> str:
        if term is not None:
            found.append(term)
        return " "

    rest = _NAMED.sub(lambda m: keep(_born(m[3], _MONTH[m[2][:3].lower()], m[1], this_year)), text)
    rest = _YEAR_FIRST.sub(lambda m: keep(_born(m[1], int(m[2]), m[3], this_year)), rest)
    rest = _DAY_FIRST.sub(lambda m: keep(_born(m[3], int(m[2]), m[1], this_year)), rest)
    rest = _MONTH_YEAR.sub(lambda m: keep(Term("birth", (f"b{int(m[2]):04d}{int(m[1]):02d}",))), rest)
    rest = _POSTCODE.sub(lambda m: keep(Term("postcode", (f"z{m[1]}{m[2]}".lower(),))), rest)
    rest = _OUTWARD.sub(lambda m: keep(_outward(m[1])), rest)
    rest = _NUMBER.sub(lambda m: keep(_number(m[0], this_year)), rest)
    found.extend(Term("name", (word,)) for word in folded(rest))
    return Typed(tuple(dict.fromkeys(found)))


def _born(year: str, month: int, day: str, this_year: int) -> Term | None:
    if not (1 <= month <= 12 and 1 <= int(day) <= 31):
        return None
    whole = int(year)
    if len(year) == 2:
        whole += this_year - this_year % _CENTURY
        whole -= _CENTURY if whole > this_year else 0
    return Term("birth", (f"b{whole:04d}{month:02d}{int(day):02d}",))


def _outward(text: str) -> Term:
    word = "".join(text.split()).lower()
    return Term("postcode", (f"z{word}", word))


def _number(text: str, this_year: int) -> Term | None:
    digits = digits_of(text)
    tokens = [f"n{digits}", f"p{digits}"]
    if len(digits) == 4 and digits[:2] in ("18", "19", "20"):
        tokens.append(f"b{digits}")
    if len(digits) == 8:
        tokens.extend(_run_of_digits(digits[:2], digits[2:4], digits[4:], this_year))
        tokens.append(f"b{digits}")
    if len(digits) == 6:
        tokens.extend(_run_of_digits(digits[:2], digits[2:4], digits[4:], this_year))
    return Term("number", tuple(tokens)) if digits else None


def _run_of_digits(day: str, month: str, year: str, this_year: int) -> tuple[str, ...]:
    term = _born(year, int(month), day, this_year)
    return term.tokens if term else ()
