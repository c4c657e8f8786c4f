"""Where a posed figure's joints are; lengths in hundredths of its standing height, y up from the floor."""

from collections.abc import Mapping
from math import cos, radians, sin

from msk_desk.domain.exercises import Point, Pose, Side

TRUNK, SHOULDER, HEAD = 29.0, 25.5, 9.6
UPPER_ARM, FOREARM, HAND = 15.5, 14.0, 4.0
THIGH, SHIN = 24.5, 23.0
ANKLE_HEIGHT, HEEL, TOE = 4.2, 3.4, 10.6

Joints = Mapping[str, Point]


def towards(angle: float) -> Point:
    """One step in a direction: 0 down, 90 forwards, 180 up."""
    return sin(radians(angle)), -cos(radians(angle))


def along(start: Point, direction: Point, length: float) -> Point:
    """The point a length away in a direction."""
    return start[0] + direction[0] * length, start[1] + direction[1] * length


def joints(pose: Pose) -> Joints:
    """Every joint by name: hip, neck, shoulder, head, and near- or far- elbow, wrist, hand, knee, …"""
    hip = (0.0, 0.0)
    up = towards(pose.trunk)
    found = {"hip": hip, "neck": along(hip, up, TRUNK), "shoulder": along(hip, up, SHOULDER)}
    found["head"] = along(found["neck"], towards(pose.trunk + pose.head), HEAD)
    for name, side in (("near", pose.near), ("far", pose.far)):
        limbs = _arm(side, found["shoulder"]) | _leg(side, hip)
        found |= {f"{name}-{joint}": place for joint, place in limbs.items()}
    dx, dy = pose.at[0] - found[pose.joint][0], pose.at[1] - found[pose.joint][1]
    return {name: (x + dx, y + dy) for name, (x, y) in found.items()}


def between(start: Pose, finish: Pose, part: float) -> Pose:
    """The pose a part (0 to 1) of the way from one to the other."""

    def mix(a: float, b: float) -> float:
        return a + (b - a) * part

    def mixed(a: Side, b: Side) -> Side:
        return Side(
            mix(a.upper_arm, b.upper_arm),
            mix(a.forearm, b.forearm),
            mix(a.thigh, b.thigh),
            mix(a.shin, b.shin),
            mix(a.foot, b.foot),
        )

    at = finish.at if start.joint != finish.joint else (mix(start.at[0], finish.at[0]), mix(start.at[1], finish.at[1]))
    return Pose(
        finish.joint,
        at,
        mixed(start.near, finish.near),
        mixed(start.far, finish.far),
        mix(start.trunk, finish.trunk),
        mix(start.head, finish.head),
    )


def _arm(side: Side, shoulder: Point) -> dict[str, Point]:
    elbow = along(shoulder, towards(side.upper_arm), UPPER_ARM)
    wrist = along(elbow, towards(side.forearm), FOREARM)
    return {"elbow": elbow, "wrist": wrist, "hand": along(wrist, towards(side.forearm), HAND)}


def _leg(side: Side, hip: Point) -> dict[str, Point]:
    knee = along(hip, towards(side.thigh), THIGH)
    ankle = along(knee, towards(side.shin), SHIN)
    toes = towards(side.foot)
    sole = along(ankle, (toes[1], -toes[0]), ANKLE_HEIGHT)
    return {"knee": knee, "ankle": ankle, "heel": along(sole, toes, -HEEL), "toe": along(sole, toes, TOE)}
