"""Lists: the lists at the left with their counts, one of them or the reconciliation at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from msk_desk.domain.lists import ListRow, SavedView
from msk_desk.domain.records import Changes
from ui.context import Context
from ui.navigation import Place
from ui.screens.lists.list_page import ListPage
from ui.screens.lists.presenter import ListsPresenter, Shown
from ui.screens.lists.reconcile_page import ReconcilePage
from ui.screens.lists.reconcile_presenter import Behind
from ui.screens.lists.side import RECONCILE, Entry, SideList
from ui.screens.screen import Screen
from ui.theme.theme import current
from ui.widgets.card import Card

_OF_ENTRIES = ("waiting", "review_due")
_SIDE, _LEAST, _MOST = 17, 190, 250
"""Per cent of the window that the side takes, between so many pixels at 100 %."""


class ListsScreen(Screen):
    """Alt+Down and Alt+Up turn to the next list and the one before."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("lists_screen")
        self.presenter = ListsPresenter(context, self)
        self.side = SideList(context)
        self.page = ListPage(context, self.presenter)
        self.books = ReconcilePage(context)
        self._behind = ""
        self.card = Card(name="card")
        self.card.body.setSpacing(0)
        self.card.add(self.side, 1)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.page)
        self.pages.addWidget(self.books)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 16, 20, 14)
        row.setSpacing(16)
        row.addWidget(self.card)
        row.addWidget(self.pages, 1)
        self._connect()

    def _connect(self) -> None:
        self.side.chosen.connect(self._take_entry)
        self.side.entered.connect(self._go_to_page)
        self.presenter.counted.connect(self.side.show_counts)
        self.presenter.views_read.connect(self.side.show_views)
        self.presenter.found.connect(self._say_title)
        self.page.opened.connect(self._open_row)
        self.page.booking_asked.connect(self._book)
        self.page.troubled.connect(self.troubled)
        self.page.tools.back.clicked.connect(self._show_books)
        self.books.behind_asked.connect(self._show_behind)
        self.books.troubled.connect(self.troubled)
        for keys, slot in (
            ("F5", self._read), ("Alt+Down", self._next_list), ("Alt+Up", self._list_before),
            ("Ctrl+F", self._go_to_filter), ("F6", self._next_part), ("Ctrl+P", self.page.print_list),
            ("Ctrl+Shift+B", self.page.book_chosen),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The side takes a part of the width, within reason."""
        super().resizeEvent(event)
        px = current().px
        self.card.setFixedWidth(max(px(_LEAST), min(px(_MOST), self.width() * _SIDE // 100)))

    def open(self, place: Place) -> None:
        """The list asked for, or the one that was open, read afresh; ready to type."""
        asked = place.details.get("tab", "")
        lists = self.context.desk.lists.mine()
        if asked == RECONCILE:
            self._show_books()
        elif asked or not self.presenter.view.code:
            code = asked if any(each.code == asked for each in lists) else lists[0].code
            self._choose(SavedView("", code))
            self.presenter.read_around()
        else:
            self._read()
            self._say_title(self.presenter.shown)
        self._go_to_page()

    def take_changes(self, changes: Changes) -> None:
        """Something was saved or synchronised."""
        self.presenter.changed(changes)
        if self.pages.currentWidget() is self.books:
            self.books.presenter.changed(changes)

    def _read(self) -> None:
        self.presenter.read_all()
        if self.pages.currentWidget() is self.books:
            self.books.presenter.read()

    def _take_entry(self, entry: Entry) -> None:
        if entry.code == RECONCILE:
            self._show_books()
        else:
            self._choose(entry.view or SavedView("", entry.code))

    def _choose(self, view: SavedView, ids: tuple[str, ...] = (), behind: str = "") -> None:
        self._behind = behind
        self.presenter.choose(view, ids)
        if not behind:
            self.side.choose(view.code, view.name)
        self.page.begin()
        self.pages.setCurrentWidget(self.page)
        self.titled.emit(behind or self._title_of(view.code))

    def _show_books(self) -> None:
        self.side.choose(RECONCILE)
        self.pages.setCurrentWidget(self.books)
        self.books.presenter.read()
        self.titled.emit(self.text("lists.reconcile_title"))
        self.books.take_keyboard()

    def _show_behind(self, behind: Behind) -> None:
        self._choose(SavedView("", "behind"), behind.referral_ids, behind.title)
        self._go_to_page()

    def _say_title(self, shown: Shown) -> None:
        if self.pages.currentWidget() is self.page and self.presenter.narrowing is not None:
            title = self._behind or self.presenter.view.name or self._title_of(self.presenter.view.code)
            number = len(shown.rows)
            key = "lists.title_count_one" if number == 1 else "lists.title_count"
            self.titled.emit(self.text(key, title=title, n=f"{number:,}"))

    def _title_of(self, code: str) -> str:
        return self.text(f"lists.list_{code}")

    def _open_row(self, row: ListRow) -> None:
        """Where the list leads: to the record or a tab of it, to triage, or to the desk that books and rebooks."""
        narrowing, go = self.presenter.narrowing, self.context.navigator.go
        if narrowing is None:
            return
        definition = narrowing.contents.definition
        if definition.place == "booking":
            go("booking", row.patient_id, appointment_id=row.subject_id)
        elif definition.place == "triage" and self.context.actor.role.clinical:
            go("triage", row.patient_id)
        elif definition.tab:
            go("record", row.patient_id, tab=definition.tab)
        else:
            go("record", row.patient_id)

    def _book(self, row: ListRow) -> None:
        """The booking desk, for the entry of the waiting list that the line is of."""
        if self.presenter.view.code in _OF_ENTRIES and row.subject_id:
            self.context.navigator.go("booking", row.patient_id, entry_id=row.subject_id)
        else:
            self.context.navigator.go("booking", row.patient_id)

    def _go_to_page(self) -> None:
        if self.pages.currentWidget() is self.page:
            self._go_to_filter()
        else:
            self.books.take_keyboard()

    def _go_to_filter(self) -> None:
        self.page.bar.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.page.bar.field.selectAll()

    def _next_part(self) -> None:
        """F6: from the lists to the one that is open, and back."""
        if self.side.hasFocus():
            self._go_to_page()
        else:
            self.side.setFocus(Qt.FocusReason.TabFocusReason)

    def _next_list(self) -> None:
        self.side.step(1)

    def _list_before(self) -> None:
        self.side.step(-1)
