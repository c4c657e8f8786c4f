"""CollaboRATE: how well a team involves its patients; a measure of the team, never of one patient."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from msk_desk.domain.proms.definition import Definition, Direction, Item, Method, ScoreRule

ITEMS, BEST = 3, 9
FEWEST_ENCOUNTERS = 25
"""Encounters below which nothing is reported.

Source: glynelwyn.com, CollaboRATE scoring: 25 or more for each clinician or clinic.
"""


COLLABORATE = Definition(
    code="COLLABORATE",
    title="CollaboRATE",
    version="1",
    rule_version="2026-11",
    holder="Elwyn and colleagues",
    licence="CC BY-NC-ND: free for non-commercial use, unaltered; wording only from a pack",
    wording="pack",
    items=tuple(Item(f"Q{at + 1}", 0, BEST) for at in range(ITEMS)),
    scores=tuple(
        ScoreRule(name, title, Method.RULE, 0, most, Direction.HIGHER_BETTER)
        for name, title, most in (
            ("n_scored", "Encounters", 100_000),
            ("mean_score", "Mean answer", BEST),
            ("top_score_percent", "Best throughout", 100),
        )
    ),
    notes=("A measure of a team over 25 or more encounters; never shown for one patient.",),
)
"""CollaboRATE as listed; it is not among the instruments that patients are asked."""


@dataclass(frozen=True, slots=True)
class TeamScore:
    """Encounters with whole answers, percent of them with the best score throughout, mean answer 0 to 9."""

    n_scored: int
    top_score_percent: float | None
    mean_score: float | None

    @property
    def reportable(self) -> bool:
        """Whether there are enough encounters to show it to anyone."""
        return self.n_scored >= FEWEST_ENCOUNTERS


def collaborate(encounters: Iterable[Sequence[int | None]]) -> TeamScore:
    """The team's scores; an encounter with any answer missing is left out.

    Source: glynelwyn.com, CollaboRATE scoring: top score is the percent with 9, 9, 9 (recommended).
    """
    whole = [tuple(answer for answer in given if answer is not None) for given in encounters]
    whole = [given for given in whole if len(given) == ITEMS]
    if not whole:
        return TeamScore(0, None, None)
    top = sum(all(answer == BEST for answer in given) for given in whole)
    mean = sum(sum(given) for given in whole) / (len(whole) * ITEMS)
    return TeamScore(len(whole), 100 * top / len(whole), mean)
