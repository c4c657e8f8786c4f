"""Gives a form plain answers by linkId, as the command line takes them, and tells what was not asked for."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msk_desk.forms.answers import WrongAnswer
from msk_desk.forms.errors import FormsError
from msk_desk.forms.finding import Finding
from msk_desk.forms.instance import Instance
from msk_desk.forms.state import FormState

# Rows made for answers given at once; more are refused rather than made.
_MOST_ROWS = 500


def give(state: FormState, answers: Mapping[str, Any], within: Instance | None = None) -> list[Finding]:
    """Give answers by linkId; those of rows as a list of objects, or as a list of the answers of one item.

    Returns:
        what could not be given.
    """
    findings = []
    for link_id, given in answers.items():
        try:
            _give_one(state, link_id, given, within)
        except WrongAnswer as problem:
            findings.append(Finding(link_id, problem.code, str(problem)))
        except _Within as problem:
            findings += problem.findings
        except FormsError as problem:
            findings.append(Finding(link_id, "unknown-item", str(problem)))
    return findings


class _Within(FormsError):
    """What could not be given to the items of a group."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("")
        self.findings = findings


def _give_one(state: FormState, link_id: str, given: Any, within: Instance | None) -> None:
    instance = _place(state, link_id, within)
    item = instance.item
    if item.is_group and isinstance(given, Mapping | list):
        rows = given if isinstance(given, list) else [given]
        _give_rows(state, instance, rows)
    elif isinstance(given, list) and len(given) > 1 and not item.repeats and (row := _row_of(instance)) is not None:
        for at, one in enumerate(given):
            place = _nth_row(state, row, at)
            state.set_answer(_place(state, link_id, place), one)
    else:
        state.set_answer(instance, given)


def _give_rows(state: FormState, first: Instance, rows: list[Any]) -> None:
    findings: list[Finding] = []
    for at, row in enumerate(rows):
        if not isinstance(row, Mapping):
            raise WrongAnswer("a group takes an object of answers by linkId")
        findings += give(state, row, _nth_row(state, first, at))
    if findings:
        raise _Within(findings)


def _nth_row(state: FormState, first: Instance, at: int) -> Instance:
    """Return a row of a group, made when there is none.

    Raises:
        WrongAnswer: when the group takes no more rows.
    """
    rows = [one for one in first.siblings() if one.item is first.item]
    while len(rows) <= at:
        if len(rows) >= _MOST_ROWS:
            raise WrongAnswer("there are too many rows", "max-occurs")
        try:
            state.add_instance(rows[-1])
        except FormsError as problem:
            raise WrongAnswer(str(problem), "max-occurs") from problem
        rows = [one for one in first.siblings() if one.item is first.item]
    return rows[at]


def _row_of(instance: Instance) -> Instance | None:
    """Return the first row of the nearest repeating group around an instance."""
    row = next((one for one in instance.up() if one.item.is_group and one.item.repeats), None)
    return None if row is None else next(one for one in row.siblings() if one.item is row.item)


def _place(state: FormState, link_id: str, within: Instance | None) -> Instance:
    if within is None:
        return state.instance(link_id)
    found = next((one for one in within.walk() if one.link_id == link_id), None)
    if found is None:
        raise FormsError(f"there is no item {link_id} in {within.link_id}")
    return found


def link_ids_in(answers: Mapping[str, Any]) -> set[str]:
    """Return the linkIds that a response, or plain answers, answer."""
    response = answers.get("resourceType") == "QuestionnaireResponse"
    return set(_answered(answers) if response else _named(answers))


def _named(answers: Mapping[str, Any]) -> Iterator[str]:
    for link_id, given in answers.items():
        yield str(link_id)
        for row in given if isinstance(given, list) else (given,):
            if isinstance(row, Mapping):
                yield from _named(row)


def _answered(holder: Any) -> Iterator[str]:
    items = holder.get("item") if isinstance(holder, Mapping) else None
    for item in items if isinstance(items, list) else ():
        if isinstance(item, Mapping):
            answers = item.get("answer")
            if answers:
                yield str(item.get("linkId"))
            for answer in answers if isinstance(answers, list) else ():
                yield from _answered(answer)
            yield from _answered(item)


def not_asked(state: FormState, link_ids: Iterable[str]) -> list[Finding]:
    """Return a finding for each item that was answered although the form, as it stands, does not ask it."""
    wanted = set(link_ids)
    words = "This is not asked as the other answers stand, and is left out"
    return [
        Finding(one.link_id, "disabled", words, path=one.path)
        for one in state.root.walk()
        if one.link_id in wanted and one.values and not one.enabled and one.item.calculated is None
    ]
