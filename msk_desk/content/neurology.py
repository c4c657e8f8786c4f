"""Reads the neurological examination under resources/examination/, for the forms of neck, back and limbs."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from msk_desk.content.examination import FOLDER, Sources, accuracies_of, source_of
from msk_desk.content.pieces import read_piece
from msk_desk.domain.neurology import Dermatome, Grade, Myotome, NeurologicalSign, Neurology, Reflex, Scale

FILE = f"{FOLDER}/neurology.json"


@cache
def neurology() -> Neurology:
    """Dermatomes, myotomes, reflexes, signs and their scales, in the order of examination."""
    return read_piece(FILE, _neurology)


def scale(code: str) -> Scale:
    """The scale with this code.

    Raises:
        KeyError: there is none.
    """
    for each in neurology().scales:
        if each.code == code:
            return each
    raise KeyError(code)


def _neurology(data: Mapping[str, Any]) -> Neurology:
    sources: Sources = data["sources"]
    return Neurology(
        dermatomes=tuple(
            Dermatome(each["code"], each["root"], each["name"], source_of(each, sources)) for each in data["dermatomes"]
        ),
        myotomes=tuple(
            Myotome(each["code"], each["root"], each["name"], source_of(each, sources)) for each in data["myotomes"]
        ),
        reflexes=tuple(
            Reflex(each["code"], each["root"], each["name"], source_of(each, sources)) for each in data["reflexes"]
        ),
        signs=tuple(_sign(each, sources) for each in data["signs"]),
        scales=tuple(_scale(each, sources) for each in data["scales"]),
    )


def _sign(data: Mapping[str, Any], sources: Sources) -> NeurologicalSign:
    return NeurologicalSign(
        code=data["code"],
        name=data["name"],
        suggests=data["suggests"],
        positive=data["positive"],
        sided=data["sided"],
        source=source_of(data, sources),
        accuracies=accuracies_of(data, sources),
    )


def _scale(data: Mapping[str, Any], sources: Sources) -> Scale:
    grades = tuple(Grade(each["code"], each["name"]) for each in data["grades"])
    return Scale(data["code"], data["name"], grades, source_of(data, sources))
