"""What a pack's Questionnaire says its answers count, for the person who checks it against the licence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msk_desk.domain.proms.definition import Definition
from msk_desk.domain.proms.form_parts import flat, item_code, option_value, option_words


def response_values(item: Mapping[str, Any]) -> list[float | None]:
    """What each answer of a choice counts; None without a value."""
    return [option_value(option) for option in item.get("answerOption", ())]


def counts_of(definition: Definition, form: Mapping[str, Any]) -> tuple[str, ...]:
    """One line for each way in which the answers of a question are laid out: which comes first, what it counts."""
    seen: dict[tuple[tuple[str, float | None], ...], list[str]] = {}
    for item in flat(form.get("item", ())):
        if item.get("type") == "choice" and item.get("answerOption"):
            laid_out = [(option_words(option), option_value(option)) for option in item["answerOption"]]
            seen.setdefault((laid_out[0], laid_out[-1]), []).append(item_code(item))
    return tuple(_line(ends, codes, len(definition.items)) for ends, codes in seen.items())


def _line(ends: tuple[tuple[str, float | None], ...], codes: list[str], items: int) -> str:
    (first, low), (last, high) = ends
    which = "every question" if len(codes) == items else ", ".join(codes)
    return f"{which}: “{first}” counts {_number(low)}, “{last}” counts {_number(high)}"


def _number(value: float | None) -> str:
    return "nothing" if value is None else f"{value:g}"
