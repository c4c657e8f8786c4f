"""One list: filter and chips, what to do, the lines; it is read again while others change it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QWidget

from msk_desk.domain.errors import BadInput, PrintFailed
from ui.context import Context
from ui.models.rows_model import Column
from ui.printing import print_bytes
from ui.screens.lists.bar import NarrowBar
from ui.screens.lists.batch_panel import BatchPanel
from ui.screens.lists.batch_presenter import BatchPresenter
from ui.screens.lists.columns import Cells
from ui.screens.lists.presenter import ListsPresenter, Shown
from ui.screens.lists.table import ListTable
from ui.screens.lists.tools import ListTools
from ui.screens.lists.view_panel import ViewPanel
from ui.screens.lists.weeks_bar import WeeksBar
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label

if TYPE_CHECKING:
    from msk_desk.domain.lists import ListRow
    from msk_desk.services.list_actions import Done
    from msk_desk.services.lists import ListContents

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_LOST, BOOK = "unowned", "book"


LETTER = "letter"
"""The action that is done on the screen of papers."""


class ListPage(Card):
    """Up and down in the filter walk the list; Enter opens; Space (Ctrl+Space in the filter) marks.

    Signals:
        opened: a ListRow to open.
        booking_asked: a ListRow whose patient is to be booked.
        troubled: an exception to show above the screen.
    """

    opened = Signal(object)
    booking_asked = Signal(object)
    troubled = Signal(object)

    def __init__(self, context: Context, presenter: ListsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(name="card", parent=parent)
        self._context = context
        self.presenter = presenter
        self._cells: Cells | None = None
        self._file = ""
        self.batch_presenter = BatchPresenter(context, self)
        self.bar = NarrowBar(context)
        self.tools = ListTools(context)
        self.weeks = WeeksBar(context)
        self.view_panel = ViewPanel(context)
        self.batch = BatchPanel(context, self.batch_presenter)
        self.said = Label(tone="muted", wrap=True, name="lists_said")
        self.undo = Button(context.text("lists.undo"), look="link", name="lists_undo")
        self.table = ListTable(name="lists_table", says=context.text("lists.table"))
        self.empty = EmptyState("", icon="check", name="lists_empty")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        said = QHBoxLayout()
        said.addWidget(self.said, 1)
        said.addWidget(self.undo)
        for part in (self.bar, self.tools, self.weeks, self.view_panel, self.batch):
            self.add(part)
        self.add(said)
        self.add(self._pages, 1)
        self.say("")

    def _connect(self) -> None:
        presenter, bar, tools = self.presenter, self.bar, self.tools
        bar.field.installEventFilter(self)
        bar.field.textEdited.connect(presenter.narrow)
        bar.field.returnPressed.connect(self.open_chosen)
        bar.value_chosen.connect(self._choose_value)
        bar.chip_dropped.connect(presenter.drop_value)
        tools.sort_chosen.connect(presenter.sort)
        tools.action_chosen.connect(self.begin_action)
        tools.book.clicked.connect(self.book_chosen)
        tools.unmark.clicked.connect(presenter.unmark)
        tools.view.clicked.connect(self._begin_view)
        tools.print.clicked.connect(self.print_list)
        tools.csv.clicked.connect(self.save_csv)
        self.weeks.week_chosen.connect(self._choose_week)
        self.view_panel.kept.connect(presenter.keep_view)
        self.view_panel.dropped.connect(presenter.drop_view)
        self.view_panel.put_away.connect(self._put_panels_away)
        self.batch.put_away.connect(self._put_panels_away)
        self.batch_presenter.done.connect(self._say_done)
        self.batch_presenter.undone.connect(self._say_undone)
        self.undo.clicked.connect(self.batch_presenter.undo)
        self.table.row_opened.connect(self.opened)
        self.table.sort_asked.connect(self._sort_by)
        self.table.mark_asked.connect(presenter.toggle)
        self.table.all_asked.connect(presenter.mark_all)
        presenter.opened.connect(self.show_list)
        presenter.found.connect(self.show_found)
        presenter.marks_changed.connect(self._show_marks)
        presenter.view_said.connect(self.say)

    def begin(self) -> None:
        """Another list was asked for: what the last one held goes at once."""
        self._put_panels_away()
        self.say("")
        self.table.show_rows(())
        self._pages.setCurrentWidget(self.table)
        self.tools.say_reading()
        self.weeks.hide()
        self.bar.field.setText(self.presenter.view.words)
        self.bar.show_chips(self.presenter.view.chosen)

    def show_list(self, contents: ListContents) -> None:
        """A list was read for the first time: its columns, and what can be done with it."""
        definition = contents.definition
        may = self._context.desk.list_actions.may
        self._cells = Cells(contents.columns, self._is_marked)
        actions = tuple(code for code in definition.actions if may(code))
        self.tools.book.setVisible(BOOK in actions)
        self.tools.show_list(definition.columns, actions, behind=definition.code == "behind")
        if self.presenter.narrowing is not None:
            self.bar.show_facets(definition.facets, self.presenter.narrowing.values)
        self.table.show_columns(self._columns(contents))
        self.table.show_column(0, bool(actions))
        self.bar.field.setText(self.presenter.view.words)

    def _columns(self, contents: ListContents) -> list[Column[ListRow]]:
        assert self._cells is not None
        heading = self._context.desk.list_papers.heading
        return self._cells.make(contents.definition, heading, self.presenter.order)

    def show_found(self, shown: Shown) -> None:
        """Show the lines: what others changed moves nothing under the reader's eyes."""
        narrowing = self.presenter.narrowing
        if narrowing is None:
            return
        if self._cells is not None and shown.why in ("sorted", "changed"):
            self._cells = Cells(narrowing.contents.columns, self._is_marked)
            self.table.rows_model.head(self._columns(narrowing.contents))
        if shown.why in ("changed", "sorted"):
            self._keep(shown.rows, shown.why)
        else:
            self.table.begin(shown.rows)
        self.bar.show_facets(narrowing.contents.definition.facets, narrowing.values)
        self.bar.show_chips(self.presenter.view.chosen)
        self.tools.show_order(self.presenter.order)
        self.tools.say_count(len(shown.rows), shown.of, shown.longest)
        self._show_weeks()
        self._show_empty(shown)

    def _keep(self, rows: tuple[ListRow, ...], why: str) -> None:
        """The chosen patient stays chosen; one whom others took off the list is named, and nobody is chosen instead."""
        gone = self.table.keep(rows)
        if gone is not None and why == "changed":
            self.say(self._context.text("lists.gone", name=gone.name))
        elif gone is not None:
            self.table.begin(rows)

    def _show_weeks(self) -> None:
        narrowing = self.presenter.narrowing
        if narrowing is not None and "week" in narrowing.contents.definition.facets:
            self.weeks.show_weeks(narrowing.weeks(), dict(self.presenter.view.chosen).get("week", ""))
        else:
            self.weeks.hide()

    def _show_empty(self, shown: Shown) -> None:
        text, code = self._context.text, self.presenter.view.code
        self._pages.setCurrentWidget(self.table if shown.rows else self.empty)
        if shown.of:
            self.empty.say(text("lists.empty_match"), text("lists.empty_match_advice"))
        elif code == _LOST:
            self.empty.say(text("lists.empty"), text("lists.about_unowned", n=self._context.desk.lists.silent_days))
        else:
            self.empty.say(text("lists.empty"), text(f"lists.about_{code}"))

    def say(self, words: str) -> None:
        """A sentence above the lines, aloud too; empty takes it away."""
        self.said.setText(words)
        self.said.setVisible(bool(words))
        self.undo.setVisible(bool(words) and self.batch_presenter.last is not None)
        if words:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def open_chosen(self) -> None:
        """Enter in the filter."""
        if self.table.chosen_row is not None:
            self.opened.emit(self.table.chosen_row)

    def book_chosen(self) -> None:
        """The booking desk for the chosen patient: a caller is one at a time."""
        if self.table.chosen_row is not None:
            self.booking_asked.emit(self.table.chosen_row)

    def begin_action(self, action: str) -> None:
        """Plan an action for the marked lines, or for the chosen one."""
        if action == BOOK:
            self.book_chosen()
            return
        rows = self.presenter.marked_rows() or tuple(filter(None, (self.table.chosen_row,)))
        if action == LETTER:
            self._write_to(rows)
        elif rows:
            self._put_panels_away()
            self.batch_presenter.begin(action, rows)
            self.batch.begin()

    def _write_to(self, rows: tuple[ListRow, ...]) -> None:
        """Letters are looked at, printed and kept where all of them are."""
        narrowing = self.presenter.narrowing
        if narrowing is None or not rows:
            return
        waits = narrowing.contents.definition.code == "waiting"
        ids = " ".join(row.subject_id for row in rows if row.subject_id)
        self._context.navigator.go("papers", tab="letters", **{"waiting" if waits else "appointments": ids})

    def print_list(self) -> None:
        """The lines in sight, on paper."""
        narrowing, rows = self.presenter.narrowing, self.presenter.shown.rows
        if narrowing is not None and rows:
            work = self._context.desk.list_papers.pdf
            self._context.runner.run(work, narrowing.contents, rows, self._narrowed(), then=self._print)

    def _print(self, pdf: bytes) -> None:
        try:
            print_bytes(pdf, self._context.text("lists.title"), self)
        except PrintFailed as error:
            self.troubled.emit(error)

    def save_csv(self) -> None:
        """The lines in sight, for a spreadsheet."""
        narrowing = self.presenter.narrowing
        name, _ = QFileDialog.getSaveFileName(
            self, self._context.text("lists.csv"), f"{self.presenter.view.code}.csv", "CSV (*.csv)"
        )
        if name and narrowing is not None:
            self._file = name
            work = self._context.desk.list_papers.csv
            self._context.runner.run(work, narrowing.contents, self.presenter.shown.rows, then=self._write)

    def _write(self, text: str) -> None:
        try:
            Path(self._file).write_text(text, encoding="utf-8-sig", newline="")
        except OSError as error:
            why = BadInput(f"{self._file} could not be written: {error.strerror}.", advice="Choose another folder.")
            self.troubled.emit(why)
            return
        self.say(self._context.text("lists.csv_kept", file=self._file))

    def _narrowed(self) -> str:
        """What narrows the list, in words for its print."""
        text, view = self._context.text, self.presenter.view
        parts = [
            text("lists.chip", facet=self.bar.facet_words(facet), value=value or text("lists.facet_none"))
            for facet, value in view.chosen
        ]
        return " · ".join([*parts, *([f"“{view.words.strip()}”"] if view.words.strip() else [])])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys in the filter that are meant for the list."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _MOVES or (control and event.key() == Qt.Key.Key_Space):
            self.table.keyPressEvent(event)
            return True
        return False

    def _choose_value(self, pair: tuple[str, str]) -> None:
        self.presenter.choose_value(*pair)

    def _choose_week(self, week: str) -> None:
        if week:
            self.presenter.choose_value("week", week)
        else:
            self.presenter.drop_value("week")

    def _sort_by(self, section: int) -> None:
        narrowing = self.presenter.narrowing
        if narrowing is not None and section > 0:
            self.presenter.sort(narrowing.contents.definition.columns[section - 1])

    def _begin_view(self) -> None:
        self._put_panels_away()
        self.view_panel.begin(self.presenter.view.name)

    def _put_panels_away(self) -> None:
        inside = self.batch.isAncestorOf(self.focusWidget()) or self.view_panel.isAncestorOf(self.focusWidget())
        self.batch.hide()
        self.view_panel.hide()
        if inside:
            self.bar.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_done(self, done: Done) -> None:
        self._put_panels_away()
        self.presenter.unmark()
        self.say(self._context.text(f"lists.done_{done.action}", n=done.count))

    def _say_undone(self) -> None:
        self.say(self._context.text("lists.undone"))

    def _is_marked(self, key: str) -> bool:
        return key in self.presenter.marked

    def _show_marks(self, number: int) -> None:
        self.tools.say_marked(number)
        self.table.viewport().update()
        if number:
            words = self._context.text("lists.marked", n=number)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.table, words))
