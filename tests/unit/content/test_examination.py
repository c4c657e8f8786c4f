"""The catalogues of the examination hold what an assessment needs, and every figure says where it was read."""

from collections import Counter
from dataclasses import replace

import pytest

from msk_desk.content.examination import joints, movements, movements_of
from msk_desk.content.examination_checks import AREAS, joint_problems, movement_problems
from msk_desk.domain.examination import Reference, Unit


def test_enough_joints_and_movements_for_every_area() -> None:
    measured = Counter(movement.joint for movement in movements().values())
    assert len(measured) >= 13
    assert len(movements()) >= 26
    assert {area for joint in joints().values() for area in joint.areas} == AREAS


def test_what_is_shipped_has_no_problem() -> None:
    assert list(joint_problems(joints())) == []
    assert list(movement_problems(movements(), joints())) == []


@pytest.mark.parametrize(
    ("code", "normal"),
    [
        ("cervical-spine-rotation", (80.0, 80.0)),  # 38 CFR 4.71a, Note (2)
        ("lumbar-spine-flexion", (40.0, 72.0)),  # Troke 2001, abstract
        ("shoulder-flexion", (158.5, 161.5)),  # Gill 2020, abstract
        ("knee-flexion", (140.0, 140.0)),  # 38 CFR 4.71, Plate II
        ("jaw-opening", (41.0, 43.0)),  # Gallagher 2004, abstract
        ("ankle-lunge", None),  # no figure was read: not established
    ],
)
def test_normal_values_as_they_were_read(code: str, normal: tuple[float, float] | None) -> None:
    assert movements()[code].normal == normal


def test_a_normal_value_comes_with_its_source_and_none_without() -> None:
    for movement in movements().values():
        assert (movement.normal is None) == (movement.normal_source is None)


def test_the_deficit_is_to_the_lowest_normal_value() -> None:
    flexion = movements()["lumbar-spine-flexion"]
    assert flexion.deficit(25.0) == 15.0
    assert flexion.deficit(50.0) == 0.0
    assert movements()["ankle-lunge"].deficit(3.0) is None


def test_movements_of_one_joint_in_order() -> None:
    assert [each.name for each in movements_of("elbow")] == ["Flexion", "Extension (0 is straight)"]
    assert all(each.unit is Unit.DEGREES for each in movements_of("elbow"))


def test_each_check_finds_what_it_is_there_to_find() -> None:
    flexion = movements()["knee-flexion"]
    normal = flexion.references[0]
    wrong: dict[str, Reference] = {
        "cannot be": replace(normal, low=150.0),
        "whose normal value": replace(normal, applies=" "),
        "has no source": replace(normal, source=replace(normal.source, read="")),
    }
    for words, reference in wrong.items():
        found = list(movement_problems({"x": replace(flexion, references=(reference,))}, joints()))
        assert len(found) == 1
        assert words in found[0]
    assert list(movement_problems({"x": flexion, "y": flexion}, joints())) == ["movement knee Flexion comes twice"]
    assert list(movement_problems({"x": replace(flexion, joint="tail")}, joints())) == [
        "knee-flexion is of no known joint"
    ]
    assert list(joint_problems({"knee": replace(joints()["knee"], areas=("tail",))})) == [
        "knee is of no known area of the body"
    ]
