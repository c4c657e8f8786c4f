"""Every place where a referral's text speaks of a sign, and how it speaks of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from msk_desk.domain.red_flags.catalogue import Sign
from msk_desk.domain.red_flags.negation import Said, said, said_normal

_SAME_LETTERS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\t": " ", "\r": " "})
_END = re.compile(
    r"[.!](?=\s|$)"  # a full stop, and not the point of a number
    r"|(?<=\w)\?(?=\s|$)(?!\s*(?:no|nil|none|yes|denied|y|n)(?!\w))"  # a question that is not answered at once
    r"|;|\n(?=\s*(?:\n|[-•*]|\w[\w /]{0,30}:))"  # an empty line, a bullet or the next heading
)
_BREAK = re.compile(r"\n")
_WRAPPED = 40
"""Characters a line has at least when the next one goes on with its sentence."""
QUOTED = 80
HEARD = 300
"""Characters around a finding that are listened to in a sentence that does not end."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention: its sign, how it is said, the words as written, and where they begin."""

    sign: str
    said: Said
    words: str
    at: int


def mentions(text: str, signs: Iterable[Sign]) -> tuple[Mention, ...]:
    """Every mention of the signs in a text, in its order."""
    plain = text.translate(_SAME_LETTERS).lower()
    if len(plain) != len(text):
        plain = "".join(letter.lower()[:1] or " " for letter in text.translate(_SAME_LETTERS))
    ends = _sentence_ends(plain)
    found = [each for sign in signs for each in _of_sign(text, plain, ends, sign)]
    return tuple(sorted(found, key=lambda mention: mention.at))


def _of_sign(text: str, plain: str, ends: list[int], sign: Sign) -> Iterator[Mention]:
    for pattern, opposite in ((sign.present, False), (sign.absent, True)):
        for found in pattern.finditer(plain) if pattern else ():
            at = bisect_right(ends, found.start())
            start = ends[at - 1] if at else 0
            at = bisect_left(ends, found.end())
            stop = ends[at] if at < len(ends) else len(plain)
            before = plain[max(start, found.start() - HEARD) : found.start()]
            after = plain[found.end() : min(stop, found.end() + HEARD)]
            how = said_normal(before, after) if opposite else said(before, found.group(), after, family=sign.family)
            if how is not Said.NOT_SAID:
                yield Mention(sign.code, how, _quote(text, start, found, stop, how), found.start())


def _sentence_ends(plain: str) -> list[int]:
    """Where sentences end; a line that is not wrapped ends one, too."""
    ends = [found.end() for found in _END.finditer(plain)]
    for found in _BREAK.finditer(plain):
        line = found.start() - (plain.rfind("\n", 0, found.start()) + 1)
        going_on = line >= _WRAPPED and plain[found.end() :].lstrip(" ")[:1].isalpha()
        if not going_on:
            ends.append(found.end())
    return sorted(set(ends))


def _quote(text: str, start: int, found: re.Match[str], stop: int, how: Said) -> str:
    """The words as written: a finding alone, a denial or a doubt with the words before it."""
    first, last = found.start(), found.end()
    if how is not Said.YES:
        first = max(start, first - QUOTED // 2)
        first = _whole_word(text, first, start)
        last = min(stop, last + 12)
        last = last if last == stop else max(found.end(), text.rfind(" ", 0, last))
    return " ".join(text[first:last].split()).strip(" ,.;:-")


def _whole_word(text: str, at: int, start: int) -> int:
    if at == start:
        return at
    space = text.find(" ", at)
    return at if space < 0 else space + 1
