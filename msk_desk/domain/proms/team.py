"""CollaboRATE: how well a team involves its patients; a measure of the team, never of one patient."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ITEMS, BEST = 3, 9
FEWEST_ENCOUNTERS = 25
"""Encounters below which nothing is reported.

Source: glynelwyn.com, CollaboRATE scoring: 25 or more for each clinician or clinic.
"""


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
