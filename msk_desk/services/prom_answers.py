"""Reads a stored outcome measure's answers back as they were given, by item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msk_desk.domain.proms.scorer import NOT_APPLICABLE, Answer


def given(items: Sequence[Mapping[str, Any]]) -> dict[str, Answer]:
    """Item code -> number, "na" where the item does not apply, None where not answered; zero is an answer."""
    return {str(item.get("linkId", "")): _answer(item) for item in items}


def _answer(item: Mapping[str, Any]) -> Answer:
    for answer in item.get("answer", ()):
        coding = answer.get("valueCoding")
        if isinstance(coding, Mapping) and coding.get("code") == "not-applicable":
            return NOT_APPLICABLE
        for key in ("valueInteger", "valueDecimal"):
            if answer.get(key) is not None:
                return float(answer[key])
    return None
