"""The assessment forms that ship, opened in the engine: what their tests share."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from msk_desk.content import forms
from msk_desk.forms.definition import Definition
from msk_desk.forms.instance import Instance
from msk_desk.forms.item import Item
from msk_desk.forms.state import FormState

NAMES = (
    "lumbar-assessment", "cervical-assessment", "thoracic-assessment", "shoulder-assessment", "elbow-assessment",
    "wrist-hand-assessment", "hip-assessment", "knee-assessment", "ankle-foot-assessment", "widespread-assessment",
    "inflammatory-assessment", "post-operative-review", "follow-up",
)  # fmt: skip
NOW = datetime(2026, 11, 29, 10, 0, tzinfo=UTC)


def raw(name: str) -> Mapping[str, Any]:
    """A form as the engine gets it."""
    return forms.by_canonical(forms.CANONICAL + name)


@cache
def definition(name: str) -> Definition:
    """A form made ready."""
    return Definition.load(dict(raw(name)))


def opened(name: str) -> FormState:
    """A blank form."""
    return FormState(definition(name), now=NOW)


def flags_of(name: str) -> tuple[Item, ...]:
    """The red-flag questions of a form."""
    return definition(name).by_link_id["red-flag-list"].items


def value(form: FormState, link_id: str) -> Any:
    """The one answer under a linkId; a coding's code; None without one."""
    values = form.values(link_id)
    found = next(iter(values[0].values())) if values else None
    return found.get("code") if isinstance(found, dict) else found


def fill_everything(form: FormState, places: int = 6) -> None:
    """Answer every question that is asked, those that answers open included."""
    for _ in range(places):
        waiting = [one for one in form.root.walk() if _is_open(form, one)]
        if not waiting:
            return
        for one in waiting:
            form.set_answer(one, _some_answer(one.item))


def _is_open(form: FormState, one: Instance) -> bool:
    item = one.item
    asked = item.is_question and not item.read_only and not one.values
    return asked and item.calculated is None and not item.look.hidden and form.visible(one)


def _some_answer(item: Item) -> Any:
    if item.options:
        return item.options[min(1, len(item.options) - 1)].value
    low, high = item.limits.min_value, item.limits.max_value
    plain: dict[str, Any] = {"boolean": True, "date": "2026-10-04", "string": "Words", "text": "More words"}
    if item.type in plain:
        return plain[item.type]
    least = int(low) if low is not None else 0
    return min(least + 5, int(high)) if high is not None else least + 5
