"""Builds the widgets of one section: fields, displays, groups, tables and rows, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from msk_desk.forms.instance import Instance
from msk_desk.forms.state import FormState
from ui.forms.display import Display
from ui.forms.editors.chooser import EditorMaker
from ui.forms.field import BROAD_QUESTION_WIDTH, QUESTION_WIDTH, Field
from ui.forms.fold import Fold
from ui.forms.group import Group
from ui.forms.matrix import Matrix, is_matrix
from ui.forms.order import reading_order
from ui.forms.registry import Registry, Unfinished
from ui.forms.room import ROOM
from ui.forms.rows import Rows
from ui.forms.table import Table, is_table
from ui.forms.tabs import Tabs
from ui.forms.under import Under
from ui.forms.words import Words

_SHORT_LETTERS, _MARGINS, _LEAST_ROOM = 26, 36, 200.0
# About what a window shows at once; the rest of a long section follows while the user begins to read.
FIRST_FIELDS, FURTHER_FIELDS = 10, 4
_BODY_CHART = "body-chart"


@dataclass(frozen=True, eq=False)
class Column:
    """Instances still to be put into a column of the page."""

    builder: PageBuilder
    box: QVBoxLayout
    parent: QWidget
    instances: list[Instance]
    depth: int
    broad: bool
    says_needed: bool = True

    def go_on(self) -> None:
        """Put in as many as may be built now."""
        self.builder.fill_column(self)


class PageBuilder:
    """Makes widgets for instances and enters them in the registry."""

    def __init__(
        self, state: FormState, words: Words, today: Callable[[], date], registry: Registry, *, unfolded: bool = False
    ) -> None:
        """Make one.

        Args:
            unfolded: draw what would be folded away or behind a tab one under another.
        """
        self.state = state
        self.words = words
        self.registry = registry
        self.width = ROOM
        self._unfolded = unfolded
        self.maker = EditorMaker(words, today)
        self._left = FIRST_FIELDS
        self._waiting: list[Unfinished] = []

    def set_width(self, width: float) -> None:
        """Make what comes for a page of this width.

        Args:
            width: in pixels at 100 %.
        """
        self.width = width
        self.maker = replace(self.maker, room=max(_LEAST_ROOM, width - _MARGINS))

    def start(self, box: QVBoxLayout, parent: QWidget, instances: Iterable[Instance], depth: int = 0) -> None:
        """Put the first fields of a section into a column; `more` puts in the rest."""
        self._left = FIRST_FIELDS
        self.fill(box, parent, instances, depth)

    def more(self, fields: int = FURTHER_FIELDS) -> bool:
        """Put in some more fields of what was begun; tell whether any are still to come."""
        self._left = fields
        waiting, self._waiting = self._waiting, []
        for one in waiting:
            if self._left <= 0:
                self._waiting.append(one)
            else:
                one.go_on()
        return bool(self._waiting)

    @property
    def unfinished(self) -> bool:
        """Tell whether fields of what was begun are still to come."""
        return bool(self._waiting)

    @property
    def full(self) -> bool:
        """Tell whether as many fields were built as may be for now."""
        return self._left <= 0

    def wait(self, work: Unfinished) -> None:
        """Go on with some work when more may be built."""
        self._waiting.append(work)
        self.registry.unfinished.emit()

    def set_aside(self) -> list[Unfinished]:
        """Return what is still to come of a section that gives way to another, to be taken up again."""
        waiting, self._waiting = self._waiting, []
        return waiting

    def take_up(self, waiting: list[Unfinished]) -> None:
        """Go on with what was set aside."""
        self._waiting = [*self._waiting, *waiting]

    def forget_work(self) -> None:
        """Drop what was still to be built: its page is gone."""
        self._waiting = []

    def fill(
        self, box: QVBoxLayout, parent: QWidget, instances: Iterable[Instance], depth: int, *, says_needed: bool = True
    ) -> None:
        """Put the widgets of some instances into a column, as far as the fields allowed for now go.

        Args:
            says_needed: each question that needs an answer says so.
        """
        row = [one for one in reading_order(list(instances)) if one.item.look.control != _BODY_CHART]
        self.fill_column(Column(self, box, parent, row, depth, _short_choices_only(row), says_needed))

    def fill_column(self, column: Column) -> None:
        """Put in what is still to come of a column."""
        row, depth = column.instances, column.depth
        done: set[str] = set()
        for at, instance in enumerate(row):
            if instance.link_id in done:
                continue
            if self.full:
                self.wait(replace(column, instances=row[at:]))
                return
            item = instance.item
            if item.is_group and item.repeats:
                done.add(instance.link_id)
                same = [one for one in row if one.item is item]
                column.box.addWidget(self.placed(self._rows(same, depth, column.parent), same))
                continue
            widget = self.widget(instance, column.parent, depth, column.broad, column.says_needed)
            column.box.addWidget(self.placed(widget, [instance]))
            if item.is_question and item.items:
                column.box.addWidget(Under(instance, self, depth, column.parent))

    def placed(self, widget: QWidget, instances: list[Instance]) -> QWidget:
        """Show and hide a widget with some instances, beginning now; return it."""
        for instance in instances:
            self.registry.place(instance, widget)
        # Showing is left to the parent: asking each widget for it costs half of the opening of a long form.
        if not any(self.state.visible(one) for one in instances):
            widget.hide()
        return widget

    def widget(
        self, instance: Instance, parent: QWidget, depth: int, broad: bool = False, says_needed: bool = True
    ) -> QWidget:
        """Return the widget of one instance.

        Args:
            broad: with more room for the question.
            says_needed: where an answer is.
        """
        if instance.item.type == "display":
            return self.display(instance, parent)
        if instance.item.is_group:
            return self._group(instance, parent, depth)
        width = BROAD_QUESTION_WIDTH if broad else QUESTION_WIDTH
        return self.field(instance, parent, width=width, says_needed=says_needed)

    def display(self, instance: Instance, parent: QWidget) -> Display:
        """Return the widget of words that ask nothing."""
        display = Display(instance, parent)
        self.registry.displays[instance.key] = display
        return display

    def _group(self, instance: Instance, parent: QWidget, depth: int) -> QWidget:
        look = instance.item.look
        if (
            not self._unfolded
            and look.control == "tab-container"
            and any(one.item.is_group for one in instance.children)
        ):
            return Tabs(instance, self, depth, parent)
        if is_matrix(instance, self.width):
            return Matrix(instance, self, parent)
        if is_table(instance):
            return Table([instance], self, parent)
        if look.collapsible and not self._unfolded:
            return Fold(instance, self, depth, parent)
        return Group(instance, self, depth, parent)

    def _rows(self, instances: list[Instance], depth: int, parent: QWidget) -> QWidget:
        if instances[0].item.look.control == "gtable" and is_table(instances[0]):
            return Table(instances, self, parent)
        return Rows(instances, self, depth, parent)

    def field(
        self, instance: Instance, parent: QWidget, *, bare_name: str = "", width: int = QUESTION_WIDTH,
        maker: EditorMaker | None = None, says_needed: bool = True,
    ) -> Field:  # fmt: skip
        """Return a field for a question."""
        making = maker or self.maker
        field = Field(
            instance, making, bare_name=bare_name, question_width=width, says_needed=says_needed, parent=parent
        )
        self.registry.enter(field)
        self._left -= 1
        return field


def _short_choices_only(row: list[Instance]) -> bool:
    """Tell whether all questions side by side are short choices, so that long questions can have the room."""
    asked = [one.item for one in row if one.item.is_question and not one.item.look.hidden]
    few = all(one.type in ("choice", "boolean") and not one.repeats for one in asked)
    letters = max((sum(len(option.label) for option in one.options) for one in asked), default=0)
    return len(asked) > 2 and few and letters <= _SHORT_LETTERS
