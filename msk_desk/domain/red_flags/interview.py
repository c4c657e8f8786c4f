"""The questions of a self-referral, as they are asked and written down, and read back as answers."""

from __future__ import annotations

import re

from msk_desk.domain.red_flags.catalogue import Catalogue, Sign
from msk_desk.domain.red_flags.screen import NO, YES

_ANSWER = re.compile(r"\s*(yes|no|not sure|not asked)\b", re.IGNORECASE)


def questions(catalogue: Catalogue, region: str = "") -> tuple[Sign, ...]:
    """What somebody is asked who refers themselves with a problem of a region; all of it when none is named."""
    place = catalogue.place_of(region)
    asked = (sign for sign in catalogue.signs.values() if sign.ask and sign.ask_for)
    return tuple(sign for sign in asked if not place or "any" in sign.ask_for or place in sign.ask_for)


def written(sign: Sign, answer: str) -> str:
    """One question with its answer, as it stands in the referral."""
    return f"{sign.ask} {({YES: 'Yes', NO: 'No'}).get(answer, 'Not sure')}"


def read_back(catalogue: Catalogue, text: str) -> tuple[dict[str, str], str]:
    """The answers that stand in a referral in these words, and the rest of its text.

    Not sure counts as yes: urgency goes up on doubt.
    """
    answers: dict[str, str] = {}
    for sign in catalogue.signs.values():
        at = text.find(sign.ask) if sign.ask else -1
        found = _ANSWER.match(text, at + len(sign.ask)) if at >= 0 else None
        if found is None:
            continue
        said = found[1].lower()
        if said != "not asked":
            answers[sign.code] = NO if said == "no" else YES
        text = text[:at] + text[found.end() :]
    return answers, text
