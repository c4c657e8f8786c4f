"""What an instrument is: its items, its scores and what is known about changes in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import floor


class Direction(StrEnum):
    """Which way a score runs."""

    HIGHER_BETTER = "higher-better"
    HIGHER_WORSE = "higher-worse"


class Method(StrEnum):
    """How a score is made of answers or of scores before it."""

    SUM = "sum"
    SUM_OF_ANSWERED = "sum-of-answered"
    MEAN = "mean"
    PERCENT = "percent"
    INVERTED_PERCENT = "inverted-percent"
    SUM_OF_SCORES = "sum-of-scores"
    MEAN_OF_SCORES = "mean-of-scores"
    TABLE = "table"
    WEIGHTS = "weights"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Item:
    """One item, by its code; `recode` turns a response value into the one that counts.

    `alert_from`: an answer of this much or more asks for action whatever the score (self-harm items).
    `other_way`: the words of its answers count the other way round than in the instrument's other items.
    `label`, `low_words`, `high_words` and `options` (words of each value) are set where the wording is ours.
    """

    code: str
    low: float
    high: float
    step: float = 1.0
    reversed: bool = False
    not_applicable: bool = False
    recode: Mapping[int, float] = field(default_factory=dict)
    alert_from: float | None = None
    label: str = ""
    other_way: bool = False
    low_words: str = ""
    high_words: str = ""
    options: tuple[str, ...] = ()

    def counted(self, answer: float) -> float:
        """The value that counts towards a score."""
        value = self.recode.get(int(answer), answer) if self.recode else answer
        return self.low + self.high - value if self.reversed else value


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a figure comes from; `read` says what was read: the paper, its abstract or a summary of it."""

    text: str
    url: str = ""
    read: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Whom a published figure is of: words of body areas (none for any), and `after-surgery` or any setting."""

    areas: tuple[str, ...] = ()
    setting: str = ""


@dataclass(frozen=True, slots=True)
class SmallestChange:
    """One published smallest change that matters: points, or percent of the baseline."""

    amount: float
    population: str
    comparator: str
    method: str
    citation: Citation
    percent: bool = False
    group: Group = Group()


@dataclass(frozen=True, slots=True)
class MeasurementError:
    """One published measurement error in points; `kind` is SEM, SDC95, MDC90 and the like."""

    amount: float
    kind: str
    population: str
    citation: Citation
    group: Group = Group()


@dataclass(frozen=True, slots=True)
class Band:
    """A named part of a score's range, both ends within it; the names are neutral, for staff.

    `published` is the name its source gives it, which results for other programs carry.
    """

    label: str
    low: float
    high: float
    published: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A yes or no that sources report of a score (it is within low and high); of no score, the number answered."""

    name: str
    of: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class ScoreRule:
    """How one score is made, which way it runs and what its changes mean.

    `fewest` answers give a score; missing ones are then replaced by the mean of those answered.
    A score of fewer than `flag_below` answers is flagged. `band_name` is what sources call the band.
    """

    name: str
    title: str
    method: Method
    low: float
    high: float
    direction: Direction
    items: tuple[str, ...] = ()
    fewest: int = 0
    of: tuple[str, ...] = ()
    factor: float = 1.0
    constant: float = 0.0
    table: Mapping[int, float] = field(default_factory=dict)
    weights: Mapping[str, Mapping[int, float]] = field(default_factory=dict)
    rule: str = ""
    decimals: int = 0
    value_set: str = ""
    bands: tuple[Band, ...] = ()
    changes: tuple[SmallestChange, ...] = ()
    errors: tuple[MeasurementError, ...] = ()
    flag_below: int = 0
    band_name: str = ""

    def band_at(self, value: float) -> Band | None:
        """The band a value lies in, a half counting up, or None."""
        whole = floor(value + 0.5) if self.decimals == 0 else value
        return next((band for band in self.bands if band.low <= whole <= band.high), None)

    def band_of(self, value: float) -> str:
        """The label of the band a value lies in, or an empty text."""
        band = self.band_at(value)
        return "" if band is None else band.label


@dataclass(frozen=True, slots=True)
class Definition:
    """One instrument. `wording` is `ours` when it ships whole, else `pack` (licensed, imported locally).

    `printed` is the way its answers run on the printed form, `rising` or `falling` in value, where that was
    read in a source; `not_validated` says of a question of ours that nobody has tested what it measures.
    """

    code: str
    title: str
    version: str
    rule_version: str
    holder: str
    licence: str
    wording: str
    items: tuple[Item, ...]
    scores: tuple[ScoreRule, ...]
    recall: str = ""
    region: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()
    printed: str = ""
    not_validated: bool = False
    marks: tuple[Mark, ...] = ()

    def item(self, code: str) -> Item | None:
        """The item of that code."""
        return next((item for item in self.items if item.code == code), None)

    def score(self, name: str) -> ScoreRule:
        """The rule of that score.

        Raises:
            KeyError: the instrument has no such score.
        """
        for rule in self.scores:
            if rule.name == name:
                return rule
        raise KeyError(name)

    @property
    def main_score(self) -> ScoreRule:
        """The score that lists and charts show first: the last one made."""
        return self.scores[-1]
