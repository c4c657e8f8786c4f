"""Finds words in stored form answers, for previews and letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def first_text(items: Sequence[Any], link_id: str) -> str:
    """The first text answer under a linkId, at any depth of a QuestionnaireResponse's items."""
    for item in items:
        if not isinstance(item, Mapping):
            continue
        if item.get("linkId") == link_id:
            for answer in item.get("answer", ()):
                value = answer.get("valueString") or answer.get("valueText")
                if isinstance(value, str) and value:
                    return value
        nested = first_text(item.get("item", ()), link_id)
        if nested:
            return nested
    return ""
