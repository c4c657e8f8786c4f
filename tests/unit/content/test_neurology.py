"""The neurological examination is whole: every root, reflex and sign that an assessment asks for, with its source."""

from dataclasses import replace

import pytest

from msk_desk.content.examination_checks import neurology_problems
from msk_desk.content.neurology import neurology, scale
from msk_desk.domain.examination import Span


def test_every_root_has_its_key_point_in_order() -> None:
    roots = [each.root for each in neurology().dermatomes]
    cervical = [f"C{number}" for number in range(2, 9)]
    thoracic = [f"T{number}" for number in range(1, 13)]
    assert roots == [*cervical, *thoracic, "L1", "L2", "L3", "L4", "L5", "S1", "S2", "S3"]


@pytest.mark.parametrize(
    ("root", "movement"),
    [  # key muscles of the international standard (ISNCSCI)
        ("C5", "Elbow flexion"),
        ("C6", "Wrist extension"),
        ("C7", "Elbow extension"),
        ("C8", "Finger flexion"),
        ("T1", "Little finger abduction"),
        ("L2", "Hip flexion"),
        ("L3", "Knee extension"),
        ("L4", "Ankle dorsiflexion"),
        ("L5", "Great toe extension"),
        ("S1", "Ankle plantar flexion"),
    ],
)
def test_key_muscles(root: str, movement: str) -> None:
    assert [each.name for each in neurology().myotomes if each.root == root] == [movement]


def test_reflexes_with_their_roots() -> None:
    assert {each.code: each.root for each in neurology().reflexes} == {
        "reflex-jaw": "Trigeminal nerve",
        "reflex-biceps": "C5, C6",
        "reflex-brachioradialis": "C5, C6",
        "reflex-triceps": "C7, C8",
        "reflex-knee": "L2, L3, L4",
        "reflex-ankle": "S1, S2",
    }


def test_signs_of_the_upper_motor_neurone_with_their_accuracy() -> None:
    signs = {each.code: each for each in neurology().signs}
    needed = ("hoffmann", "babinski", "clonus", "inverted-supinator", "tone", "gait", "lhermitte", "romberg")
    assert [name for name in needed if f"sign-{name}" not in signs] == []
    assert signs["sign-hoffmann"].accuracies[0].sensitivity == Span(0.44, 0.44)
    assert signs["sign-tone"].accuracies == ()  # no figure was read


def test_scales_run_from_nothing_to_normal() -> None:
    assert [grade.code for grade in scale("mrc").grades] == ["0", "1", "2", "3", "4", "5"]
    assert [grade.code for grade in scale("reflex").grades] == ["0", "1", "2", "3", "4"]
    with pytest.raises(KeyError):
        scale("of nothing")


def test_what_is_shipped_has_no_problem_and_each_check_finds_its_own() -> None:
    whole = neurology()
    assert list(neurology_problems(whole)) == []
    first = whole.dermatomes[0]
    nameless = replace(first, source=replace(first.source, read=" "))
    assert list(neurology_problems(replace(whole, dermatomes=(nameless,)))) == ["dermatome-c2 has no source"]
    assert list(neurology_problems(replace(whole, dermatomes=(first, first)))) == ["code dermatome-c2 comes twice"]
    empty = replace(whole.scales[0], grades=whole.scales[0].grades[:1])
    assert list(neurology_problems(replace(whole, scales=(empty,)))) == ["mrc has no grades"]
