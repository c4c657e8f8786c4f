"""SNOMED CT check digits.

Vectors: identifiers in HL7 UK Core examples and in the SNOMED CT Editorial Guide; wrong ones made of them.
"""

import pytest

from msk_desk.domain.codes import is_snomed_concept, verhoeff_fits

SEEN = ["886921000000105", "373942005", "310161006", "62247001", "396275006", "128004", "72313002"]


@pytest.mark.parametrize("code", SEEN)
def test_codes_that_were_seen_fit(code: str) -> None:
    assert is_snomed_concept(code)


@pytest.mark.parametrize("code", SEEN)
def test_one_wrong_digit_or_two_swapped_never_fit(code: str) -> None:
    for place, digit in enumerate(code):
        wrong = str((int(digit) + 3) % 10)
        assert not verhoeff_fits(code[:place] + wrong + code[place + 1 :])
    for place in range(len(code) - 1):
        a, b = code[place], code[place + 1]
        if a != b:
            assert not verhoeff_fits(code[:place] + b + a + code[place + 2 :])


def test_the_digits_of_the_textbook() -> None:
    assert verhoeff_fits("2363")  # 236 with check digit 3
    assert not verhoeff_fits("2364")


@pytest.mark.parametrize("code", ["", "12345", "0373942005", "37394200x", "111115", "9" * 19])
def test_what_is_no_concept(code: str) -> None:
    assert not is_snomed_concept(code)
