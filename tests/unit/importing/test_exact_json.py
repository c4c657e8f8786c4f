"""Reading and writing JSON without changing a number."""

from __future__ import annotations

import copy
import json
import pickle
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msk_desk.domain.exact_numbers import Exact
from msk_desk.services.exact_json import NotJson, dumps, loads

NUMBERS = ["7.50", "0.0", "-0.0", "1e10", "1E-7", "3.14159265358979323846", "123456789012345678901234567890", "1e400"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**25), 10**25) | st.text()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_come_out_as_they_went_in(number: str) -> None:
    text = f'{{"value":{number},"list":[{number},1]}}'
    assert dumps(loads(text)) == text


@pytest.mark.parametrize("number", NUMBERS[:6])
def test_exact_counts_as_the_number_it_is(number: str) -> None:
    assert Exact(number) == float(number)
    assert Exact(number) + 1 == float(number) + 1


def test_exact_ones_are_equal_when_written_alike() -> None:
    assert Exact("7.50") == Exact("7.50")
    assert Exact("7.50") != Exact("7.5")
    assert Exact("7.50") == 7.5
    assert len({Exact("7.50"), Exact("7.50")}) == 1


def test_exact_survives_copying() -> None:
    number = Exact("7.50")
    assert copy.deepcopy([number])[0].text == "7.50"
    assert pickle.loads(pickle.dumps(number)).text == "7.50"


@given(JSON)
def test_any_json_means_the_same_after_a_round_trip(value: object) -> None:
    text = json.dumps(value)
    ours = json.loads(dumps(loads(text)), parse_float=Decimal)
    assert ours == json.loads(text, parse_float=Decimal)


@pytest.mark.parametrize(
    "text", ["", "{", "[1,]", "nonsense", '{"a": NaN}', "[Infinity]", "-Infinity", '{"a" 1}', "[" * 100_000]
)
def test_what_is_not_json_is_refused(text: str) -> None:
    with pytest.raises(NotJson):
        loads(text)


def test_marks_of_encoding_are_understood() -> None:
    assert loads('{"a": "ż"}'.encode("utf-8-sig")) == {"a": "ż"}
    assert loads('{"a": "ż"}'.encode("utf-16")) == {"a": "ż"}
    with pytest.raises(NotJson):
        loads(b'{"a": "\xff\xfe"}')
