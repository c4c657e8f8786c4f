"""Reads the exercise library under resources/exercises/."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from msk_desk.content.pieces import every_piece, read_piece
from msk_desk.content.provenance import provenance
from msk_desk.domain.exercises import Exercise, ExerciseFigure, Movement, Point, Pose, Prop, Side

FOLDER = "exercises"


@cache
def load_all() -> Mapping[str, Exercise]:
    """Every exercise that ships, by its code, in the order of their files."""
    return every_piece(FOLDER, ".json", load)


def load(name: str) -> Exercise:
    """One exercise by its file's name.

    Raises:
        ContentInvalid: the file lacks something.
    """
    return read_piece(f"{FOLDER}/{name}.json", parsed)


def parsed(data: Mapping[str, Any]) -> Exercise:
    """An exercise of its JSON."""
    return Exercise(
        code=data["code"],
        version=data["version"],
        title=data["title"],
        regions=tuple(data["regions"]),
        purpose=data["purpose"],
        start=data["start"],
        steps=tuple(data["steps"]),
        cautions=tuple(data["cautions"]),
        equipment=tuple(data["equipment"]),
        easier=data["easier"],
        harder=data["harder"],
        figure=_figure(data["figure"]),
        provenance=provenance(data),
    )


def _figure(data: Mapping[str, Any]) -> ExerciseFigure:
    movement = data.get("movement")
    return ExerciseFigure(
        start=_pose(data["start"]),
        finish=_pose(data["finish"]),
        description=data["description"],
        props=tuple(_prop(prop) for prop in data.get("props", ())),
        movement=Movement(movement["joint"], _point(movement, "offset"), _point(movement, "by")) if movement else None,
    )


def _pose(data: Mapping[str, Any]) -> Pose:
    near, far = _side(data["near"]), _side(data["far"])
    return Pose(data["joint"], _point(data, "at"), near, far, data["trunk"], data.get("head", 0.0))


def _side(data: Mapping[str, Any]) -> Side:
    return Side(data["upperArm"], data["forearm"], data["thigh"], data["shin"], data["foot"])


def _prop(data: Mapping[str, Any]) -> Prop:
    return Prop(data["kind"], _point(data, "at"), _point(data, "size"), data.get("joint", ""), data.get("when", "both"))


def _point(data: Mapping[str, Any], name: str) -> Point:
    x, y = data.get(name, (0.0, 0.0))
    return float(x), float(y)
