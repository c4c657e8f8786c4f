"""One row of a choice table: a button under each of the choices named at the top."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QRadioButton, QWidget

from msk_desk.forms.instance import Instance
from ui.forms.editors.check_boxes import CheckBoxes
from ui.forms.editors.choice_list import ChoiceList
from ui.forms.editors.choice_page import ChoicePage
from ui.forms.editors.chooser import EditorMaker
from ui.forms.editors.editor import Editor
from ui.forms.words import Words


class ColumnPage(ChoicePage):
    """Puts each button in the middle of its column."""

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        super().__init__(True, parent, bare=True)
        self._width = width
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addStretch(1)

    def add(self, button: QWidget) -> None:
        """Put a button in the next column; the head of the column has its words."""
        if isinstance(button, QRadioButton | QCheckBox):
            button.setToolTip(button.text())
            button.setText("")
        holder = QWidget(self)
        holder.setFixedWidth(self._width)
        middle = QHBoxLayout(holder)
        middle.setContentsMargins(0, 3, 0, 3)
        button.setParent(holder)
        middle.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._row.addWidget(holder)

    def done(self) -> None:
        """Nothing more to lay out."""


class MatrixChoice(ChoiceList):
    """One choice."""

    wide = False

    def __init__(self, instance: Instance, words: Words, width: int, parent: QWidget | None = None) -> None:
        self._width = width
        super().__init__(instance, words, parent)

    def _page_for(self) -> ChoicePage:
        return ColumnPage(self._width, self)


class MatrixChoices(CheckBoxes):
    """Any number of choices."""

    wide = False

    def __init__(self, instance: Instance, words: Words, width: int, parent: QWidget | None = None) -> None:
        self._width = width
        super().__init__(instance, words, parent)

    def _page_for(self, labels: list[str]) -> ChoicePage:
        return ColumnPage(self._width, self)


@dataclass(frozen=True)
class MatrixMaker(EditorMaker):
    """Makes the rows of one choice table.

    Args:
        column: the width of each column, in pixels.
    """

    column: int = 0

    def make(self, instance: Instance, parent: QWidget | None = None) -> Editor:
        """Return a new editor for an instance."""
        kind = MatrixChoices if instance.item.repeats else MatrixChoice
        return kind(instance, self.words, self.column, parent)
