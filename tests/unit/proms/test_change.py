"""A change is read against every publication; measurement error stays apart."""

import pytest

from msk_desk.content.proms import load_all
from msk_desk.domain.proms.change import Care, interpret_change, levels, paired_activities
from msk_desk.domain.proms.scorer import score


def reached(code: str, score_name: str, baseline: float, now: float) -> dict[tuple[float, bool], bool]:
    reading = interpret_change(load_all()[code], score_name, baseline, now)
    return {(cited.change.amount, cited.change.percent): cited.reached for cited in reading.changes}


def test_two_points_and_thirty_percent_can_disagree() -> None:
    # Ostelo 2008, worked by hand: 5 to 2 is 3 points and 60 %; 3 to 2 is 1 point and 33.3 %.
    both = reached("NPRS", "score", 5, 2)
    assert both[(2, False)]
    assert both[(30, True)]
    one = reached("NPRS", "score", 3, 2)
    assert not one[(2, False)]
    assert one[(30, True)]
    assert interpret_change(load_all()["NPRS"], "score", 3, 2).percent == pytest.approx(33.333, abs=0.001)


def test_the_figure_of_people_like_this_one_comes_first_and_the_others_stay() -> None:
    oks, nprs, psfs = load_all()["OKS"], load_all()["NPRS"], load_all()["PSFS"]
    waiting = interpret_change(oks, "score", 14, 31, Care("Right knee"))
    assert [cited.points for cited in waiting.fitting] == [6.1]
    operated = interpret_change(oks, "score", 14, 31, Care("Knee", after_surgery=True))
    assert [cited.points for cited in operated.fitting] == [7, 9, 6.1]
    assert [error.error.amount for error in operated.fitting_errors] == [4, 4.4]
    back = interpret_change(nprs, "score", 8, 5, Care("Lumbar spine"))
    assert (back.fitting[0].change.population, len(back.fitting)) == ("adults with low back pain", 5)
    assert len(interpret_change(nprs, "score", 8, 5, Care("Knee")).fitting) == 3
    elsewhere = interpret_change(psfs, "mean", 3, 6, Care("Knee"))
    assert (elsewhere.fitting, len(elsewhere.changes)) == ((), 1)


def test_better_follows_the_direction() -> None:
    assert interpret_change(load_all()["NPRS"], "score", 7, 4).outcome == "better"
    assert interpret_change(load_all()["OKS"], "score", 20, 17).outcome == "worse"
    assert interpret_change(load_all()["OKS"], "score", 20, 20).outcome == "same"


def test_getting_worse_reaches_no_change_that_matters() -> None:
    assert not any(reached("OKS", "score", 30, 12).values())
    assert not any(reached("NPRS", "score", 2, 9).values())


def test_oxford_knee_change_and_error_at_their_edges() -> None:
    # Beard 2015: 7 points for one person; MDC90 4 points.
    oks = load_all()["OKS"]
    assert reached("OKS", "score", 20, 27)[(7, False)]
    assert not reached("OKS", "score", 20, 26.9)[(7, False)]
    beyond = {cited.error.kind: cited.beyond for cited in interpret_change(oks, "score", 20, 24).errors}
    assert beyond == {"MDC90": False, "MDC": False}
    beyond = {cited.error.kind: cited.beyond for cited in interpret_change(oks, "score", 24, 19.6).errors}
    assert beyond == {"MDC90": True, "MDC": False}


def test_percent_of_a_baseline_of_nought_is_none() -> None:
    reading = interpret_change(load_all()["NPRS"], "score", 0, 3)
    assert reading.percent is None
    assert not any(cited.reached for cited in reading.changes)


def test_no_error_is_made_up_where_none_is_cited() -> None:
    assert interpret_change(load_all()["MSK-HQ"], "score", 18, 29).errors == ()


def test_an_unknown_score_is_refused() -> None:
    with pytest.raises(KeyError, match="total"):
        interpret_change(load_all()["KOOS"], "total", 1, 2)


def test_activities_are_compared_only_when_rated_twice() -> None:
    psfs = load_all()["PSFS"]
    first, now = paired_activities(
        {"ACTIVITY1": 2, "ACTIVITY2": 4, "ACTIVITY3": 9},
        {"ACTIVITY1": 6, "ACTIVITY2": None, "ACTIVITY3": 9, "ACTIVITY4": 1},
    )
    assert score(psfs, first).scores["mean"] == 5.5
    assert score(psfs, now).scores["mean"] == 7.5


def test_levels_lie_on_the_side_of_improvement() -> None:
    oks, nprs = load_all()["OKS"].score("score"), load_all()["NPRS"].score("score")
    assert (levels(oks, 18).change, levels(oks, 18).error) == (25, 22)  # 7 and 4 points, Beard 2015
    assert levels(nprs, 8).change == 7  # 1 point, Salaffi 2004
    assert levels(nprs, 8).error is None


def test_a_level_off_the_scale_is_not_drawn() -> None:
    oks = load_all()["OKS"].score("score")
    near_the_top = levels(oks, 43)
    assert near_the_top.change is None
    assert near_the_top.cited_change is not None
    assert near_the_top.error == 47
