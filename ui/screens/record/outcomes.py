"""Outcomes: each score as a chart, with the change that matters and the measurement error drawn apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from msk_desk.domain.dates import staff_date
from msk_desk.drawing.prom_chart import ChartPoint, PromChart, ReferenceLine, prom_chart
from ui.context import Context
from ui.series_words import series_words, shown
from ui.theme.theme import current
from ui.widgets.card import Card, clear_layout
from ui.widgets.chip import Chip
from ui.widgets.drawing_view import DrawingView
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label

if TYPE_CHECKING:
    from msk_desk.services.outcomes import Series

_HEIGHT = 250.0


class OutcomesTab(QWidget):
    """One card a score; words below say where the comparison comes from."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("record_outcomes")
        self._context = context
        self._charts: list[tuple[DrawingView, PromChart]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 12, 0, 14)
        self._column.setSpacing(14)

    def show_series(self, series: tuple[Series, ...]) -> None:
        """Show all scores of a patient."""
        clear_layout(self._column)
        self._charts = []
        for one in series:
            self._column.addWidget(self._card(one))
        if not series:
            text = self._context.text
            nothing = EmptyState(text("record.outcomes_none"), text("record.outcomes_empty"), icon="chart")
            self._column.addWidget(nothing)
        self._column.addStretch(1)
        self._draw()

    def _card(self, series: Series) -> Card:
        words = series_words(series, self._context.desk.texts)
        rule = series.rule
        better = "record.higher_better" if rule.direction == "higher-better" else "record.lower_better"
        scale = self._context.text(better, low=shown(rule.low), high=shown(rule.high))
        card = Card(words.title, scale)
        card.add_action(Chip(words.verdict, words.role))
        view = DrawingView()
        view.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._charts.append((view, self._chart(series, words.title)))
        card.add(view)
        for line in self._sources(series):
            card.add(Label(line, tone="muted", size="small", wrap=True))
        return card

    def _chart(self, series: Series, title: str) -> PromChart:
        points = tuple(
            ChartPoint(stored.taken.date(), stored.value, shown(stored.value), staff_date(stored.taken.date()))
            for stored in series.scores if stored.value is not None
        )  # fmt: skip
        spoken = ", ".join(f"{point.date_label} {point.label}" for point in points)
        change, error = self._references(series)
        return PromChart(points, series.rule.low, series.rule.high, f"{title}: {spoken}", change=change, error=error)

    def _references(self, series: Series) -> tuple[ReferenceLine | None, ReferenceLine | None]:
        reading = series.change
        if reading is None:
            return None, None
        towards = 1 if series.rule.direction == "higher-better" else -1
        change = error = None
        if reading.changes:
            points = reading.changes[0].points
            words = self._context.text("record.line_change", points=shown(points))
            change = ReferenceLine(reading.baseline + towards * points, words)
        if reading.errors:
            amount = reading.errors[0].error.amount
            words = self._context.text("record.line_error", points=shown(amount))
            error = ReferenceLine(reading.baseline + towards * amount, words)
        return change, error

    def _sources(self, series: Series) -> list[str]:
        reading = series.change
        if reading is None:
            return []
        lines = [
            self._context.text(
                "record.source_change", points=shown(each.points), population=each.change.population,
                citation=each.change.citation.text,
            ) for each in reading.changes[:1]
        ]  # fmt: skip
        lines += [
            self._context.text(
                "record.source_error", kind=each.error.kind, points=shown(each.error.amount),
                population=each.error.population, citation=each.error.citation.text,
            ) for each in reading.errors[:1]
        ]  # fmt: skip
        return lines

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Charts are drawn anew for their width, so that words keep their size."""
        super().resizeEvent(event)
        self._draw()

    def _draw(self) -> None:
        scale = current().scale / 100 * 12 / 11
        for view, chart in self._charts:
            view.setFixedHeight(round(_HEIGHT * scale))
            view.show_drawing(prom_chart(chart, max(300.0, (self.width() - 36) / scale), _HEIGHT))
