"""The arithmetic of the measurements: ratios, parts of a hundred, the least of rounds, and queries that repeat."""

from __future__ import annotations

import json
import random

import pytest

from tests.benchmarks.measure import Measure, least, percentile, times
from tests.benchmarks.queries import misspelt


@pytest.mark.parametrize(
    ("ours", "baseline", "ratio"), [(6.0, 2.0, 3.0), (6.0, None, None), (None, 2.0, None), (6.0, 0.0, None)]
)
def test_a_ratio_needs_both_and_a_baseline_that_is_not_nothing(
    ours: float | None, baseline: float | None, ratio: float | None
) -> None:
    assert Measure("S1", "find", ours, baseline, "≤ 3×", True, "ms").ratio == ratio


def test_a_row_is_written_with_the_fields_that_others_read() -> None:
    row = json.loads(json.dumps(Measure("S1", "find", 1.5, 0.5, "≤ 3×", True, "ms").as_json()))
    assert row == {
        "id": "S1", "measure": "find", "ours": 1.5, "baseline": 0.5, "ratio": 3.0, "target": "≤ 3×", "held": True,
        "unit": "ms",
    }  # fmt: skip


@pytest.mark.parametrize(("part", "value"), [(0.0, 1), (0.5, 51), (0.95, 96), (0.99, 100), (1.0, 100)])
def test_a_percentile_is_a_value_that_was_measured(part: float, value: float) -> None:
    values = [float(number) for number in range(1, 101)]
    random.shuffle(values)
    assert percentile(values, part) == value


def test_of_few_values_a_high_percentile_is_the_greatest() -> None:
    assert percentile([3.0, 1.0, 2.0], 0.99) == 3.0


def test_the_least_of_rounds_is_taken_place_by_place() -> None:
    assert least([[3.0, 1.0], [2.0, 5.0]]) == [2.0, 1.0]


def test_rounds_of_different_length_are_an_error() -> None:
    with pytest.raises(ValueError, match="zip"):
        least([[1.0], [1.0, 2.0]])


def test_each_input_is_worked_on_once_in_order() -> None:
    seen: list[int] = []
    assert len(times(seen.append, [3, 1, 2])) == 3
    assert seen == [3, 1, 2]


def test_a_misspelt_word_is_another_word_of_nearly_the_same_letters() -> None:
    chance = random.Random(3)
    wrong = [misspelt("holloway", chance) for _ in range(50)]
    assert {len(word) for word in wrong} == {7, 8, 9}
    assert all(set(word) <= set("holloway") for word in wrong)
