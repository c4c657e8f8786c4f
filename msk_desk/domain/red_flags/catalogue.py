"""What is looked for in a referral: signs with the phrases that name them, and what they may mean together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

ROUTES = ("E", "S", "C", "U", "R")
"""Emergency now, same day, suspected cancer, urgent, routine with safety net: the most urgent first."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Something a referral may state; a `place` says where it hurts and is no question of the screen.

    `ask_for` names the places for which it must be asked, `any` for all; `family` may be said of a relative;
    a `quiet` one is no red flag by itself and is shown only where it is part of a suggestion.
    """

    code: str
    text: str
    present: re.Pattern[str] | None
    absent: re.Pattern[str] | None = None
    ask: str = ""
    ask_for: tuple[str, ...] = ()
    place: bool = False
    family: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """What signs may mean: any of `rules` raises it, all terms of a rule must hold.

    A term is a choice of signs (`a|b`), a count (`2 of a|b|c`), an age (`age>=60`) or a place (`@back|@unknown`).
    `lowered` is a route and the signs that must all be stated absent for it; `raised` one that any sign present asks.
    """

    code: str
    title: str
    route: str
    action: str
    rules: tuple[tuple[str, ...], ...]
    source: str
    citation: str
    lowered: tuple[str, tuple[str, ...]] | None = None
    raised: tuple[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All of it, with the day on which it is to be looked at again (ISO text)."""

    signs: Mapping[str, Sign]
    conditions: tuple[Condition, ...]
    regions: Mapping[str, str]
    review: str

    def place_of(self, region: str) -> str:
        """The place that a referral's region names, or an empty text."""
        known = region.casefold()
        return next((place for word, place in self.regions.items() if word in known), "")


def urgency(route: str) -> int:
    """0 is the most urgent; what is not known counts as the most urgent."""
    return ROUTES.index(route) if route in ROUTES else 0


def more_urgent(first: str, second: str) -> str:
    """The more urgent of two routes."""
    return min(first, second, key=urgency)
