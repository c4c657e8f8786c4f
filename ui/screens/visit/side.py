"""The column beside the form: where it hurts, red flags, last time, signing and giving up."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui.context import Texts
from ui.screens.visit.body_card import BodyCard
from ui.screens.visit.flag_card import FlagCard
from ui.screens.visit.last_time_card import LastTimeCard
from ui.screens.visit.red_flags import RedFlags
from ui.screens.visit.sign_card import SignCard
from ui.theme.theme import current

SIDE, SCROLL_BAR = 312, 16
"""Width of the column, in pixels at 100 %; its scroll bar has room beside it."""


class Side(QWidget):
    """Scrolls where the window is low; signing stays in sight below it."""

    def __init__(self, texts: Texts, body: BodyCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = body
        self.flags = FlagCard(texts)
        self.last = LastTimeCard(texts)
        self.signing = SignCard(texts)
        page = QWidget()
        self._column = column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.body, 10)
        for card in (self.flags, self.last):
            column.addWidget(card)
        column.addStretch(1)
        self._scroll = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(scroll, 1)
        whole.addWidget(self.signing)
        self.setFixedWidth(current().px(SIDE) + SCROLL_BAR)

    def show_flags(self, flags: RedFlags) -> None:
        """Show what the red flags add up to; above all else once one is present, so that no low window hides it."""
        self.flags.show_flags(flags)
        first = bool(flags.present)
        if first != (self._column.indexOf(self.flags) == 0):
            self._column.removeWidget(self.flags)
            self._column.insertWidget(0 if first else 1, self.flags)
            if first:
                self._scroll.verticalScrollBar().setValue(0)

    def begin(self) -> None:
        """Another form: nothing of the one before stays."""
        self.signing.begin()
        for card in (self.flags, self.body, self.last):
            card.hide()
