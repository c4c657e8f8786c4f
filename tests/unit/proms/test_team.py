"""CollaboRATE. Vectors worked by hand from the rule at glynelwyn.com."""

import pytest

from msk_desk.domain.proms.team import TeamScore, collaborate

BEST = (9, 9, 9)


@pytest.mark.parametrize(
    ("encounters", "n_scored", "top", "mean"),
    [
        ([BEST], 1, 100, 9),
        ([(9, 9, 8)], 1, 0, 8.67),
        ([BEST, (8, 9, 9), BEST, (0, 0, 0)], 4, 50, 6.67),
        ([(0, 0, 0)], 1, 0, 0),
        ([BEST] * 4, 4, 100, 9),
    ],
)
def test_scores(encounters: list[tuple[int, ...]], n_scored: int, top: float, mean: float) -> None:
    found = collaborate(encounters)
    assert (found.n_scored, found.top_score_percent) == (n_scored, top)
    assert found.mean_score == pytest.approx(mean, abs=0.005)


def test_an_encounter_with_a_blank_is_left_out() -> None:
    assert collaborate([BEST, (9, None, 9), (9, 9)]) == collaborate([BEST])
    assert collaborate([(None, None, None)]) == TeamScore(0, None, None)


def test_too_few_encounters_are_not_reported() -> None:
    assert not collaborate([BEST] * 24).reportable
    assert collaborate([BEST] * 25).reportable
