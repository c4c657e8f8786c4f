"""The parts of an instrument side by side: small charts, and the same as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from msk_desk.drawing.small_multiples import small_multiples
from msk_desk.services.chart_words import chart_of, description, shown, signed
from ui.context import Texts
from ui.models.rows_model import Cell, Column
from ui.theme.theme import current
from ui.widgets.drawing_view import DrawingView
from ui.widgets.table import Table

if TYPE_CHECKING:
    from msk_desk.services.outcomes import Series

_ROW, _HEAD = 38, 34


class PartsView(DrawingView):
    """Drawn anew for its width."""

    def __init__(self, parts: tuple[Series, ...], texts: Texts, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name=name, parent=parent)
        self._charts = [(part.rule.title, chart_of(part, (), texts, captioned=False)) for part in parts]
        self._said = " ".join(description(part, (), texts) for part in parts)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many in a row as fit."""
        super().resizeEvent(event)
        scale = current().scale / 100 * 12 / 11
        drawing = small_multiples(self._charts, max(240.0, self.width() / scale), self._said)
        self.setFixedHeight(round(drawing.height * scale))
        self.show_drawing(drawing)


def parts_table(parts: tuple[Series, ...], texts: Texts, *, name: str) -> Table:
    """Each part with its first and newest score."""
    columns: list[Column[Series]] = [
        Column(texts.get("charts.column_part"), _title),
        Column(texts.get("charts.column_first"), _first, 90),
        Column(texts.get("charts.column_now"), _now, 90),
        Column(texts.get("charts.column_change"), _change, 92),
    ]
    table = Table(columns, name=name, says=texts.get("charts.parts", title=parts[0].instrument.title))
    table.show_rows(parts)
    table.setFixedHeight(current().px(_HEAD) + len(parts) * current().px(_ROW) + 4)
    return table


def _values(series: Series) -> list[float]:
    return [score.value for score in series.scores if score.value is not None]


def _title(series: Series) -> Cell:
    return Cell(series.rule.title)


def _first(series: Series) -> Cell:
    values = _values(series)
    return Cell(shown(values[0]) if values else "", tone="muted")


def _now(series: Series) -> Cell:
    values = _values(series)
    return Cell(shown(values[-1]) if values else "", bold=True)


def _change(series: Series) -> Cell:
    values = _values(series)
    return Cell(signed(values[-1] - values[0]) if len(values) > 1 else "", tone="muted")
