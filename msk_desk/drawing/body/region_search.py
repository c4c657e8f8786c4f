"""Finds regions by what is typed: words of their names in any order, and with them kind and strength."""

from collections.abc import Sequence
from dataclasses import dataclass

from msk_desk.domain.body_chart import Symptom
from msk_desk.drawing.body.region_names import every_code
from msk_desk.drawing.body.words import Texts, region_name, symptom_name

_LETTERS = 3
"""So many letters of a kind of symptom make it known."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed: regions in the order of the body, and kind and strength when they were typed too."""

    regions: tuple[str, ...] = ()
    symptom: Symptom | None = None
    intensity: int | None = None


class RegionSearch:
    """The names of all regions, ready to be searched."""

    def __init__(self, texts: Texts) -> None:
        self._names = {code: _words(region_name(code, texts)) for code in every_code()}
        self._kinds = {kind: _words(symptom_name(kind, texts))[0] for kind in Symptom}

    def find(self, typed: str) -> Wanted:
        """Regions whose names hold each typed word; nothing typed finds nothing."""
        words, symptom, intensity = [], None, None
        for word in _words(typed):
            kind = self._kind(word)
            if word.isdigit() and int(word) <= 10:
                intensity = int(word)
            elif kind is not None:
                symptom = kind
            else:
                words.append(word)
        if not words:
            return Wanted((), symptom, intensity)
        found = [code for code, name in self._names.items() if _holds(name, words)]
        found.sort(key=lambda code: _rank(self._names[code], words))
        return Wanted(tuple(found), symptom, intensity)

    def _kind(self, word: str) -> Symptom | None:
        return next((k for k, name in self._kinds.items() if len(word) >= _LETTERS and name.startswith(word)), None)


def _words(text: str) -> list[str]:
    return text.lower().replace(",", " ").split()


def _holds(name: Sequence[str], words: Sequence[str]) -> bool:
    return all(any(part.startswith(word) for part in name) for word in words)


def _rank(name: Sequence[str], words: Sequence[str]) -> tuple[int, int]:
    """Names that begin as typed, and short ones, come first; else the order of the body stays."""
    spelt = sum(word in name for word in words)
    return -spelt, len(name)
