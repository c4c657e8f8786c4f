"""Scores of answers in the shape that `msk-desk proms score` prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msk_desk.commands.output import plain
from msk_desk.content.proms import load_all
from msk_desk.domain.errors import BadInput
from msk_desk.domain.proms.definition import Definition
from msk_desk.domain.proms.item_names import item_of
from msk_desk.domain.proms.reported import marks, pain_change, published_bands
from msk_desk.domain.proms.scorer import ScoreResult, score
from msk_desk.domain.proms.team import BEST, COLLABORATE, ITEMS, collaborate

_PAIN = "NPRS"


def scored(code: str, answers: Any) -> dict[str, Any]:
    """The result of one scoring in the shape that `--json` prints.

    Raises:
        BadInput: there is no such instrument, or the answers are not a list or an object.
    """
    if code.casefold() == COLLABORATE.code.casefold():
        return _team(answers)
    definition = _definition(code)
    if definition.code == _PAIN and isinstance(answers, list) and len(answers) == 2:
        return _pain_twice(definition, answers)
    if isinstance(answers, list) and len(answers) > len(definition.items):
        problem = {"item": "", "kind": f"{len(answers)} answers to {len(definition.items)} items"}
        return {**shape(definition, score(definition, {})), "problems": [problem]}
    given, problems = by_item(definition, answers)
    found = shape(definition, score(definition, given))
    return {**found, "problems": [*problems, *found["problems"]]}


def by_item(definition: Definition, answers: Any) -> tuple[Mapping[str, Any], list[dict[str, str]]]:
    """Answers by item code, and items named twice; a list is in the instrument's item order.

    Raises:
        BadInput: the answers are neither a list nor an object.
    """
    if isinstance(answers, list):
        return {item.code: _number(value) for item, value in zip(definition.items, answers, strict=False)}, []
    if not isinstance(answers, Mapping):
        raise BadInput("Answers are an object or a list.", advice="See msk-desk proms --help.")
    given: dict[str, Any] = {}
    problems = []
    for name, value in answers.items():
        code = item_of(definition, str(name)) or str(name)
        if code in given:
            problems.append({"item": code, "kind": "answered-twice"})
            given[code] = None
        else:
            given[code] = _number(value)
    return given, problems


def shape(definition: Definition, result: ScoreResult) -> dict[str, Any]:
    """A result as printed."""
    return {
        "instrument": result.instrument,
        "version": result.version,
        "scores": plain({**result.scores, **marks(definition, result)}),
        "bands": plain({**result.bands, **published_bands(definition, result)}),
        "missing": list(result.missing),
        "problems": plain(result.problems),
        "flagged": list(result.flagged),
    }


def unusable(code: str, reason: str) -> dict[str, Any]:
    """A result that says why nothing could be scored."""
    empty: dict[str, Any] = {"scores": {}, "bands": {}, "missing": [], "flagged": []}
    return {"instrument": code, "version": None, **empty, "problems": [{"item": "", "kind": reason}]}


def _number(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | str | list | dict) else float(value)


def _definition(code: str) -> Definition:
    found = {name.casefold(): definition for name, definition in load_all().items()}
    if code.casefold() not in found:
        raise BadInput(f"There is no instrument {code}.", advice="msk-desk proms list shows them.")
    return found[code.casefold()]


def _pain_twice(definition: Definition, answers: list[Any]) -> dict[str, Any]:
    """Pain at baseline and follow-up: the scores are the follow-up's, with the change from the baseline."""
    code = definition.items[0].code
    results = [score(definition, {code: _number(one)}) for one in answers]
    values = [one.scores[definition.main_score.name] for one in results]
    found = shape(definition, results[1])
    found["scores"].update(pain_change(values))
    found["problems"] = [problem for one in results for problem in plain(one.problems)]
    return found


def _team(answers: Any) -> dict[str, Any]:
    """CollaboRATE of a team: one list of three answers for each encounter."""
    if not isinstance(answers, list) or not all(isinstance(one, list) for one in answers):
        raise BadInput("CollaboRATE is scored for a team.", advice="Give a list of encounters, each of three answers.")
    sound = [one for one in answers if len(one) == ITEMS and all(map(_is_step, one))]
    result = collaborate(sound)
    scores = {
        "n_scored": result.n_scored,
        "top_score_percent": result.top_score_percent,
        "mean_score": result.mean_score,
    }
    problems = [
        {"item": f"encounter {at}", "kind": "out-of-range"} for at, one in enumerate(answers, 1) if one not in sound
    ]
    head = {"instrument": COLLABORATE.code, "version": COLLABORATE.version}
    return {**head, "scores": scores, "bands": {}, "missing": [], "problems": problems, "flagged": []}


def _is_step(answer: Any) -> bool:
    return answer is None or (
        isinstance(answer, int | float)
        and not isinstance(answer, bool)
        and answer == int(answer)
        and 0 <= answer <= BEST
    )
