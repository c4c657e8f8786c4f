"""Everything random of the district, drawn from its seed alone: ids, choices, NHS numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from random import Random
from typing import TypeVar

from msk_desk.domain.nhs_number import check_digit

T = TypeVar("T")
_VERSION_4 = (1 << 128) - 1 & ~(0xF << 76) & ~(0x3 << 62)
_VERSION_4_BITS = (4 << 76) | (2 << 62)
_NINE_DIGITS = 1_000_000
_STRIDE = 387_420_489 % _NINE_DIGITS


def id_text(bits: int) -> str:
    """128 bits as a version 4 UUID."""
    text = f"{bits & _VERSION_4 | _VERSION_4_BITS:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def fixed_id(seed: int, *names: str) -> str:
    """The id of a named thing (a site, a member of staff), the same wherever it is asked for."""
    digest = sha256("/".join((str(seed), *names)).encode()).digest()
    return id_text(int.from_bytes(digest[:16], "big"))


class Draws(Random):
    """The chances of one thing of the district: one person, or the diary."""

    def new_id(self) -> str:
        """The next id."""
        return id_text(self.getrandbits(128))

    def one_in(self, times: float) -> bool:
        """True once in so many times."""
        return self.random() * times < 1.0

    def pick(self, choices: Sequence[T]) -> T:
        """One of them, each as likely; quicker than choice()."""
        return choices[int(self.random() * len(choices))]

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included; quicker than randint()."""
        return low + int(self.random() * (high - low + 1))


def draws_for(seed: int, number: int) -> Draws:
    """The chances of the person with that number."""
    return Draws(seed * 1_000_003 + number)


def nhs_numbers(seed: int, taken: frozenset[str] = frozenset()) -> Iterator[str]:
    """Valid NHS numbers of the range never issued (999), in scattered order, none twice.

    About 909,000 exist: enough for twice the largest district.
    """
    for step in range(_NINE_DIGITS):
        nine = f"999{(step * _STRIDE + seed * 7919) % _NINE_DIGITS:06d}"
        check = check_digit(nine)
        number = f"{nine}{check}"
        if check is not None and number not in taken:
            yield number
