"""The things around a figure: chair, mat, wall, step, rolled towel, band; y up from the floor."""

from collections.abc import Callable, Iterator, Mapping

from msk_desk.domain.exercises import Prop
from msk_desk.drawing.display_list import Circle, Item, Line, Path, Point, Polyline, Rect
from msk_desk.drawing.figure_joints import Joints
from msk_desk.drawing.outlines import limb

POLE = 2.2


def prop(thing: Prop, at: Joints) -> Iterator[Item]:
    """The shapes of one thing; a band runs from its own place to a joint of the figure."""
    yield from PROPS[thing.kind](thing, at)


def in_front(thing: Prop) -> bool:
    """Whether a thing hides what it overlaps."""
    return thing.kind in ("band", "roll")


def _box(corner: Point, size: Point, token: str, radius: float = 0.6) -> Rect:
    """A rectangle by its lower left corner, y up; drawings turn it over with everything else."""
    return Rect(corner, size, radius, token)


def _pole(start: Point, end: Point, token: str) -> Path:
    return Path(limb(start, end, POLE / 2, POLE / 2), token)


def _chair(thing: Prop, _at: Joints) -> Iterator[Item]:
    """A chair facing right, its seat's back edge at the place; size is seat depth and height."""
    x, _ = thing.at
    depth, seat = thing.size
    for left, token in ((x + 2.5, "prop_far"), (x + depth - 2.5, "prop_far")):
        yield _pole((left, 1.2), (left, seat - 2), token)
    yield _pole((x, 1.2), (x - 3.0, seat + 27), "prop")
    yield Path(limb((x - 1.7, seat + 14), (x - 3.0, seat + 27), 1.9, 1.9), "prop")
    yield _pole((x + depth, 1.2), (x + depth, seat - 2), "prop")
    yield _box((x - 1.6, seat - 3.0), (depth + 3.2, 3.0), "prop", 1.4)


def _chair_back(thing: Prop, _at: Joints) -> Iterator[Item]:
    """A chair facing away, to hold on to: its back at the place, its seat beyond; size as for a chair."""
    x, _ = thing.at
    depth, seat = thing.size
    for left in (x + 3, x + depth - 2.5):
        yield _pole((left, 1.2), (left, seat - 2), "prop_far")
    yield _pole((x, 1.2), (x - 1.5, seat + 27), "prop")
    yield Path(limb((x - 0.9, seat + 14), (x - 1.5, seat + 27), 1.9, 1.9), "prop")
    yield _pole((x + depth, 1.2), (x + depth, seat - 2), "prop")
    yield _box((x - 1.2, seat - 3.0), (depth + 2.4, 3.0), "prop", 1.4)


def _mat(thing: Prop, _at: Joints) -> Iterator[Item]:
    yield _box(thing.at, thing.size, "prop_soft", 1.2)


def _wall(thing: Prop, _at: Joints) -> Iterator[Item]:
    (x, y), (width, height) = thing.at, thing.size
    yield _box((x, y), (width, height), "prop_soft", 0)
    edge = x + width if thing.joint == "right" else x
    yield Line((edge, y), (edge, y + height), "prop_far", 1.0)


def _step(thing: Prop, _at: Joints) -> Iterator[Item]:
    (x, y), (width, height) = thing.at, thing.size
    yield _box((x, y), (width, height), "prop", 1.0)
    yield _box((x, y + height - 2.2), (width, 2.2), "prop_far", 0.8)


def _roll(thing: Prop, _at: Joints) -> Iterator[Item]:
    yield Circle(thing.at, thing.size[0], "prop", "prop_far", 0.7)
    yield Circle(thing.at, thing.size[0] * 0.45, "prop", "prop_far", 0.7)


def _band(thing: Prop, at: Joints) -> Iterator[Item]:
    yield Polyline((thing.at, at[thing.joint]), "band", 1.6)


PROPS: Mapping[str, Callable[[Prop, Joints], Iterator[Item]]] = {
    "chair": _chair,
    "chair-back": _chair_back,
    "mat": _mat,
    "wall": _wall,
    "step": _step,
    "roll": _roll,
    "band": _band,
}
"""How each kind of thing is drawn."""
