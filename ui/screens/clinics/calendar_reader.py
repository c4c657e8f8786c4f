"""The calendar for screen readers: a list of its blocks, each with its words, its place and whether it is chosen."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget

from ui.screens.clinics.geometry import Spot

if TYPE_CHECKING:
    from ui.screens.clinics.calendar_view import CalendarView

# Qt may know of a block's interface as long as the process lives: none is ever let go.
_KEPT: list[BlockReader] = []
_INSTALLED: list[bool] = []


def install() -> None:
    """Let Qt ask here for the calendar's interface; once for the process."""
    if not _INSTALLED:
        _INSTALLED.append(True)
        QAccessible.installFactory(_reader_of)


def _reader_of(_: str, of: QObject) -> QAccessibleInterface | None:
    maker = getattr(of, "accessible_reader", None)
    return maker() if callable(maker) else None


def say_where(view: CalendarView) -> None:
    """Tell a screen reader which block is chosen now."""
    if view.spot is None or not view.hasFocus() or not QAccessible.isActive():
        return
    event = QAccessibleEvent(view, QAccessible.Event.Focus)
    event.setChild(number_of(view, view.spot))
    QAccessible.updateAccessibility(event)


def number_of(view: CalendarView, spot: Spot) -> int:
    """The place of a block among all, column by column."""
    return sum(len(column.blocks) for column in view.columns[: spot[0]]) + spot[1]


def spot_of(view: CalendarView, number: int) -> Spot | None:
    """The block at a place among all."""
    for at, column in enumerate(view.columns):
        if number < len(column.blocks):
            return at, number
        number -= len(column.blocks)
    return None


class CalendarReader(QAccessibleWidget):
    """The calendar: its children are the blocks."""

    def __init__(self, view: CalendarView) -> None:
        super().__init__(view, QAccessible.Role.List, view.texts.get("calendar.list"))
        self._view = view
        self._blocks: list[BlockReader] = []

    def childCount(self) -> int:
        """How many blocks there are."""
        return sum(len(column.blocks) for column in self._view.columns)

    def child(self, index: int) -> QAccessibleInterface:
        """One block."""
        while len(self._blocks) <= index:
            made = BlockReader(self._view, len(self._blocks))
            self._blocks.append(made)
            _KEPT.append(made)
        return self._blocks[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """The place of a block."""
        return child.number if isinstance(child, BlockReader) else -1

    def focusChild(self) -> QAccessibleInterface:
        """The block that is chosen."""
        spot = self._view.spot
        return self.child(number_of(self._view, spot)) if spot is not None else self

    def text(self, kind: QAccessible.Text) -> str:
        """The name of the calendar; its value is the block that is chosen."""
        if kind == QAccessible.Text.Value and self._view.chosen is not None:
            chosen = self._view.chosen
            return self._view.words.aloud(chosen.column, chosen.block)
        if kind == QAccessible.Text.Name:
            return self._view.texts.get("calendar.list")
        return super().text(kind)


class BlockReader(QAccessibleInterface):
    """Whatever block is at a place among all now."""

    def __init__(self, view: CalendarView, number: int) -> None:
        super().__init__()
        self._view = weakref.ref(view)
        self.number = number

    def _shown(self) -> tuple[CalendarView, Spot] | None:
        view = self._view()
        if view is None or not shiboken6.isValid(view):
            return None
        spot = spot_of(view, self.number)
        return (view, spot) if spot is not None else None

    def isValid(self) -> bool:
        """Whether there is such a block."""
        return self._shown() is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        """It is painted: no object of its own."""
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        """The window it is in."""
        shown = self._shown()
        return shown[0].window().windowHandle() if shown else None

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """The calendar."""
        shown = self._shown()
        return QAccessible.queryAccessibleInterface(shown[0]) if shown else None

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """It has no parts."""
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """It has no parts."""
        return None

    def childCount(self) -> int:
        """It has no parts."""
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """It has no parts."""
        return -1

    def text(self, kind: QAccessible.Text) -> str:
        """Its words."""
        shown = self._shown()
        if shown is None or kind != QAccessible.Text.Name:
            return ""
        view, spot = shown
        return view.words.aloud(view.columns[spot[0]], view.geometry_now.block(spot))

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Nothing is written here."""

    def rect(self) -> QRect:
        """Where it is on the screen."""
        shown = self._shown()
        if shown is None:
            return QRect()
        place = shown[0].rect_of(shown[1])
        return QRect(shown[0].viewport().mapToGlobal(place.topLeft()), place.size())

    def role(self) -> QAccessible.Role:
        """One of a list."""
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        """Chosen or not, in sight or not."""
        state = QAccessible.State()
        shown = self._shown()
        if shown is not None:
            view, spot = shown
            state.selectable = state.focusable = True
            state.selected = spot == view.spot
            state.focused = state.selected and view.hasFocus()
            state.offscreen = not view.rect_of(spot).intersects(view.viewport().rect())
        return state
