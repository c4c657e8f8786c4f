"""Checks the catalogues of the examination: a source with every figure, figures that can be, and no name twice."""

from collections.abc import Iterable, Iterator, Mapping

from msk_desk.domain.examination import Joint, Movement, Reference, Source

BACK = ("lumbar", "cervical", "thoracic")
LIMBS = ("shoulder", "elbow", "wrist-hand", "hip", "knee", "ankle-foot")
AREAS = frozenset((*BACK, *LIMBS, "widespread", "inflammatory"))
"""The codes of the forms' focus."""
MOST = 360.0


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


def source_problems(code: str, source: Source) -> Iterator[str]:
    """A source that does not say what it is or what was read there."""
    if not source.citation.strip() or not source.read.strip():
        yield f"{code} has no source"


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
