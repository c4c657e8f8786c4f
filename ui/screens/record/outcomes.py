"""Outcomes of one patient: charts at the left, what is due and the patient's own activities at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.charts.activities_card import ActivitiesCard
from ui.charts.chart_card import ChartCard
from ui.context import Context
from ui.screens.record.due_card import DueCard
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.card import clear_layout
from ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from msk_desk.services.outcome_pages import OutcomePage

_NARROW = 900


class OutcomesTab(QWidget):
    """One card an instrument; in a narrow window what is due stands above the charts.

    Signals:
        print_asked: the code of one instrument, or an empty text for all.
    """

    print_asked = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("record_outcomes")
        self._context = context
        self._page: OutcomePage | None = None
        self.due = DueCard(context)
        self.activities = ActivitiesCard(context.desk.texts)
        self.print_all = Button(context.text("charts.print_all"), icon="print", name="outcomes_print")
        self.print_all.clicked.connect(self._say_print_all)
        self._charts = QVBoxLayout()
        self._charts.setSpacing(14)
        self._left = QWidget()
        self._left.setLayout(self._charts)
        self._charts.setContentsMargins(0, 0, 0, 0)
        self._right = QWidget()
        side = QVBoxLayout(self._right)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(14)
        prints = QHBoxLayout()
        prints.addStretch(1)
        prints.addWidget(self.print_all)
        for part in (self.due, self.activities):
            side.addWidget(part)
        side.addLayout(prints)
        side.addStretch(1)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._halves.setContentsMargins(0, 12, 0, 14)
        self._halves.setSpacing(14)
        self._halves.addWidget(self._left, 1)
        self._halves.addWidget(self._right)

    def clear(self) -> None:
        """Another patient: nothing of the one before stays."""
        self._page = None
        clear_layout(self._charts)
        self.due.show_due((), ())
        self.activities.show_ratings(())
        self.print_all.hide()

    def show_page(self, page: OutcomePage) -> None:
        """Show the outcomes of a patient; what did not change is left as it is."""
        if page == self._page:
            return
        charts = self._page is None or (page.measured, page.events) != (self._page.measured, self._page.events)
        self._page = page
        if charts:
            self._show_charts(page)
        self.due.show_due(page.due, page.not_asked)
        self.activities.show_ratings(page.ratings)
        self.print_all.setVisible(bool(page.measured))

    def _show_charts(self, page: OutcomePage) -> None:
        clear_layout(self._charts)
        for measured in page.measured:
            card = ChartCard(measured, page.events, self._context.desk.texts)
            card.print_asked.connect(self.print_asked)
            self._charts.addWidget(card)
        if not page.measured:
            text = self._context.text
            nothing = EmptyState(text("record.outcomes_none"), text("record.outcomes_empty"), icon="chart")
            self._charts.addWidget(nothing)
        self._charts.addStretch(1)

    def _say_print_all(self) -> None:
        self.print_asked.emit("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        beside = self.width() >= current().px(_NARROW)
        directions = QBoxLayout.Direction
        self._halves.setDirection(directions.LeftToRight if beside else directions.BottomToTop)
        if beside:
            self._right.setFixedWidth(max(current().px(330), self.width() * 29 // 100))
        else:
            self._right.setMinimumWidth(0)
            self._right.setMaximumWidth(16_777_215)
