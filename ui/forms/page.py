"""Builds the widgets of one section: fields, displays, groups, tables and rows, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from msk_desk.forms.instance import Instance
from msk_desk.forms.state import FormState
from ui.forms.display import Display
from ui.forms.editors.chooser import make_editor
from ui.forms.field import BROAD_QUESTION_WIDTH, QUESTION_WIDTH, Field
from ui.forms.group import Group
from ui.forms.registry import Registry
from ui.forms.rows import Rows
from ui.forms.table import Table
from ui.forms.words import Words

_SHORT_LETTERS = 26
_TABLES = ("grid", "gtable", "table", "htable")


# About what a window shows at once; the rest of a long section follows while the user begins to read.
FIRST_FIELDS, FURTHER_FIELDS = 32, 16


@dataclass(frozen=True, eq=False)
class Column:
    """Instances still to be put into a column of the page."""

    box: QVBoxLayout
    instances: list[Instance]
    depth: int
    broad: bool


class PageBuilder:
    """Makes widgets for instances and enters them in the registry."""

    def __init__(self, state: FormState, words: Words, today: Callable[[], date], registry: Registry) -> None:
        self.state = state
        self.words = words
        self._today = today
        self._registry = registry
        self._left = FIRST_FIELDS
        self._waiting: list[Column] = []

    def start(self, box: QVBoxLayout, instances: Iterable[Instance]) -> None:
        """Put the first fields of a section into a column; `more` puts in the rest."""
        self._left = FIRST_FIELDS
        self.fill(box, instances, 0)

    def more(self, fields: int) -> bool:
        """Put in some more fields of the section begun; tell whether any are still to come."""
        self._left = fields
        waiting, self._waiting = self._waiting, []
        for one in waiting:
            self._fill(one)
        return bool(self._waiting)

    @property
    def unfinished(self) -> bool:
        """Tell whether fields of the section begun are still to come."""
        return bool(self._waiting)

    def fill(self, box: QVBoxLayout, instances: Iterable[Instance], depth: int) -> None:
        """Put the widgets of some instances into a column, as far as the fields allowed for now go."""
        row = list(instances)
        self._fill(Column(box, row, depth, _short_choices_only(row)))

    def _fill(self, column: Column) -> None:
        box, row, depth, broad = column.box, column.instances, column.depth, column.broad
        done: set[str] = set()
        for at, instance in enumerate(row):
            if instance.link_id in done:
                continue
            if self._left <= 0:
                self._waiting.append(Column(box, row[at:], depth, broad))
                return
            item = instance.item
            if item.is_group and item.repeats:
                done.add(instance.link_id)
                same = [one for one in row if one.item is item]
                self._add(box, self._rows(same, depth), same)
            else:
                self._add(box, self.widget(instance, depth, broad), [instance])
                for slot in instance.slots:
                    self.fill(box, slot.children, depth)

    def _add(self, box: QVBoxLayout, widget: QWidget, instances: list[Instance]) -> None:
        box.addWidget(widget)
        self.place(widget, instances)

    def place(self, widget: QWidget, instances: list[Instance]) -> None:
        """Show and hide a widget with some instances, beginning now."""
        for instance in instances:
            self._registry.place(instance, widget)
        # Showing is left to the parent: asking each widget for it costs half of the opening of a long form.
        if not any(self.state.visible(one) for one in instances):
            widget.hide()

    def widget(self, instance: Instance, depth: int, broad: bool = False) -> QWidget:
        """Return the widget of one instance.

        Args:
            broad: with more room for the question.
        """
        if instance.item.type == "display":
            display = Display(instance)
            self._registry.displays[instance.key] = display
            return display
        if instance.item.is_group:
            if instance.item.look.control in _TABLES and _is_matrix(instance):
                return Table([instance], self)
            return Group(instance, self, depth)
        return self.field(instance, width=BROAD_QUESTION_WIDTH if broad else QUESTION_WIDTH)

    def _rows(self, instances: list[Instance], depth: int) -> QWidget:
        if instances[0].item.look.control == "gtable":
            return Table(instances, self)
        return Rows(instances, self, depth)

    def field(self, instance: Instance, bare_name: str = "", width: int = QUESTION_WIDTH) -> Field:
        """Return a field for a question."""
        editor = make_editor(instance, self.words, self._today, cell=bool(bare_name))
        field = Field(instance, editor, self.words, bare_name=bare_name, question_width=width)
        self._registry.enter(field)
        self._left -= 1
        return field

    def add_row(self, instance: Instance) -> None:
        """Add a row after an instance's last."""
        self._registry.row_added(instance)

    def remove_row(self, instance: Instance) -> None:
        """Take a row away."""
        self._registry.row_removed(instance)


def _short_choices_only(row: list[Instance]) -> bool:
    """Tell whether all questions side by side are short choices, so that long questions can have the room."""
    asked = [one.item for one in row if one.item.is_question and not one.item.look.hidden]
    few = all(one.type in ("choice", "boolean") and not one.repeats for one in asked)
    letters = max((sum(len(option.label) for option in one.options) for one in asked), default=0)
    return len(asked) > 2 and few and letters <= _SHORT_LETTERS


def _is_matrix(instance: Instance) -> bool:
    """Tell whether a group can be drawn as rows of cells: groups of questions, or its own questions."""
    return any(child.item.is_group for child in instance.children)
