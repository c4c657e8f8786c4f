"""Reads the letters to patients under resources/letters/to_patients/."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from msk_desk.content.pieces import every_piece, read_piece
from msk_desk.content.provenance import provenance
from msk_desk.domain.patient_letters import PatientLetterTemplate, Said

FOLDER = "letters/to_patients"


@cache
def load_all() -> Mapping[str, PatientLetterTemplate]:
    """Every template that ships, by its code."""
    return every_piece(FOLDER, ".toml", load)


def load(name: str) -> PatientLetterTemplate:
    """One template by its file's name.

    Raises:
        ContentInvalid: the file lacks something.
    """
    return read_piece(f"{FOLDER}/{name}.toml", parsed)


def parsed(data: Mapping[str, Any]) -> PatientLetterTemplate:
    """A template of its TOML."""
    return PatientLetterTemplate(
        code=data["code"],
        kind=data["kind"],
        version=data["version"],
        title=data["title"],
        message=data["message"],
        facts=tuple(Said((one["value"],), one["label"], "", _when(one)) for one in data.get("fact", ())),
        parts=tuple(Said(tuple(one["lines"]), one["title"], "", _when(one)) for one in data["part"]),
        easy=tuple(Said((one["text"],), "", one["symbol"], _when(one)) for one in data["easy"]),
        services=dict(data.get("services", {})),
        days=dict(data.get("days", {})),
        provenance=provenance(data),
    )


def _when(data: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(data.get("when", ()))
