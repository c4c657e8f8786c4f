"""Outcomes of one patient: charts at the left, typing in from paper at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from msk_desk.domain.proms.definition import Definition
from msk_desk.domain.records import Changes
from msk_desk.services.outcome_pages import Measured, grouped
from ui.charts.activities_card import ActivitiesCard
from ui.charts.chart_card import ChartCard
from ui.context import Context
from ui.screens.patient_view import PatientView
from ui.screens.proms.entry import OpenEntry
from ui.screens.proms.entry_view import EntryView
from ui.screens.proms.presenter import PromsPresenter
from ui.widgets.empty_state import EmptyState
from ui.widgets.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from msk_desk.services.outcomes import Series


class PromsView(PatientView):
    """The same view for a visit and for the record."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("proms_view")
        self.presenter: PromsPresenter | None = None
        self.entering = EntryView(context)
        self.entry = self.entering.card
        self.activities = ActivitiesCard(context.desk.texts)
        sheet = QWidget()
        self._charts = QVBoxLayout(sheet)
        self._charts.setContentsMargins(0, 0, 8, 0)
        self._charts.setSpacing(14)
        self._cards: dict[str, tuple[Measured, ChartCard]] = {}
        self._nothing = EmptyState(self.text("proms.none"), self.text("proms.none_advice"), icon="chart")
        self._nothing.hide()
        self._charts.addWidget(self._nothing)
        self._charts.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(sheet)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        right = QVBoxLayout()
        right.setSpacing(14)
        right.addWidget(self.entering, 1)
        right.addWidget(self.activities)
        row.addWidget(scroll, 61)
        row.addWidget(ScrollColumn(right), 39)
        self.entering.begun.connect(self._listen)
        self.entering.opened.connect(self._make_room)
        self.entering.stored.connect(self._give_room_back)
        self.entering.troubled.connect(self.troubled)

    def begin(self) -> None:
        """Another patient or visit."""
        self.activities.show_ratings(())
        self.activities.give_way(False)
        for card in self._cards.values():
            _drop(card)
        self._cards = {}
        self._nothing.hide()
        self.entering.open(self.patient_id, self.visit_id)

    def _listen(self, presenter: PromsPresenter) -> None:
        presenter.series_read.connect(self._show_series)
        presenter.activities_read.connect(self.activities.show_ratings)
        self.presenter = presenter

    def come_back(self) -> None:
        """In sight again."""
        self._made().read_series()

    def leave(self) -> None:
        """Out of sight."""
        self.entering.leave()

    def take_changes(self, changes: Changes) -> None:
        """A score came in, here or from elsewhere."""
        if self.presenter is not None and changes.touches_patient(self.patient_id):
            self.presenter.read_series()

    def _show_series(self, series: tuple[Series, ...]) -> None:
        """Show what changed: other charts stay as they are, and the page where it was."""
        shown = grouped(series)
        before, self._cards = self._cards, {}
        for at, measured in enumerate(shown):
            name = f"{measured.main.instrument.code} {measured.main.rule.name}"
            held = before.pop(name, None)
            if held is None or held[0] != measured:
                _drop(held)
                held = (measured, ChartCard(measured, (), self.context.desk.texts))
            self._cards[name] = held
            self._charts.insertWidget(at, held[1])
        for gone in before.values():
            _drop(gone)
        self._nothing.setVisible(not shown)

    def _make_room(self, entry: OpenEntry) -> None:
        self.activities.give_way(True)

    def _give_room_back(self, instrument: Definition) -> None:
        self.activities.give_way(False)

    def _made(self) -> PromsPresenter:
        if self.presenter is None:
            raise LookupError("no patient is open")
        return self.presenter


def _drop(held: tuple[Measured, ChartCard] | None) -> None:
    """Take a chart off the page at once."""
    if held is not None:
        held[1].hide()
        held[1].deleteLater()
