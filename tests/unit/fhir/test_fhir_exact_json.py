"""Numbers come out of the store and the sync engine as they went in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msk_desk.fhir.exact_json import dumps, has_exact_numbers, loads, loads_object, raw


@pytest.mark.parametrize(
    "text",
    ["7.50", "-0.0", "1e5", "1E-7", "12345678901234567890", "-98765432109876543210", "3.141592653589793238462643", "7"],
)
def test_a_number_keeps_its_digits(text: str) -> None:
    for form in (f'{{"v":{text}}}', f'{{"v":[1,{text}]}}'):
        assert dumps(loads(form.encode())) == form.encode()


def test_what_says_more_is_a_change() -> None:
    assert loads(b'{"v":7.50}') != loads(b'{"v":7.5}')
    assert loads(b'{"v": 7.50}') == loads(b'{"v":7.50}')


@pytest.mark.parametrize("text", [b"NaN", b'{"v":NaN, "w":1.5}', b'"\\ud800"', b"{", b"\xff"])
def test_what_json_forbids_is_refused(text: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        loads(text)


def test_an_object_is_wanted() -> None:
    assert loads_object(b"[1.5]") == {}
    assert dumps({"v": raw(b"[7.50]")}) == b'{"v":[7.50]}'


@given(number=st.floats(allow_nan=False, allow_infinity=False))
def test_no_decimal_is_overlooked(number: float) -> None:
    assert has_exact_numbers(dumps({"v": number}))
