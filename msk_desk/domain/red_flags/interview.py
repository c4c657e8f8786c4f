"""The questions of a self-referral, as they are asked and written down, and read back as answers."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msk_desk.domain.red_flags.catalogue import Catalogue, Sign
from msk_desk.domain.red_flags.screen import NO, YES

_SAID = {YES: "Yes to", NO: "No to"}
_LINE = re.compile(r"(Yes|No|Not sure) to “([^”]*)”\s*")


def questions(catalogue: Catalogue, region: str = "") -> tuple[Sign, ...]:
    """What somebody is asked who refers themselves with a problem of a region; all of it when none is named."""
    place = catalogue.place_of(region)
    asked = (sign for sign in catalogue.signs.values() if sign.ask and sign.ask_for)
    return tuple(sign for sign in asked if not place or "any" in sign.ask_for or place in sign.ask_for)


def written(question: str, answer: str) -> str:
    """One question with its answer, as it stands in the referral."""
    return f"{_SAID.get(answer, 'Not sure to')} “{question}”"


def written_down(asked: Mapping[str, str]) -> str:
    """Questions with their answers, one a line."""
    return "\n".join(written(question, answer) for question, answer in asked.items())


def read_back(catalogue: Catalogue, text: str) -> tuple[dict[str, str], str]:
    """The answers that stand in a referral in these words, and the rest of its text.

    Not sure counts as yes: urgency goes up on doubt.
    """
    known = {sign.ask: sign.code for sign in catalogue.signs.values() if sign.ask}
    answers: dict[str, str] = {}
    for found in _LINE.finditer(text):
        code = known.get(found[2])
        if code is not None:
            answers[code] = NO if found[1] == "No" and answers.get(code) != YES else YES
    return answers, _LINE.sub(_Dropped(known), text)


class _Dropped:
    """Takes out the lines of questions that are known; another quotation stays."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known

    def __call__(self, found: re.Match[str]) -> str:
        return "" if found[2] in self._known else found[0]
