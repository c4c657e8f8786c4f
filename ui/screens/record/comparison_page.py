"""Two visits side by side: only what differs, or everything; numbers with their change."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from msk_desk.domain.body_chart import BodyArea
from msk_desk.domain.dates import clock_time, staff_date
from msk_desk.domain.form_reading import Difference, ReadAnswers
from msk_desk.drawing.body.chart import body_chart_drawing, marked_views
from msk_desk.drawing.body.comparing import change_words, compare_charts
from msk_desk.forms.value_words import number_words
from ui.context import Texts
from ui.models.rows_model import Cell, Column
from ui.screens.record.visits_presenter import Comparison
from ui.widgets.button import Button
from ui.widgets.card import Card, clear_layout
from ui.widgets.drawing_view import DrawingView
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented
from ui.widgets.table import Table

CHART = (300.0, 150.0)
DIFFERENT, EVERY = "different", "every"


class ComparisonPage(Card):
    """A table: question, both answers, change.

    Signals:
        print_asked: (the Comparison, the differences in sight).
        left: back to one form.
    """

    print_asked = Signal(object)
    left = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(texts.get("record.comparison"), name="record_comparison", parent=parent)
        self._texts = texts
        self._found: Comparison | None = None
        self.extent = Segmented(
            [(DIFFERENT, texts.get("record.only_different")), (EVERY, texts.get("record.all_answers"))],
            name="record_extent", says=texts.get("record.extent"),
        )  # fmt: skip
        self.extent.choose(DIFFERENT)
        self.paper = Button(texts.get("record.print"), name="print_comparison", icon="print")
        self.back = Button(texts.get("record.back_to_form"), name="comparison_back")
        for widget in (self.extent, self.paper, self.back):
            self.add_action(widget)
        self.sides = Label(tone="muted", wrap=True, name="comparison_sides")
        self.none = Label(texts.get("record.no_difference"), tone="muted", wrap=True)
        self.charts = QWidget()
        self._charts = QHBoxLayout(self.charts)
        self._charts.setContentsMargins(0, 0, 0, 0)
        self.chart_words = Label(wrap=True, name="comparison_chart_words")
        self._place = QVBoxLayout()
        self.table: Table | None = None
        self.add(self.sides)
        self.add(self.charts)
        self.add(self.chart_words)
        self.add(self.none)
        self.whole = Label(wrap=True, name="comparison_whole")
        self.add(self._place, 1)
        self.add(self.whole)
        self.extent.chosen.connect(self._show_rows)
        self.paper.clicked.connect(self._ask_to_print)
        self.back.clicked.connect(self.left)

    def show_comparison(self, found: Comparison) -> None:
        """Show two forms."""
        self._found = found
        left, right = found.titles
        self.sides.setText(self._texts.get("record.sides", left=left, right=right))
        self._show_charts(found.left.form.chart, found.right.form.chart)
        if self.table is not None:
            self._place.removeWidget(self.table)
            self.table.deleteLater()
        columns: list[Column[Difference]] = [
            Column(self._texts.get("record.question"), _asked, share=1.2),
            Column(_day(found.left), self._left), Column(_day(found.right), self._right),
            Column(self._texts.get("record.change_column"), _change, width=78),
        ]  # fmt: skip
        says = self._texts.get("record.comparison")
        self.table = Table(columns, name="comparison_table", says=says, two_lines=True)
        self._place.addWidget(self.table)
        self.table.row_chosen.connect(self._show_whole)
        self._show_rows()

    def _show_charts(self, before: tuple[BodyArea, ...], after: tuple[BodyArea, ...]) -> None:
        """Both charts with the same figures, and in words what changed."""
        clear_layout(self._charts)
        self.charts.setVisible(bool(before or after))
        self.chart_words.setVisible(bool(before or after))
        views = marked_views([*before, *after])
        for at, areas in enumerate((before, after) if views else ()):
            drawing = body_chart_drawing(areas, views, CHART, self._texts)
            self._charts.addWidget(DrawingView(drawing, name=f"comparison_chart_{at}"))
        changes = compare_charts(before, after)
        said = "; ".join(change_words(change, self._texts) for change in changes)
        self.chart_words.setText(said or self._texts.get("record.same_chart"))

    @property
    def shown(self) -> tuple[Difference, ...]:
        """What is in sight."""
        every = self._found.differences if self._found is not None else ()
        return every if self.extent.choice == EVERY else tuple(one for one in every if not one.same)

    def _show_rows(self) -> None:
        if self.table is not None:
            self.table.show_rows(self.shown)
            self.table.setVisible(bool(self.shown))
        self.none.setVisible(not self.shown)
        self.whole.hide()

    def _show_whole(self, one: Difference) -> None:
        """The chosen question with both answers in full, however long they are."""
        nothing = self._texts.get("record.not_answered")
        self.whole.setText(
            self._texts.get("record.both", question=one.question, left=one.left or nothing, right=one.right or nothing)
        )
        self.whole.show()

    def _ask_to_print(self) -> None:
        if self._found is not None:
            self.print_asked.emit((self._found, self.shown))

    def _left(self, one: Difference) -> Cell:
        return self._answer(one.left, one)

    def _right(self, one: Difference) -> Cell:
        return self._answer(one.right, one)

    def _answer(self, words: str, one: Difference) -> Cell:
        if not words:
            return Cell(self._texts.get("record.not_answered"), tone="muted")
        return Cell(words, bold=not one.same)


def _day(form: ReadAnswers) -> str:
    """The heading of a side: its day and time; the titles stand above."""
    moment = form.answers.authored.astimezone()
    return f"{staff_date(moment.date())} {clock_time(moment)}"


def _asked(one: Difference) -> Cell:
    return Cell(one.question, below=one.section)


def _change(one: Difference) -> Cell:
    if one.change is None or not one.change:
        return Cell("")
    return Cell(f"{'+' if one.change > 0 else '−'}{number_words(abs(one.change))}", bold=True)
