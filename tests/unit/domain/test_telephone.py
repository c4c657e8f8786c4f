"""Telephone numbers are grouped for reading; what is not a United Kingdom number stays as it came."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msk_desk.domain.telephone import shown


@pytest.mark.parametrize(
    ("stored", "words"),
    [
        ("07700900311", "07700 900 311"),
        ("07700 900311", "07700 900 311"),
        ("+44 7700 900311", "07700 900 311"),
        ("+44 (0)7700 900311", "07700 900 311"),
        ("0044 7700 900311", "07700 900 311"),
        ("01632 960970", "01632 960 970"),
        ("02079460123", "020 7946 0123"),
        ("01134960999", "0113 496 0999"),
        ("0161 4960123", "0161 496 0123"),
        ("08081570123", "0808 157 0123"),
        ("0163296097", "01632 96097"),
        ("+33 1 23 45 67 89", "+33 1 23 45 67 89"),
        ("07700 900311 after 6 pm", "07700 900311 after 6 pm"),
        ("999", "999"),
        ("", ""),
    ],
)
def test_shown_in_groups(stored: str, words: str) -> None:
    assert shown(stored) == words


@given(st.from_regex(r"0[1-9][0-9]{8,9}", fullmatch=True))
def test_no_digit_is_lost_and_showing_twice_is_the_same(number: str) -> None:
    words = shown(number)
    assert words.replace(" ", "") == number
    assert shown(words) == words
