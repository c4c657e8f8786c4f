"""One score over time as a chart or a table, with what a change means and where that comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from msk_desk.domain.dates import staff_date
from msk_desk.domain.visits import Score
from msk_desk.drawing.prom_chart import ChartPoint, PromChart, ReferenceLine, prom_chart
from ui.context import Texts
from ui.models.rows_model import Cell, Column
from ui.series_words import series_words, shown
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.drawing_view import DrawingView
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented
from ui.widgets.table import Table

if TYPE_CHECKING:
    from msk_desk.services.outcomes import Series

HEIGHT = 236.0
_ROW, _HEAD = 38, 32


class ChartCard(Card):
    """The smallest change that matters and the measurement error stand apart; sources are one click away."""

    def __init__(self, series: Series, texts: Texts, parent: QWidget | None = None) -> None:
        self._texts = texts
        words = series_words(series, texts)
        name = f"prom_{series.instrument.code}_{series.rule.name}".lower()
        better = "proms.higher_better" if series.rule.direction == "higher-better" else "proms.lower_better"
        scale = texts.get(better, low=shown(series.rule.low), high=shown(series.rule.high))
        super().__init__(words.title, scale, name=name, parent=parent)
        self.setProperty("card", "true")
        self.add_action(Chip(words.verdict, words.role))
        choices = [("chart", texts.get("proms.chart")), ("table", texts.get("proms.table"))]
        self.toggle = Segmented(choices, name=f"{name}_view", says=texts.get("proms.chart_or_table"))
        self.toggle.choose("chart")
        self.toggle.chosen.connect(self._show_view)
        self.add_action(self.toggle)
        self._chart = self._chart_of(series, words.title)
        self.view = DrawingView(name=f"{name}_chart")
        self.view.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.table = Table(self._columns(), name=f"{name}_table", says=words.title)
        self.table.show_rows(tuple(reversed(series.scores)))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.table)
        self.add(self._pages)
        self._add_sources(series, name)
        self._set_height()

    def _add_sources(self, series: Series, name: str) -> None:
        lines = self._source_lines(series)
        if not lines:
            return
        self.sources = Button(self._texts.get("proms.sources"), look="link", name=f"{name}_sources")
        self.sources.setCheckable(True)
        self._lines = Label("\n".join(lines), tone="muted", size="small", wrap=True, name=f"{name}_source_lines")
        self._lines.hide()
        self.sources.clicked.connect(self._show_source)
        self.add(self.sources)
        self.add(self._lines)

    def _show_source(self, shown: bool) -> None:
        self._lines.setVisible(shown)

    def _source_lines(self, series: Series) -> list[str]:
        reading, text = series.change, self._texts.get
        if reading is None:
            return []
        lines = [
            text("proms.source_change", points=shown(each.points), population=each.change.population,
                 comparator=each.change.comparator, citation=each.change.citation.text)
            for each in reading.changes
        ]  # fmt: skip
        return lines + [
            text("proms.source_error", kind=each.error.kind, points=shown(each.error.amount),
                 population=each.error.population, citation=each.error.citation.text)
            for each in reading.errors
        ]  # fmt: skip

    def _chart_of(self, series: Series, title: str) -> PromChart:
        points = tuple(
            ChartPoint(stored.taken.date(), stored.value, shown(stored.value), staff_date(stored.taken.date()))
            for stored in series.scores if stored.value is not None
        )  # fmt: skip
        spoken = ", ".join(f"{point.date_label} {point.label}" for point in points)
        change, error = self._references(series)
        return PromChart(
            points, series.rule.low, series.rule.high, f"{title}: {spoken}",
            caption=self._caption(series), change=change, error=error,
        )  # fmt: skip

    def _references(self, series: Series) -> tuple[ReferenceLine | None, ReferenceLine | None]:
        reading, text = series.change, self._texts.get
        towards = 1 if series.rule.direction == "higher-better" else -1
        change = error = None
        if reading is not None and reading.changes:
            points = reading.changes[0].points
            change = ReferenceLine(reading.baseline + towards * points, text("proms.line_change", points=shown(points)))
        if reading is not None and reading.errors:
            amount = reading.errors[0].error.amount
            error = ReferenceLine(reading.baseline + towards * amount, text("proms.line_error", points=shown(amount)))
        return change, error

    def _caption(self, series: Series) -> str:
        reading, text = series.change, self._texts.get
        if reading is None:
            return text("proms.one_score")
        change = f"{reading.change:+.1f}".removesuffix(".0").replace("-", "−")
        if reading.outcome == "same":
            return text("proms.caption_same")
        if reading.outcome == "worse":
            caption = text("proms.caption_worse", change=change)
        elif reading.changes:
            key = "proms.caption_matters" if reading.changes[0].reached else "proms.caption_less"
            caption = text(key, change=change, points=shown(reading.changes[0].points))
        else:
            caption = text("proms.caption_better", change=change)
        return caption + (text("proms.caption_error") if reading.errors else "")

    def _columns(self) -> list[Column[Score]]:
        text = self._texts.get
        return [
            Column(text("proms.column_day"), _day_cell, 130),
            Column(text("proms.column_score"), self._score_cell, 110),
            Column(text("proms.column_answered"), _answered_cell, 110),
            Column(text("proms.column_mode"), _mode_cell),
        ]

    def _score_cell(self, score: Score) -> Cell:
        return Cell(self._texts.get("proms.no_score") if score.value is None else shown(score.value), bold=True)

    def _show_view(self, key: str) -> None:
        self._pages.setCurrentWidget(self.table if key == "table" else self.view)
        self._set_height()

    def _set_height(self) -> None:
        if self._pages.currentWidget() is self.table:
            rows = current().px(_HEAD) + self.table.rows_model.rowCount() * current().px(_ROW) + 4
            self._pages.setFixedHeight(rows)
        else:
            self._pages.setFixedHeight(round(HEIGHT * self._scale()))

    def _scale(self) -> float:
        return current().scale / 100 * 12 / 11

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew for the width, so that words keep their size."""
        super().resizeEvent(event)
        width = max(300.0, (self.width() - 36) / self._scale())
        self.view.setFixedHeight(round(HEIGHT * self._scale()))
        self.view.show_drawing(prom_chart(self._chart, width, HEIGHT))


def _day_cell(score: Score) -> Cell:
    return Cell(staff_date(score.taken.date()))


def _answered_cell(score: Score) -> Cell:
    return Cell(str(score.answered) if score.answered else "", tone="muted")


def _mode_cell(score: Score) -> Cell:
    return Cell(score.mode, tone="muted")
