"""Words beside answers, by the place of their question; shown on fields as they are built."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ui.forms.field import Field
from ui.forms.registry import Registry


@dataclass(frozen=True, slots=True)
class Note:
    """What is said beside one answer, and in which tone."""

    text: str
    tone: str = "muted"


class Notes:
    """Holds the notes of one form."""

    def __init__(self) -> None:
        self._notes: Mapping[str, Note] = {}

    def show(self, notes: Mapping[str, Note], registry: Registry) -> None:
        """Replace all notes; only fields that have or had one are touched."""
        gone = self._notes.keys() - notes.keys()
        self._notes = dict(notes)
        for field in registry.fields.values():
            path = field.instance.path if self._notes or gone else ""
            if path in self._notes or path in gone:
                self._put(field, path)

    def show_on(self, keys: frozenset[int], registry: Registry) -> None:
        """Show the notes of fields that were built just now."""
        if not self._notes:
            return
        for key in keys:
            field = registry.fields.get(key)
            if field is not None:
                self._put(field, field.instance.path)

    def _put(self, field: Field, path: str) -> None:
        note = self._notes.get(path, Note(""))
        field.show_note(note.text, note.tone)
