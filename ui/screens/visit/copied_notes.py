"""What is said beside copied answers: from when they are, until looked at; and what they were, once changed."""

from __future__ import annotations

from collections.abc import Mapping

from msk_desk.domain.dates import staff_date
from msk_desk.forms.state import FormState
from msk_desk.forms.value_words import values_words
from msk_desk.services.copy_forward import Copied, copied_day
from ui.context import Texts
from ui.forms.notes import Note


def notes_of(form: FormState, copied: Mapping[str, Copied], texts: Texts) -> dict[str, Note]:
    """A note for each copied answer that waits to be looked at, or says something else now."""
    notes: dict[str, Note] = {}
    for instance in form.root.walk():
        if not instance.item.is_question:
            continue
        day, path = copied_day(instance), instance.path
        earlier = copied.get(path)
        if day:
            notes[path] = Note(texts.get("visit.copied_from", day=staff_date(day)), "warn")
        elif earlier is not None and values_words(instance.values) != earlier.was:
            notes[path] = Note(texts.get("visit.was", words=earlier.was, day=staff_date(earlier.day)))
    return notes


def waiting_in(form: FormState) -> int:
    """How many copied answers nobody has looked at."""
    return sum(bool(copied_day(one)) for one in form.root.walk() if one.item.is_question)
