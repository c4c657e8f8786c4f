"""One instrument over time as a chart or a table, with what a change means and where that comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from msk_desk.drawing.prom_marks import ChartEvent
from msk_desk.services.chart_words import (
    ChartRow,
    caption,
    chart_of,
    direction,
    footnote,
    points_of,
    rows,
    signed,
    sources,
    title_of,
)
from ui.charts.chart_view import ChartView
from ui.charts.parts import PartsView, parts_table
from ui.context import Texts
from ui.models.rows_model import Cell, Column
from ui.series_words import series_words
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented
from ui.widgets.table import Table

if TYPE_CHECKING:
    from msk_desk.services.outcome_pages import Measured
    from msk_desk.services.outcomes import Series

_ROW, _HEAD = 38, 32


class ChartCard(Card):
    """The smallest change that matters and the measurement error stand apart; sources are one click away.

    Signals:
        print_asked: the code of the instrument.
    """

    print_asked = Signal(object)

    def __init__(
        self, measured: Measured, events: tuple[ChartEvent, ...], texts: Texts, parent: QWidget | None = None
    ) -> None:
        self._texts = texts
        series = measured.main
        words = series_words(series, texts)
        self._code = series.instrument.code
        self._name = f"prom_{self._code}_{series.rule.name}".lower()
        super().__init__(title_of(series), direction(series, texts), name=self._name, parent=parent)
        self.setProperty("card", "true")
        self._add_actions(words.verdict, words.role)
        chart = chart_of(series, events, texts, captioned=False)
        self.view = ChartView(chart, self._spoken(series), name=f"{self._name}_chart")
        self.readout = Label(caption(series, texts), tone="muted", wrap=True, name=f"{self._name}_readout")
        self._caption = self.readout.text()
        self._said = self._spoken(series)
        self.table = Table(self._columns(series), name=f"{self._name}_table", says=title_of(series))
        self.table.show_rows(rows(series, texts))
        self._pictures, self._tables = QWidget(), QWidget()
        self._lay_out(measured)
        self._add_sources(series)
        self._tables.hide()
        self.view.pointed.connect(self._read_out)

    def _add_actions(self, verdict: str, role: str) -> None:
        text = self._texts.get
        self.add_action(Chip(verdict, role))
        choices = [("chart", text("charts.chart")), ("table", text("charts.table"))]
        self.toggle = Segmented(choices, name=f"{self._name}_view", says=text("charts.chart_or_table"))
        self.toggle.choose("chart")
        self.toggle.chosen.connect(self._show_view)
        self.add_action(self.toggle)
        says = text("charts.picture_of", title=self._code)
        self.keep = Button(
            text("charts.save_picture"), look="icon", icon="save", name=f"{self._name}_picture", says=says
        )
        self.keep.setToolTip(says)
        self.keep.clicked.connect(self._save_picture)
        printed = text("charts.print_one", title=self._code)
        self.print = Button(text("charts.print"), look="icon", icon="print", name=f"{self._name}_print", says=printed)
        self.print.setToolTip(printed)
        self.print.clicked.connect(self._say_print)
        self.add_action(self.keep)
        self.add_action(self.print)

    def _lay_out(self, measured: Measured) -> None:
        drawn, listed = QVBoxLayout(self._pictures), QVBoxLayout(self._tables)
        for column in (drawn, listed):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(6)
        drawn.addWidget(self.view)
        listed.addWidget(self.table)
        if measured.parts:
            self.parts = PartsView(measured.parts, self._texts, name=f"{self._name}_parts")
            drawn.addWidget(self.parts)
            listed.addWidget(parts_table(measured.parts, self._texts, name=f"{self._name}_parts_table"))
        self.add(self._pictures)
        self.add(self._tables)
        self.add(self.readout)
        note = footnote(measured.main, self._texts)
        if note:
            self.add(Label(note, tone="muted", size="small", wrap=True, name=f"{self._name}_footnote"))
        self._set_height()

    def _spoken(self, series: Series) -> tuple[str, ...]:
        points, text = points_of(series), self._texts.get
        said = []
        for at, point in enumerate(points):
            change = signed(point.value - points[0].value)
            key = "charts.point" if at else "charts.point_first"
            said.append(text(key, date=point.date_label, score=point.label, change=change))
        return tuple(said)

    def _read_out(self, at: int) -> None:
        self.readout.setText(self._said[at] if 0 <= at < len(self._said) else self._caption)

    def _add_sources(self, series: Series) -> None:
        lines = sources(series, self._texts)
        if not lines:
            return
        self.sources = Button(self._texts.get("charts.sources"), look="link", name=f"{self._name}_sources")
        self.sources.setCheckable(True)
        self._lines = Label("\n".join(lines), tone="muted", size="small", wrap=True, name=f"{self._name}_source_lines")
        self._lines.hide()
        self.sources.clicked.connect(self._show_source)
        row = QHBoxLayout()
        row.addWidget(self.sources)
        row.addStretch(1)
        self.add(row)
        self.add(self._lines)

    def _show_source(self, shown: bool) -> None:
        self._lines.setVisible(shown)

    def _columns(self, series: Series) -> list[Column[ChartRow]]:
        text = self._texts.get
        columns: list[Column[ChartRow]] = [
            Column(text("charts.column_day"), _day, 104),
            Column(text("charts.column_score"), _score, 76),
            Column(text("charts.column_change"), _change, 92),
            Column(text("charts.column_answered"), _answered, 84, optional=2),
            Column(text("charts.column_mode"), _mode, 122, optional=3),
            Column(text("charts.column_note"), _note, optional=1),
        ]
        if series.rule.bands:
            columns.insert(2, Column(text("charts.column_band"), _band, 126))
        return columns

    def _show_view(self, key: str) -> None:
        self._pictures.setVisible(key != "table")
        self._tables.setVisible(key == "table")
        self._set_height()

    def _set_height(self) -> None:
        high = current().px(_HEAD) + self.table.rows_model.rowCount() * current().px(_ROW) + 4
        self.table.setFixedHeight(high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Text may have grown."""
        super().resizeEvent(event)
        self._set_height()

    def _say_print(self) -> None:
        self.print_asked.emit(self._code)

    def _save_picture(self) -> None:
        text = self._texts.get
        name, _ = QFileDialog.getSaveFileName(
            self, text("charts.picture_of", title=self._code), f"{self._code}.png", "PNG (*.png)"
        )
        if name:
            self.view.picture().save(name if name.lower().endswith(".png") else f"{name}.png")


def _day(row: ChartRow) -> Cell:
    return Cell(row.day)


def _score(row: ChartRow) -> Cell:
    return Cell(row.score, bold=True)


def _band(row: ChartRow) -> Cell:
    return Cell(row.band, tone="muted")


def _change(row: ChartRow) -> Cell:
    return Cell(row.change, tone="muted")


def _answered(row: ChartRow) -> Cell:
    return Cell(row.answered, tone="muted")


def _mode(row: ChartRow) -> Cell:
    return Cell(row.mode, tone="muted")


def _note(row: ChartRow) -> Cell:
    return Cell(row.note, tone="muted")
