"""Spoils a Questionnaire or a response in the ways files are spoilt, from a seed; the tests of bad input use it."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from typing import Any

Place = tuple[Any, Any]
_JUNK: tuple[Any, ...] = (
    None, True, 0, -1, 10**30, 1e308, "", "x", [], {}, [None], [[]], {"a": 1}, ["x"], "%x", "1 +", "(", "é" * 50,
    {"extension": [{"url": "u"}]}, {"linkId": "a", "type": "group"}, {"value": 1},
)  # fmt: skip
_MARKS = ("'", "(", ".", "%", "|", "\\", "<b>", "^", "")
_DEEPEST = 30


def mutated(resource: Any, chance: random.Random) -> Any:
    """Return a copy with one to four things in it taken out, replaced, repeated, moved or misspelt."""
    made = copy.deepcopy(resource)
    for _ in range(chance.randint(1, 4)):
        places = list(_places(made))
        if not places:
            break
        holder, key = chance.choice(places)
        _spoil(holder, key, places, chance)
    return made


def _places(value: Any, depth: int = 0) -> Iterator[Place]:
    if depth > _DEEPEST:
        return
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from _places(value[key], depth + 1)


def _spoil(holder: Any, key: Any, places: list[Place], chance: random.Random) -> None:
    what, value = chance.random(), holder[key]
    if what < 0.2:
        del holder[key]
    elif what < 0.5:
        holder[key] = copy.deepcopy(chance.choice(_JUNK))
    elif what < 0.75:
        other, place = chance.choice(places)
        holder[key] = copy.deepcopy(other[place]) if _small(other, place) else None
    elif isinstance(holder, list) and len(holder) < 100:
        holder.insert(key, copy.deepcopy(value))
    elif isinstance(value, str):
        at = chance.randrange(len(value) + 1)
        holder[key] = value[:at] + chance.choice(_MARKS) + value[at + chance.randrange(3) :]
    elif isinstance(value, list):
        chance.shuffle(value)


def _small(holder: Any, key: Any) -> bool:
    try:
        return len(repr(holder[key])) < 5000
    except (KeyError, IndexError):
        return False
