"""Checks the catalogues of the examination: a source with every figure, figures that can be, and no name twice."""

from collections.abc import Iterable, Iterator, Mapping

from msk_desk.domain.examination import (
    Accuracy,
    FunctionTest,
    Joint,
    Kind,
    Movement,
    Reference,
    Source,
    Span,
    SpecialTest,
)
from msk_desk.domain.neurology import Dermatome, Myotome, NeurologicalSign, Neurology, Reflex, Scale

BACK = ("lumbar", "cervical", "thoracic")
LIMBS = ("shoulder", "elbow", "wrist-hand", "hip", "knee", "ankle-foot")
AREAS = frozenset((*BACK, *LIMBS, "widespread", "inflammatory"))
"""The codes of the forms' focus."""
MOST = 360.0
QUOTING = frozenset((Kind.SECONDARY, Kind.REFERENCE))
"""Sources that an accuracy is never taken from: it is read in the paper, its abstract or a review of papers."""


def joint_problems(joints: Mapping[str, Joint]) -> Iterator[str]:
    """A joint without a name, or for an area of the body that no form has."""
    yield from _twice("joint", (joint.name for joint in joints.values()))
    for joint in joints.values():
        if not joint.areas or not AREAS.issuperset(joint.areas):
            yield f"{joint.code} is of no known area of the body"


def movement_problems(movements: Mapping[str, Movement], joints: Mapping[str, Joint]) -> Iterator[str]:
    """A movement of no joint, named twice, or whose normal values cannot be."""
    yield from _twice("movement", (f"{each.joint} {each.name}" for each in movements.values()))
    for movement in movements.values():
        if movement.joint not in joints:
            yield f"{movement.code} is of no known joint"
        yield from _reference_problems(movement.code, movement.references)


def special_test_problems(tests: Mapping[str, SpecialTest], joints: Mapping[str, Joint]) -> Iterator[str]:
    """A special test of no joint, named twice, without a source, or with an accuracy that cannot be."""
    yield from _twice("test", (f"{each.joint} {each.name}" for each in tests.values()))
    for test in tests.values():
        if test.joint not in joints:
            yield f"{test.code} is of no known joint"
        if not test.suggests.strip() or not test.positive.strip():
            yield f"{test.code} does not say what it suggests or when it is positive"
        yield from source_problems(test.code, test.source)
        yield from _accuracy_problems(test.code, test.accuracies)


def function_problems(tests: Mapping[str, FunctionTest]) -> Iterator[str]:
    """A test of function for no known area, named twice, or whose reference values cannot be."""
    yield from _twice("function test", (each.name for each in tests.values()))
    for test in tests.values():
        if not test.areas or not AREAS.issuperset(test.areas):
            yield f"{test.code} is of no known area of the body"
        yield from source_problems(test.code, test.source)
        yield from _reference_problems(test.code, test.references)


def neurology_problems(neurology: Neurology) -> Iterator[str]:
    """A root, reflex or sign that comes twice or has no source, or a scale without steps."""
    parts: tuple[Dermatome | Myotome | Reflex | NeurologicalSign, ...]
    parts = (*neurology.dermatomes, *neurology.myotomes, *neurology.reflexes, *neurology.signs)
    yield from _twice("code", (each.code for each in parts))
    for each in parts:
        yield from source_problems(each.code, each.source)
    for sign in neurology.signs:
        yield from _accuracy_problems(sign.code, sign.accuracies)
    for scale in neurology.scales:
        yield from _scale_problems(scale)


def _scale_problems(scale: Scale) -> Iterator[str]:
    yield from source_problems(scale.code, scale.source)
    yield from _twice(f"grade of {scale.code}", (grade.code for grade in scale.grades))
    if len(scale.grades) < 2:
        yield f"{scale.code} has no grades"


def source_problems(code: str, source: Source) -> Iterator[str]:
    """A source that does not say what it is or what was read there."""
    if not source.citation.strip() or not source.read.strip():
        yield f"{code} has no source"


def _accuracy_problems(code: str, accuracies: Iterable[Accuracy]) -> Iterator[str]:
    for found in accuracies:
        shares = [each for each in (found.sensitivity, found.specificity) if each]
        ratios = [each for each in (found.positive_likelihood_ratio, found.negative_likelihood_ratio) if each]
        if not shares and not ratios:
            yield f"{code} has an accuracy without a figure"
        if not all(_within(each, 1.0) for each in shares) or not all(_within(each, 1000.0) for each in ratios):
            yield f"{code} has an accuracy that cannot be"
        if not found.condition.strip() or not found.population.strip() or not found.against.strip():
            yield f"{code} does not say of what, among whom or against what its accuracy was found"
        if found.source.kind in QUOTING:
            yield f"{code} has an accuracy that was not read in a paper or a review"
        yield from source_problems(code, found.source)


def _within(span: Span, most: float) -> bool:
    return 0 <= span.low <= span.high <= most


def _reference_problems(code: str, references: Iterable[Reference]) -> Iterator[str]:
    for reference in references:
        if not 0 <= reference.low <= reference.high <= MOST:
            yield f"{code} has a normal value that cannot be: {reference.low} to {reference.high}"
        if not reference.applies.strip():
            yield f"{code} does not say whose normal value it is"
        yield from source_problems(code, reference.source)


def _twice(kind: str, names: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in names:
        if name.casefold() in seen:
            yield f"{kind} {name} comes twice"
        seen.add(name.casefold())
