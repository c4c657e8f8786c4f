"""Answers of a form as lines to read: for letters, previews and comparing visits."""

from collections.abc import Iterator, Sequence
from typing import Any

from msk_desk.forms.definition import Definition
from msk_desk.forms.instance import Instance, has_content
from msk_desk.forms.item import Item
from msk_desk.forms.state import FormState
from msk_desk.forms.value_words import values_words, with_unit

# From so many questions with the same choices on, they read better gathered by answer.
_MANY = 3
_LONG = 60


def section_lines(definition: Definition, items: Sequence[Any], code: str) -> list[str]:
    """Return what was answered in the sections of a form that carry a code, such as `history`.

    Args:
        items: the items of the stored QuestionnaireResponse.
    """
    state = FormState(definition, {"resourceType": "QuestionnaireResponse", "item": list(items)})
    return [line for top in state.root.children if code in top.item.codes for line in _lines(top)]


def _lines(instance: Instance) -> Iterator[str]:
    if not instance.enabled or not has_content(instance) or instance.item.look.hidden:
        return
    if not instance.item.is_group:
        yield _question_line(instance)
        for child in instance.below():
            yield from _lines(child)
    elif _is_row(instance):
        yield _row_line(instance)
    elif _has_same_choices(instance.item):
        yield _gathered(instance)
    else:
        for child in instance.children:
            yield from _lines(child)


def _question_line(instance: Instance) -> str:
    return f"{_name(instance)}: {_words(instance)}"


def _name(instance: Instance) -> str:
    return instance.item.look.short_text or instance.text.rstrip(":?")


def _words(instance: Instance) -> str:
    unit = instance.item.look.unit or {}
    words = values_words(instance.values)
    name = str(unit.get("display") or unit.get("unit") or unit.get("code") or "")
    return words if instance.item.type == "quantity" else with_unit(words, name)


def _is_row(instance: Instance) -> bool:
    """Tell whether a group is a row of a table: a repeat, or a child of a grid."""
    parent = instance.parent
    in_grid = parent is not None and parent.item.look.control in ("grid", "table")
    return in_grid or (instance.item.repeats and all(not one.item.is_group for one in instance.children))


def _row_line(instance: Instance) -> str:
    parts = []
    for child in instance.children:
        if not child.enabled or not child.values:
            continue
        words = _words(child)
        plain = child.item.type in ("string", "text") or len(words) > _LONG
        parts.append(words if plain else f"{_name(child)[:1].lower()}{_name(child)[1:]} {words}")
    return f"{_name(instance)}: {', '.join(parts)}"


def _has_same_choices(item: Item) -> bool:
    asked = [one for one in item.items if one.is_question]
    same = {tuple(option.label for option in one.options) for one in asked}
    return len(asked) >= _MANY and len(same) == 1 and same != {()}


def _gathered(instance: Instance) -> str:
    """Return `Positive: Lachman; McMurray. Negative: …` for questions that share their choices."""
    found: dict[str, list[str]] = {option.label: [] for option in instance.item.items[0].options}
    for child in instance.children:
        if child.enabled and child.values:
            found.setdefault(_words(child), []).append(_name(child))
    parts = [f"{label}: {'; '.join(names)}." for label, names in found.items() if names]
    heading = f"{instance.text}. " if instance.text else ""
    return heading + " ".join(parts)
