"""Phrases: words written often, put into a text by typing `/` and their name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

PLACE = re.compile(r"\{[^{}\n]*\}")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_NAME, LONGEST_TEXT = 40, 4000


class Shelf(StrEnum):
    """Where a phrase is kept: with one person on this computer, for the whole service, or with the program."""

    PERSONAL = "personal"
    SHARED = "shared"
    SHIPPED = "shipped"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase: `name` is what is typed after the slash; `text` may have `{places}` to fill."""

    id: str
    name: str
    text: str
    shelf: Shelf = Shelf.PERSONAL


@dataclass(frozen=True, slots=True)
class SharedPhrase:
    """A phrase of the service as it is stored; `status` is active or retired."""

    id: str
    name: str
    text: str
    changed: datetime
    author_id: str = ""
    status: str = "active"


def name_fault(name: str) -> str:
    """The code of what is wrong with a name: empty, long or letters; an empty text when it is right."""
    if not name:
        return "empty"
    if len(name) > LONGEST_NAME:
        return "long"
    return "" if _NAME.fullmatch(name) else "letters"


def tidy_name(typed: str) -> str:
    """A name as it is kept: small letters, joined by hyphens, without the slash."""
    return "-".join(re.findall(r"[a-z0-9]+", typed.casefold()))


def found(phrases: Iterable[Phrase], typed: str) -> tuple[Phrase, ...]:
    """The phrases that fit what was typed after the slash: names that begin with it, then those that hold it.

    Of one name the person's own stands before the service's, and that before the one that ships.
    """
    wanted = typed.casefold()
    shelves = list(Shelf)
    first: dict[str, Phrase] = {}
    for phrase in sorted(phrases, key=lambda one: shelves.index(one.shelf)):
        first.setdefault(phrase.name, phrase)
    ranked = [(_rank(one.name, wanted), one.name, one) for one in first.values()]
    return tuple(one for rank, _, one in sorted(ranked, key=lambda each: each[:2]) if rank < 2)


def _rank(name: str, wanted: str) -> int:
    if name.startswith(wanted):
        return 0
    return 1 if any(part.startswith(wanted) for part in name.split("-")) or wanted in name else 2


def places(text: str) -> tuple[tuple[int, int], ...]:
    """Where the places to fill stand in a text: start and length, braces included."""
    return tuple((match.start(), match.end() - match.start()) for match in PLACE.finditer(text))


def suggested(phrases: Iterable[Phrase], about: str, most: int = 2) -> tuple[Phrase, ...]:
    """The phrases whose names speak of what a field is about; the person's own fill up what is left."""
    words = set(re.findall(r"[a-z0-9]+", about.casefold()))
    every = found(phrases, "")
    fitting = [one for one in every if words & set(one.name.split("-"))]
    own = [one for one in every if one.shelf is Shelf.PERSONAL and one not in fitting]
    return tuple([*fitting, *own][:most])
