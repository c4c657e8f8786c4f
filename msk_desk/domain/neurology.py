"""The neurological examination: key points, key muscles, reflexes, signs and the scales that grade them."""

from dataclasses import dataclass

from msk_desk.domain.examination import Accuracy, Source


@dataclass(frozen=True, slots=True)
class Dermatome:
    """A point of skin that one root supplies."""

    code: str
    root: str
    name: str
    source: Source


@dataclass(frozen=True, slots=True)
class Myotome:
    """A movement whose strength speaks for one root."""

    code: str
    root: str
    name: str
    source: Source


@dataclass(frozen=True, slots=True)
class Reflex:
    """A tendon reflex and the roots it runs through."""

    code: str
    root: str
    name: str
    source: Source


@dataclass(frozen=True, slots=True)
class NeurologicalSign:
    """A sign of the upper motor neurone or the cord; `sided` if looked for on both sides."""

    code: str
    name: str
    suggests: str
    positive: str
    sided: bool
    source: Source
    accuracies: tuple[Accuracy, ...] = ()


@dataclass(frozen=True, slots=True)
class Grade:
    """One step of a scale: its code (what is stored) and its words."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Scale:
    """An ordered scale, such as the MRC grades of strength."""

    code: str
    name: str
    grades: tuple[Grade, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Neurology:
    """Everything of the neurological examination, in the order it is done."""

    dermatomes: tuple[Dermatome, ...]
    myotomes: tuple[Myotome, ...]
    reflexes: tuple[Reflex, ...]
    signs: tuple[NeurologicalSign, ...]
    scales: tuple[Scale, ...]
