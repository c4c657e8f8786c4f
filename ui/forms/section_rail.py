"""The list of a form's sections at its left: where one is, which are done and where something is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ui.forms.events import SectionChosen
from ui.forms.sections import Mark, Section
from ui.forms.words import Words
from ui.theme.theme import current

_WIDTH = 164
_SIGNS = {
    Mark.DONE: ("check", "good", "forms.section_done"),
    Mark.WRONG: ("alert", "bad", "forms.section_wrong"),
    Mark.OPEN: ("minus", "faint", "forms.section_open"),
}
"""Mark: icon, its colour, and what a screen reader says."""


class SectionRail(QListWidget):
    """Sections by name, with a tick on those done.

    Signals:
        chosen: a SectionChosen, by the user only.
    """

    chosen = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("section_rail")
        self.setAccessibleName(words.get("forms.sections"))
        self._words = words
        self._sections: list[Section] = []
        self._marks: list[Mark] = []
        self.setFixedWidth(current().px(_WIDTH))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSpacing(1)
        self.itemClicked.connect(self._take)
        self.itemActivated.connect(self._take)

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show the names."""
        self.clear()
        self._sections = list(sections)
        self._marks = [Mark.OPEN] * len(self._sections)
        for section in self._sections:
            item = QListWidgetItem(section.name)
            item.setToolTip(section.name)
            item.setSizeHint(QSize(current().px(_WIDTH) - 16, current().px(32)))
            self.addItem(item)
        self._redraw()

    def show_progress(self, at: int, mark: Mark, shown: bool) -> None:
        """Show how far a section is, and whether there is anything in it now."""
        item = self.item(at)
        item.setHidden(not shown)
        if self._marks[at] is not mark:
            self._marks[at] = mark
            self._redraw_one(at)

    def show_current(self, at: int) -> None:
        """Mark the section shown."""
        self.setCurrentRow(at)
        self._embolden()

    def next_shown(self, at: int, step: int) -> int:
        """Return the next section that has something in it, or the same when there is none."""
        found = at + step
        while 0 <= found < self.count() and self.item(found).isHidden():
            found += step
        return found if 0 <= found < self.count() else at

    def _redraw(self) -> None:
        self.setIconSize(current().icon_size(16))
        for at in range(len(self._sections)):
            self._redraw_one(at)
        self._embolden()

    def _redraw_one(self, at: int) -> None:
        item, (icon, token, key) = self.item(at), _SIGNS[self._marks[at]]
        item.setIcon(current().icon(icon, token, 16))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, self._words.get(key, name=self._sections[at].name))

    def _embolden(self) -> None:
        for at in range(self.count()):
            item = self.item(at)
            font = item.font()
            if font.bold() != (at == self.currentRow()):
                font.setBold(at == self.currentRow())
                item.setFont(font)

    def _take(self, item: QListWidgetItem) -> None:
        at = self.row(item)
        self.chosen.emit(SectionChosen(self._sections[at].instances[0].path, at))

    def changeEvent(self, event: QEvent) -> None:
        """Draw the marks in the new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_sections"):
            self._redraw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the section under the cursor."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem():
            self._take(self.currentItem())
            return
        super().keyPressEvent(event)
