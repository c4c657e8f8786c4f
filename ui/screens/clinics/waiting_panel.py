"""The waiting list beside the calendar: who fits the chosen slot comes first; dragged onto a slot, or by Enter."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QScrollArea, QStackedWidget, QWidget

from msk_desk.domain.diary import Waiting, waited_days
from msk_desk.domain.waiting.length import STANDARD
from ui.context import Texts
from ui.models.rows_model import Cell, Column
from ui.screens.clinics.presenter import WaitingShown
from ui.screens.clinics.words import KINDS
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.table import Table

URGENT = ("urgent", "asap", "stat")
NEAR, NEARER = 7, 2
"""Weeks left of the national standard at which a wait is marked, and marked strongly: a sign to look, no rule."""


class WaitingTable(Table):
    """Rows of the waiting list that can be dragged out of it.

    Signals:
        dragged: (Waiting, place on the screen) while the mouse holds a row.
        dropped: the place on the screen where it was let go.
    """

    dragged = Signal(object)
    dropped = Signal(object)

    def __init__(self, columns: list[Column[Waiting]], *, name: str, says: str) -> None:
        super().__init__(columns, name=name, says=says, two_lines=True, headings=False)
        self._from: QPointF | None = None
        self._held: Waiting | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a row; a drag may begin."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._from = event.position() if self.indexAt(event.position().toPoint()).isValid() else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag: the row is not left for others that the mouse passes."""
        if self._held is None and self._from is not None:
            far = (event.position() - self._from).manhattanLength() >= QApplication.startDragDistance()
            self._held = self.chosen_row if far else None
        if self._held is not None:
            self.dragged.emit((self._held, event.globalPosition()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        held, self._held, self._from = self._held, None, None
        if held is not None:
            self.dropped.emit(event.globalPosition())
            return
        super().mouseReleaseEvent(event)


class WaitingPanel(Card):
    """The list with a field that narrows it.

    Signals:
        chosen: the Waiting that Enter was pressed on.
        found: words to look for.
        left: Escape or Left was pressed: back to the calendar.
    """

    chosen = Signal(object)
    found = Signal(object)
    left = Signal()

    def __init__(self, texts: Texts, today: date, parent: QWidget | None = None) -> None:
        super().__init__(texts.get("calendar.waiting"), name="waiting_card", parent=parent)
        self._texts, self.today = texts, today
        self._fitting: frozenset[str] = frozenset()
        self._all_fit = True
        self._for: tuple[str, str] | None = None
        self.field = QLineEdit()
        self.field.setObjectName("waiting_find")
        self.field.setPlaceholderText(texts.get("calendar.waiting_find"))
        self.field.setAccessibleName(texts.get("calendar.waiting_find"))
        self.field.setClearButtonEnabled(True)
        columns = [Column("", self._who, 0), Column("", self._wait, 74)]
        self.table = WaitingTable(columns, name="waiting_list", says=texts.get("calendar.waiting"))
        self.nobody = EmptyState(
            texts.get("calendar.waiting_nobody"), texts.get("calendar.waiting_nobody_advice"), icon="check",
            name="waiting_nobody",
        )  # fmt: skip
        self.pages = QStackedWidget()
        self.pages.addWidget(self.table)
        self.none = QScrollArea()
        self.none.setObjectName("waiting_none")
        self.none.setFrameShape(QFrame.Shape.NoFrame)
        self.none.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.none.setWidgetResizable(True)
        self.none.setWidget(self.nobody)
        self.pages.addWidget(self.none)
        self.hint = Label(texts.get("calendar.waiting_hint"), tone="muted", size="small", wrap=True)
        self.fits = Label(tone="muted", wrap=True, name="waiting_fits")
        self.add(self.fits)
        self.add(self.field)
        self.add(self.pages, 1)
        self.add(self.hint)
        self.field.textEdited.connect(self._find)
        self.table.row_opened.connect(self.chosen)
        self.field.installEventFilter(self)
        self.table.installEventFilter(self)

    def hasHeightForWidth(self) -> bool:
        """The list takes what is left: its wrapped words must not claim more."""
        return False

    def _find(self, words: str) -> None:
        self.found.emit(words)

    def show_waiting(self, shown: WaitingShown) -> None:
        """Show the list; the person chosen before stays chosen, and in sight where they were."""
        before, top = self.table.chosen_row, self.table.verticalScrollBar().value()
        slot = shown.chosen.block.key[0] if shown.chosen is not None else ""
        same = (slot, self.field.text()) == self._for or self.table.hasFocus()
        self._for = (slot, self.field.text())
        self._fitting = frozenset(entry.entry_id for entry in shown.entries[: shown.fitting])
        self._all_fit = shown.chosen is None
        self.fits.setText(self._fits(shown))
        self.fits.setVisible(bool(self.fits.text()))
        self.table.show_rows(shown.entries)
        at = next((at for at, each in enumerate(shown.entries) if before and each.entry_id == before.entry_id), -1)
        if same and shown.entries:
            # Somebody who was booked elsewhere is gone: the list stands, and nobody is chosen in their place.
            self.table.choose_quietly(at)
            self.table.verticalScrollBar().setValue(top)
        elif shown.entries:
            self.table.choose_quietly(0)
            self.table.scrollToTop()
        self.pages.setCurrentWidget(self.table if shown.entries else self.none)
        searching = bool(self.field.text())
        self.nobody.say(
            self._texts.get("calendar.waiting_none_found" if searching else "calendar.waiting_nobody"),
            self._texts.get("calendar.waiting_none_found_advice" if searching else "calendar.waiting_nobody_advice"),
        )

    def _fits(self, shown: WaitingShown) -> str:
        chosen = shown.chosen
        if chosen is None or chosen.block.space is None:
            return self._texts.get("calendar.waiting_count", n=shown.total) if shown.total else ""
        return self._texts.get("calendar.fits", who=chosen.column.title, minutes=chosen.block.space.minutes)

    def take_keyboard(self) -> None:
        """Go into the list."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Arrows from the field go into the list; Escape goes back to the calendar."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if watched is self.field and key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.take_keyboard()
                return True
            if key == Qt.Key.Key_Escape or (watched is self.table and key == Qt.Key.Key_Left):
                self.left.emit()
                return True
        return False

    def _who(self, entry: Waiting) -> Cell:
        fits = self._all_fit or entry.entry_id in self._fitting
        return Cell(entry.name, tone="ink" if fits else "muted", bold=fits, below=self._what(entry))

    def _what(self, entry: Waiting) -> str:
        text = self._texts.get
        kind = text(KINDS[entry.kind]) if entry.kind in KINDS else entry.kind
        needs = (text("calendar.need_interpreter") if "interpreter" in entry.needs else "",
                 text("calendar.need_double_slot") if "double-slot" in entry.needs else "",
                 text("calendar.need_step_free") if "step-free" in entry.needs else "")  # fmt: skip
        minutes = text("calendar.minutes", n=entry.minutes) if entry.minutes else ""
        urgent = text("calendar.urgent") if entry.priority in URGENT else ""
        return " · ".join(filter(None, (entry.title, urgent or kind, minutes, *needs)))

    def _wait(self, entry: Waiting) -> Cell:
        days = waited_days(entry, self.today)
        text = self._texts.get
        words = text("calendar.weeks", n=days // 7) if days >= 7 else text("calendar.days", n=days)
        left = STANDARD - days / 7
        role = "bad" if left <= NEARER else "warn" if left <= NEAR or entry.priority in URGENT else "neutral"
        return Cell(chips=((words, role),))
