"""Reads a stored outcome measure's answers back as they were given, by item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from msk_desk.domain.proms.form_parts import OWN_ANSWERS
from msk_desk.domain.proms.scorer import NOT_APPLICABLE, Answer


def given(items: Sequence[Any]) -> dict[str, Answer]:
    """Item code -> number, "na" where the item does not apply, None where not answered; zero is an answer."""
    return {str(item.get("linkId", "")): _answer(item) for item in items if isinstance(item, Mapping)}


def _answer(item: Mapping[str, Any]) -> Answer:
    answers = item.get("answer")
    for answer in answers if isinstance(answers, list | tuple) else ():
        if not isinstance(answer, Mapping):
            continue
        coding = answer.get("valueCoding")
        if isinstance(coding, Mapping) and coding.get("code") == "not-applicable":
            return NOT_APPLICABLE
        if isinstance(coding, Mapping) and coding.get("system") == OWN_ANSWERS:
            code = str(coding.get("code", ""))
            return float(code) if code.lstrip("-").isdigit() else None
        for value in (answer.get("valueInteger"), answer.get("valueDecimal")):
            if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
                return float(value)
    return None
