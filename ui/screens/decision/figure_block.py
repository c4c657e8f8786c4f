"""What one option says to one question: words, people as dots where a proportion is known, and where it comes from."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from msk_desk.domain.aids import Answer, Figure, IconPair
from msk_desk.drawing.icon_array import icon_array
from ui.context import Texts
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.drawing_view import DrawingView
from ui.widgets.label import Label

ARRAY = 92.0
"""Width of a hundred people, in points."""


class FigureBlock(QWidget):
    """One figure with its comparator; the source opens below it."""

    def __init__(self, figure: Figure, texts: Texts, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 4)
        column.setSpacing(3)
        if figure.icons is not None:
            column.addLayout(self._arrays(figure.icons, figure.comparator, name))
        column.addWidget(Label(figure.words, tone="strong", wrap=True))
        compared = texts.get("decision.compared", comparator=figure.comparator, time=figure.time_frame)
        column.addWidget(Label(compared, tone="muted", size="small", wrap=True))
        self.link = Button(texts.get("decision.source"), look="link", name=f"{name}_source")
        self.link.setCheckable(True)
        self.link.setAccessibleName(texts.get("decision.source_of", words=figure.words))
        self.lines = Label(self._source(figure), tone="muted", size="small", wrap=True, name=f"{name}_source_lines")
        self.lines.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.lines.hide()
        self.link.clicked.connect(self._show_source)
        column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.lines)

    def _arrays(self, icons: IconPair, comparator: str, name: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        parts = (
            (icons.with_option, "good", self._texts.get("decision.with_it", n=icons.with_option, all=icons.total)),
            (icons.with_comparator, "muted", self._texts.get(
                "decision.with_other", n=icons.with_comparator, all=icons.total, other=comparator)),
        )  # fmt: skip
        for at, (filled, token, words) in enumerate(parts):
            column = QVBoxLayout()
            column.setSpacing(3)
            drawing = icon_array(filled, icons.total, ARRAY, words, token)
            view = DrawingView(drawing, name=f"{name}_people_{at}")
            view.setFixedSize(current().px(drawing.width), current().px(drawing.height))
            column.addWidget(view)
            column.addWidget(Label(words, size="small", wrap=True))
            column.addStretch(1)
            row.addLayout(column)
        row.addStretch(1)
        return row

    def _show_source(self, shown: bool) -> None:
        self.lines.setVisible(shown)

    def _source(self, figure: Figure) -> str:
        source = figure.source
        return self._texts.get(
            "decision.source_lines", population=figure.population, certainty=figure.certainty,
            citation=source.citation, read=source.read, location=source.location, url=source.url,
        )  # fmt: skip


class AnswerBlock(QWidget):
    """An option's answer to one question."""

    def __init__(self, answer: Answer, texts: Texts, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)  # columns share alike
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(4)
        column.addWidget(Label(answer.words, wrap=True, size="quote"))
        for at, figure in enumerate(answer.figures):
            column.addWidget(FigureBlock(figure, texts, f"{name}_{at}"))
        if answer.not_known:
            column.addWidget(Label(texts.get("decision.no_figure"), tone="muted", wrap=True, name=f"{name}_no_figure"))
        column.addStretch(1)
