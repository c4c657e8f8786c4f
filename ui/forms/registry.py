"""Finds the widgets of an instance, and passes on what happens in them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from msk_desk.forms.instance import Instance
from ui.forms.display import Display
from ui.forms.events import FieldEdit
from ui.forms.field import Field


class Registry(QObject):
    """The fields of the sections built so far.

    Signals:
        edited: a FieldEdit.
        calculation_wanted: an instance's key.
        add_wanted: the key of an instance that gets another row after its last.
        remove_wanted: the key of the row to take away.
    """

    edited = Signal(object)
    calculation_wanted = Signal(object)
    add_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[int, Field] = {}
        self.displays: dict[int, Display] = {}
        self.instances: dict[int, Instance] = {}
        self._places: dict[int, QWidget] = {}

    def enter(self, field: Field) -> None:
        """Note a field."""
        self.fields[field.instance.key] = field
        self.instances[field.instance.key] = field.instance
        field.given.connect(self._pass_on)
        field.calculation_wanted.connect(self.calculation_wanted)

    def place(self, instance: Instance, widget: QWidget) -> None:
        """Note the widget that is shown and hidden with an instance."""
        self._places[instance.key] = widget
        self.instances[instance.key] = instance

    def place_of(self, instance: Instance) -> QWidget | None:
        """Return the widget shown and hidden with an instance."""
        return self._places.get(instance.key)

    def row_added(self, instance: Instance) -> None:
        """Ask for another row."""
        self.instances[instance.key] = instance
        self.add_wanted.emit(instance.key)

    def row_removed(self, instance: Instance) -> None:
        """Ask for a row to go."""
        self.instances[instance.key] = instance
        self.remove_wanted.emit(instance.key)

    def forget(self, keys: set[int]) -> None:
        """Drop what belonged to a section that is drawn anew."""
        for table in (self.fields, self.displays, self.instances, self._places):
            for key in keys & table.keys():
                del table[key]

    def _pass_on(self, edit: FieldEdit) -> None:
        self.edited.emit(edit)
