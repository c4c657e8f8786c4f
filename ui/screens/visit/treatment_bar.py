"""Asks, as a visit ends while a waiting-time clock runs, whether treatment began: that stops the clock."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.context import Texts
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label

BEGAN, NOT_YET = "treatment started", "no treatment"
"""In the clock's words, as `services.attendance` takes them."""


class TreatmentBar(Card):
    """Hidden until it asks.

    Signals:
        answered: BEGAN or NOT_YET.
    """

    answered = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(look="accent", name="visit_treatment", parent=parent)
        self._texts = texts
        self.setAccessibleName(texts.get("visit.treatment_asked"))
        self.about = Label(tone="muted", wrap=True, name="visit_treatment_about")
        self.began = Button(texts.get("visit.treatment_began"), name="visit_treatment_began", icon="check")
        self.not_yet = Button(texts.get("visit.treatment_not_yet"), name="visit_treatment_not_yet", icon="clock")
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(texts.get("visit.treatment_asked"), tone="strong", wrap=True))
        words.addWidget(self.about)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addLayout(words, 1)
        row.addWidget(self.not_yet)
        row.addWidget(self.began)
        self.add(row)
        self.began.clicked.connect(self._say_began)
        self.not_yet.clicked.connect(self._say_not_yet)
        self.hide()

    def ask(self, weeks: int) -> None:
        """Ask; the keyboard stands on the answer that leaves the clock running."""
        self.about.setText(self._texts.get("visit.treatment_about", weeks=weeks))
        self.show()
        self.not_yet.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_began(self) -> None:
        self.answered.emit(BEGAN)

    def _say_not_yet(self) -> None:
        self.answered.emit(NOT_YET)
