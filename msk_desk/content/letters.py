"""Reads the letter templates under resources/letters/."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from msk_desk.content.pieces import every_piece, read_piece
from msk_desk.content.provenance import provenance
from msk_desk.domain.letter_templates import LetterTemplate, Need, SectionTemplate

FOLDER = "letters"


@cache
def load_all() -> Mapping[str, LetterTemplate]:
    """Every letter template that ships, by its code."""
    return every_piece(FOLDER, ".toml", load)


def load(name: str) -> LetterTemplate:
    """One letter template by its file's name.

    Raises:
        ContentInvalid: the file lacks something.
    """
    return read_piece(f"{FOLDER}/{name}.toml", parsed)


def parsed(data: Mapping[str, Any]) -> LetterTemplate:
    """A letter template of its TOML."""
    return LetterTemplate(
        code=data["code"],
        version=data["version"],
        title=data["title"],
        opening=data["opening"],
        closing=data["closing"],
        sections=tuple(_section(section) for section in data["section"]),
        provenance=provenance(data),
    )


def _section(data: Mapping[str, Any]) -> SectionTemplate:
    return SectionTemplate(
        code=data["code"],
        heading=data["heading"],
        title=data["title"],
        need=Need(data["need"]),
        filled_from=data.get("filledFrom", ""),
        prompt=data.get("prompt", ""),
    )
