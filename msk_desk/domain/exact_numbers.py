"""Decimals that keep the way they were written: FHIR says that 7.50 is not 7.5."""

from __future__ import annotations

from typing import Any

_DIGITS_OF_64_BITS = 18


class Exact(float):
    """A decimal that remembers its text; it counts as the number it is.

    Two of them are equal when they are written alike: 7.50 says more than 7.5, and changing one into the
    other is a change. Compared with any other number only the value counts.
    """

    text: str

    def __new__(cls, text: str) -> Exact:
        made = super().__new__(cls, text)
        made.text = text
        return made

    def __eq__(self, other: object) -> bool:
        return self.text == other.text if isinstance(other, Exact) else float.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = float.__hash__

    def __deepcopy__(self, _memo: Any) -> Exact:
        return self

    def __reduce__(self) -> tuple[type[Exact], tuple[str]]:
        return Exact, (self.text,)


def whole_number(text: str) -> int | Exact:
    """A number written without a point; one too long for 64 bits, which not every writer takes, stays as written."""
    return int(text) if len(text) <= _DIGITS_OF_64_BITS else Exact(text)
