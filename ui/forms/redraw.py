"""Draws again what a change has changed, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from msk_desk.forms.instance import Instance
from msk_desk.forms.state import ChangedItems, FormState
from ui.forms.registry import Registry
from ui.forms.tabs import Tabs
from ui.forms.under import Under


class Redraw:
    """Brings the widgets of a form in step with its state."""

    def __init__(self, state: FormState, registry: Registry) -> None:
        self._state = state
        self._registry = registry
        self.checked = False

    def changes(self, changed: ChangedItems, source: int | None = None) -> None:
        """Draw what changed.

        Args:
            source: the key of the field in which the user did it; what is typed there is left as it is.
        """
        fields = self._registry.fields
        for instance in changed.options:
            if instance.key in fields:
                fields[instance.key].editor.show_options()
        for instance in changed.answers:
            if instance.key in fields and instance.key != source:
                fields[instance.key].show_answers()
        if source is not None and source in fields:
            fields[source].show_state()
        for instance in changed.texts:
            self._show_text(instance)
        for instance in changed.shown:
            self.show_or_hide(instance)
        self.problems({one.key for one in changed.answers | changed.shown})

    def _show_text(self, instance: Instance) -> None:
        registry = self._registry
        if instance.key in registry.fields:
            registry.fields[instance.key].show_text()
        elif instance.key in registry.displays:
            registry.displays[instance.key].show_text()
        elif instance.key in registry.headings:
            registry.headings[instance.key].show_words()

    def show_or_hide(self, instance: Instance) -> None:
        """Show what is asked now."""
        shown = self._state.visible(instance)
        field = self._registry.fields.get(instance.key)
        if field is not None:
            field.setVisible(shown)
        for widget in self._registry.places_of(instance):
            widget.setVisible(shown)
        opener = self._registry.openers.get(instance.key)
        if isinstance(opener, Tabs):
            opener.show_shown()
        under = self._registry.unders.get(instance.parent.key) if instance.parent is not None else None
        for one in (under, self._registry.unders.get(instance.key)):
            if isinstance(one, Under):
                one.show_or_hide()

    def problems(self, keys: Iterable[int]) -> None:
        """Show what is wrong in some fields: those touched, or all once the form was checked."""
        for key in keys:
            field = self._registry.fields.get(key)
            if field is not None and (field.touched or self.checked):
                field.show_problems(self._state.problems(field.instance))
