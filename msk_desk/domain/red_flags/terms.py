"""The terms of a rule: choices of signs, counts, ages and places; an age that is not known holds, unless it must be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_AGE = re.compile(r"(known )?age(>=|<)(\d+)")
_COUNT = re.compile(r"(\d+) of (.+)")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known: answers by sign, the places that hurt, the age in years."""

    answers: Mapping[str, str]
    places: frozenset[str]
    age: int | None


def holds(term: str, facts: Facts) -> bool:
    """Whether a term of a rule holds."""
    age = _AGE.fullmatch(term)
    if age:
        limit = int(age[3])
        if facts.age is None:
            return not age[1]
        return facts.age >= limit if age[2] == ">=" else facts.age < limit
    count = _COUNT.fullmatch(term)
    if count:
        return sum(_one(choice, facts) for choice in count[2].split("|")) >= int(count[1])
    return any(_one(choice, facts) for choice in term.split("|"))


def _one(choice: str, facts: Facts) -> bool:
    if choice == "@unknown":
        return not facts.places
    if choice.startswith("@"):
        return choice[1:] in facts.places
    age = _AGE.fullmatch(choice)
    if age:
        return holds(choice, facts)
    return facts.answers.get(choice) == "yes"


def signs_in(term: str) -> Iterable[str]:
    """The signs that a term names."""
    count = _COUNT.fullmatch(term)
    choices = (count[2] if count else term).split("|")
    return (choice for choice in choices if not choice.startswith("@") and not _AGE.fullmatch(choice))
