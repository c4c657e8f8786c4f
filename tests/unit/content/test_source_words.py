"""What a form says about a figure: how well a test tells, and in a few words who found it."""

from dataclasses import replace

import pytest

from msk_desk.content.examination import special_tests
from msk_desk.content.movement_tables import brief
from msk_desk.content.special_test_groups import accuracy_words
from msk_desk.domain.examination import Kind, Source, Span


@pytest.mark.parametrize(
    ("citation", "words"),
    [
        ("Hoppe DJ, Truntzer JN. A study. Orthop J Sports Med 2017;5:23 (abstract)", "Hoppe 2017"),
        ("Kibler WB. The anterior slide test. Arthroscopy 1995;11:296 (abstract)", "Kibler 1995"),
        ("van den Bosch WB et al. The squeeze test. Arthritis Res Ther 2015", "van den Bosch 2015"),
        ("Devillé WLJM, van der Windt DAWM. The test of Lasègue. Spine 2000;25:1140", "Devillé 2000"),
        ("Accuracy of four tests. J Hand Surg Glob Online 2020;2:121 (abstract)", "J Hand Surg Glob Online 2020"),
        ("Br J Sports Med 2015, table 3", "Br J Sports Med 2015"),
        ("Merck Manual, Professional Version", "Merck Manual"),
        ("Systematic review of tests of the shoulder, tendons and joints", "Systematic review of tests of the …"),
    ],
)
def test_a_source_in_a_few_words(citation: str, words: str) -> None:
    assert brief(Source(citation, "", "seen", Kind.STUDY)) == words


def test_how_well_a_test_tells() -> None:
    assert accuracy_words(special_tests()["knee-lachman"].accuracy) == ("Sensitivity 81%, specificity 85% (Sokal 2022)")
    assert accuracy_words(None) == "Accuracy not established"


def test_likelihood_ratios_stand_in_for_the_share_that_is_missing() -> None:
    found = special_tests()["knee-lachman"].accuracy
    assert found is not None
    only = replace(found, sensitivity=None, specificity=None, negative_likelihood_ratio=Span(0.3, 0.3))
    assert accuracy_words(only) == "Negative likelihood ratio 0.3 (Sokal 2022)"
    rules_in = replace(found, sensitivity=None, positive_likelihood_ratio=Span(6.06, 6.06))
    assert accuracy_words(rules_in) == "Specificity 85%, positive likelihood ratio 6.06 (Sokal 2022)"


def test_no_test_with_an_accuracy_says_nothing_of_it() -> None:
    words = [accuracy_words(each.accuracy) for each in special_tests().values()]
    assert all(each[0].isupper() for each in words)
