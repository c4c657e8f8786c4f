"""Misspelt names: how a word sounds, which letters it has in a row, how many slips apart two words are."""

from __future__ import annotations

import re
from functools import lru_cache

# Spellings that sound alike in English surnames, in the order they are applied.
_SOUNDS = tuple(
    (re.compile(pattern), heard)
    for pattern, heard in (
        (r"^(kn|gn|pn)", "n"), (r"^wr", "r"), (r"^wh", "w"), (r"^x", "s"), (r"^mc", "mac"), (r"mb$", "m"),
        (r"sch", "sh"), (r"ph", "f"), (r"gh(?=t|$)", ""), (r"gh", "g"), (r"ck|cq|q", "k"), (r"ch|tch", "j"),
        (r"c(?=[eiy])", "s"), (r"c", "k"), (r"dg(?=[eiy])", "j"), (r"z", "s"), (r"v", "f"), (r"x", "ks"),
        (r"th", "t"), (r"(?<=[aeiouy])h", ""), (r"y", "i"),
    )
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_VOWEL = re.compile(r"(?<!^)[aeiouw]")
SOUND_LENGTH = 6
MIN_LETTERS = 3


@lru_cache(maxsize=65536)
def sound_of(word: str) -> str:
    """The consonants of a word as they sound: Smyth and Smith, Philips and Fillips give the same."""
    heard = word
    for pattern, replacement in _SOUNDS:
        heard = pattern.sub(replacement, heard)
    heard = _DOUBLED.sub(r"\1", _VOWEL.sub("", heard))
    return ("a" + heard[1:] if heard[:1] in "aeiou" else heard)[:SOUND_LENGTH]


def grams_of(word: str) -> set[str]:
    """Runs of three letters, the word's ends marked: `^sm`, `smi`, … `th$`."""
    marked = f"^{word}$"
    return {marked[at : at + 3] for at in range(len(marked) - 2)}


def cuts_of(word: str) -> set[str]:
    """The word, and the word with each letter left out: two words one slip apart share one of these."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def slips(typed: str, word: str, most: int) -> int:
    """Letters left out, added, exchanged or swapped with their neighbour; `most` + 1 when there are more.

    A word that goes on after what was typed counts as it stands so far: people search before they finish.
    """
    if abs(len(word) - len(typed)) > most:
        word = word[: len(typed) + most]
    before: list[int] = []
    row = list(range(len(word) + 1))
    for i, letter in enumerate(typed, 1):
        now = [i]
        for j, other in enumerate(word, 1):
            cost = min(row[j] + 1, now[j - 1] + 1, row[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == word[j - 2] and typed[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            now.append(cost)
        if min(now) > most:
            return most + 1
        before, row = row, now
    return row[-1]


def allowed_slips(word: str) -> int:
    """How many slips are still the same word: none below 3 letters, one to 5, two beyond."""
    return 0 if len(word) < MIN_LETTERS else 1 if len(word) <= 5 else 2
