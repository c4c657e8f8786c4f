"""At the left of the lists: which lists there are with their counts, views that were kept, the reconciliation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from msk_desk.domain.lists import SavedView
from ui.context import Context
from ui.theme.theme import current
from ui.theme.tokens import BASE, SMALL

RECONCILE = "reconcile"
_ENTRY = int(Qt.ItemDataRole.UserRole) + 1
_HEIGHT, _HEAD, _SIDE = 33, 30, 10
_WARNING = ("unowned", "rebooking", RECONCILE)
"""Lists whose number is marked when it is not 0: somebody may be lost."""
PAUSE = 140
"""Milliseconds that an entry stays chosen before it is read, so that walking past reads nothing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a list, a view of it, or the reconciliation; without a code it is a heading."""

    title: str
    code: str = ""
    view: SavedView | None = None
    count: int | None = None


class SideList(QListWidget):
    """Up and down choose; Enter goes to the list.

    Signals:
        chosen: the Entry to show.
        entered: Enter was pressed on it.
    """

    chosen = Signal(object)
    entered = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setObjectName("lists_side")
        self.setAccessibleName(context.text("lists.nav"))
        self.setItemDelegate(_EntryDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._counts: Mapping[str, int] = {}
        self._views: tuple[SavedView, ...] = ()
        self._at = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._say_chosen)
        self.currentItemChanged.connect(self._wait)
        self.fill()

    def fill(self) -> None:
        """Show every entry anew; the chosen one stays."""
        text, lists = self._context.text, self._context.desk.lists.mine()
        entries = [
            Entry(text(f"lists.list_{each.code}"), each.code, None, self._counts.get(each.code)) for each in lists
        ]
        if any(each.code == "unowned" for each in lists):
            entries.append(Entry(text("lists.reconcile"), RECONCILE))
        if self._views:
            entries.append(Entry(text("lists.views")))
            entries += [Entry(view.name, view.code, view) for view in self._views]
        blocker = QSignalBlocker(self)
        self.clear()
        for entry in entries:
            self.addItem(self._item(entry))
        self._choose_quietly(self._at)
        del blocker

    def _item(self, entry: Entry) -> QListWidgetItem:
        item = QListWidgetItem(entry.title)
        item.setData(_ENTRY, entry)
        item.setSizeHint(QSize(100, current().px(_HEIGHT if entry.code else _HEAD)))
        if not entry.code:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        elif entry.count is not None:
            words = self._context.text("lists.nav_line", title=entry.title, n=entry.count)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        return item

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Say how many each list has."""
        if counts != self._counts:
            self._counts = dict(counts)
            self.fill()

    def show_views(self, views: Sequence[SavedView]) -> None:
        """Show the views that were kept."""
        if tuple(views) != self._views:
            self._views = tuple(views)
            self.fill()

    def choose(self, code: str, view: str = "") -> None:
        """Make an entry the chosen one, without saying so."""
        blocker = QSignalBlocker(self)
        self._choose_quietly(f"{code}/{view}")
        del blocker

    def step(self, by: int) -> None:
        """The next entry, or the one before; headings are passed over."""
        at = self.currentRow() + by
        while 0 <= at < self.count() and not self._entry(at).code:
            at += by
        if 0 <= at < self.count():
            self.setCurrentRow(at)

    def _choose_quietly(self, place: str) -> None:
        self._at = place
        for at in range(self.count()):
            if _place_of(self._entry(at)) == place:
                self.setCurrentRow(at)
                return
        self.setCurrentRow(-1)

    def _entry(self, at: int) -> Entry:
        found: Entry = self.item(at).data(_ENTRY)
        return found

    def _wait(self, now: QListWidgetItem | None, before: QListWidgetItem | None) -> None:
        if now is not None:
            self._at = _place_of(now.data(_ENTRY))
            self._pause.start()

    def _say_chosen(self) -> None:
        if self.currentItem() is not None:
            self.chosen.emit(self.currentItem().data(_ENTRY))

    def keyPressEvent(self, event: Any) -> None:
        """Enter goes on to the list itself."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._pause.isActive():
                self._pause.stop()
                self._say_chosen()
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: Any) -> None:
        """Take a new text size."""
        super().changeEvent(event)
        if event.type() == event.Type.StyleChange and hasattr(self, "_views"):
            for at in range(self.count()):
                high = _HEIGHT if self._entry(at).code else _HEAD
                self.item(at).setSizeHint(QSize(100, current().px(high)))


def _place_of(entry: Entry) -> str:
    return f"{entry.code}/{entry.view.name if entry.view else ''}"


class _EntryDelegate(QStyledItemDelegate):
    """The title at the left, the count at the right, the chosen one bold on blue."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one entry."""
        entry, theme = index.data(_ENTRY), current()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        place = QRectF(option.rect).adjusted(0, 1, 0, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("primary_soft"))
            painter.drawRoundedRect(place, 5, 5)
        size = BASE if entry.code else SMALL
        metrics = theme.metrics(size, chosen or not entry.code)
        base = place.center().y() + (metrics.ascent() - metrics.descent()) / 2
        painter.setFont(theme.font(size, chosen or not entry.code))
        right = place.right() - _SIDE
        if entry.count is not None:
            number = f"{entry.count:,}"
            right -= metrics.horizontalAdvance(number)
            marked = entry.code in _WARNING and entry.count
            painter.setPen(theme.colour("bad_text" if marked else "primary" if chosen else "muted"))
            painter.drawText(QPointF(right, base), number)
        painter.setPen(theme.colour("primary" if chosen else "ink" if entry.code else "muted"))
        room = right - place.left() - 2 * _SIDE
        painter.drawText(
            QPointF(place.left() + _SIDE, base), metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, room)
        )
        painter.restore()
