"""Text messages as the telephone network counts them: which characters fit, and how many parts a message takes.

Source: 3GPP TS 23.038 (GSM 7-bit default alphabet and its extension table), TS 23.040 (a message of several parts
gives 7 septets of each to the header).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")
"""These take two septets each."""
ONE_PART, EACH_OF_MORE = 160, 153
LONGEST_PARTS = 2
_PLAIN = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "–": "-",
        "—": "-",
        "…": "...",
        "\u00a0": " ",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
    }
)


@dataclass(frozen=True, slots=True)
class TextMessage:
    """A message with how the network counts it."""

    words: str
    septets: int

    @property
    def parts(self) -> int:
        """How many messages it is sent as."""
        return 1 if self.septets <= ONE_PART else -(-self.septets // EACH_OF_MORE)

    @property
    def fits(self) -> bool:
        """Whether it is no more than two parts: 306 septets."""
        return self.parts <= LONGEST_PARTS


def septets(words: str) -> int | None:
    """The septets that a text takes, or None when a character of it is not in the alphabet."""
    if any(character not in _BASIC and character not in _EXTENDED for character in words):
        return None
    return sum(2 if character in _EXTENDED else 1 for character in words)


def plain(words: str) -> str:
    """The text in the alphabet: accents that it lacks are left off, and what cannot be written is left out."""
    return "".join(map(_nearest, words.translate(_PLAIN)))


def message(words: str) -> TextMessage:
    """The message as it will be sent."""
    sent = " ".join(plain(words).split())
    return TextMessage(sent, septets(sent) or 0)


def _nearest(character: str) -> str:
    if character in _BASIC or character in _EXTENDED:
        return character
    bare = unicodedata.normalize("NFKD", character)
    return "".join(c for c in bare if c in _BASIC)
