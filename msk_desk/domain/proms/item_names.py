"""Which item a name means: its code, its number, or what sources call it (`PHQ9_Q01`, `1_pain`, `P1_PAIN`)."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msk_desk.domain.proms.definition import Definition

_NUMBERED = re.compile(r"([a-z]*?)0*(\d+)(?:rc|r)?$")
# What some sources call the parts of an instrument.
_PARTS = {"sy": "s", "i": "q", "item": "q", "question": "q", "activity": "activity"}


def item_of(definition: Definition, name: str) -> str | None:
    """The code of the item that a name means, or None when it means none or more than one."""
    if definition.item(name) is not None:
        return name
    own = {_plain(item.code): item.code for item in definition.items}
    words = [word for word in re.split(r"[^0-9a-z]+", name.casefold()) if word]
    for guesses in (_lettered(words), _numbers(words)):
        found = {own[guess] for guess in guesses if guess in own}
        if len(found) == 1:
            return found.pop()
    return None


def _plain(word: str) -> str:
    match = _NUMBERED.match(word.casefold())
    return f"{_PARTS.get(match.group(1), match.group(1))}{match.group(2)}" if match else word.casefold()


def _lettered(words: Sequence[str]) -> Iterable[str]:
    """Words as they are, and a word with the number after it: `activity_01`."""
    yield from (_plain(word) for word in words if not word.isdigit())
    for word, number in pairwise(words):
        if number.isdigit() and not word.isdigit():
            yield _plain(f"{word}{number}")


def _numbers(words: Sequence[str]) -> Iterable[str]:
    """A number at either end as the number of a question."""
    for word in (words[:1], words[-1:]):
        if word and word[0].isdigit():
            yield f"q{int(word[0])}"
