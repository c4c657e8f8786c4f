"""Reads the letter templates under resources/letters/."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from msk_desk.content.provenance import provenance
from msk_desk.content.resource_files import ContentInvalid, names_in, read_toml
from msk_desk.domain.letter_templates import LetterTemplate, Need, SectionTemplate

FOLDER = "letters"


@cache
def load_all() -> Mapping[str, LetterTemplate]:
    """Every letter template that ships, by its code."""
    found = (load(name) for name in names_in(FOLDER, ".toml"))
    return MappingProxyType({template.code: template for template in found})


def load(name: str) -> LetterTemplate:
    """One letter template by its file's name.

    Raises:
        ContentInvalid: the file lacks something.
    """
    path = f"{FOLDER}/{name}.toml"
    data = read_toml(path)
    try:
        return LetterTemplate(
            code=data["code"],
            version=data["version"],
            title=data["title"],
            opening=data["opening"],
            closing=data["closing"],
            sections=tuple(_section(section) for section in data["section"]),
            provenance=provenance(data),
        )
    except (KeyError, ValueError) as error:
        raise ContentInvalid(f"{path}: {error!r}") from error


def _section(data: Mapping[str, Any]) -> SectionTemplate:
    return SectionTemplate(
        code=data["code"],
        heading=data["heading"],
        title=data["title"],
        need=Need(data["need"]),
        filled_from=data.get("filledFrom", ""),
        prompt=data.get("prompt", ""),
    )
