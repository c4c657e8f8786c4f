"""Whether the answers of a pack count the right way round, as far as the definition and the pack itself can tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from msk_desk.content.pack_words import response_values
from msk_desk.domain.proms.definition import Definition, Item
from msk_desk.domain.proms.form_parts import option_words

RISING, FALLING = "rising", "falling"


def order_problems(definition: Definition, asked: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Answers out of order, printed the other way round, or the same words counted in two ways."""
    choices = [
        (item, asked[item.code])
        for item in definition.items
        if item.code in asked and asked[item.code].get("type") == "choice"
    ]
    for item, question in choices:
        way = way_of(response_values(question))
        if not way:
            yield f"{item.code} has its answers out of order"
        elif definition.printed not in ("", way):
            yield f"{item.code} has its answers in reversed order"
    yield from _contradictions(choices)


def way_of(values: Sequence[float | None]) -> str:
    """Which way the values of the answers run, from the first to the last; an empty text when they jump."""
    counted = [value for value in values if value is not None]
    if all(one < next_one for one, next_one in pairwise(counted)):
        return RISING
    return FALLING if all(one > next_one for one, next_one in pairwise(counted)) else ""


def _contradictions(choices: Sequence[tuple[Item, Mapping[str, Any]]]) -> Iterator[str]:
    """The same words count the same, save where the instrument itself turns them round."""
    first: dict[frozenset[str], tuple[Item, dict[str, float | None]]] = {}
    for item, question in choices:
        counts = _counts(question)
        same = frozenset(counts)
        if same not in first:
            first[same] = (item, counts)
            continue
        before, wanted = first[same]
        if item.other_way != before.other_way:
            wanted = _turned(item, wanted)
        if counts != wanted:
            yield f"{item.code} counts the words of {before.code} the other way round"


def _counts(question: Mapping[str, Any]) -> dict[str, float | None]:
    options = question.get("answerOption", ())
    words = [option_words(option).strip().casefold() for option in options]
    return dict(zip(words, response_values(question), strict=True))


def _turned(item: Item, counts: Mapping[str, float | None]) -> dict[str, float | None]:
    return {words: None if value is None else item.low + item.high - value for words, value in counts.items()}
