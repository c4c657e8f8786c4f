"""The scorer's own rules: missing, reversed, refused, not applicable, imputed, alerts."""

import pytest

from msk_desk.content.proms import load_all
from msk_desk.domain.proms.definition import Band, Definition, Direction, Item, Method, ScoreRule
from msk_desk.domain.proms.scorer import NOT_APPLICABLE, Answer, AnswerProblem, score


def instrument(*rules: ScoreRule, **changes: object) -> Definition:
    items = tuple(Item(code, 0, 4, **changes.get(code, {})) for code in "abcd")  # type: ignore[arg-type]
    return Definition("TEST", "Test", "1", "1", "us", "ours", "ours", items, rules)


def rule(method: Method = Method.SUM, **settings: object) -> ScoreRule:
    plain = {"name": "score", "title": "Score", "low": 0, "high": 16, "items": tuple("abcd"), "fewest": 4}
    return ScoreRule(method=method, direction=Direction.HIGHER_BETTER, **{**plain, **settings})  # type: ignore[arg-type]


def answers(*values: Answer) -> dict[str, Answer]:
    return dict(zip("abcd", values, strict=True))


@pytest.mark.parametrize(
    ("method", "least", "most"),
    [
        (Method.SUM, 0, 16),
        (Method.MEAN, 0, 4),
        (Method.PERCENT, 0, 100),
        (Method.INVERTED_PERCENT, 100, 0),
    ],
)
def test_least_and_most(method: Method, least: float, most: float) -> None:
    definition = instrument(rule(method))
    assert score(definition, answers(0, 0, 0, 0)).scores["score"] == least
    assert score(definition, answers(4, 4, 4, 4)).scores["score"] == most


def test_nothing_in_gives_nothing_out() -> None:
    result = score(instrument(rule(fewest=0)), {})
    assert result.scores == {"score": None}
    assert result.missing == ("a", "b", "c", "d")
    assert (result.answered, result.imputed) == (0, 0)


def test_missing_answers_up_to_the_fewest_are_stood_in_for_by_the_mean() -> None:
    definition = instrument(rule(fewest=3))
    enough = score(definition, answers(1, None, 2, 4))
    assert enough.scores["score"] == pytest.approx(7 + 7 / 3)
    assert (enough.answered, enough.imputed, enough.missing) == (3, 1, ("b",))
    too_few = score(definition, answers(1, None, None, 4))
    assert too_few.scores["score"] is None
    assert too_few.imputed == 0


def test_a_reversed_item_counts_the_other_way() -> None:
    definition = instrument(rule(), b={"reversed": True})
    assert score(definition, answers(0, 0, 0, 0)).scores["score"] == 4
    assert score(definition, answers(0, 3, 0, 0)).scores["score"] == 1


def test_a_recoded_item_counts_what_the_table_says() -> None:
    definition = instrument(rule(), a={"recode": {0: 0, 1: 0, 2: 0, 3: 1, 4: 1}})
    assert [score(definition, answers(n, 0, 0, 0)).scores["score"] for n in range(5)] == [0, 0, 0, 1, 1]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [(5, "out-of-range"), (-1, "out-of-range"), (1.5, "not-a-step"), (NOT_APPLICABLE, "not-applicable")],
)
def test_an_answer_that_cannot_be_leaves_no_score(answer: Answer, kind: str) -> None:
    result = score(instrument(rule(fewest=1)), answers(answer, 1, 1, 1))
    assert result.problems == (AnswerProblem("a", kind),)
    assert result.scores["score"] is None


def test_an_item_of_another_form_is_named_but_harms_no_score() -> None:
    result = score(instrument(rule()), {**answers(1, 1, 1, 1), "z": 3})
    assert result.problems == (AnswerProblem("z", "unknown-item"),)
    assert result.scores["score"] == 4


def test_not_applicable_is_not_missing() -> None:
    definition = instrument(rule(Method.PERCENT, fewest=3), d={"not_applicable": True})
    result = score(definition, answers(2, 2, 4, NOT_APPLICABLE))
    assert result.scores["score"] == pytest.approx(100 * 8 / 12)
    assert (result.missing, result.not_applicable, result.imputed) == ((), ("d",), 0)


def test_scores_of_scores_need_every_part() -> None:
    first = rule(Method.PERCENT, name="first", items=("a", "b"), fewest=1)
    second = rule(Method.PERCENT, name="second", items=("c", "d"), fewest=1)
    mean = rule(Method.MEAN_OF_SCORES, name="mean", items=(), of=("first", "second"))
    total = rule(Method.SUM_OF_SCORES, name="total", items=(), of=("first", "second"), factor=0.5)
    definition = instrument(first, second, mean, total)
    both = score(definition, answers(4, 4, 0, 2)).scores
    assert (both["first"], both["second"], both["mean"], both["total"]) == (100, 25, 62.5, 62.5)
    assert score(definition, answers(4, 4, None, None)).scores["mean"] is None


def test_a_table_has_no_place_for_what_it_does_not_list() -> None:
    raw = rule(name="raw", fewest=3)
    looked_up = rule(Method.TABLE, name="t", items=(), of=("raw",), table={4: 40.0, 5: 43.5})
    definition = instrument(raw, looked_up)
    assert score(definition, answers(1, 1, 1, 1)).scores["t"] == 40.0
    assert score(definition, answers(2, 1, 1, 1)).scores["t"] == 43.5
    assert score(definition, answers(0, 0, 1, 1)).scores["t"] is None
    assert score(definition, answers(1, 1, 2, None)).scores["t"] is None  # 5.33: between two rows


def test_weights_need_every_answer() -> None:
    weights = {code: {1: -0.1, 2: -0.25} for code in "abcd"}
    definition = instrument(rule(Method.WEIGHTS, constant=1.0, weights=weights))
    assert score(definition, answers(0, 1, 2, 0)).scores["score"] == pytest.approx(0.65)
    assert score(definition, answers(0, 1, 2, None)).scores["score"] is None


def test_bands_include_both_ends() -> None:
    definition = instrument(rule(bands=(Band("lower", 0, 7), Band("upper", 8, 16))))
    assert score(definition, answers(1, 2, 2, 2)).bands == {"score": "lower"}
    assert score(definition, answers(2, 2, 2, 2)).bands == {"score": "upper"}
    assert score(definition, {}).bands == {}


def test_an_alert_does_not_wait_for_the_score() -> None:
    definition = instrument(rule(), d={"alert_from": 1})
    assert score(definition, answers(None, None, None, 1)).alerts == ("d",)
    assert score(definition, answers(4, 4, 4, 0)).alerts == ()
    assert score(definition, answers(4, 4, 4, None)).alerts == ()


def test_the_mark_of_own_health_stands_apart_from_the_five_dimensions() -> None:
    definition = load_all()["EQ-5D-5L"]
    four = {"MO": 1, "SC": 1, "UA": 1, "PD": 1, "VAS": 80}
    result = score(definition, four)
    assert result.scores["vas"] == 80
    assert (result.scores["level_sum_score"], result.bands.get("profile")) == (None, None)
    assert score(definition, {**four, "AD": 2}).bands["profile"] == "11112"
