"""Two body charts compared: what is new, gone, wider, narrower, stronger or milder, by part of the body and symptom."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import hypot, pi

from msk_desk.domain.body_chart import BodyArea, Shape, Symptom
from msk_desk.drawing.body.figures import figure_of
from msk_desk.drawing.body.geometry import signed_area
from msk_desk.drawing.body.region_names import PARTS, part_of
from msk_desk.drawing.body.resolving import PEN, SPOT
from msk_desk.drawing.body.words import Texts, symptom_name

WIDER = 1.3
"""So many times as large counts as wider; a hand does not draw the same line twice."""


class Change(StrEnum):
    """What became of a symptom in a part of the body."""

    NEW = "new"
    GONE = "gone"
    WIDER = "wider"
    NARROWER = "narrower"
    STRONGER = "stronger"
    MILDER = "milder"


@dataclass(frozen=True, slots=True)
class ChartChange:
    """One change; `part` is a code such as `right-knee`, intensities are there when both were asked."""

    change: Change
    part: str
    symptom: Symptom
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class _Felt:
    """One symptom in one part."""

    regions: frozenset[str]
    size: float
    intensity: int | None


def compare_charts(before: Iterable[BodyArea], after: Iterable[BodyArea]) -> tuple[ChartChange, ...]:
    """What changed between two charts, from the head down."""
    then, now = _felt(before), _felt(after)
    found: list[ChartChange] = []
    for key in sorted({*then, *now}, key=_place):
        part, symptom = key
        old, new = then.get(key), now.get(key)
        if old is None and new is not None:
            found.append(ChartChange(Change.NEW, part, symptom, None, new.intensity))
        elif new is None and old is not None:
            found.append(ChartChange(Change.GONE, part, symptom, old.intensity, None))
        elif old is not None and new is not None:
            found.extend(ChartChange(change, part, symptom, old.intensity, new.intensity) for change in _of(old, new))
    return tuple(found)


def change_words(change: ChartChange, texts: Texts) -> str:
    """One change as it is read: `Right knee: pain stronger, 3 to 6`."""
    side, name = named_part(change.part)
    words = texts.get(f"body.part_{name}")
    where = texts.get(f"body.sided_{side}", region=words) if side else words[:1].upper() + words[1:]
    said = texts.get(
        f"body.change_{change.change.value}", where=where, what=symptom_name(change.symptom, texts).lower()
    )
    strengths = change.change in (Change.STRONGER, Change.MILDER)
    return said + texts.get("body.from_to", before=change.before, after=change.after) if strengths else said


def named_part(part: str) -> tuple[str, str]:
    """Side and part of a code such as `right-knee`."""
    side, dash, name = part.partition("-")
    return (side, name) if dash and side in ("right", "left") else ("", part)


def _of(old: _Felt, new: _Felt) -> list[Change]:
    found = []
    grown = new.regions - old.regions, old.regions - new.regions
    if new.size > old.size * WIDER or (grown[0] and not grown[1] and new.size > old.size):
        found.append(Change.WIDER)
    elif old.size > new.size * WIDER or (grown[1] and not grown[0] and old.size > new.size):
        found.append(Change.NARROWER)
    if old.intensity is not None and new.intensity is not None and old.intensity != new.intensity:
        found.append(Change.STRONGER if new.intensity > old.intensity else Change.MILDER)
    return found


def _felt(areas: Iterable[BodyArea]) -> Mapping[tuple[str, Symptom], _Felt]:
    """By part and symptom; what lies across the middle of a part belongs to neither side."""
    found: dict[tuple[str, Symptom], _Felt] = {}
    for area in areas:
        for part, mine in _parts(area).items():
            share = size_of(area) * len(mine) / len(area.regions)
            key = (part, area.symptom)
            old = found.get(key, _Felt(frozenset(), 0.0, None))
            strengths = [one for one in (old.intensity, area.intensity) if one is not None]
            found[key] = _Felt(old.regions | mine, old.size + share, max(strengths, default=None))
    return found


def _parts(area: BodyArea) -> dict[str, frozenset[str]]:
    by_name: dict[str, set[str]] = {}
    for region in area.regions:
        by_name.setdefault(named_part(part_of(region))[1], set()).add(region)
    found = {}
    for name, regions in by_name.items():
        sides = {named_part(part_of(region))[0] for region in regions}
        found[f"{min(sides)}-{name}" if len(sides) == 1 and min(sides) else name] = frozenset(regions)
    return found


def size_of(area: BodyArea) -> float:
    """How large an area is, in square hundredths of the figure's height."""
    if area.shape is Shape.SPOT:
        return pi * SPOT * SPOT
    if area.shape is Shape.REGION:
        region = figure_of(area.view).region(area.regions[0]) if area.regions else None
        return abs(signed_area(region.polygon)) if region is not None else 0.0
    if area.shape is Shape.AREA:
        return abs(signed_area(area.points))
    return _length(area.points) * 2 * PEN


def _length(points: Sequence[tuple[float, float]]) -> float:
    return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points))


def _place(key: tuple[str, Symptom]) -> tuple[int, str, str]:
    part, symptom = key
    order = list(dict.fromkeys(PARTS.values()))
    name = named_part(part)[1]
    return order.index(name) if name in order else len(order), part, symptom.value
