"""Stored answers as letters, previews and scores read them; what is odd in them is passed over, never in the way."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from msk_desk.services.answer_text import first_text, words_of
from msk_desk.services.prom_answers import given

ITEMS: list[dict[str, Any]] = [
    {"linkId": "history", "item": [{"linkId": "complaint", "answer": [{"valueString": "Pain on stairs"}]}]},
    {
        "linkId": "parent",
        "answer": [{"valueBoolean": True, "item": [{"linkId": "under", "answer": [{"valueString": "deep"}]}]}],
    },
    {"linkId": "impression-words", "answer": [{"valueString": ""}]},
    {"linkId": "impression", "answer": [{"valueString": "Osteoarthritis"}]},
]


@pytest.mark.parametrize(
    ("part", "words"),
    [("history", "Pain on stairs"), ("impression", "Osteoarthritis"), ("under", "deep"), ("plan", "")],
)
def test_the_words_of_a_part_are_found_at_any_depth(part: str, words: str) -> None:
    assert words_of(ITEMS, part) == words


@pytest.mark.parametrize("odd", [None, 1, "text", {"answer": 1}, {"linkId": "x", "answer": ["a", None]}, {"item": "x"}])
def test_odd_parts_are_passed_over(odd: Any) -> None:
    assert first_text([odd, *ITEMS], "complaint") == "Pain on stairs"
    assert given([odd, {"linkId": "Q1", "answer": [{"valueInteger": 3}]}])["Q1"] == 3


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        ({"valueInteger": 0}, 0), ({"valueDecimal": Decimal("2.5")}, 2.5), ({"valueDecimal": 0.0}, 0),
        ({"valueCoding": {"code": "not-applicable"}}, "na"), ({"valueCoding": {"code": "other"}}, None),
        ({"valueString": "4"}, None), ({"valueInteger": True}, None), ({"valueInteger": "4"}, None), ({}, None),
    ],
)  # fmt: skip
def test_an_answer_is_a_number_not_applicable_or_none(answer: dict[str, Any], value: object) -> None:
    assert given([{"linkId": "Q1", "answer": [answer]}]) == {"Q1": value}
    assert given([{"linkId": "Q1"}]) == {"Q1": None}
