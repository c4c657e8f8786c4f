"""Groups as a table: the questions of the first row name the columns; for right and left, scales, rows to add."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from msk_desk.forms.instance import Instance
from ui.forms.editors.text_area import TextArea
from ui.forms.editors.text_line import TextLine
from ui.forms.rows import RowButton
from ui.widgets.label import Label

if TYPE_CHECKING:
    from ui.forms.page import PageBuilder

_ROW_NAME_WIDTH = 136


class Table(QWidget):
    """A grid (child groups are rows) or a gtable (repeats are rows, which can be added and removed)."""

    def __init__(self, instances: list[Instance], builder: PageBuilder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._builder = builder
        first = instances[0]
        self._repeats = first.item.repeats
        rows = instances if self._repeats else [child for child in first.children if child.item.is_group]
        others = [] if self._repeats else [child for child in first.children if not child.item.is_group]
        self.setAccessibleName(first.text)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 6)
        box.setSpacing(4)
        if first.text:
            box.addWidget(Label(first.text, size="heading"))
        if first.item.look.help:
            box.addWidget(Label(first.item.look.help, tone="muted", size="small", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(3)
        self._head(grid, rows[0] if rows else first)
        for at, row in enumerate(rows):
            self._row(grid, row, at)
        box.addLayout(grid)
        if self._repeats:
            box.addLayout(self._add_line(instances))
        builder.fill(box, others, 1)

    def _head(self, grid: QGridLayout, row: Instance) -> None:
        grid.setColumnMinimumWidth(0, 0 if self._repeats else _ROW_NAME_WIDTH)
        for column, child in enumerate(row.children, 1):
            label = Label(child.item.look.short_text or child.text, tone="muted", size="small")
            grid.addWidget(label, 0, column)

    def _row(self, grid: QGridLayout, row: Instance, at: int) -> None:
        line = QFrame()
        line.setProperty("rule", "true")
        line.setFixedHeight(1)
        grid.addWidget(line, at * 2 + 1, 0, 1, -1)
        place = at * 2 + 2
        name = row.text
        if self._repeats:
            name = self._builder.words.get("forms.row", name=row.text, n=at + 1)
        else:
            heading = Label(row.text, wrap=True)
            grid.addWidget(heading, place, 0)
            self._builder.place(heading, [row])
        for column, child in enumerate(row.children, 1):
            field = self._builder.field(child, bare_name=f"{name}, {child.text}")
            text = isinstance(field.editor, TextLine | TextArea) and child.item.type != "time"
            grid.addWidget(field, place, column, Qt.AlignmentFlag(0) if text else Qt.AlignmentFlag.AlignLeft)
            grid.setColumnStretch(column, max(grid.columnStretch(column), 3 if text else 0))
            if not self._builder.state.visible(child):
                field.hide()
        if self._repeats:
            words = self._builder.words.get("forms.remove_row", what=name)
            remove = RowButton(row, words, look="icon", icon="close", name=f"remove_{row.link_id}_{at}")
            remove.clicked.connect(self._remove)
            grid.addWidget(remove, place, len(row.children) + 1)
        elif not any(grid.columnStretch(column) for column in range(grid.columnCount())):
            grid.setColumnStretch(len(row.children) + 1, 1)

    def _add_line(self, instances: list[Instance]) -> QHBoxLayout:
        words = self._builder.words.get("forms.add_row")
        name = f"add_{instances[0].link_id}"
        add = RowButton(instances[-1], words, look="plain", icon="plus", name=name)
        add.clicked.connect(self._add)
        line = QHBoxLayout()
        line.addWidget(add)
        line.addStretch(1)
        return line

    def _add(self) -> None:
        sender = self.sender()
        if isinstance(sender, RowButton):
            self._builder.add_row(sender.instance)

    def _remove(self) -> None:
        sender = self.sender()
        if isinstance(sender, RowButton):
            self._builder.remove_row(sender.instance)
