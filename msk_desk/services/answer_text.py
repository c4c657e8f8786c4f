"""Finds words in stored form answers, for previews and letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

# Where the words of each part stand in an assessment: the form's own field first, then what short notes use.
PARTS = {
    "impression": ("impression-words", "impression"),
    "history": ("complaint", "since-words", "history"),
    "examination": ("observation", "retest-words", "examination"),
    "plan": ("plan-words", "plan"),
}


def words_of(items: Sequence[Any], part: str) -> str:
    """The words of a part of an assessment; empty when nothing was written."""
    return next(filter(None, (first_text(items, link_id) for link_id in PARTS.get(part, (part,)))), "")


def first_text(items: Sequence[Any], link_id: str) -> str:
    """The first text answer under a linkId, at any depth of a response's items; odd parts are passed over."""
    for item in _objects(items):
        answers = _objects(item.get("answer"))
        if item.get("linkId") == link_id:
            for answer in answers:
                value = answer.get("valueString") or answer.get("valueText")
                if isinstance(value, str) and value:
                    return value
        for inside in (item, *answers):
            nested = first_text(inside.get("item") or (), link_id)
            if nested:
                return nested
    return ""


def _objects(found: Any) -> list[Mapping[str, Any]]:
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list | tuple) else []
