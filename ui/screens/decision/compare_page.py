"""Step 2: every option answers the same questions, side by side and in equal detail."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from msk_desk.domain.aids import DecisionAid, Option
from ui.context import Texts
from ui.screens.decision.figure_block import AnswerBlock
from ui.screens.decision.presenter import DecisionNow
from ui.widgets.card import clear_layout
from ui.widgets.label import Label


@dataclass(frozen=True, slots=True)
class Ticked:
    """Something was ticked, or not any more."""

    code: str
    ticked: bool


class DiscussedBox(QCheckBox):
    """Whether an option was talked about.

    Signals:
        ticked: a Ticked.
    """

    ticked = Signal(object)

    def __init__(self, option: Option, texts: Texts) -> None:
        super().__init__(texts.get("decision.talked"))
        self._code = option.code
        self.setObjectName(f"decision_talked_{option.code}")
        self.setAccessibleName(texts.get("decision.talked_about", option=option.title))
        self.clicked.connect(self._say_ticked)

    def _say_ticked(self, ticked: bool) -> None:
        self.ticked.emit(Ticked(self._code, ticked))


class ComparePage(QWidget):
    """A grid: options across, questions down; the options' names stay in sight.

    Signals:
        ticked: a Ticked: an option was talked about, or not.
    """

    ticked = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._boxes: dict[str, DiscussedBox] = {}
        card = QFrame()
        card.setProperty("card", "true")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(4, 10, 4, 4)
        inside.setSpacing(6)
        self._head = QGridLayout()
        self._head.setContentsMargins(12, 0, 21, 0)
        self._head.setHorizontalSpacing(18)
        inside.addLayout(self._head)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setObjectName("decision_compare")
        self._scroll.setAccessibleName(texts.get("decision.compare_says"))
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        sheet = QWidget()
        self._grid = QGridLayout(sheet)
        self._grid.setContentsMargins(12, 0, 8, 8)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(4)
        self._scroll.setWidget(sheet)
        inside.addWidget(self._scroll, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(card, 1)
        self.caution = Label(tone="muted", wrap=True, name="decision_comparability")
        page.addWidget(self.caution)

    def show_aid(self, aid: DecisionAid) -> None:
        """The options of an aid."""
        clear_layout(self._head)
        clear_layout(self._grid)
        self._boxes = {}
        for at, option in enumerate(aid.options):
            self._add_head(at, option)
        row = 0
        for question in aid.questions:
            title = Label(question.title, tone="muted", size="heading")
            self._grid.addWidget(_rule(), row, 0, 1, len(aid.options))
            self._grid.addWidget(title, row + 1, 0, 1, len(aid.options))
            for at, option in enumerate(aid.options):
                name = f"decision_{option.code}_{question.code}"
                block = AnswerBlock(option.answers[question.code], self._texts, name)
                block.setAccessibleName(f"{option.title}, {question.title}")
                self._grid.addWidget(block, row + 2, at)
                self._grid.setColumnStretch(at, 1)
            row += 3
        self._grid.setRowStretch(row, 1)
        self.caution.setText(aid.comparability)

    def _add_head(self, at: int, option: Option) -> None:
        words = (Label(option.title, size="heading", wrap=True), Label(option.summary, tone="muted", wrap=True))
        for row, label in enumerate(words):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._head.addWidget(label, row, at)
        box = DiscussedBox(option, self._texts)
        box.ticked.connect(self.ticked)
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._head.addWidget(box, 2, at)
        self._head.setColumnStretch(at, 1)
        self._boxes[option.code] = box

    def show_now(self, now: DecisionNow) -> None:
        """Which were talked about."""
        for code, box in self._boxes.items():
            box.setChecked(code in now.discussed)


def _rule() -> QFrame:
    line = QFrame()
    line.setProperty("rule", "true")
    line.setFixedHeight(1)
    return line
