"""Telephone numbers as people read them; what is stored stays as it was typed."""

from __future__ import annotations

_SPACING = " ()-.\u00a0\u2009\u202f\u2010\u2011\u2012\u2013"
_MOBILE, _LONDON_LIKE, _SERVICE = ("07",), ("02",), ("03", "08", "09")
_THREE_DIGIT_AREAS = ("011",)
_WHOLE = 11


def shown(text: str) -> str:
    """`07700 900 311`: United Kingdom numbers in groups and without +44; anything else as it came.

    Source: Westmorland and Furness Council, formatting of numbers: five digits, then groups of three, from 0 and
    not +44. Wikipedia, Telephone numbers in the United Kingdom, after Ofcom: 020 xxxx xxxx, 0113 xxx xxxx,
    0131 xxx xxxx.
    """
    digits = _national(text)
    if digits is None:
        return text.strip()
    return " ".join(part for part in _groups(digits) if part)


def _national(text: str) -> str | None:
    """The eleven or ten digits from 0, or None when it is not a United Kingdom number alone."""
    kept = "".join(character for character in text.replace("(0)", "") if character not in _SPACING)
    for prefix in ("+44", "0044"):
        if kept.startswith(prefix):
            kept = "0" + kept.removeprefix(prefix).removeprefix("0")
    if not (kept.isascii() and kept.isdigit() and kept.startswith("0") and not kept.startswith("00")):
        return None
    return kept if len(kept) in (_WHOLE - 1, _WHOLE) else None


def _groups(digits: str) -> tuple[str, ...]:
    if digits.startswith(_MOBILE):
        return digits[:5], digits[5:8], digits[8:]
    if digits.startswith(_LONDON_LIKE):
        return digits[:3], digits[3:7], digits[7:]
    if digits.startswith((*_SERVICE, *_THREE_DIGIT_AREAS)) or (digits[1] == "1" and digits[3] == "1"):
        return digits[:4], digits[4:7], digits[7:]
    if len(digits) < _WHOLE:
        return digits[:5], digits[5:]
    return digits[:5], digits[5:8], digits[8:]
