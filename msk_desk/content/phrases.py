"""Reads the phrases that ship, under resources/phrases/."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from msk_desk.content.pieces import read_piece
from msk_desk.content.resource_files import names_in
from msk_desk.domain.phrases import Phrase, Shelf, name_fault

FOLDER = "phrases"


@cache
def load_all() -> tuple[Phrase, ...]:
    """Every phrase that ships, by name.

    Raises:
        ContentInvalid: a file lacks something or a name will not do.
    """
    found = [one for name in names_in(FOLDER, ".json") for one in read_piece(f"{FOLDER}/{name}.json", parsed)]
    return tuple(sorted(found, key=_by_name))


def parsed(data: Mapping[str, Any]) -> tuple[Phrase, ...]:
    """The phrases of one file.

    Raises:
        ValueError: a name cannot be typed after a slash.
    """
    for name in data["phrases"]:
        if name_fault(name):
            raise ValueError(f"the name {name!r} cannot be typed")
    return tuple(Phrase(f"shipped-{name}", name, str(text), Shelf.SHIPPED) for name, text in data["phrases"].items())


class Starters:
    """The port msk_desk.services.ports.PhraseLibrary."""

    def every(self) -> tuple[Phrase, ...]:
        """All, by name."""
        return load_all()


def _by_name(phrase: Phrase) -> str:
    return phrase.name
