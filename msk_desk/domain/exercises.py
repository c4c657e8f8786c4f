"""Exercises of the library: what a patient reads, and the poses that show it. A dose is never among them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Side:
    """The limbs of one side. Angles in degrees: 0 down, 90 the way the figure faces, 180 up, -90 behind."""

    upper_arm: float = 0.0
    forearm: float = 10.0
    thigh: float = 0.0
    shin: float = 0.0
    foot: float = 90.0


@dataclass(frozen=True, slots=True)
class Pose:
    """A figure seen from its side, facing right: `joint` stands at a point, y up from the floor.

    Lengths are hundredths of the standing height.
    """

    joint: str
    at: Point
    near: Side
    far: Side
    trunk: float = 180.0
    head: float = 0.0


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing in the picture: chair, mat, wall, step, roll or band, with its own measures."""

    kind: str
    at: Point
    size: Point = (0.0, 0.0)
    joint: str = ""
    when: str = "both"


@dataclass(frozen=True, slots=True)
class Movement:
    """The way a joint takes from start to finish, drawn this far off it; or a push that far, if `by` says."""

    joint: str
    offset: Point = (0.0, 0.0)
    by: Point = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class ExerciseFigure:
    """Two poses, the things around them and what moves; `description` is for those who do not see it."""

    start: Pose
    finish: Pose
    description: str
    props: tuple[Prop, ...] = ()
    movement: Movement | None = None


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise of the library, in a patient's words."""

    code: str
    version: str
    title: str
    regions: tuple[str, ...]
    purpose: str
    start: str
    steps: tuple[str, ...]
    cautions: tuple[str, ...]
    equipment: tuple[str, ...]
    easier: str
    harder: str
    figure: ExerciseFigure
    provenance: Mapping[str, str] = field(default_factory=dict)

    def words(self) -> str:
        """All that a patient reads of it, as one text."""
        parts = (self.title + ".", self.purpose, self.start, *self.steps, *self.cautions, self.easier, self.harder)
        return " ".join(parts)
