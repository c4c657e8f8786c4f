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
    return wording.values_words(values, words.get("forms.yes"), words.get("forms.no"))
