"""Reads the catalogues under resources/examination/: what the assessment forms ask for, each with its source."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from msk_desk.content.pieces import read_piece
from msk_desk.domain.examination import Joint, Kind, Movement, Reference, Source, Unit

FOLDER = "examination"
MOVEMENTS = f"{FOLDER}/movements.json"

Sources = Mapping[str, Mapping[str, Any]]


@cache
def joints() -> Mapping[str, Joint]:
    """Every joint and region by its code, from the neck down."""
    return read_piece(MOVEMENTS, _joints)


@cache
def movements() -> Mapping[str, Movement]:
    """Every movement by its code, joint by joint, in the order of examination."""
    return read_piece(MOVEMENTS, _movements)


def movements_of(joint: str) -> tuple[Movement, ...]:
    """The movements of one joint."""
    return tuple(movement for movement in movements().values() if movement.joint == joint)


def source_of(data: Mapping[str, Any], sources: Sources) -> Source:
    """The source an entry names, with what was read there for this entry.

    Raises:
        KeyError: the file lists no such source.
    """
    named = sources[data["source"]]
    return Source(named["citation"], named["url"], data["read"], Kind(named["kind"]))


def references_of(data: Mapping[str, Any], sources: Sources) -> tuple[Reference, ...]:
    """The normal values of an entry, the one to show first."""
    return tuple(
        Reference(float(value["low"]), float(value["high"]), value["applies"], source_of(value, sources))
        for value in data.get("references", ())
    )


def _joints(data: Mapping[str, Any]) -> Mapping[str, Joint]:
    return {each["code"]: Joint(each["code"], each["name"], tuple(each["areas"])) for each in data["joints"]}


def _movements(data: Mapping[str, Any]) -> Mapping[str, Movement]:
    return {each["code"]: _movement(each, data["sources"]) for each in data["movements"]}


def _movement(data: Mapping[str, Any], sources: Sources) -> Movement:
    return Movement(
        code=data["code"],
        joint=data["joint"],
        name=data["name"],
        unit=Unit(data["unit"]),
        sided=data["sided"],
        references=references_of(data, sources),
    )
