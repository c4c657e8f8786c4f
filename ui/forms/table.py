"""Groups as a table: the questions of the first row name the columns; for right and left, scales, rows to add."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from msk_desk.forms.instance import Instance
from ui.forms.columns import GAP, TableColumn, columns_of, widest
from ui.forms.editors.chooser import EditorMaker
from ui.forms.group import add_heading
from ui.forms.rows import AddLine
from ui.forms.tab_order import follow_each
from ui.forms.table_fit import Fit, fit_for
from ui.forms.table_row import TableRow, head_label
from ui.widgets.panel import Panel

if TYPE_CHECKING:
    from ui.forms.page import PageBuilder

_TABLES = ("grid", "gtable", "table", "htable")


def is_table(instance: Instance) -> bool:
    """Tell whether a group is drawn as rows of cells: groups of questions, or its own questions as one row."""
    control = instance.item.look.control
    if control not in _TABLES:
        return False
    inner = [one for one in instance.children if one.item.is_group]
    if inner and not instance.item.repeats:
        plain = all(not one.item.repeats and any(cell.item.is_question for cell in one.children) for one in inner)
        return plain and control != "gtable"
    return control == "gtable" and any(one.item.is_question for one in instance.children)


class Table(Panel):
    """A grid (child groups are rows) or a gtable (repeats are rows, which can be added and removed)."""

    def __init__(self, instances: list[Instance], builder: PageBuilder, parent: QWidget | None = None) -> None:
        super().__init__(parent, says=instances[0].text)
        self.builder = builder
        first = instances[0]
        self._siblings = first.siblings()
        self._item = first.item
        self.repeats = first.item.repeats
        single = first.item.look.control == "gtable" and not self.repeats
        inner = [one for one in first.children if one.item.is_group]
        self._instances = list(instances) if self.repeats or single else inner
        others = [] if self.repeats or single else [one for one in first.children if not one.item.is_group]
        self.named = not self.repeats and not single
        self.columns = columns_of(self._instances)
        self._makers = [replace(builder.maker, cell=True, with_unit=not one.unit) for one in self.columns]
        self._rows: dict[int, TableRow] = {}
        self._longest = widest(one.text for one in self._instances) if self.named else 0.0
        self._fit = self._fit_for(builder.width)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 8, 0, 6)
        self._whole.setSpacing(4)
        add_heading(self._whole, self, first, builder, 1)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(GAP)
        self.grid.setVerticalSpacing(3)
        self._heads = [head_label(one, self) for one in self.columns]
        self._whole.addLayout(self.grid)
        self._line: AddLine | None = None
        self._others = others
        self._complete = False
        self._laying = False
        if self.repeats:
            builder.registry.keep_rows(first, self)
        self.go_on()

    def maker(self, column: int) -> EditorMaker:
        """What makes the editors of a column."""
        return self._makers[column]

    def go_on(self) -> None:
        """Build rows as far as the fields allowed for now go, and at last what stands below them."""
        for one in self._instances:
            if one.key in self._rows:
                continue
            if self.builder.full:
                self._lay_out()
                self.builder.wait(self)
                return
            self._rows[one.key] = TableRow(one, self)
        if not self._complete:
            self._complete = True
            if self.repeats:
                self._line = AddLine(self._instances[-1], self.builder, self)
                self._whole.addWidget(self._line)
            self.builder.fill(self._whole, self, self._others, 1)
        self._number()
        self._lay_out()

    def _number(self) -> None:
        for at, one in enumerate(self._instances):
            if one.key in self._rows:
                self._rows[one.key].number(at)
        if self._line is not None:
            self._line.show_rows(self._instances)

    # Laying out

    def set_width(self, width: float) -> None:
        """Lay the cells out for the width there is.

        Args:
            width: of the page, in pixels at 100 %.
        """
        fit = self._fit_for(width)
        if fit != self._fit:
            self._fit = fit
            self._lay_out()

    def _fit_for(self, width: float) -> Fit:
        return fit_for(self.columns, width, named=self.named, removable=self.repeats, longest=self._longest)

    def _lay_out(self) -> None:
        """Place everything; while that makes the width change, again."""
        if self._laying:
            return
        self._laying = True
        fit = None
        while fit != self._fit:
            fit = self._fit
            self._place(fit)
        self._laying = False

    def _place(self, fit: Fit) -> None:
        self._stretch(fit)
        self.grid.setVerticalSpacing(6 if fit.stacked else 3)
        for at, head in enumerate(self._heads):
            hidden = fit.stacked or (fit.notes_below and self.columns[at].note)
            head.setVisible(not hidden)
            self.grid.removeWidget(head)
            if not hidden:
                self.grid.addWidget(head, 0, self.place_of(at))
        for at, one in enumerate(self._instances):
            if one.key in self._rows:
                self._rows[one.key].place(at, fit)

    def place_of(self, column: int) -> int:
        """The column of the grid that a column of cells stands in."""
        return column + 1 if self.named else column

    @property
    def width_in_columns(self) -> int:
        """How many columns of the grid a row takes in line, with what takes it away."""
        return self.place_of(len(self.columns)) + (1 if self.repeats else 0)

    def _stretch(self, fit: Fit) -> None:
        count = self.width_in_columns + 1
        for at in range(max(count, fit.across + 1)):
            self.grid.setColumnStretch(at, 0)
            self.grid.setColumnMinimumWidth(at, 0)
        if fit.stacked:
            self.grid.setColumnStretch(fit.across, 1)
            return
        if self.named:
            self.grid.setColumnMinimumWidth(0, fit.name_pixels)
        shares = [0 if one.note and fit.notes_below else one.share for one in self.columns]
        for at, share in enumerate(shares):
            self.grid.setColumnStretch(self.place_of(at), share)
        if not any(shares):
            self.grid.setColumnStretch(count - 1, 1)

    # Rows that come and go

    def sync(self) -> None:
        """Have a row for each that there is now, and for no other."""
        self._instances = [one for one in self._siblings if one.item is self._item]
        wanted = {one.key for one in self._instances}
        for key in [key for key in self._rows if key not in wanted]:
            row = self._rows.pop(key)
            self.builder.registry.forget(row.instance)
            row.take_away()
        before: QWidget | None = None
        for one in self._instances:
            if one.key not in self._rows:
                self._rows[one.key] = row = TableRow(one, self)
                if before is not None:
                    follow_each(before, row.stops())
            before = next(reversed(self._rows[one.key].stops()), None) or before
        self._number()
        self._lay_out()


__all__ = ["Table", "TableColumn", "is_table"]
