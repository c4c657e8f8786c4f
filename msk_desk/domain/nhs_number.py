"""NHS numbers: reading what was typed, the check digit, and how they are shown."""

from datetime import datetime

DIGITS = 10
SEPARATORS = " -\u00a0\u2009\u202f\u2010\u2011\u2012\u2013"
PLACEHOLDERS = frozenset({"0000000000", "9999999999"})
"""Pass the check digit but are typed to get past a field; never anyone's number."""


def parse(text: str) -> str | None:
    """Ten digits from text with spaces or dashes anywhere, or None when it is not ten digits."""
    digits = "".join(character for character in text if character not in SEPARATORS)
    return digits if len(digits) == DIGITS and digits.isascii() and digits.isdigit() else None


def is_valid(text: str) -> bool:
    """Whether it can be somebody's number: digits, check digit and range fit and it is no placeholder."""
    return problem(text) is None


def check_digit(nine: str) -> int | None:
    """The tenth digit of nine, or None when no NHS number begins with these nine.

    Source: NHS Data Dictionary, NHS NUMBER: weights 10 to 2, 11 - (sum modulo 11), 11 becomes 0; 10
    is invalid.
    """
    total = sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True))
    check = (11 - total % 11) % 11
    return None if check == 10 else check


def shown(text: str) -> str:
    """`999 012 3457`; text that is not ten digits as it came.

    Source: NHS service manual, NHS numbers: groups of 3, 3 and 4 with single spaces.
    """
    digits = parse(text)
    return text if digits is None else f"{digits[:3]} {digits[3:6]} {digits[6:]}"


def as_typed(text: str) -> str:
    """What has been typed so far in groups of 3, 3 and 4; text with anything but digits as it came."""
    digits = "".join(character for character in text if character not in SEPARATORS)
    if not digits.isascii() or not digits.isdigit() or len(digits) > DIGITS:
        return text
    return " ".join(group for group in (digits[:3], digits[3:6], digits[6:]) if group)


def problem(text: str) -> str | None:
    """Why it cannot be: `length`, `placeholder`, `check-digit` or `range`; None when it can be a number."""
    digits = parse(text)
    if digits is None:
        return "length"
    if digits in PLACEHOLDERS:
        return "placeholder"
    if check_digit(digits[:-1]) != int(digits[-1]):
        return "check-digit"
    return None if _is_in_known_range(digits) else "range"


def _is_in_known_range(digits: str) -> bool:
    """Scottish numbers (0100000000 to 3112999999) begin with a day of birth as DDMMYY.

    Source: PyPI nhs-number 2.2.0, notes on the ranges in use across the United Kingdom.
    """
    if not "0100000000" <= digits <= "3112999999":
        return True
    try:
        datetime.strptime(digits[:6], "%d%m%y")  # noqa: DTZ007 (a day of birth has no zone)
    except ValueError:
        return False
    return True
