"""Special tests and tests of function: enough for every region, and every figure as it was read in its source."""

from collections import Counter
from dataclasses import replace

import pytest

from msk_desk.content.examination import function_tests, joints, movements, special_tests, special_tests_of
from msk_desk.content.examination_checks import function_problems, special_test_problems
from msk_desk.domain.examination import Accuracy, Kind, Span, SpecialTest, Unit

REGIONS = ("cervical-spine", "lumbar-spine", "sacroiliac", "shoulder", "elbow", "wrist", "hip", "knee", "ankle", "foot")


def test_enough_tests_for_every_region() -> None:
    by_joint = Counter(test.joint for test in special_tests().values())
    assert len(special_tests()) >= 75
    assert min(by_joint[region] for region in REGIONS) >= 6
    assert {area for joint in by_joint for area in joints()[joint].areas} >= {"thoracic", "widespread", "inflammatory"}


def test_what_is_shipped_has_no_problem() -> None:
    assert list(special_test_problems(special_tests(), joints())) == []
    assert list(function_problems(function_tests())) == []


def test_a_test_and_a_movement_never_share_a_code() -> None:
    assert not special_tests().keys() & movements().keys()


@pytest.mark.parametrize(
    ("code", "sensitivity", "specificity"),
    [
        ("cervical-spine-spurling", (0.30, 1.00), (0.74, 1.00)),  # Rubinstein 2007, six studies
        ("lumbar-spine-passive-lumbar-extension", (0.842, 0.842), (0.904, 0.904)),  # Kasai 2006
        ("sacroiliac-cluster", (0.94, 0.94), (0.78, 0.78)),  # Laslett 2005
        ("shoulder-lift-off", (0.176, 0.176), (1.0, 1.0)),  # Barth 2006
        ("wrist-phalen", (0.57, 0.57), (0.67, 0.67)),  # Dabbagh 2023, pooled
        ("wrist-durkan", (0.71, 0.71), (0.22, 0.22)),  # JHS GO 2020
        ("shoulder-drop-arm", (0.10, 0.35), (0.88, 0.98)),  # Park 2005 and Murrell 2001, as reviewed
        ("hip-prone-instability", (0.339, 0.339), (0.979, 0.979)),  # Hoppe 2017
        ("hip-fadir", (0.94, 0.99), (0.05, 0.09)),  # Reiman 2015, pooled
        ("knee-lachman", (0.81, 0.81), (0.85, 0.85)),  # Sokal 2022, pooled
        ("ankle-calf-squeeze", (0.96, 0.96), (0.93, 0.93)),  # Maffulli 1998
    ],
)
def test_accuracies_as_they_were_read(
    code: str, sensitivity: tuple[float, float], specificity: tuple[float, float]
) -> None:
    found = special_tests()[code].accuracy
    assert found is not None
    assert found.sensitivity == Span(*sensitivity)
    assert found.specificity == Span(*specificity)


def test_without_a_figure_that_was_read_the_accuracy_is_not_established() -> None:
    ober = special_tests()["hip-ober"]
    assert ober.accuracy is None
    assert ober.source.citation


def test_a_figure_may_come_as_a_likelihood_ratio_alone() -> None:
    found = special_tests()["shoulder-painful-arc"].accuracy
    assert found is not None
    assert (found.sensitivity, found.positive_likelihood_ratio) == (None, Span(3.7, 3.7))


@pytest.mark.parametrize(
    ("span", "words"),
    [(Span(0.74, 0.74), "74%"), (Span(0.3, 1.0), "30\N{EN DASH}100%"), (Span(0.9891, 0.9891), "99%")],
)
def test_a_span_in_per_cent(span: Span, words: str) -> None:
    assert span.percent() == words


def test_tests_of_one_joint_keep_their_order() -> None:
    assert [each.name for each in special_tests_of("thumb")] == [
        "Grind",
        "Traction-shift",
        "Pressure-shear",
        "Metacarpal extension",
        "Metacarpal flexion",
    ]


def test_tests_of_function_with_their_reference_values() -> None:
    chair = function_tests()["five-sit-to-stand"]
    assert (chair.unit, chair.higher_is_better) == (Unit.SECONDS, False)
    assert [each.low for each in chair.references] == [11.4, 12.6, 14.8]  # Bohannon 2006
    assert function_tests()["side-plank"].references == ()  # no figure was read


class TestEachCheck:
    lachman = special_tests()["knee-lachman"]

    source = special_tests()["knee-lachman"].accuracies[0].source

    def problems(self, **changes: object) -> list[str]:
        changed: SpecialTest = replace(self.lachman, **changes)  # type: ignore[arg-type]
        return list(special_test_problems({"x": changed}, joints()))

    def accuracy(self, **changes: object) -> list[str]:
        assert self.lachman.accuracy is not None
        changed: Accuracy = replace(self.lachman.accuracy, **changes)  # type: ignore[arg-type]
        return self.problems(accuracies=(changed,))

    def test_a_test_of_no_joint_or_without_words(self) -> None:
        assert self.problems(joint="tail") == ["knee-lachman is of no known joint"]
        assert self.problems(positive=" ") == ["knee-lachman does not say what it suggests or when it is positive"]

    def test_a_name_that_comes_twice_on_one_joint(self) -> None:
        twice = special_test_problems({"x": self.lachman, "y": self.lachman}, joints())
        assert list(twice) == ["test knee Lachman comes twice"]

    def test_an_accuracy_that_cannot_be(self) -> None:
        assert self.accuracy(sensitivity=Span(0.9, 0.8)) == ["knee-lachman has an accuracy that cannot be"]
        assert self.accuracy(specificity=Span(81.0, 85.0)) == ["knee-lachman has an accuracy that cannot be"]
        assert self.accuracy(sensitivity=None, specificity=None) == ["knee-lachman has an accuracy without a figure"]
        assert self.accuracy(source=replace(self.source, kind=Kind.SECONDARY)) == [
            "knee-lachman has an accuracy that was not read in a paper or a review"
        ]
        assert self.accuracy(population="")[0].endswith("or against what its accuracy was found")

    def test_a_function_test_of_no_area(self) -> None:
        chair = function_tests()["five-sit-to-stand"]
        found = list(function_problems({"x": replace(chair, areas=("tail",))}))
        assert found == ["five-sit-to-stand is of no known area of the body"]
