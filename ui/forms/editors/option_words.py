"""The words of one answer offered: in a list with all its columns, in the field with those meant for it."""

from __future__ import annotations

from collections.abc import Sequence

from msk_desk.forms.check import evaluate
from msk_desk.forms.errors import FormsError
from msk_desk.forms.item import ChoiceColumn, Option


def list_words(option: Option, columns: Sequence[ChoiceColumn]) -> str:
    """Return a line of the list, the form's columns one after another."""
    if columns:
        found = [_column(option, one.path) for one in columns]
        return " · ".join(one for one in found if one) or option.label
    return f"{option.prefix} {option.label}".strip()


def field_words(option: Option, columns: Sequence[ChoiceColumn]) -> str:
    """Return what the field shows once the answer is chosen."""
    shown = [_column(option, one.path) for one in columns if one.for_display]
    return " ".join(one for one in shown if one) or option.label


def _column(option: Option, path: str) -> str:
    value = next(iter(option.value.values()))
    if not isinstance(value, dict):
        return option.label
    if path in value:
        return str(value[path])
    try:
        return " ".join(str(one) for one in evaluate(path, value))
    except FormsError:
        return ""
