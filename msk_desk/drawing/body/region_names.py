"""The regions of the body by name, each with the part of the body that it belongs to; codes are these with a side."""

from types import MappingProxyType

SYSTEM = "https://msk-desk.example/fhir/CodeSystem/body-region"
RIGHT, LEFT = "right", "left"
FINGERS = ("index", "middle", "ring", "little")
TOES = ("big-toe", "second-toe", "third-toe", "fourth-toe", "little-toe")

_BY_PART = {
    "head": "face forehead temple eye cheek ear head-side head-back head-top nose! mouth! chin!",
    "jaw": "jaw jaw-joint",
    "neck": "neck-front neck-side neck-back neck-spine!",
    "shoulder": "shoulder-front shoulder-back shoulder-outer shoulder-top",
    "upper-arm": "upper-arm-front upper-arm-back upper-arm-outer",
    "elbow": "elbow-front elbow-back elbow-outer",
    "forearm": "forearm-front forearm-back forearm-outer",
    "wrist": "wrist-front wrist-back wrist-outer",
    "hand": "hand-palm hand-back hand-outer thumb-ball little-finger-ball",
    "thumb": "thumb-palm thumb-base thumb-knuckle thumb-end",
    **{
        f"{finger}-finger": f"{finger}-finger-palm {finger}-knuckle {finger}-middle-joint {finger}-end"
        for finger in FINGERS
    },
    "chest": "chest ribs-side breastbone!",
    "upper-back": "shoulder-blade ribs-back thoracic-spine!",
    "abdomen": "abdomen-upper abdomen-lower",
    "lower-back": "lower-back flank lumbar-spine!",
    "pelvis": "groin buttock sacrum! pubic!",
    "hip": "hip-front hip-outer",
    "thigh": "thigh-front thigh-inner thigh-outer thigh-back",
    "knee": "knee-front knee-inner knee-outer knee-back",
    "lower-leg": "lower-leg-front lower-leg-inner lower-leg-outer lower-leg-back",
    "ankle": "ankle-front ankle-inner ankle-outer ankle-back",
    "foot": "foot-top foot-inner foot-outer heel-back heel arch sole-outer ball-inner ball-outer",
    **{toe: f"{toe}-top {toe}-under" for toe in TOES},
}
PARTS = MappingProxyType({name.rstrip("!"): part for part, names in _BY_PART.items() for name in names.split()})
"""Part by region name."""
UNSIDED = frozenset(name[:-1] for names in _BY_PART.values() for name in names.split() if name.endswith("!"))
"""Regions on the middle line."""


def code(name: str, side: str = "") -> str:
    """The code of a region of a side."""
    return f"{side}-{name}" if side and name not in UNSIDED else name


def every_code() -> tuple[str, ...]:
    """All codes, from the head down, right before left."""
    return tuple(code(name, side) for name in PARTS for side in ((RIGHT, LEFT) if name not in UNSIDED else ("",)))


def named(region: str) -> tuple[str, str]:
    """Side and name of a code; the side is empty on the middle line."""
    side, dash, name = region.partition("-")
    return (side, name) if dash and side in (RIGHT, LEFT) and name in PARTS else ("", region)


def part_of(region: str) -> str:
    """The part of the body, with its side: `right-knee` for `right-knee-front`; the code itself when unknown."""
    side, name = named(region)
    part = PARTS.get(name, name)
    return f"{side}-{part}" if side else part
