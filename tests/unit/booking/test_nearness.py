"""How near a site is, by postcode districts alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msk_desk.domain.nearness import Nearness, nearness, outward_code


@pytest.mark.parametrize(
    ("words", "outward"),
    [("HW2 3BB", "HW2"), ("hw23bb", "HW2"), ("HW12", "HW12"), ("EC1A 1BB", "EC1A"), ("M1 1AE", "M1"), ("M1", "M1"),
     ("", ""), ("3BB", ""), ("HW", ""), ("not known", ""), ("HW2 3B?", "")],
)  # fmt: skip
def test_the_district_of_a_postcode(words: str, outward: str) -> None:
    assert outward_code(words) == outward


@pytest.mark.parametrize(
    ("home", "site", "near_to", "expected"),
    [
        ("HW2 3BB", "HW2 9AA", (), Nearness.SAME_DISTRICT),
        ("HW2 3BB", "HW5 9AA", ("HW2",), Nearness.NEAR),
        ("HW2 3BB", "", ("HW2",), Nearness.NEAR),
        ("HW2 3BB", "HW5 9AA", (), Nearness.SAME_AREA),
        ("M2 3BB", "HW5 9AA", (), Nearness.ELSEWHERE),
        ("", "HW5 9AA", (), Nearness.NOT_KNOWN),
        ("HW2 3BB", "", (), Nearness.NOT_KNOWN),
        ("H2 3BB", "HW2 9AA", (), Nearness.ELSEWHERE),
    ],
)
def test_how_near(home: str, site: str, near_to: tuple[str, ...], expected: Nearness) -> None:
    assert nearness(home, site, near_to) is expected


@given(st.text(max_size=12))
def test_anything_typed_is_read_without_a_fault(words: str) -> None:
    outward = outward_code(words)
    assert outward == "" or 2 <= len(outward) <= 4
