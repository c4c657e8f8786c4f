"""What the command line prints of answers that are odd: missing, out of range, named by others, two of one."""

import pytest

from msk_desk.commands.prom_scores import scored
from msk_desk.content.proms import load_all
from msk_desk.domain.errors import BadInput
from msk_desk.domain.proms.item_names import item_of


@pytest.mark.parametrize(
    ("code", "name", "item"),
    [
        ("PHQ-9", "PHQ9_Q01", "Q01"),
        ("PHQ-9", "q9", "Q09"),
        ("OHS", "ohs_07", "Q07"),
        ("ODI", "8_sex_life", "Q08"),
        ("PCS", "question_13", "Q13"),
        ("QUICKDASH", "i11", "Q11"),
        ("PROMIS-GH10", "PROMIS_10_Q07RC", "Q07"),
        ("KOOS", "P1_PAIN_FREQUENCY", "P1"),
        ("KOOS", "SY7_BENDING", "S7"),
        ("HOOS", "a17", "A17"),
        ("PSFS", "SCORE_FOR_ACTIVITY_02", "ACTIVITY2"),
        ("WPAI", "hours_missed_problem(Q2)", "Q2"),
        ("EQ-5D-5L", "mo", "MO"),
        ("PHQ-9", "Q10", None),
        ("PHQ-9", "sleep", None),
    ],
)
def test_the_names_that_sources_use_find_the_item(code, name, item):
    assert item_of(load_all()[code], name) == item


def test_nothing_answered_scores_nothing_and_zero_is_an_answer():
    assert scored("PHQ-9", {})["scores"] == {"score": None}
    assert scored("PHQ-9", [None] * 9)["scores"] == {"score": None}
    assert scored("phq-9", [0] * 9)["scores"] == {"score": 0}


@pytest.mark.parametrize(
    ("answer", "kind"), [(4, "out-of-range"), (-1, "out-of-range"), (1.5, "not-a-step"), ("2", "not-a-number")]
)
def test_an_answer_that_cannot_be_leaves_no_score(answer, kind):
    found = scored("PHQ-9", [answer, *[1] * 8])
    assert found["scores"] == {"score": None}
    assert found["bands"] == {}
    assert found["problems"] == [{"item": "Q01", "kind": kind}]


def test_too_many_answers_are_not_cut_off():
    found = scored("PHQ-9", [0] * 10)
    assert found["scores"] == {"score": None}
    assert found["problems"][0]["kind"] == "10 answers to 9 items"


def test_too_few_answers_are_missing_ones():
    assert scored("PHQ-9", [1] * 7) == scored("PHQ-9", [1] * 7 + [None, None])
    assert scored("PHQ-9", [1] * 6)["scores"] == {"score": None}


def test_an_item_answered_under_two_names_is_not_scored():
    found = scored("PHQ-2", {"Q01": 1, "PHQ2_Q01": 2, "Q02": 1})
    assert found["scores"] == {"score": None}
    assert found["problems"] == [{"item": "Q01", "kind": "answered-twice"}]


def test_an_unknown_item_is_a_problem():
    assert scored("PHQ-2", {"Q01": 1, "Q02": 1, "Q77": 0})["problems"] == [{"item": "Q77", "kind": "unknown-item"}]


@pytest.mark.parametrize(("missing", "percent", "flagged"), [(2, 60, []), (3, 60, ["score_percent"]), (6, None, [])])
def test_an_oswestry_of_few_answers_is_flagged_and_of_very_few_not_scored(missing, percent, flagged):
    found = scored("ODI", [3] * (10 - missing) + [None] * missing)
    assert found["scores"]["score_percent"] == percent
    assert found["scores"]["answered"] == 10 - missing
    assert found["flagged"] == flagged


def test_impairment_in_a_week_without_work_is_flagged():
    found = scored("WPAI", [40, 0, 5, 5])
    assert found["scores"]["presenteeism"] == 50
    assert found["flagged"] == ["presenteeism"]
    assert scored("WPAI", [0, 0, None, 5])["scores"] == {
        "absenteeism": None, "presenteeism": None, "overall": None, "activity": 50,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "change", "points", "percent"),
    [([10, 7], 3, True, True), ([2, 5], -3, False, False), ([0, 0], 0, False, False), ([10, 8], 2, True, False)],
)
def test_pain_twice_is_a_change(answers, change, points, percent):
    found = scored("NPRS", answers)["scores"]
    assert found["change"] == change
    assert found["reaches_MIC_2pt"] is points
    assert found["reaches_MIC_30pct"] is percent


def test_pain_twice_with_one_missing_is_no_change():
    found = scored("NPRS", [5, None])["scores"]
    assert found["change"] is None
    assert found["reaches_MIC_2pt"] is None


def test_a_team_with_an_answer_missing_or_out_of_range_leaves_the_encounter_out():
    found = scored("collaborate", [[9, 9, 9], [9, None, 9], [9, 9, 10]])
    assert found["scores"] == {"n_scored": 1, "top_score_percent": 100, "mean_score": 9}
    assert found["problems"] == [{"item": "encounter 3", "kind": "out-of-range"}]
    assert scored("COLLABORATE", [])["scores"] == {"n_scored": 0, "top_score_percent": None, "mean_score": None}
    with pytest.raises(BadInput):
        scored("COLLABORATE", [9, 9, 9])


def test_a_band_is_given_by_our_name_and_by_that_of_its_source():
    bands = scored("ODI", [4] * 10)["bands"]
    assert bands["score_percent"] == "very severe"
    assert bands["band"] == "crippled"
    assert scored("STARTBACK", [1] * 8 + [4])["bands"]["risk"] == "High risk"


def test_marks_follow_the_score():
    assert scored("GROC", [4])["scores"] == {"score": 4, "improved_ge3": True, "improved_ge5": False}
    assert scored("GROC", [None])["scores"] == {"score": None, "improved_ge3": None, "improved_ge5": None}
    assert scored("SURE", [1, 1, 1, None])["scores"]["decisional_conflict"] is None
