"""A clothed figure of filled shapes: far limbs in darker tones behind, near limbs in front."""

from collections.abc import Iterator

from msk_desk.domain.exercises import Pose
from msk_desk.drawing.display_list import Circle, Item, Path, Point
from msk_desk.drawing.figure_joints import ANKLE_HEIGHT, HEEL, TOE, Joints, along, joints, towards
from msk_desk.drawing.outlines import framed, limb, smooth

EDGE = 0.5
"""Width of the line that parts a near limb from what lies behind it."""

# Profiles as (forward, up) of the head or the trunk, in hundredths of the standing height.
FACE = (
    (0.4, 7.4), (4.2, 6.0), (5.9, 2.9), (6.0, 1.2), (7.5, -1.2), (6.3, -2.2), (6.2, -3.6), (5.4, -5.9),
    (3.2, -6.5), (0.2, -4.8), (-2.8, -4.4), (-5.7, -1.6), (-6.3, 2.0), (-4.0, 6.0),
)  # fmt: skip
HAIR = (
    (0.2, 8.2), (4.0, 7.0), (5.9, 4.1), (3.4, 4.2), (1.4, 3.0), (0.6, 0.2), (-0.8, -1.6), (-2.2, -4.3),
    (-4.6, -4.6), (-6.6, -1.8), (-7.2, 2.2), (-4.6, 6.8),
)  # fmt: skip
TORSO = (
    (5.9, -3.0), (7.0, 4.0), (6.6, 11.0), (7.5, 18.0), (6.4, 24.0), (3.2, 28.2), (-1.0, 29.4), (-4.8, 27.6),
    (-6.8, 22.5), (-6.5, 16.0), (-5.0, 9.0), (-6.4, 2.0), (-5.4, -3.0),
)  # fmt: skip
SHOE = ((-HEEL - 0.6, 0.5), (-HEEL, 3.9), (-0.4, 6.0), (3.4, 4.8), (8.4, 3.0), (TOE + 0.5, 1.4), (9.6, 0.0), (0.0, 0.0))


def figure(pose: Pose) -> Iterator[Item]:
    """The figure's shapes from the farthest to the nearest, y up from the floor."""
    at = joints(pose)
    yield from _arm(at, "far")
    yield from _leg(pose, at, "far")
    yield from _head(pose, at)
    yield from _torso(pose, at)
    yield from _leg(pose, at, "near")
    yield from _arm(at, "near")


def _tone(token: str, side: str) -> str:
    return token if side == "near" else f"{token}_far"


def _arm(at: Joints, side: str) -> Iterator[Item]:
    shoulder, elbow, wrist = at["shoulder"], at[f"{side}-elbow"], at[f"{side}-wrist"]
    skin = _tone("figure_skin", side)
    yield Path(limb(elbow, wrist, 2.9, 2.0, (0.4, 0.4)), skin, "figure_skin_far", EDGE)
    yield Path(limb(wrist, at[f"{side}-hand"], 2.1, 1.8, (0.3, 0.3)), skin, "figure_skin_far", EDGE)
    yield Path(limb(shoulder, elbow, 4.0, 2.9), skin, "figure_skin_far", EDGE)
    cuff = _part(shoulder, elbow, 0.66)
    yield Path(limb(shoulder, cuff, 4.5, 4.0), _tone("figure_top", side), "figure_top_far", EDGE)


def _leg(pose: Pose, at: Joints, side: str) -> Iterator[Item]:
    hip, knee, ankle = at["hip"], at[f"{side}-knee"], at[f"{side}-ankle"]
    cloth = _tone("figure_trousers", side)
    yield Path(limb(_part(knee, ankle, 0.7), ankle, 2.4, 2.2), _tone("figure_skin", side))
    limbs = pose.near if side == "near" else pose.far
    yield _shoe(ankle, limbs.foot, side)
    hem = _part(knee, ankle, 0.88)
    yield Path(limb(knee, hem, 4.6, 3.1, (-0.2, 1.7)), cloth, "figure_trousers_far", EDGE)
    yield Path(limb(hip, knee, 7.0, 4.6, (0.9, 0.2)), cloth, "figure_trousers_far", EDGE)
    yield Path(limb(_part(hip, knee, 0.8), _part(knee, ankle, 0.25), 4.7, 4.4), cloth)


def _shoe(ankle: Point, foot: float, side: str) -> Path:
    toes = towards(foot)
    up = (-toes[1], toes[0])
    sole = along(ankle, up, -ANKLE_HEIGHT)
    return Path(smooth(framed(sole, toes, up, SHOE)), _tone("figure_shoe", side), "figure_outline", 0.7)


def _torso(pose: Pose, at: Joints) -> Iterator[Item]:
    up = towards(pose.trunk)
    forward = (up[1], -up[0])
    yield Circle(at["hip"], 7.0, "figure_trousers")
    yield Path(smooth(framed(at["hip"], forward, up, TORSO)), "figure_top", "figure_top_far", EDGE)


def _head(pose: Pose, at: Joints) -> Iterator[Item]:
    up = towards(pose.trunk + pose.head)
    forward = (up[1], -up[0])
    centre = at["head"]
    yield Path(
        limb(_part(at["shoulder"], at["neck"], 0.4), _part(at["neck"], centre, 0.5), 3.6, 3.2), "figure_skin_far"
    )
    yield Path(smooth(framed(centre, forward, up, FACE)), "figure_skin")
    yield Path(smooth(framed(centre, forward, up, HAIR)), "figure_hair")
    ((ear), (eye)) = framed(centre, forward, up, ((0.3, -0.9), (4.2, 1.1)))
    yield Circle(ear, 1.3, "figure_skin", "figure_skin_far", 0.5)
    yield Circle(eye, 0.55, "figure_outline")


def _part(start: Point, end: Point, part: float) -> Point:
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part
