"""The calendar by keyboard: arrows over slots and columns, Enter, carrying, and letters for acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.screens.clinics.carrying import Dropped, carry_booking
from ui.screens.clinics.columns import minutes_of
from ui.screens.clinics.geometry import Spot

if TYPE_CHECKING:
    from ui.screens.clinics.calendar_view import CalendarView

_ACROSS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ALONG = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_DAYS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_OPEN = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
LETTERS = "asfdcrnotl"
"""Arrived, started, finished, did not attend, cancel, reschedule, next appointment, overbook, today, waiting list."""


class CalendarKeys:
    """Remembers the time of day while the arrows go from column to column, as a text cursor does its column."""

    def __init__(self, view: CalendarView) -> None:
        self._view = view
        self._minute: float | None = None

    def forget(self) -> None:
        """Another day is shown."""
        self._minute = None

    def take(self, event: QKeyEvent) -> bool:
        """Do what a key stands for; False when it stands for nothing here."""
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control = held == Qt.KeyboardModifier.ControlModifier
        if control:
            return self._with_control(key)
        if held == Qt.KeyboardModifier.ShiftModifier and key == Qt.Key.Key_F10:
            return self._ask_for_menu()
        if held != Qt.KeyboardModifier.NoModifier:
            return False
        if key in _ACROSS or key in _ALONG or key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._walk(key)
        elif key in _DAYS:
            self._view.day_stepped.emit(_DAYS[key])
        elif key in _OPEN:
            self._open()
        elif key == Qt.Key.Key_Menu:
            return self._ask_for_menu()
        elif key == Qt.Key.Key_Escape:
            return self._let_go()
        elif event.text().lower() == "m":
            self._carry()
        elif event.text() and event.text().lower() in LETTERS:
            self._view.key_typed.emit(event.text().lower())
        else:
            return False
        return True

    def _with_control(self, key: Qt.Key) -> bool:
        view = self._view
        if key == Qt.Key.Key_X:
            self._take_up()
        elif key == Qt.Key.Key_V:
            self._put_down()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and view.columns:
            at = 0 if key == Qt.Key.Key_Home else len(view.columns) - 1
            blocks = len(view.columns[at].blocks)
            if blocks:
                view.choose((at, 0 if key == Qt.Key.Key_Home else blocks - 1))
        elif key in _ACROSS and view.spot is not None:
            self._to_free(_ACROSS[key])
        else:
            return False
        return True

    def _walk(self, key: Qt.Key) -> None:
        view = self._view
        spot = view.spot
        if spot is None:
            spot = self.begin_at()
            if spot is not None:
                view.choose(spot)
            return
        shape = view.geometry_now
        if key in _ACROSS:
            block = shape.block(spot)
            if self._minute is None or not block.top <= self._minute < block.bottom:
                self._minute = block.top
            if block.lanes > 1 and self._beside(spot, _ACROSS[key]):
                return
            view.choose(shape.across(spot, _ACROSS[key], self._minute))
            return
        self._minute = None
        if key in _ALONG:
            view.choose(shape.up_or_down(spot, _ALONG[key]))
        else:
            view.choose((spot[0], 0 if key == Qt.Key.Key_Home else len(view.columns[spot[0]].blocks) - 1))

    def _beside(self, spot: Spot, step: int) -> bool:
        """Within lanes that lie side by side, sideways goes to the next lane first."""
        view = self._view
        shape = view.geometry_now
        number = spot[1] + step
        blocks = shape.columns[spot[0]].blocks
        here = shape.block(spot)
        if 0 <= number < len(blocks) and blocks[number].lane == here.lane + step and blocks[number].top < here.bottom:
            view.choose((spot[0], number))
            return True
        return False

    def begin_at(self) -> Spot | None:
        """Where a walk begins: in the first column in sight, at the time it is now, else at its first block."""
        view = self._view
        shape = view.geometry_now
        off = view.offset()
        for at in range(min(len(view.columns), max(0, int(off.x() // shape.column))), len(view.columns)):
            today = view.now is not None and view.columns[at].day == view.now.date()
            minute = minutes_of(view.now) if today and view.now is not None else shape.minute_at(off.y())
            found = shape.nearest(at, minute)
            if found is not None:
                return found
        return None

    def _to_free(self, step: int) -> None:
        """To the free slot after or before, in this column and then in the others."""
        view = self._view
        if view.spot is None:
            return
        spots = [(at, n) for at, column in enumerate(view.columns) for n, block in enumerate(column.blocks)]
        here = spots.index(view.spot)
        rest = spots[here + 1 :] if step > 0 else list(reversed(spots[:here]))
        found = next((spot for spot in rest if view.geometry_now.block(spot).bookable), None)
        if found is not None:
            view.choose(found)

    def _open(self) -> None:
        view = self._view
        if view.carried is not None:
            self._put_down()
        elif view.chosen is not None:
            view.opened.emit(view.chosen)

    def _carry(self) -> None:
        if self._view.carried is None:
            self._take_up()
        else:
            self._put_down()

    def _take_up(self) -> None:
        chosen = self._view.chosen
        if chosen is not None:
            carried = carry_booking(chosen)
            if carried is not None:
                self._view.carry(carried)

    def _put_down(self) -> None:
        view = self._view
        chosen, carried = view.chosen, view.carried
        if chosen is not None and carried is not None and carried.may_go(chosen.column, chosen.block):
            view.dropped.emit(Dropped(carried, chosen))

    def _let_go(self) -> bool:
        view = self._view
        if view.carried is not None:
            view.drag.stop()
            view.carry(None)
            return True
        return False

    def _ask_for_menu(self) -> bool:
        chosen = self._view.chosen
        if chosen is not None:
            self._view.column_asked.emit(chosen.column)
        return chosen is not None
