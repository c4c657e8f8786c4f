"""Two people side by side: each field with both values and how far they agree."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from msk_desk.domain.matching import Agreement, Match
from msk_desk.domain.people import Patient
from ui.context import Texts
from ui.screens.referral.match_words import SIGNS, compared_rows
from ui.theme.theme import current
from ui.widgets.card import clear_layout
from ui.widgets.label import Label

_SIGN = 16
_TONES = {Agreement.SAME: "good", Agreement.NEAR: "warn", Agreement.DIFFERENT: "bad", Agreement.UNKNOWN: "muted"}


class Comparison(QWidget):
    """A grid of four columns; what differs is strong, so that the eye finds it first."""

    def __init__(self, texts: Texts, mine: str, theirs: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._heads = (mine, theirs)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(5)
        for column, share in enumerate((0, 5, 5, 0, 4)):
            self._grid.setColumnStretch(column, share)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(self._grid)

    def show_pair(self, one: Patient, other: Patient, match: Match) -> None:
        """Compare two people."""
        clear_layout(self._grid)
        for column, words in zip((1, 2), self._heads, strict=True):
            self._grid.addWidget(Label(words, tone="muted", size="small"), 0, column)
        spoken = []
        for at, row in enumerate(compared_rows(self._texts, one, other, match), 1):
            differs = row.agreement in (Agreement.NEAR, Agreement.DIFFERENT)
            self._put(Label(row.name, tone="muted"), at, 0)
            for column, value in ((1, row.mine), (2, row.theirs)):
                self._put(Label(value or "–", tone="strong" if differs else "", wrap=True), at, column)
            sign = Label()
            sign.setPixmap(current().pixmap(*SIGNS[row.agreement], _SIGN))
            self._put(sign, at, 3)
            self._put(Label(row.why, tone=_TONES[row.agreement], wrap=True), at, 4)
            spoken.append(f"{row.name}: {row.mine or '–'}, {row.theirs or '–'}, {row.why}")
        self.setAccessibleName("; ".join(spoken))

    def _put(self, label: Label, row: int, column: int) -> None:
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._grid.addWidget(label, row, column)
