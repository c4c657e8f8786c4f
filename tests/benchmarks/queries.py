"""What people type to find a patient: 500 queries made from the patients there are, always the same ones."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from db.local.engine import Connection
from msk_desk.domain.search_words import digits_of

COUNT = 500
_SHARES = (
    ("beginning", 36), ("two names", 20), ("misspelt", 14), ("NHS number", 10), ("born", 8), ("telephone", 6),
    ("postcode", 6),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, of what kind, and the statement with which a database answers it without thinking."""

    kind: str
    text: str
    sql: str
    arguments: tuple[Any, ...]


_BY_WORDS = (
    "SELECT * FROM patient_line WHERE rid IN"
    " (SELECT rowid FROM patient_words WHERE patient_words MATCH ? LIMIT 400)"
    " ORDER BY family_key, given_key LIMIT 50"
)
_BY_NUMBER = (
    "SELECT * FROM patient_line WHERE rid IN"
    " (SELECT rid FROM patient_number WHERE token >= ? AND token < ? LIMIT 50) ORDER BY name"
)
_SOME = (
    "SELECT family_key, given_key, born, nhs_number, phone, postcode FROM patient_line"
    " WHERE family_key != '' AND given_key != '' ORDER BY id"
)


def queries(cache: Connection) -> list[Query]:
    """All queries, mixed."""
    chance = random.Random(1)
    people = cache.execute(_SOME).fetchall()
    kinds = [kind for kind, share in _SHARES for _ in range(share * COUNT // 100)]
    chance.shuffle(kinds)
    return [_query(kind, chance.choice(people), chance) for kind in kinds]


def _query(kind: str, person: tuple[str, ...], chance: random.Random) -> Query:
    family, given = person[0].split()[0], person[1].split()[0]
    if kind == "beginning":
        return _words(kind, family[: chance.randint(2, 8)])
    if kind == "two names":
        pair = [family[: chance.randint(3, 9)], given[: chance.randint(2, 6)]]
        chance.shuffle(pair)
        return _words(kind, *pair)
    if kind == "misspelt":
        return Query(kind, misspelt(family, chance), _BY_WORDS, (f'"{family}"*',))
    return _number(kind, person, chance)


def _number(kind: str, person: tuple[str, ...], chance: random.Random) -> Query:
    _, _, born, nhs, phone, postcode = person
    year, month, day = (*born.split("-"), "01", "01")[:3]
    if kind == "NHS number" and nhs:
        text = nhs if chance.random() < 0.7 else nhs[: chance.randint(5, 9)]
        return _by_number(kind, text, f"n{text}")
    if kind == "telephone" and phone:
        return _by_number(kind, phone, f"p{digits_of(phone)}")
    if kind == "postcode" and postcode:
        return _by_number(kind, postcode, f"z{postcode.replace(' ', '').lower()}")
    return _by_number("born", f"{day}/{month}/{year}", f"b{year}{month}{day}")


def _words(kind: str, *words: str) -> Query:
    return Query(kind, " ".join(words), _BY_WORDS, (" AND ".join(f'"{word}"*' for word in words),))


def _by_number(kind: str, text: str, token: str) -> Query:
    return Query(kind, text, _BY_NUMBER, (token, token + "\uffff"))


def misspelt(word: str, chance: random.Random) -> str:
    """The word with two letters swapped, one left out, or one doubled."""
    at = chance.randrange(1, max(2, len(word) - 1))
    slip = chance.choice(("swapped", "left out", "doubled"))
    if slip == "swapped":
        return word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
    return word[:at] + word[at + 1 :] if slip == "left out" else word[:at] + word[at] + word[at:]
