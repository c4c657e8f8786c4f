"""Decimals that keep the way they were written: FHIR says that 7.50 is not 7.5."""

from __future__ import annotations

from typing import Any

_DIGITS_OF_64_BITS = 18


class Exact(float):
    """A decimal that remembers its text; it counts and compares as the number it is."""

    text: str

    def __new__(cls, text: str) -> Exact:
        made = super().__new__(cls, text)
        made.text = text
        return made

    def __deepcopy__(self, _memo: Any) -> Exact:
        return self

    def __reduce__(self) -> tuple[type[Exact], tuple[str]]:
        return Exact, (self.text,)


def whole_number(text: str) -> int | Exact:
    """A number written without a point; one too long for 64 bits, which not every writer takes, stays as written."""
    return int(text) if len(text) <= _DIGITS_OF_64_BITS else Exact(text)
