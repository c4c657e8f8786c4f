"""The yellow note: which sessions a computer that is out holds, until when, and what others can do."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QWidget

from msk_desk.domain.dates import clock_time, staff_date
from msk_desk.domain.diary import Sitting
from ui.context import Texts
from ui.screens.clinics.columns import Column
from ui.widgets.card import Card
from ui.widgets.label import Label

_SHOWN = 2


class HeldNote(Card):
    """Hidden while nothing is held."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(look="warn", name="held_note", parent=parent)
        self._texts = texts
        self.setAccessibleName(texts.get("calendar.held_title"))
        self.held = False
        self.words = Label(tone="warn", wrap=True, name="held_words")
        self.add(self.words)
        self.hide()

    def show_columns(self, columns: tuple[Column, ...], now: datetime) -> None:
        """Say what is held among the sessions that are shown."""
        held = [sitting for column in columns for sitting in column.held]
        lines = [self._line(sitting, now) for sitting in held[:_SHOWN]]
        if len(held) > _SHOWN:
            lines.append(self._texts.get("calendar.held_more", n=len(held) - _SHOWN))
        self.words.setText("\n".join((*lines, self._texts.get("calendar.held_advice"))))
        self.held = bool(held)
        self.show_if_any()

    def show_if_any(self) -> None:
        """Show it while something is held."""
        self.setVisible(self.held)

    def _line(self, sitting: Sitting, now: datetime) -> str:
        until = sitting.lease_until
        assert until is not None
        today = until.date() == now.date()
        when = clock_time(until) if today else f"{clock_time(until)}, {staff_date(until.date())}"
        where = " · ".join(filter(None, (sitting.site, sitting.staff_name)))
        holder = sitting.lease_holder or self._texts.get("calendar.held_laptop")
        return self._texts.get("calendar.held_line", what=where, holder=holder, until=when)
