"""An exercise as two drawn people, start and finish, with an arrow along the way the moving joint takes."""

from collections.abc import Iterator
from math import atan2, cos, hypot, pi, sin

from msk_desk.domain.exercises import ExerciseFigure, Movement, Point, Pose, Prop
from msk_desk.drawing.display_list import Close, Drawing, Item, Line, LineTo, Move, Path, Polyline, Text
from msk_desk.drawing.figure_body import figure
from msk_desk.drawing.figure_joints import Joints, between, joints
from msk_desk.drawing.figure_props import in_front, prop
from msk_desk.drawing.placing import Placement, extent

STEPS = 14
ARROW_WIDTH, ARROW_HEAD = 1.5, 4.6
ARROW_DASH = (5.0, 4.0)
WORDS = 11.0
MARGIN = 4.0


def exercise_figure(shown: ExerciseFigure, width: float, height: float, words: tuple[str, ...] = ()) -> Drawing:
    """Start on the left and finish on the right, to one scale, on one floor.

    Args:
        words: two captions to stand below, such as Start and Finish; none by default.
    """
    panels = [list(_panel(shown, shown.start, "start")), list(_panel(shown, shown.finish, "finish"))]
    room = (width / 2, height - (WORDS + 8 if words else 0))
    left, low, right, high = extent([*panels[0], *panels[1]])
    low = min(low, 0.0)
    scale = min((room[0] - 2 * MARGIN) / (right - left), (room[1] - 2 * MARGIN) / (high - low))
    floor = room[1] - MARGIN + low * scale
    items: list[Item] = []
    for place, panel in enumerate(panels):
        middle = room[0] * (place + 0.5)
        placement = Placement(scale, (middle - (left + right) / 2 * scale, floor))
        items.extend(placement.item(item) for item in panel)
        if words:
            items.append(Text((middle, height - 5), words[place], WORDS, "muted", "middle"))
    return Drawing(width, height, tuple(items), shown.description)


def _panel(shown: ExerciseFigure, pose: Pose, when: str) -> Iterator[Item]:
    at = joints(pose)
    things = [thing for thing in shown.props if thing.when in ("both", when)]
    yield _floor(shown)
    yield from _things(things, at, front=False)
    yield from figure(pose)
    yield from _things(things, at, front=True)
    if when == "finish" and shown.movement is not None:
        yield from _arrow(shown, shown.movement)


def _things(things: list[Prop], at: Joints, front: bool) -> Iterator[Item]:
    for thing in things:
        if in_front(thing) is front:
            yield from prop(thing, at)


def _floor(shown: ExerciseFigure) -> Item:
    """The floor, as long as both poses need it."""
    shapes = [*figure(shown.start), *figure(shown.finish)]
    left, _, right, _ = extent(shapes)
    return Line((left - 4, -0.4), (right + 4, -0.4), "line", 0.8)


def _arrow(shown: ExerciseFigure, movement: Movement) -> Iterator[Item]:
    way = _way(shown, movement)
    tip = way[-1]
    body = [place for place in way if hypot(place[0] - tip[0], place[1] - tip[1]) > ARROW_HEAD * 0.7]
    if not body:
        return
    yield Polyline(tuple(body), "arrow", ARROW_WIDTH, () if any(movement.by) else ARROW_DASH)
    yield _head(body[-1], tip)


def _way(shown: ExerciseFigure, movement: Movement) -> list[Point]:
    """The way of the joint itself, found by moving every limb at once; or a straight push."""
    way = []
    for step in range(STEPS + 1):
        part = step / STEPS
        place = joints(shown.finish if any(movement.by) else between(shown.start, shown.finish, part))[movement.joint]
        dx, dy = movement.offset[0] + movement.by[0] * part, movement.offset[1] + movement.by[1] * part
        way.append((place[0] + dx, place[1] + dy))
    return way


def _head(before: Point, tip: Point) -> Path:
    angle = atan2(tip[1] - before[1], tip[0] - before[0])
    wings = [
        (tip[0] - ARROW_HEAD * cos(angle + turn), tip[1] - ARROW_HEAD * sin(angle + turn))
        for turn in (pi / 6.5, -pi / 6.5)
    ]
    return Path((Move(tip), LineTo(wings[0]), LineTo(wings[1]), Close()), "arrow")
