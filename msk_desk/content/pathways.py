"""Reads the measurement schedules under resources/pathways/."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from msk_desk.content.pieces import every_piece, read_piece
from msk_desk.domain.proms.schedule import PathwaySchedule, Wanted
from msk_desk.domain.proms.time_points import Anchor, TimePoint

FOLDER = "pathways"


@cache
def load_all() -> Mapping[str, PathwaySchedule]:
    """Every schedule that ships, by the code of its body area."""
    return every_piece(FOLDER, ".json", load)


def load(name: str) -> PathwaySchedule:
    """One schedule by its file's name.

    Raises:
        ContentInvalid: the file lacks something or says something that cannot be used.
    """
    return read_piece(f"{FOLDER}/{name}.json", parsed)


def parsed(data: Mapping[str, Any]) -> PathwaySchedule:
    """A schedule of its JSON."""
    return PathwaySchedule(
        code=data["code"],
        title=data["title"],
        words=tuple(str(word).casefold() for word in data["words"]),
        points=tuple(_point(point) for point in data["points"]),
        wanted=tuple(
            Wanted(
                wanted["instrument"], tuple(wanted["at"]), bool(wanted.get("optional", False)), wanted.get("name", "")
            )
            for wanted in data["measures"]
        ),
        source=data["source"],
        review=data["reviewDate"],
    )


def schedule_problems(schedule: PathwaySchedule, instruments: Mapping[str, object]) -> list[str]:
    """What keeps a schedule from being followed as it is written."""
    codes = [point.code for point in schedule.points]
    found = ["two points share a code"] if len(codes) != len(set(codes)) else []
    days = [point.days for point in schedule.points if point.anchor is Anchor.TREATMENT]
    if days[:1] != [0] or days != sorted(set(days)):
        found.append("its points do not begin at the first treatment and go on from there")
    for wanted in schedule.wanted:
        if wanted.instrument not in instruments:
            found.append(f"{wanted.instrument} is no instrument")
        found += [
            f"{wanted.instrument} is wanted at {at}, which is no point" for at in wanted.points if at not in codes
        ]
    return found


def _point(data: Mapping[str, Any]) -> TimePoint:
    return TimePoint(
        data["code"], data["title"], Anchor(data["anchor"]), int(data["days"]), int(data["before"]), int(data["after"])
    )
