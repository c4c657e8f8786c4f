"""The lists: reads one, narrows and sorts it, counts the others, keeps views, marks lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from msk_desk.domain.lists import ListRow, SavedView, plain
from msk_desk.domain.records import Changes
from ui.context import Context
from ui.screens.lists.narrowing import Narrowing
from ui.workers.runner import Job

if TYPE_CHECKING:
    pass

SOON, COUNT_SOON = 400, 5_000
"""Milliseconds that changes are gathered before a list is read again, for a synchronisation brings them by pages; and
before all of them are counted again."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is in sight; `why` says what brought it: read, typed, sorted or changed (by somebody else)."""

    rows: tuple[ListRow, ...]
    of: int
    why: str
    longest: int | None = None


class ListsPresenter(QObject):
    """Keeps the list in hand.

    Signals:
        opened: a list was read for the first time since it was chosen; its ListContents.
        found: a Shown.
        counted: a mapping of list codes to numbers.
        views_read: a tuple of SavedView.
        view_said: words about a view that was kept or forgotten.
        marks_changed: how many lines are marked.
    """

    opened = Signal(object)
    found = Signal(object)
    counted = Signal(object)
    views_read = Signal(object)
    view_said = Signal(object)
    marks_changed = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.view = SavedView("", "")
        self.behind: tuple[str, ...] = ()
        self.narrowing: Narrowing | None = None
        self.marked: frozenset[str] = frozenset()
        self.shown = Shown((), 0, "read")
        self._reading: Job | None = None
        self._counting: Job | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._read_again)
        self._count_soon = QTimer(self)
        self._count_soon.setSingleShot(True)
        self._count_soon.setInterval(COUNT_SOON)
        self._count_soon.timeout.connect(self.count)
        self._counts: dict[str, int] = {}

    def choose(self, view: SavedView, referral_ids: tuple[str, ...] = ()) -> None:
        """Turn to a list, narrowed as the view says."""
        self.view, self.behind = view, referral_ids
        self.narrowing = None
        self._mark(frozenset())
        self._read("read")

    def read_all(self) -> None:
        """Read the list, the counts and the views afresh."""
        if self.view.code:
            self._read("read" if self.narrowing is None else "changed")
        self.read_around()

    def read_around(self) -> None:
        """The counts and the views; what takes long to work out is counted once, when the screen opens."""
        self.count()
        self._context.runner.run(self._context.desk.lists.measures, then=self._show_counts)
        self.read_views()

    def changed(self, changes: Changes) -> None:
        """Something was saved or synchronised: the list is read again soon if it is made of it."""
        if changes.refs:
            self._soon.start()

    def narrow(self, text: str) -> None:
        """A keystroke in the filter."""
        self.view = replace(self.view, words=text)
        self._tell("typed")

    def choose_value(self, facet: str, value: str) -> None:
        """Keep those with this value; another value of the same facet gives way."""
        others = tuple(each for each in self.view.chosen if each[0] != facet)
        self.view = replace(self.view, chosen=(*others, (facet, value)))
        self._tell("sorted")

    def drop_value(self, facet: str) -> None:
        """Take a chip away."""
        self.view = replace(self.view, chosen=tuple(each for each in self.view.chosen if each[0] != facet))
        self._tell("sorted")

    def sort(self, column: str) -> None:
        """Sort by a column; by the one it is sorted by already, turned round."""
        order = self.order
        turned = f"-{column}" if order == column else column
        self.view = replace(self.view, order=turned)
        self._tell("sorted")

    @property
    def order(self) -> str:
        """The order in use."""
        if self.view.order or self.narrowing is None:
            return self.view.order
        return self.narrowing.contents.definition.order

    def toggle(self, key: str) -> None:
        """Mark a line, or unmark it."""
        self._mark(self.marked ^ {key})

    def mark_all(self) -> None:
        """Mark every line in sight; when all are, unmark them."""
        keys = frozenset(row.key for row in self.shown.rows)
        self._mark(self.marked - keys if keys <= self.marked else self.marked | keys)

    def unmark(self) -> None:
        """Unmark all."""
        self._mark(frozenset())

    def marked_rows(self) -> tuple[ListRow, ...]:
        """The marked lines, in sight or not, in the list's order of reading."""
        if self.narrowing is None:
            return ()
        return tuple(row for row in self.narrowing.contents.rows if row.key in self.marked)

    def count(self) -> None:
        """Count every list."""
        if self._counting is not None:
            self._counting.cancel()
        self._counting = self._context.runner.run(self._context.desk.lists.counts, then=self._show_counts)

    def read_views(self) -> None:
        """Read the views that were kept."""
        self._context.runner.run(self._context.desk.lists.views, then=self._show_views)

    def keep_view(self, name: str) -> None:
        """Keep the list as it is narrowed now."""
        kept = replace(self.view, name=name.strip())
        self._context.runner.run(self._keep, kept, then=self._view_kept, write=True)

    def drop_view(self, name: str) -> None:
        """Forget a view."""
        self._context.runner.run(self._drop, name, then=self._view_dropped, write=True)

    def _keep(self, view: SavedView) -> str:
        self._context.desk.lists.keep_view(view)
        return view.name

    def _drop(self, name: str) -> str:
        self._context.desk.lists.drop_view(name)
        return name

    def _view_kept(self, name: str) -> None:
        self.view = replace(self.view, name=name)
        self.view_said.emit(self._context.text("lists.view_kept", name=name))
        self.read_views()

    def _view_dropped(self, name: str) -> None:
        self.view_said.emit(self._context.text("lists.view_dropped", name=name))
        self.read_views()

    def _read(self, why: str) -> None:
        if self._reading is not None:
            self._reading.cancel()
        then = self._show_read if why == "read" else self._show_changed
        self._reading = self._context.runner.run(self._load, self.view.code, self.behind, then=then)

    def _read_again(self) -> None:
        if self.view.code and self.narrowing is not None:
            self._read("changed")
        if not self._count_soon.isActive():
            self._count_soon.start()

    def _load(self, code: str, behind: tuple[str, ...]) -> Narrowing:
        """On a worker: the rows, and their words ready for searching."""
        contents = self._context.desk.lists.read(code, behind)
        narrowing = Narrowing(contents)
        narrowing.take_order(self.view.order or contents.definition.order)
        return narrowing

    def _show_read(self, narrowing: Narrowing) -> None:
        self.narrowing = narrowing
        self._show_counts({self.view.code: len(narrowing.contents.rows)})
        self.opened.emit(narrowing.contents)
        self._tell("read")

    def _show_changed(self, narrowing: Narrowing) -> None:
        self.narrowing = narrowing
        self._mark(self.marked & {row.key for row in narrowing.contents.rows})
        self._tell("changed")

    def _tell(self, why: str) -> None:
        if self.narrowing is None:
            return
        self.narrowing.take_order(self.order)
        self.narrowing.take_chosen(self.view.chosen)
        rows = self.narrowing.matching(tuple(plain(self.view.words).split()))
        self.shown = Shown(rows, len(self.narrowing.contents.rows), why, self.narrowing.longest(rows))
        self.found.emit(self.shown)

    def _mark(self, marked: frozenset[str]) -> None:
        if marked != self.marked:
            self.marked = marked
            self.marks_changed.emit(len(marked))

    def _show_counts(self, counts: Mapping[str, int]) -> None:
        self._counts |= counts
        self.counted.emit(dict(self._counts))

    def _show_views(self, views: tuple[SavedView, ...]) -> None:
        self.views_read.emit(views)
