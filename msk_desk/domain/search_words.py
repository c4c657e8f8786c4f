"""Search words: names folded to plain letters, numbers and dates to tokens; for searching and for matching people."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not take apart into a plain letter and a mark.
_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i",
        "ŋ": "n", "ŧ": "t", "ĸ": "k", "ſ": "s", "'": "", "’": "", "‘": "", "ʼ": "", "`": "", "´": "",
    }
)  # fmt: skip
LONGEST_WORD, LONGEST_TEXT = 40, 400
"""Letters of a word, and of a text, that searching looks at: beyond them nobody types, and somebody pastes."""
_SPLIT = re.compile(r"[^\w]+|_+")
_PLAIN = re.compile(r"[a-z0-9]+\Z")
_LETTERS_AND_DIGITS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


@lru_cache(maxsize=65536)
def folded(text: str) -> tuple[str, ...]:
    """The words of a name: no case, no marks, hyphens split, apostrophes closed up."""
    text = text[:LONGEST_TEXT]
    if text.isascii():
        plain = text.lower().replace("'", "").replace("`", "")
    else:
        apart = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
        plain = "".join(c for c in apart if not unicodedata.combining(c)).translate(_LETTERS)
    return tuple(_token(word) for word in _SPLIT.split(plain) if word)


def _token(word: str) -> str:
    """A word as the index keeps it: letters of other scripts as codes of one width, so that prefixes stay prefixes."""
    word = word[:LONGEST_WORD]
    if _PLAIN.match(word):
        return word
    return "".join(c if c in _LETTERS_AND_DIGITS else f"x{ord(c):05x}" for c in word)


def name_words(family: str, given: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a family name (its parts and the parts closed up) and of the given names."""
    parts = folded(family)
    closed = ("".join(parts)[:LONGEST_WORD],) if len(parts) > 1 else ()
    return (*parts, *closed), tuple(word for name in given for word in folded(name))


def digits_of(text: str) -> str:
    """The digits of a telephone number as it is dialled in the United Kingdom: +44 and 0044 become 0."""
    digits = "".join(character for character in text[:LONGEST_TEXT] if character in "0123456789")
    if digits.startswith("0044"):
        digits = digits[4:]
    elif text.lstrip().startswith("+44"):
        digits = digits[2:]
    else:
        return digits
    return "0" + digits.lstrip("0")


def postcode_key(text: str) -> str:
    """A postcode without spaces in small letters."""
    return "".join(text[:LONGEST_WORD].split()).lower()


def number_tokens(nhs_number: str, born: str, phones: tuple[str, ...], postcode: str) -> list[str]:
    """The tokens of what identifies a person beside the name; each kind has its own first letter."""
    tokens = [f"p{digits_of(phone)}" for phone in phones if phone]
    if nhs_number:
        tokens.append(f"n{digits_of(nhs_number)}")
    if born:
        tokens.append(f"b{digits_of(born)}")
    if postcode:
        tokens.append(f"z{postcode_key(postcode)}")
    return tokens
