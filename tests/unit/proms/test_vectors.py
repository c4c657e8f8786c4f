"""Every instrument that ships scores as independent implementations and published rules do."""

import json
from itertools import groupby
from pathlib import Path

import pytest

from msk_desk.commands.prom_scores import scored
from msk_desk.content.proms import load_all
from msk_desk.domain.proms.definition import Definition
from msk_desk.domain.proms.scorer import score
from msk_desk.domain.proms.team import COLLABORATE

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text("utf-8"))["vectors"]
BY_INSTRUMENT = {code: list(rows) for code, rows in groupby(VECTORS, key=lambda row: row[1])}

# Patients are asked all of them but CollaboRATE, which is of a team.
INSTRUMENTS = {*load_all(), COLLABORATE.code}


@pytest.mark.parametrize("code", sorted(BY_INSTRUMENT))
def test_scores_are_those_of_the_sources(code: str) -> None:
    """Through the shape that the command line prints: numbers among the scores, text among the bands."""
    for name, _, answers, expected, _, _ in BY_INSTRUMENT[code]:
        result = scored(code, answers)
        for score_name, (value, rounding) in expected.items():
            place = "bands" if isinstance(value, str) else "scores"
            found = result[place].get(score_name)
            if value is None or isinstance(value, bool | str):
                assert found is value or (isinstance(value, str) and found == value), (name, score_name)
            else:
                assert found == pytest.approx(value, abs=rounding), (name, score_name)


@pytest.mark.parametrize("code", sorted(set(BY_INSTRUMENT) - {"NPRS", COLLABORATE.code}))
def test_answers_by_item_score_as_a_list_does(code: str) -> None:
    codes = [item.code for item in load_all()[code].items]
    for _, _, answers, _, _, _ in BY_INSTRUMENT[code]:
        by_item = dict(zip(codes, answers, strict=False))
        assert scored(code.lower(), by_item) == scored(code, answers)


def test_every_vector_is_here_and_every_instrument_that_sources_score() -> None:
    assert len(VECTORS) >= 389
    assert set(BY_INSTRUMENT) <= INSTRUMENTS


@pytest.mark.parametrize("code", sorted(load_all()))
class TestEveryInstrument:
    """What must hold of any definition, so that adding one is adding a file."""

    @pytest.fixture
    def definition(self, code: str) -> Definition:
        return load_all()[code]

    def test_no_answers_no_scores(self, definition: Definition) -> None:
        result = score(definition, {})
        assert set(result.scores.values()) == {None}
        assert len(result.missing) == len(definition.items)

    def test_both_ends_are_within_the_range(self, definition: Definition) -> None:
        for end in ("low", "high"):
            result = score(definition, {item.code: getattr(item, end) for item in definition.items})
            assert result.problems == ()
            for rule in definition.scores:
                value = result.scores[rule.name]
                assert value is None or rule.low - 1e-9 <= value <= rule.high + 1e-9, rule.name

    def test_bands_cover_the_range_without_gap_or_overlap(self, definition: Definition) -> None:
        for rule in definition.scores:
            if rule.bands:
                covered = [n for band in rule.bands for n in range(int(band.low), int(band.high) + 1)]
                assert covered == list(range(int(rule.low), int(rule.high) + 1)), rule.name

    def test_wording_is_ours_or_absent(self, definition: Definition) -> None:
        labelled = [item for item in definition.items if item.label]
        assert bool(labelled) == (definition.wording == "ours")

    def test_every_figure_about_change_is_cited(self, definition: Definition) -> None:
        for rule in definition.scores:
            for change in rule.changes:
                assert all((change.population, change.comparator, change.method, change.citation.url))
            for error in rule.errors:
                assert error.kind
                assert all((error.population, error.citation.url, error.citation.read))


# Hours of work, an item that runs the other way and reversed items keep these from having such ends.
STRAIGHT = sorted(set(load_all()) - {"WPAI", "PROMIS-GH10", "TSK-17"})


@pytest.mark.parametrize("code", STRAIGHT)
def test_least_and_most_answers_reach_the_ends_of_the_range(code: str) -> None:
    definition = load_all()[code]
    ends = [
        score(definition, {item.code: getattr(item, end) for item in definition.items}).scores
        for end in ("low", "high")
    ]
    for rule in definition.scores:
        values = sorted(value for end in ends if (value := end[rule.name]) is not None)
        expected = [min(rule.table.values()), max(rule.table.values())] if rule.table else [rule.low, rule.high]
        assert values == pytest.approx(expected), rule.name


def test_a_self_harm_answer_raises_an_alert_whatever_else_is_blank() -> None:
    phq9 = load_all()["PHQ-9"]
    assert score(phq9, {"Q09": 1}).alerts == ("Q09",)
    assert score(phq9, {"Q09": 0, "Q01": 3}).alerts == ()
    assert score(phq9, dict.fromkeys((f"Q0{n}" for n in range(1, 9)), 0)).missing == ("Q09",)


def test_reversed_items_of_the_fear_of_movement_scale() -> None:
    tsk = load_all()["TSK-17"]
    assert [item.code for item in tsk.items if item.reversed] == ["Q04", "Q08", "Q12", "Q16"]
