"""NHS numbers: check digits and display.

Vectors: run of PyPI nhs-number 2.2.0 (MIT) and the NHS service manual's pattern of November 2025.
"""

import pytest

from msk_desk.domain import nhs_number

VALID = {
    "9434765919": "943 476 5919",
    "943 476 5919": "943 476 5919",
    "943-476-5919": "943 476 5919",
    " 9434765919 ": "943 476 5919",
    "9876543210": "987 654 3210",
    "4010232137": "401 023 2137",
    "1111111111": "111 111 1111",
    "9349939061": "934 993 9061",
    "9258227948": "925 822 7948",
    "9883212631": "988 321 2631",
    "9313881586": "931 388 1586",
    "9599034902": "959 903 4902",
    "9156198795": "915 619 8795",
    "9913881897": "991 388 1897",
    "9030441917": "903 044 1917",
    "9185413577": "918 541 3577",
    "9544725210": "954 472 5210",
}
INVALID = {
    "999 123 4567": "check-digit",
    "9434765918": "check-digit",
    "9434765991": "check-digit",
    "4010232138": "check-digit",
    "2222222222": "range",
    "943476591": "length",
    "94347659190": "length",
    "943476591O": "length",
    "٩٤٣٤٧٦٥٩١٩": "length",
    "": "length",
    "0000000000": "placeholder",
    "9999999999": "placeholder",
}


@pytest.mark.parametrize(("typed", "shown"), VALID.items())
def test_valid_numbers_are_shown_in_groups(typed: str, shown: str) -> None:
    assert nhs_number.is_valid(typed)
    assert nhs_number.problem(typed) is None
    assert nhs_number.shown(typed) == shown


@pytest.mark.parametrize(("typed", "why"), INVALID.items())
def test_invalid_numbers_say_why(typed: str, why: str) -> None:
    assert not nhs_number.is_valid(typed)
    assert nhs_number.problem(typed) == why


def test_nine_digits_that_begin_no_number() -> None:
    assert nhs_number.check_digit("999123456") is None


def test_what_is_not_a_number_is_shown_as_it_came() -> None:
    assert nhs_number.shown("not known") == "not known"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("9", "9"),
        ("9434", "943 4"),
        ("943 4765", "943 476 5"),
        ("94x", "94x"),
        ("94347659190", "94347659190"),
    ],
)
def test_typing_is_grouped_as_it_grows(typed: str, shown: str) -> None:
    assert nhs_number.as_typed(typed) == shown
