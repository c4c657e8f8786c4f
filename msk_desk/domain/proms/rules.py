"""The few scoring rules that no table expresses, by name; each with its source."""

from collections.abc import Callable, Mapping

Answers = Mapping[str, float]
Scores = Mapping[str, float | None]
Rule = Callable[[Answers, Scores], float | None]


def start_back_risk(_answers: Answers, scores: Scores) -> float | None:
    """STarT Back risk group: 0 low, 1 medium, 2 high.

    Source: Hill et al. 2008, Keele STarT Back: total 3 or less is low; else psychosocial 3 or less is
    medium, 4 or more is high.
    """
    total, psychosocial = scores["total"], scores["psych"]
    if total is None or psychosocial is None:
        return None
    if total <= 3:
        return 0
    return 2 if psychosocial >= 4 else 1


def work_missed(answers: Answers, _scores: Scores) -> float | None:
    """Percent of work time missed; none when no hours were worked or missed.

    Source: Reilly Associates, WPAI scoring: Q2 / (Q2 + Q4).
    """
    missed, worked = answers.get("Q2"), answers.get("Q4")
    if missed is None or worked is None or missed + worked == 0:
        return None
    return 100 * missed / (missed + worked)


def work_impaired(answers: Answers, _scores: Scores) -> float | None:
    """Percent impairment while working, as answered; of a week without any hours worked it is flagged.

    Source: Reilly Associates, WPAI scoring: Q5 / 10.
    """
    effect = answers.get("Q5")
    return None if effect is None or answers.get("Q4") is None else 10 * effect


def work_overall(_answers: Answers, scores: Scores) -> float | None:
    """Percent of work lost in all.

    Source: Reilly Associates, WPAI scoring: absent + (1 - absent) × impaired while working.
    """
    missed, impaired = scores["absenteeism"], scores["presenteeism"]
    if missed is None:
        return None
    if impaired is None:
        return 100.0 if missed == 100 else None
    return missed + (100 - missed) * impaired / 100


# Decrements of levels 2 and 3 of EQ-5D-3L, then those of any problem and of any level 3.
# Source: Dolan 1997, Med Care 35:1095-108 (UK time trade-off, "MVH").
_DECREMENTS = {
    "MO": (0.069, 0.314),
    "SC": (0.104, 0.214),
    "UA": (0.036, 0.094),
    "PD": (0.123, 0.386),
    "AD": (0.071, 0.236),
}
_ANY_PROBLEM, _ANY_SEVERE = 0.081, 0.269
# Share of level 2 (five levels) taken as 3L level 2, and of level 4 taken as 3L level 3; levels 1, 3 and 5 are
# 3L levels 1, 2 and 3. Source: van Hout et al. 2012, doi 10.1016/j.jval.2012.02.008 (nonparametric crosswalk); the
# shares were worked back from its published UK index values of all 3,125 states, met within 0.001.
_SHARES = {
    "MO": (0.8234, 0.0722),
    "SC": (0.8332, 0.2431),
    "UA": (0.8023, 0.3285),
    "PD": (0.8000, 0.3993),
    "AD": (0.7922, 0.4907),
}


def eq5d_crosswalk_uk(answers: Answers, _scores: Scores) -> float | None:
    """EQ-5D-5L index on the UK 3L value set, as van Hout's crosswalk expects it of the five levels."""
    if any(code not in answers for code in _DECREMENTS):
        return None
    index, none_at_all, none_severe = 1.0, 1.0, 1.0
    for code, (some, severe) in _DECREMENTS.items():
        level2, level4 = _SHARES[code]
        at_two, at_three = {
            1: (0.0, 0.0), 2: (level2, 0.0), 3: (1.0, 0.0), 4: (1 - level4, level4), 5: (0.0, 1.0),
        }[int(answers[code])]  # fmt: skip
        index -= at_two * some + at_three * severe
        none_at_all *= 1 - at_two - at_three
        none_severe *= 1 - at_three
    return index - _ANY_PROBLEM * (1 - none_at_all) - _ANY_SEVERE * (1 - none_severe)


RULES: Mapping[str, Rule] = {
    "start-back-risk": start_back_risk,
    "work-missed": work_missed,
    "work-impaired": work_impaired,
    "work-overall": work_overall,
    "eq5d-crosswalk-uk": eq5d_crosswalk_uk,
}
"""Every rule a definition may name."""
