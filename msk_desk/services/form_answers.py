"""Finishing a form: whoever signs it, it is validated here, and only enabled answers are stored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msk_desk.domain.drafts import Draft
from msk_desk.domain.errors import FormIncomplete
from msk_desk.domain.visits import FormAnswers
from msk_desk.forms.definition import Definition
from msk_desk.forms.finding import Finding
from msk_desk.forms.state import FormState


class Incomplete(FormIncomplete):
    """A form that cannot be signed yet, with each finding for the field it belongs to."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("; ".join(f"{one.link_id}: {one.message}" for one in findings[:5]))
        self.findings = findings


def opened(questionnaire: Mapping[str, Any], content: Mapping[str, Any], now: datetime) -> FormState:
    """The state that a draft holds: a snapshot, a QuestionnaireResponse, or nothing yet."""
    definition = Definition.load(dict(questionnaire))
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
    findings = tuple(finding for finding in state.problems() if not finding.warning)
    if findings:
        raise Incomplete(findings)
    items = tuple(state.response().get("item", ()))
    return FormAnswers(record_id, draft.patient_id, draft.subject, "completed", now, author_id, draft.visit_id, items)
