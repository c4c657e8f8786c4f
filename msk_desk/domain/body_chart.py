"""What is marked on a body chart: areas with their kind of symptom, strength, shape and regions."""

from dataclasses import dataclass
from enum import StrEnum

Point = tuple[float, float]


class BodyView(StrEnum):
    """Which figure is marked. Right and left are the person's own."""

    FRONT = "front"
    BACK = "back"
    RIGHT = "right"
    LEFT = "left"
    HEAD_FRONT = "head-front"
    HEAD_BACK = "head-back"
    HEAD_RIGHT = "head-right"
    HEAD_LEFT = "head-left"
    RIGHT_PALM = "right-palm"
    LEFT_PALM = "left-palm"
    RIGHT_HAND_BACK = "right-hand-back"
    LEFT_HAND_BACK = "left-hand-back"
    RIGHT_FOOT_TOP = "right-foot-top"
    LEFT_FOOT_TOP = "left-foot-top"
    RIGHT_SOLE = "right-sole"
    LEFT_SOLE = "left-sole"


class Symptom(StrEnum):
    """What is felt; each has a pattern of its own besides its colour."""

    PAIN = "pain"
    ACHE = "ache"
    BURNING = "burning"
    STIFF = "stiff"
    NUMB = "numb"
    PINS = "pins"
    WEAK = "weak"


class Shape(StrEnum):
    """How an area was marked."""

    SPOT = "spot"
    STROKE = "stroke"
    AREA = "area"
    REGION = "region"
    ARROW = "arrow"


@dataclass(frozen=True, slots=True)
class BodyArea:
    """One marked area.

    Points are hundredths of the figure's height: across from its middle line, down from its top. A region chosen from
    the list has no points. `regions` are codes such as `right-knee-front`, the one most covered first; `intensity` is 0
    to 10, None when it was not asked.
    """

    view: BodyView
    symptom: Symptom
    shape: Shape
    points: tuple[Point, ...] = ()
    regions: tuple[str, ...] = ()
    intensity: int | None = None


def written(points: tuple[Point, ...]) -> str:
    """Points as they are stored: `-4.2,70.1 -3.9,71`, to a tenth of a hundredth of the height."""
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def read_points(text: str) -> tuple[Point, ...]:
    """Points from what is stored; what is no pair of numbers is left out."""
    found = []
    for pair in text.split():
        across, comma, down = pair.partition(",")
        try:
            if comma:
                found.append((float(across), float(down)))
        except ValueError:
            continue
    return tuple(found)


def _number(value: float) -> str:
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")
