"""Answers of a form to be read: sections as headings, questions with their answers, tables as tables."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from msk_desk.domain.dates import staff_date
from msk_desk.domain.form_reading import ReadForm, ReadLine
from msk_desk.drawing.body.chart import body_chart_drawing, marked_views
from msk_desk.drawing.body.words import area_words
from ui.context import Texts
from ui.theme.theme import current
from ui.widgets.card import clear_layout
from ui.widgets.drawing_view import DrawingView
from ui.widgets.label import Label

QUESTION_WIDTH = 230
CHART, EACH = (520.0, 250.0), 170.0
"""Most width and the height of a body chart, and the width for each of its figures, in pixels."""


class ReadingPane(QScrollArea):
    """Nothing in it can be changed; arrow and page keys scroll it."""

    def __init__(self, texts: Texts, *, name: str, says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(says)
        self._texts = texts
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(2, 0, 10, 10)
        self._column.setSpacing(6)
        self.setWidget(page)

    def begin(self) -> None:
        """Show nothing."""
        clear_layout(self._column)

    def add_line(self, text: str, tone: str = "muted", size: str = "") -> None:
        """Put a line of words at the end."""
        if text:
            self._column.addWidget(Label(text, tone=tone, size=size, wrap=True))

    def add_widget(self, widget: QWidget) -> None:
        """Put something else at the end, such as a drawing."""
        self._column.addWidget(widget)

    def add_form(self, form: ReadForm, *, struck: bool = False) -> None:
        """Put a form's answers at the end; struck through when they do not hold."""
        if not form.known:
            self.add_line(self._texts.get("visit.form_not_here"), "warn")
        if form.chart:
            wide = min(CHART[0], EACH * max(2, len(marked_views(form.chart))))
            chart = DrawingView(
                body_chart_drawing(form.chart, (), (wide, CHART[1]), self._texts), name="read_body_chart"
            )
            chart.setFixedSize(chart.sizeHint())
            self._column.addWidget(chart)
            self.add_line("\n".join(area_words(area, self._texts) for area in form.chart))
        for section in form.sections:
            if section.title:
                self._column.addSpacing(8)
                self._column.addWidget(Label(section.title, size="heading"))
            for (group, table), found in groupby(section.lines, key=_place):
                lines = list(found)
                if group and group != section.title:
                    self._column.addWidget(Label(group, tone="strong", wrap=True))
                self._column.addLayout(self._table(lines, struck) if table else self._facts(lines, struck))

    def end(self) -> None:
        """What is there is all there is."""
        self._column.addStretch(1)
        self.verticalScrollBar().setValue(0)

    def _facts(self, lines: Sequence[ReadLine], struck: bool) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for at, line in enumerate(lines):
            question = Label(line.question, tone="muted", wrap=True)
            question.setFixedWidth(current().px(QUESTION_WIDTH))
            answer = self._answer(line, struck)
            answer.setAccessibleName(f"{line.question}: {answer.text()}")
            grid.addWidget(question, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(answer, at, 1, Qt.AlignmentFlag.AlignTop)
        return grid

    def _answer(self, line: ReadLine, struck: bool) -> Label:
        text = self._texts.get("visit.not_asked") if line.not_asked else line.words
        if line.copied_from:
            text = self._texts.get("visit.read_copied", words=text, day=staff_date(line.copied_from))
        tone = "warn" if line.not_asked else "bad" if line.raised else ""
        label = Label(text, tone=tone, wrap=True)
        if struck:
            strike(label)
        return label

    def _table(self, lines: Sequence[ReadLine], struck: bool) -> QGridLayout:
        rows = list(dict.fromkeys(line.row for line in lines))
        columns = list(dict.fromkeys(line.column for line in lines))
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        for at, column in enumerate(columns, 1):
            grid.addWidget(Label(column, tone="strong", wrap=True), 0, at)
            grid.setColumnStretch(at, 1)
        for at, row in enumerate(rows, 1):
            name = Label(row, tone="muted", wrap=True)
            name.setFixedWidth(current().px(QUESTION_WIDTH))
            grid.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop)
        for line in lines:
            answer = self._answer(line, struck)
            answer.setAccessibleName(f"{line.label}: {answer.text()}")
            grid.addWidget(answer, rows.index(line.row) + 1, columns.index(line.column) + 1)
        return grid


def strike(label: Label) -> None:
    """Draw a line through words that do not hold."""
    font = label.font()
    font.setStrikeOut(True)
    label.setFont(font)


def _place(line: ReadLine) -> tuple[str, str]:
    return line.group, line.table
