"""The small list beside the cursor; the field keeps the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from msk_desk.domain.phrases import Phrase
from ui.context import Texts
from ui.models.rows_model import Cell, Column
from ui.theme.theme import current
from ui.widgets.table import Table

WIDTH, ROWS = 380, 6
MANAGE = Phrase("", "", "")
"""The last line: it leads to the panel."""


class PhrasePopup(QFrame):
    """Lies over the window, never in the way of typing.

    Signals:
        taken: the Phrase that was clicked.
    """

    taken = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("phrase_popup")
        self.setProperty("card", "raised")
        self._texts = texts
        columns: list[Column[Phrase]] = [Column("", self._cell), Column("", self._shelf_cell, width=72)]
        self.table = Table(columns, name="phrase_list", says=texts.get("phrases.list"), two_lines=True, headings=False)
        self.table.setFocusPolicy(self.focusPolicy())
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 5, 5, 5)
        column.addWidget(self.table)
        self.table.clicked.connect(self._take)
        self.hide()

    def offer(self, phrases: tuple[Phrase, ...], beside: QRect) -> None:
        """Show what fits, the first chosen, below the cursor or above it where there is no room."""
        before = self.chosen
        rows = (*phrases, MANAGE)
        self.table.show_rows(rows)
        self.table.choose_quietly(rows.index(before) if before in rows and before is not MANAGE else 0)
        high = self.table.verticalHeader().defaultSectionSize() * min(len(rows), ROWS) + 12
        wide = min(current().px(WIDTH), self._over.width() - 16)
        left = max(8, min(beside.left() - 8, self._over.width() - wide - 8))
        below = beside.bottom() + 6
        top = below if below + high <= self._over.height() else max(4, beside.top() - high - 6)
        self.setGeometry(left, top, wide, high)
        self.show()
        self.raise_()
        self._tell()

    @property
    def chosen(self) -> Phrase | None:
        """The line that would be taken."""
        found = self.table.chosen_row
        return found if isinstance(found, Phrase) else None

    def move_choice(self, step: int) -> None:
        """Choose the next line or the one before; past the end it goes round."""
        count = self.table.rows_model.rowCount()
        self.table.choose_quietly((self.table.currentIndex().row() + step) % count)
        self.table.scrollTo(self.table.currentIndex())
        self._tell()

    def _cell(self, phrase: Phrase) -> Cell:
        if phrase is MANAGE:
            return Cell(self._texts.get("phrases.manage"), tone="primary")
        return Cell(f"/{phrase.name}", bold=True, below=phrase.text.replace("\n", " "))

    def _shelf_cell(self, phrase: Phrase) -> Cell:
        return Cell("" if phrase is MANAGE else self._texts.get(f"phrases.shelf_{phrase.shelf}"), tone="muted")

    def _tell(self) -> None:
        """Say the chosen line to those who do not see the list."""
        phrase = self.chosen
        if phrase is not None:
            words = self._texts.get("phrases.manage") if phrase is MANAGE else f"{phrase.name}: {phrase.text}"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _take(self) -> None:
        if self.chosen is not None:
            self.taken.emit(self.chosen)
