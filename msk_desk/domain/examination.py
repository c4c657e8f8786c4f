"""What a clinician examines: joints, movements, special tests and function tests, each with its source.

The forms are made of these. A figure without a source that was read is `None` and shows as not established.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of source a figure was read in, from the strongest to the weakest."""

    STUDY = "study"
    REVIEW = "review"
    STANDARD = "standard"
    REFERENCE = "reference"
    SECONDARY = "secondary"
    """A text that quotes the figure of another; its citation names both."""


class Unit(StrEnum):
    """What a movement or a test is measured in."""

    DEGREES = "degrees"
    CENTIMETRES = "cm"
    MILLIMETRES = "mm"
    SECONDS = "s"
    KILOGRAMS = "kg"
    REPETITIONS = "repetitions"
    METRES_PER_SECOND = "m/s"
    LEVEL = "level"
    """A place on the body, such as the vertebra that a thumb reaches; no number."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was read: the citation, its address if any, and the figure that was seen, in our words."""

    citation: str
    url: str
    read: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Reference:
    """Values that a source calls normal for some people; low and high are equal where it gives one figure."""

    low: float
    high: float
    applies: str
    source: Source


@dataclass(frozen=True, slots=True)
class Joint:
    """A joint or region, and the areas of the body (codes of the forms' focus) whose forms examine it."""

    code: str
    name: str
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Movement:
    """A movement of one joint, measured right and left if it has sides."""

    code: str
    joint: str
    name: str
    unit: Unit
    sided: bool
    references: tuple[Reference, ...] = ()

    @property
    def normal(self) -> tuple[float, float] | None:
        """The values shown as normal: the first source's; none if not established here."""
        return (self.references[0].low, self.references[0].high) if self.references else None

    @property
    def normal_source(self) -> Source | None:
        """Where the normal values were read."""
        return self.references[0].source if self.references else None

    def deficit(self, measured: float) -> float | None:
        """How much is missing to the lowest normal value, 0 if nothing; none if no normal is established."""
        return max(0.0, self.references[0].low - measured) if self.references else None


@dataclass(frozen=True, slots=True)
class Span:
    """A figure of a source, or the lowest and highest of several; equal where it gives one."""

    low: float
    high: float

    def percent(self) -> str:
        """As whole per cent: `74%`, or `30–100%` (with an en dash) for a range."""
        low, high = round(self.low * 100), round(self.high * 100)
        return f"{low}%" if low == high else f"{low}\N{EN DASH}{high}%"


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How well a test tells who has a condition, as one source found it among some people (shares from 0 to 1)."""

    condition: str
    population: str
    against: str
    source: Source
    sensitivity: Span | None = None
    specificity: Span | None = None
    positive_likelihood_ratio: Span | None = None
    negative_likelihood_ratio: Span | None = None


@dataclass(frozen=True, slots=True)
class SpecialTest:
    """A clinical test: what a positive one suggests, how it is judged, and how accurate it was found to be."""

    code: str
    joint: str
    name: str
    suggests: str
    positive: str
    sided: bool
    source: Source
    synonyms: tuple[str, ...] = ()
    accuracies: tuple[Accuracy, ...] = ()

    @property
    def accuracy(self) -> Accuracy | None:
        """The first accuracy; none if it is not established here."""
        return self.accuracies[0] if self.accuracies else None


@dataclass(frozen=True, slots=True)
class FunctionTest:
    """A test of what someone can do, timed or counted; references only where they were read."""

    code: str
    name: str
    unit: Unit
    sided: bool
    higher_is_better: bool
    areas: tuple[str, ...]
    source: Source
    references: tuple[Reference, ...] = ()
