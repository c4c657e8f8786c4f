"""The list of a form's sections at its left: where one is, and which are done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ui.forms.events import SectionChosen
from ui.forms.sections import Section
from ui.forms.words import Words
from ui.theme.theme import current

_WIDTH = 164


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
        self._done: list[bool] = []
        self.setFixedWidth(current().px(_WIDTH))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSpacing(1)
        self.itemClicked.connect(self._take)
        self.itemActivated.connect(self._take)

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show the names."""
        self.clear()
        self._sections = list(sections)
        self._done = [False] * len(self._sections)
        for section in self._sections:
            item = QListWidgetItem(section.name)
            item.setToolTip(section.name)
            item.setSizeHint(QSize(current().px(_WIDTH) - 16, current().px(32)))
            self.addItem(item)
        self._redraw()

    def show_progress(self, at: int, done: bool, shown: bool) -> None:
        """Show whether a section is done, and whether there is anything in it now."""
        item = self.item(at)
        item.setHidden(not shown)
        if self._done[at] != done:
            self._done[at] = done
            self._redraw()

    def show_current(self, at: int) -> None:
        """Mark the section shown."""
        self.setCurrentRow(at)
        self._redraw()

    def _redraw(self) -> None:
        self.setIconSize(current().icon_size(16))
        for at, section in enumerate(self._sections):
            item, done = self.item(at), self._done[at]
            font = item.font()
            font.setBold(at == self.currentRow())
            item.setFont(font)
            token = "good" if done else "faint"
            item.setIcon(current().icon("check" if done else "minus", token, 16))
            key = "forms.section_done" if done else "forms.section_open"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, self._words.get(key, name=section.name))

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
