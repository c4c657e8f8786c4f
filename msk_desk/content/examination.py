"""Reads the catalogues under resources/examination/: what the assessment forms ask for, each with its source."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from msk_desk.content.pieces import read_piece
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
    Unit,
)

FOLDER = "examination"
MOVEMENTS = f"{FOLDER}/movements.json"
TESTS = f"{FOLDER}/tests.json"
FUNCTIONS = f"{FOLDER}/functions.json"

Sources = Mapping[str, Mapping[str, Any]]


@cache
def joints() -> Mapping[str, Joint]:
    """Every joint and region by its code, from the neck down."""
    return read_piece(MOVEMENTS, _joints)


@cache
def movements() -> Mapping[str, Movement]:
    """Every movement by its code, joint by joint, in the order of examination."""
    return read_piece(MOVEMENTS, _movements)


def movements_of(joint: str) -> tuple[Movement, ...]:
    """The movements of one joint."""
    return tuple(movement for movement in movements().values() if movement.joint == joint)


@cache
def special_tests() -> Mapping[str, SpecialTest]:
    """Every special test by its code, joint by joint."""
    return read_piece(TESTS, _tests)


def special_tests_of(joint: str) -> tuple[SpecialTest, ...]:
    """The special tests of one joint."""
    return tuple(test for test in special_tests().values() if test.joint == joint)


@cache
def function_tests() -> Mapping[str, FunctionTest]:
    """Every test of function by its code."""
    return read_piece(FUNCTIONS, _functions)


def source_of(data: Mapping[str, Any], sources: Sources) -> Source:
    """The source an entry names, with what was read there for this entry.

    Raises:
        KeyError: the file lists no such source.
    """
    named = sources[data["source"]]
    return Source(named["citation"], named["url"], data["read"], Kind(named["kind"]))


def references_of(data: Mapping[str, Any], sources: Sources) -> tuple[Reference, ...]:
    """The normal values of an entry, the one to show first."""
    return tuple(
        Reference(float(value["low"]), float(value["high"]), value["applies"], source_of(value, sources))
        for value in data.get("references", ())
    )


def accuracies_of(data: Mapping[str, Any], sources: Sources) -> tuple[Accuracy, ...]:
    """How accurate a test was found to be, the finding to show first; empty if none was read."""
    return tuple(
        Accuracy(
            condition=found["condition"],
            population=found["population"],
            against=found["against"],
            source=source_of(found, sources),
            sensitivity=_span(found, "sensitivity"),
            specificity=_span(found, "specificity"),
            positive_likelihood_ratio=_span(found, "positiveLikelihoodRatio"),
            negative_likelihood_ratio=_span(found, "negativeLikelihoodRatio"),
        )
        for found in data.get("accuracies", ())
    )


def _span(data: Mapping[str, Any], name: str) -> Span | None:
    return Span(*map(float, data[name])) if name in data else None


def _joints(data: Mapping[str, Any]) -> Mapping[str, Joint]:
    return {each["code"]: Joint(each["code"], each["name"], tuple(each["areas"])) for each in data["joints"]}


def _movements(data: Mapping[str, Any]) -> Mapping[str, Movement]:
    return {each["code"]: _movement(each, data["sources"]) for each in data["movements"]}


def _movement(data: Mapping[str, Any], sources: Sources) -> Movement:
    return Movement(
        code=data["code"],
        joint=data["joint"],
        name=data["name"],
        unit=Unit(data["unit"]),
        sided=data["sided"],
        references=references_of(data, sources),
    )


def _tests(data: Mapping[str, Any]) -> Mapping[str, SpecialTest]:
    return {each["code"]: _test(each, data["sources"]) for each in data["tests"]}


def _test(data: Mapping[str, Any], sources: Sources) -> SpecialTest:
    return SpecialTest(
        code=data["code"],
        joint=data["joint"],
        name=data["name"],
        suggests=data["suggests"],
        positive=data["positive"],
        sided=data["sided"],
        source=source_of(data, sources),
        synonyms=tuple(data.get("synonyms", ())),
        accuracies=accuracies_of(data, sources),
    )


def _functions(data: Mapping[str, Any]) -> Mapping[str, FunctionTest]:
    return {each["code"]: _function(each, data["sources"]) for each in data["functions"]}


def _function(data: Mapping[str, Any], sources: Sources) -> FunctionTest:
    return FunctionTest(
        code=data["code"],
        name=data["name"],
        unit=Unit(data["unit"]),
        sided=data["sided"],
        higher_is_better=data["higherIsBetter"],
        areas=tuple(data["areas"]),
        source=source_of(data, sources),
        references=references_of(data, sources),
    )
