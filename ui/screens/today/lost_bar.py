"""At the top of Today while there is anybody: who is unowned or silent, and whose booking cannot stand."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from msk_desk.domain.records import Changes
from ui.context import Context
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.workers.runner import Job

SOON, AGAIN = 1_200, 6_000
"""Milliseconds after the day is shown, and after changes: it is never in the way of the clinic list."""
_MADE_OF = ("EpisodeOfCare", "ServiceRequest", "Appointment", "Task", "Slot", "Schedule")
_LISTS = ("unowned", "rebooking")


class LostBar(Card):
    """One line, hidden while nobody is on these lists.

    Signals:
        opened: the code of a list to open.
    """

    opened = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(look="warn", name="lost_bar", parent=parent)
        self._context = context
        self._job: Job | None = None
        self.setAccessibleName(context.text("today.lost"))
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(Label(context.text("today.lost"), tone="strong"))
        self.links: dict[str, Button] = {}
        for code in _LISTS:
            button = Button("", look="link", name=f"lost_{code}")
            button.setProperty("code", code)
            button.clicked.connect(self._say_opened)
            self.links[code] = button
            row.addWidget(button)
        row.addStretch(1)
        self.add(row)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.count)
        self.hide()

    def begin(self) -> None:
        """Today came into sight: count soon."""
        self._timer.start(SOON)

    def leave(self) -> None:
        """Today went out of sight."""
        self._timer.stop()

    def take_changes(self, changes: Changes) -> None:
        """Something changed: count again, when a synchronisation has brought the rest of it too."""
        if changes.touches(*_MADE_OF) and not self._timer.isActive():
            self._timer.start(AGAIN)

    def count(self) -> None:
        """Count on a worker."""
        if self._job is not None:
            self._job.cancel()
        self._job = self._context.runner.run(self._context.desk.lists.lost, then=self.show_counts)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Say how many, or go out of sight."""
        for code, button in self.links.items():
            number = counts.get(code, 0)
            button.set_words(self._context.text(f"today.lost_{code}", n=number))
            button.setVisible(bool(number))
        self.setVisible(any(counts.values()))

    def _say_opened(self) -> None:
        self.opened.emit(str(self.sender().property("code")))
