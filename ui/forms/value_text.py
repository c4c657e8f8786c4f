"""An answer as words on screen, with the window's own words for yes and no."""

from __future__ import annotations

from collections.abc import Sequence

from msk_desk.forms import value_words as wording
from msk_desk.forms.value_words import number_words
from ui.forms.events import Value
from ui.forms.words import Words

__all__ = ["number_words", "values_words"]


def values_words(values: Sequence[Value], words: Words) -> str:
    """Return all answers of an item as words."""
    yes, no = words.get("forms.yes"), words.get("forms.no")
    return ", ".join(_attached(one) or wording.value_words(one, yes, no) for one in values)


def _attached(value: Value) -> str:
    """A file or a link to another record by the name it has; neither is opened from here."""
    held = value.get("valueAttachment")
    if isinstance(held, dict):
        return str(held.get("title") or held.get("url") or held.get("contentType") or "")
    pointer = value.get("valueReference")
    if isinstance(pointer, dict):
        return str(pointer.get("display") or pointer.get("reference") or "")
    return ""
