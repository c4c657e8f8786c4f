"""Finds the widgets of an instance, and passes on what happens in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from msk_desk.forms.instance import Instance
from ui.forms.display import Display
from ui.forms.events import FieldEdit
from ui.forms.field import Field
from ui.forms.formatted_label import FormattedLabel


class Unfinished(Protocol):
    """Something of which more is to be built."""

    def go_on(self) -> None:
        """Build as much as may be built now."""


class Opener(Protocol):
    """Something that hides part of a form until it is opened: a fold, a tab."""

    def open_for(self, instance: Instance) -> None:
        """Show what belongs to an instance."""


class Kept(Protocol):
    """Something that has a part for each of several instances."""

    def sync(self) -> None:
        """Have a part for each instance that there is now, and for no other."""


class Registry(QObject):
    """The fields of the sections built so far.

    Signals:
        edited: a FieldEdit.
        calculation_wanted: an instance's key.
        add_wanted: the key of an instance that gets another row after its last.
        remove_wanted: the key of the row to take away.
        unfinished: more of the section is to be built.
    """

    edited = Signal(object)
    calculation_wanted = Signal(object)
    add_wanted = Signal(object)
    remove_wanted = Signal(object)
    unfinished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[int, Field] = {}
        self.displays: dict[int, Display] = {}
        self.instances: dict[int, Instance] = {}
        self.headings: dict[int, FormattedLabel] = {}
        self.openers: dict[int, Opener] = {}
        self.unders: dict[int, Kept] = {}
        self.rows: dict[tuple[int, str], Kept] = {}
        self._places: dict[int, list[QWidget]] = {}
        self._fresh: list[Field] = []

    def enter(self, field: Field) -> None:
        """Note a field."""
        self.fields[field.instance.key] = field
        self.instances[field.instance.key] = field.instance
        self._fresh.append(field)
        field.given.connect(self._pass_on)
        field.calculation_wanted.connect(self.calculation_wanted)

    def take_fresh(self) -> list[Field]:
        """Return the fields made since this was last asked."""
        fresh, self._fresh = self._fresh, []
        return fresh

    def place(self, instance: Instance, widget: QWidget) -> None:
        """Note a widget that is shown and hidden with an instance."""
        self._places.setdefault(instance.key, []).append(widget)
        self.instances[instance.key] = instance

    def places_of(self, instance: Instance) -> Iterable[QWidget]:
        """Return the widgets shown and hidden with an instance."""
        return self._places.get(instance.key, ())

    def keep_rows(self, instance: Instance, rows: Kept) -> None:
        """Note what draws the rows of a repeating group."""
        self.rows[_rows_key(instance)] = rows

    def rows_of(self, instance: Instance) -> Kept | None:
        """Return what draws the rows that an instance is one of."""
        return self.rows.get(_rows_key(instance))

    def row_added(self, instance: Instance) -> None:
        """Ask for another row."""
        self.instances[instance.key] = instance
        self.add_wanted.emit(instance.key)

    def row_removed(self, instance: Instance) -> None:
        """Ask for a row to go."""
        self.instances[instance.key] = instance
        self.remove_wanted.emit(instance.key)

    def forget(self, gone: Instance) -> None:
        """Drop what belonged to an instance that is no more, and to all under it."""
        for one in gone.walk():
            for table in (
                self.fields, self.displays, self.instances, self.headings, self.openers, self.unders, self._places,
            ):  # fmt: skip
                table.pop(one.key, None)
            if one.item.is_group and one.item.repeats and one is not gone:
                self.rows.pop(_rows_key(one), None)

    def _pass_on(self, edit: FieldEdit) -> None:
        self.edited.emit(edit)


def _rows_key(instance: Instance) -> tuple[int, str]:
    return (instance.parent.key if instance.parent is not None else -1, instance.link_id)
