"""Finishing a form: whoever signs it, it is validated here, and only enabled answers are stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from msk_desk.domain.drafts import Draft
from msk_desk.domain.errors import FormIncomplete
from msk_desk.domain.visits import FormAnswers
from msk_desk.forms.finding import Finding
from msk_desk.forms.state import FormState
from msk_desk.services.copy_forward import unseen
from msk_desk.services.definitions import definition_of
from msk_desk.services.reading_forms import UNIT, unit_of


class Incomplete(FormIncomplete):
    """A form that cannot be signed yet, with each finding for the field it belongs to."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("; ".join(f"{one.link_id}: {one.message}" for one in findings[:5]))
        self.findings = findings


def opened(questionnaire: Mapping[str, Any], content: Mapping[str, Any], now: datetime) -> FormState:
    """The state that a draft holds: a snapshot, a QuestionnaireResponse, or nothing yet."""
    definition = definition_of(questionnaire)
    if "response" in content:
        return FormState.restore(definition, dict(content), now=now)
    return FormState(definition, dict(content) if content else None, now=now)


def finished(
    questionnaire: Mapping[str, Any], draft: Draft, record_id: str, author_id: str, now: datetime
) -> FormAnswers:
    """The answers to store for a draft.

    Raises:
        Incomplete: what is missing or wrong, by linkId; nothing is lost.
    """
    state = opened(questionnaire, draft.content, now)
    findings = findings_of(state)
    if findings:
        raise Incomplete(findings)
    items = tuple(_worded(state, state.response().get("item", ())))
    return FormAnswers(record_id, draft.patient_id, draft.subject, "completed", now, author_id, draft.visit_id, items)


def findings_of(state: FormState) -> tuple[Finding, ...]:
    """Everything that keeps a form from being signed: what is missing or wrong, and copies nobody looked at."""
    found = [finding for finding in state.problems() if not finding.warning]
    for instance in unseen(state):
        words = "This was copied from an earlier visit: look at it or change it."
        found.append(Finding(instance.link_id, "copied", words, path=instance.path))
    return tuple(found)


def _worded(state: FormState, items: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Items with the words and units that were asked, so that the answers can be read without their form."""
    for item in items:
        link_id = str(item.get("linkId", ""))
        asked = state.definition.by_link_id.get(link_id)
        shown = state.instances(link_id)
        text = shown[0].text if shown else ""
        worded: dict[str, Any] = {"linkId": link_id, **({"text": text} if text else {})} | {**item}
        unit = unit_of(asked) if asked is not None else ""
        if unit:
            others = [one for one in item.get("extension", ()) if one.get("url") != UNIT]
            worded["extension"] = [*others, {"url": UNIT, "valueString": unit}]
        if "answer" in item:
            worded["answer"] = [
                {**answer, "item": list(_worded(state, answer["item"]))} if answer.get("item") else answer
                for answer in item["answer"]
            ]
        if "item" in item:
            worded["item"] = list(_worded(state, item["item"]))
        yield worded
