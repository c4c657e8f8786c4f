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
    """Percent impairment while working; none for a week without work, whatever was answered.

    Source: Reilly Associates, WPAI scoring: Q5 / 10.
    """
    worked, effect = answers.get("Q4"), answers.get("Q5")
    return None if not worked or effect is None else 10 * effect


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


RULES: Mapping[str, Rule] = {
    "start-back-risk": start_back_risk,
    "work-missed": work_missed,
    "work-impaired": work_impaired,
    "work-overall": work_overall,
}
"""Every rule a definition may name."""
