"""The panel of phrases at the right of the window: one's own, the service's, and those that ship."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from msk_desk.domain.phrases import Phrase, Shelf
from ui.context import Context
from ui.errors import trouble
from ui.models.rows_model import Cell, Column
from ui.phrases.presenter import PhrasePresenter
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented
from ui.widgets.table import Table

WIDTH = 440
NEW = Phrase("", "", "")


class PhrasePanel(QFrame):
    """Not a box in the way: the screen beside it stays as it is. Escape closes.

    Signals:
        changed: phrases were kept or taken away.
    """

    changed = Signal()

    def __init__(self, context: Context, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("phrase_panel")
        self.setProperty("card", "raised")
        self.setAccessibleName(context.text("phrases.title"))
        self._context = context
        self._over = over
        self._before: QWidget | None = None
        self._open = NEW
        self._gone: Phrase | None = None
        self.presenter = PhrasePresenter(context, self)
        self._make()
        self._lay_out()
        self._connect()
        over.installEventFilter(self)
        self.hide()

    def _make(self) -> None:
        text = self._context.text
        columns: list[Column[Phrase]] = [Column("", self._cell), Column("", self._shelf_cell, width=72)]
        self.table = Table(columns, name="phrases", says=text("phrases.list"), two_lines=True, headings=False)
        self.name = QLineEdit()
        self.name.setObjectName("phrase_name")
        self.name.setAccessibleName(text("phrases.name"))
        self.name.setPlaceholderText(text("phrases.name_hint"))
        self.words = QPlainTextEdit()
        self.words.setObjectName("phrase_words")
        self.words.setAccessibleName(text("phrases.words"))
        self.words.setPlaceholderText(text("phrases.words_hint"))
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(current().px(120))
        shelves = [(str(shelf), text(f"phrases.for_{shelf}")) for shelf in (Shelf.PERSONAL, Shelf.SHARED)]
        self.shelf = Segmented(shelves, name="phrase_shelf", says=text("phrases.for_whom"))
        self.said = Label(wrap=True, name="phrase_said")
        self.undo = Button(text("phrases.undo"), look="link", name="phrase_undo")
        self.fresh = Button(text("phrases.new"), name="phrase_new", icon="plus")
        self.keep = Button(text("phrases.keep"), look="primary", name="phrase_keep")
        self.remove = Button(text("phrases.remove"), look="danger", name="phrase_remove")
        self.close_button = Button(text("window.close"), look="icon", icon="close", name="phrase_close")

    def _lay_out(self) -> None:
        text = self._context.text
        head, acts, said = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(Label(text("phrases.title"), size="title"), 1)
        head.addWidget(self.fresh)
        head.addWidget(self.close_button)
        acts.addWidget(self.keep)
        acts.addWidget(self.remove)
        acts.addStretch(1)
        said.addWidget(self.said, 1)
        said.addWidget(self.undo)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(Label(text("phrases.advice"), tone="muted", wrap=True))
        column.addWidget(self.table, 1)
        column.addLayout(said)
        for words, widget in ((text("phrases.name"), self.name), (text("phrases.words"), self.words)):
            column.addWidget(Label(words, tone="muted", size="small"))
            column.addWidget(widget)
        column.addWidget(self.shelf, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(acts)

    def _connect(self) -> None:
        self.table.row_chosen.connect(self._show)
        self.fresh.clicked.connect(self._begin_new)
        self.keep.clicked.connect(self._keep)
        self.remove.clicked.connect(self._remove)
        self.undo.clicked.connect(self._bring_back)
        self.close_button.clicked.connect(self.put_away)
        self.name.returnPressed.connect(self._keep)
        self.presenter.phrases_read.connect(self._list)
        self.presenter.kept.connect(self._say_kept)
        self.presenter.removed.connect(self._say_removed)
        self.presenter.refused.connect(self._refuse)

    def open(self) -> None:
        """Come into sight, ready for a new phrase; the field that had the keyboard gets it back at the end."""
        self._before = self.window().focusWidget()
        self._gone = None
        self._say("")
        self._place()
        self.show()
        self.raise_()
        self.shelf.setVisible(self.presenter.may_share)
        self._begin_new()
        self.presenter.read()

    def put_away(self) -> None:
        """Close, and give the keyboard back."""
        self.hide()
        before, self._before = self._before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the right when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        wide = min(current().px(WIDTH), self._over.width() - 40)
        self.setGeometry(self._over.width() - wide - 12, 12, wide, self._over.height() - 24)

    def _cell(self, phrase: Phrase) -> Cell:
        return Cell(f"/{phrase.name}", bold=True, below=phrase.text.replace("\n", " "))

    def _shelf_cell(self, phrase: Phrase) -> Cell:
        return Cell(self._context.text(f"phrases.shelf_{phrase.shelf}"), tone="muted")

    def _list(self, phrases: tuple[Phrase, ...]) -> None:
        self.table.show_rows(phrases)
        names = [phrase.id for phrase in phrases]
        if self._open.id in names:
            self.table.choose_quietly(names.index(self._open.id))

    def _show(self, phrase: Phrase) -> None:
        self._open = phrase
        ours = phrase.shelf is not Shelf.SHIPPED and (phrase.shelf is Shelf.PERSONAL or self.presenter.may_share)
        self.name.setText(phrase.name)
        self.words.setPlainText(phrase.text)
        self.shelf.choose(str(phrase.shelf if ours else Shelf.PERSONAL))
        self.shelf.setEnabled(not phrase.id)
        self.remove.setVisible(bool(phrase.id) and ours)
        self.keep.set_words(self._context.text("phrases.keep" if ours else "phrases.keep_own"))
        self._say("" if ours else self._context.text("phrases.not_yours"))

    def _begin_new(self) -> None:
        self._show(NEW)
        self.shelf.setEnabled(True)
        self.table.clearSelection()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        shelf = Shelf(self.shelf.choice or Shelf.PERSONAL)
        changes = self._open.id if self._open.shelf is shelf else ""
        self.presenter.keep(Phrase(changes, self.name.text(), self.words.toPlainText(), shelf))

    def _remove(self) -> None:
        if self._open.id:
            self.presenter.remove(self._open)

    def _bring_back(self) -> None:
        if self._gone is not None:
            gone, self._gone = self._gone, None
            self.presenter.keep(gone)

    def _say_kept(self, phrase: Phrase) -> None:
        self._begin_new()
        self._say(self._context.text("phrases.kept", name=phrase.name.lstrip("/")), "good")
        self.changed.emit()

    def _say_removed(self, phrase: Phrase) -> None:
        self._begin_new()
        self._gone = phrase
        self._say(self._context.text("phrases.removed", name=phrase.name))
        self.changed.emit()

    def _refuse(self, error: Exception) -> None:
        said = trouble(error)
        self._say(f"{error or said.title} {said.advice}", "bad")

    def _say(self, words: str, tone: str = "muted") -> None:
        self.said.set_tone(tone)
        self.said.setText(words)
        self.said.setVisible(bool(words))
        self.undo.setVisible(self._gone is not None)
