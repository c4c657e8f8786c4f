"""Outcomes of one patient: charts at the left, typing in from paper at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from msk_desk.domain.dates import clock_time
from msk_desk.domain.drafts import Draft
from msk_desk.domain.proms.definition import Definition
from msk_desk.domain.records import Changes
from msk_desk.services.outcome_pages import grouped
from ui.charts.activities_card import ActivitiesCard
from ui.charts.chart_card import ChartCard
from ui.context import Context
from ui.screens.patient_view import PatientView, retire
from ui.screens.proms.answer_grid import Typed
from ui.screens.proms.entry import OpenEntry
from ui.screens.proms.entry_card import EntryCard
from ui.screens.proms.presenter import PromsPresenter
from ui.widgets.card import clear_layout
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
        self.entry = EntryCard(context.desk.texts)
        self.activities = ActivitiesCard(context.desk.texts)
        sheet = QWidget()
        self._charts = QVBoxLayout(sheet)
        self._charts.setContentsMargins(0, 0, 8, 0)
        self._charts.setSpacing(14)
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
        right.addWidget(self.entry, 1)
        right.addWidget(self.activities)
        row.addWidget(scroll, 61)
        row.addWidget(ScrollColumn(right), 39)
        self.entry.instrument_chosen.connect(self._choose)
        self.entry.store_asked.connect(self._store)
        self.entry.grid.typed.connect(self._type)
        self.entry.grid.named.connect(self._name)

    def begin(self) -> None:
        """Another patient or visit."""
        retire(self.presenter)
        self.entry.begin()
        self.activities.show_ratings(())
        self.activities.give_way(False)
        clear_layout(self._charts)
        presenter = PromsPresenter(self.context, self.patient_id, self.visit_id, self)
        presenter.series_read.connect(self._show_series)
        presenter.activities_read.connect(self.activities.show_ratings)
        presenter.instruments_read.connect(self.entry.show_instruments)
        presenter.entry_opened.connect(self._show_entry)
        presenter.entry_changed.connect(self.entry.show_now)
        presenter.kept.connect(self._show_kept)
        presenter.stored.connect(self._show_stored)
        presenter.failed.connect(self.troubled)
        self.presenter = presenter
        presenter.begin()

    def come_back(self) -> None:
        """In sight again."""
        self._made().read_series()

    def leave(self) -> None:
        """Out of sight."""
        if self.presenter is not None:
            self.presenter.leave()

    def take_changes(self, changes: Changes) -> None:
        """A score came in, here or from elsewhere."""
        if self.presenter is not None and changes.touches_patient(self.patient_id):
            self.presenter.read_series()

    def _show_series(self, series: tuple[Series, ...]) -> None:
        clear_layout(self._charts)
        for measured in grouped(series):
            self._charts.addWidget(ChartCard(measured, (), self.context.desk.texts))
        if not series:
            nothing = EmptyState(self.text("proms.none"), self.text("proms.none_advice"), icon="chart")
            self._charts.addWidget(nothing)
        self._charts.addStretch(1)

    def _show_entry(self, entry: OpenEntry) -> None:
        self.activities.give_way(True)
        self.entry.show_entry(entry)

    def _show_stored(self, instrument: Definition) -> None:
        self.activities.give_way(False)
        self.entry.show_stored(instrument)

    def _show_kept(self, draft: Draft) -> None:
        self.entry.kept.setText(self.text("visit.saved", time=clock_time(draft.updated.astimezone())))

    def _made(self) -> PromsPresenter:
        if self.presenter is None:
            raise LookupError("no patient is open")
        return self.presenter

    def _choose(self, code: str) -> None:
        self._made().choose(code)

    def _store(self) -> None:
        self._made().store()

    def _type(self, typed: Typed) -> None:
        self._made().type_answer(typed.code, typed.text)

    def _name(self, typed: Typed) -> None:
        self._made().name_activity(typed.code, typed.text)
