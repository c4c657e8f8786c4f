"""One row of a table: its name, its cells, a note that waits behind a button, and what takes the row away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from msk_desk.forms.instance import Instance
from ui.forms.columns import TableColumn, parts_of
from ui.forms.field import Field
from ui.forms.formatted_label import FormattedLabel
from ui.forms.rows import RowButton
from ui.forms.tab_order import stops
from ui.forms.table_fit import Fit
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.label import Label

if TYPE_CHECKING:
    from ui.forms.table import Table

STRIDE = 32
"""Rows of the grid that one row of the table may take."""
_FOOT = STRIDE - 2


def head_label(column: TableColumn, parent: QWidget) -> Label:
    """Return the head of a column, in two lines where it is narrow."""
    label = Label(column.head, tone="muted", size="small", wrap=True, parent=parent)
    label.setAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
    label.setMinimumWidth(current().px(column.width))
    if not column.share:
        label.setMaximumWidth(current().px(column.width))
    return label


class NoteButton(Button):
    """Opens a note below its row; where notes have a column of their own it has no place, and nobody can show it."""

    stands = False

    def setVisible(self, visible: bool) -> None:
        """Show it only where it stands: a row that comes into sight shows all of its parts."""
        super().setVisible(visible and self.stands)


class TableRow:
    """The widgets of one row; the table's grid holds them."""

    def __init__(self, instance: Instance, table: Table) -> None:
        self.instance = instance
        self._table = table
        self._builder = table.builder
        self._rule = QFrame(table)
        self._rule.setProperty("rule", "true")
        self._rule.setFixedHeight(1)
        self._builder.placed(self._rule, [instance])
        self._name: FormattedLabel | None = None
        if table.named:
            self._name = FormattedLabel(instance, name=f"row_{instance.link_id}", parent=table)
            self._builder.placed(self._name, [instance])
        self._heads: list[Label] = []
        self._cells: list[QWidget] = []
        self._note: QWidget | None = None
        self._noted: Field | None = None
        self._note_button: NoteButton | None = None
        for at, child in enumerate(parts_of(instance)):
            self._cells.append(self._cell(child, at))
        groups = [one for one in instance.children if one.item.is_group]
        self._below = self._more(groups) if groups else None
        self._remove = self._remove_button() if table.repeats else None

    def _cell(self, child: Instance, at: int) -> QWidget:
        column = self._table.columns[at]
        if child.item.type == "display":
            return self._builder.placed(self._builder.display(child, self._table), [child])
        if not column.note:
            return self._field(child, at, self._table)
        self._note_button = self._button_for(child)
        self._note = QWidget(self._table)
        box = QVBoxLayout(self._note)
        box.setContentsMargins(0, 0, 0, 0)
        self._noted = self._field(child, at, self._note)
        box.addWidget(self._noted)
        return self._note

    def _field(self, child: Instance, at: int, parent: QWidget) -> Field:
        name = f"{self._called(0)}, {child.text}" if self._called(0) else child.text
        field = self._builder.field(child, parent, bare_name=name, maker=self._table.maker(at))
        if not self._builder.state.visible(child):
            field.hide()
        return field

    def _called(self, at: int) -> str:
        if not self._table.repeats:
            return self.instance.text
        return self._builder.words.get("forms.row", name=self.instance.text, n=at + 1).strip()

    def _button_for(self, child: Instance) -> NoteButton:
        says = self._builder.words.get("forms.note_on", what=self._called(0))
        name = f"note_{child.link_id}"
        button = NoteButton("", look="icon", icon="edit", name=name, says=says, parent=self._table)
        button.setProperty("note", "true")
        button.setCheckable(True)
        button.setChecked(bool(child.values))
        button.clicked.connect(self._open_note)
        self._builder.placed(button, [self.instance])
        return button

    def _more(self, groups: list[Instance]) -> QWidget:
        part = QWidget(self._table)
        column = QVBoxLayout(part)
        column.setContentsMargins(14, 0, 0, 0)
        self._builder.fill(column, part, groups, 2)
        return self._builder.placed(part, [self.instance])

    def _remove_button(self) -> RowButton:
        button = RowButton(self.instance, "", look="icon", icon="close", name="remove", parent=self._table)
        button.clicked.connect(self._take_row)
        return button

    def _take_row(self) -> None:
        self._builder.registry.row_removed(self.instance)

    def _open_note(self, opened: bool) -> None:
        if self._note is not None and self._noted is not None:
            self._note.setVisible(opened or bool(self._noted.instance.values))
            if opened:
                self._noted.take_focus()

    def number(self, at: int) -> None:
        """Say which row it is."""
        if self._remove is None:
            return
        name = self._called(at)
        says = self._builder.words.get("forms.remove_row", what=name)
        self._remove.setObjectName(f"remove_{self.instance.link_id}_{at}")
        self._remove.setAccessibleName(says)
        self._remove.setToolTip(says)
        for cell in (*self._cells, self._noted):
            if isinstance(cell, Field):
                cell.rename(f"{name}, {cell.instance.text}")

    def stops(self) -> list[QWidget]:
        """Where Tab stops in this row, in order."""
        parts = [*self._cells, *([self._below] if self._below else [])]
        buttons = [one for one in (self._note_button, self._remove) if one is not None]
        found = [one for part in parts if part is not self._note for one in stops(part)]
        note = stops(self._note) if self._note is not None else []
        return [*found, *buttons[:1], *note, *buttons[1:]] if self._note_button else [*found, *buttons]

    def _widgets(self) -> list[QWidget]:
        found = [self._rule, self._name, *self._cells, self._note_button, self._below, self._remove]
        return [one for one in found if one is not None]

    def take_away(self) -> None:
        """Leave the table."""
        for one in (*self._widgets(), *self._heads):
            self._table.grid.removeWidget(one)
            one.hide()
            one.deleteLater()

    # Laying out

    def place(self, at: int, fit: Fit) -> None:
        """Stand in a place of the table, in one of the ways to lay out."""
        grid, top = self._table.grid, at * STRIDE + 1
        for one in (*self._widgets(), *self._heads):
            grid.removeWidget(one)
        for head in self._heads:
            head.setVisible(fit.stacked)
        last = fit.across if fit.stacked else self._table.width_in_columns - 1
        grid.addWidget(self._rule, top, 0, 1, last + 1)
        if self._note is not None and self._note_button is not None and self._noted is not None:
            self._note_button.stands = fit.notes_below
            self._note_button.setVisible(fit.notes_below and self._builder.state.visible(self.instance))
            opened = self._note_button.isChecked() or bool(self._noted.instance.values)
            self._note.setVisible(not fit.notes_below or opened)
        if fit.stacked:
            self._place_stacked(top, fit)
        else:
            self._place_in_line(top, fit)
        if self._below is not None:
            grid.addWidget(self._below, top + _FOOT, 0, 1, last + 1)
        if self._remove is not None:
            side = Qt.AlignmentFlag.AlignRight if fit.stacked else Qt.AlignmentFlag(0)
            grid.addWidget(self._remove, top + (3 if fit.stacked else 1), last, side)

    def _place_in_line(self, top: int, fit: Fit) -> None:
        grid, columns = self._table.grid, self._table.columns
        if self._name is not None:
            self._name.setMaximumWidth(fit.name_pixels)
            grid.addWidget(self._name, top + 1, 0)
        for at, cell in enumerate(self._cells):
            if cell is self._note and fit.notes_below and self._note_button is not None:
                first = self._table.place_of(0)
                grid.addWidget(self._note_button, top + 1, self._table.place_of(at))
                grid.addWidget(cell, top + 2, first, 1, len(columns))
                continue
            side = Qt.AlignmentFlag(0) if columns[at].share else Qt.AlignmentFlag.AlignLeft
            grid.addWidget(cell, top + 1, self._table.place_of(at), side)

    def _place_stacked(self, top: int, fit: Fit) -> None:
        grid, columns = self._table.grid, self._table.columns
        if not self._heads:
            words = [one.head for one in columns if not one.note]
            self._heads = [Label(one, tone="muted", size="small", parent=self._table) for one in words]
            for head in self._heads:
                head.show()
        if self._name is not None:
            self._name.setMaximumWidth(16_777_215)
            grid.addWidget(self._name, top + 1, 0, 1, fit.across)
        for at, cell in enumerate(self._cells):
            line, across = divmod(at, fit.across)
            if cell is self._note and self._note_button is not None:
                grid.addWidget(self._note_button, top + 1, fit.across)
                grid.addWidget(cell, top + _FOOT - 1, 0, 1, fit.across + 1)
                continue
            grid.addWidget(self._heads[at], top + 2 + 2 * line, across)
            side = Qt.AlignmentFlag(0) if columns[at].share else Qt.AlignmentFlag.AlignLeft
            grid.addWidget(cell, top + 3 + 2 * line, across, side)
