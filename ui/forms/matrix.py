"""Questions with the same choices as a table: a row for each question, a column for each choice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from msk_desk.forms.instance import Instance
from msk_desk.forms.item import Option
from ui.forms.editors.matrix_row import MatrixMaker
from ui.forms.group import add_heading
from ui.theme.theme import current
from ui.theme.tokens import SMALL
from ui.widgets.label import Label
from ui.widgets.panel import Panel

if TYPE_CHECKING:
    from ui.forms.page import PageBuilder

_QUESTION, _COLUMN, _WIDEST, _MARGINS, _FEWEST = 176, 58, 104, 50, 2


def is_matrix(instance: Instance, width: float) -> bool:
    """Tell whether a group can be drawn so: choices alike under all its questions, and room for them side by side.

    Args:
        width: of the page, in pixels at 100 %.
    """
    if instance.item.look.control != "table" or instance.item.repeats:
        return False
    asked = [one for one in instance.children if one.item.type != "display"]
    options = asked[0].item.options if asked else ()
    alike = all(_fits(one, options) for one in asked)
    return alike and len(asked) >= _FEWEST and _QUESTION + _column_width(options) * len(options) <= width - _MARGINS


def _fits(instance: Instance, options: Sequence[Option]) -> bool:
    item = instance.item
    same = [one.value for one in item.options] == [one.value for one in options]
    plain = item.answer_expression is None and not item.toggles and not item.read_only and not item.items
    return item.type == "choice" and bool(options) and same and plain


def _column_width(options: Sequence[Option]) -> float:
    words = [word for one in options for word in one.label.split()]
    longest = max((current().metrics(SMALL).horizontalAdvance(word) for word in words), default=0.0)
    return max(_COLUMN, longest * 100 / current().scale + 10)


def _roomy_width(options: Sequence[Option], width: float) -> float:
    """What the choices would like to have, if there is room."""
    labels = [f"{one.prefix} {one.label}".strip() for one in options]
    longest = max(current().metrics(SMALL).horizontalAdvance(one) for one in labels) * 100 / current().scale
    room = (width - _MARGINS - _QUESTION) / len(options)
    return max(_column_width(options), min(longest + 22, _WIDEST, room))


class Matrix(Panel):
    """Light lines between the rows, the choices named once at the top."""

    def __init__(self, instance: Instance, builder: PageBuilder, parent: QWidget | None = None) -> None:
        super().__init__(parent, says=instance.text)
        self._builder = builder
        self._left = [one for one in instance.children if one.item.is_question]
        others = [one for one in instance.children if not one.item.is_question]
        options = self._left[0].item.options
        self._width = current().px(_roomy_width(options, builder.width))
        self._maker = MatrixMaker(builder.words, builder.maker.today, column=self._width)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 8, 0, 6)
        self._box.setSpacing(2)
        add_heading(self._box, self, instance, builder, 1)
        self._head(options)
        self._others = others
        self.go_on()

    def _head(self, options: Sequence[Option]) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addStretch(1)
        for option in options:
            label = Label(f"{option.prefix} {option.label}".strip(), tone="muted", size="small", wrap=True, parent=self)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
            label.setFixedWidth(self._width)
            row.addWidget(label)
        self._box.addLayout(row)

    def go_on(self) -> None:
        """Build rows as far as the fields allowed for now go."""
        while self._left:
            if self._builder.full:
                self._builder.wait(self)
                return
            self._row(self._left.pop(0))
        self._builder.fill(self._box, self, self._others, 1)

    def _row(self, instance: Instance) -> None:
        rule = QFrame(self)
        rule.setProperty("rule", "true")
        rule.setFixedHeight(1)
        self._box.addWidget(self._builder.placed(rule, [instance]))
        field = self._builder.field(instance, self, maker=self._maker)
        field.keep_beside()
        self._box.addWidget(self._builder.placed(field, [instance]))
