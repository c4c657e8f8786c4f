"""A patient whose record is not on this computer: says so, and asks for a reason to fetch it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.context import Context
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label

SHORTEST = 5


class Elsewhere(QWidget):
    """Stands in place of a clinical tab: an empty record would be read as 'nothing recorded'.

    Signals:
        asked: the reason, in words.
    """

    asked = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        text = context.text
        card = Card(text("record.elsewhere"), look="warn", name="card_elsewhere")
        card.add(Label(text("record.elsewhere_advice"), wrap=True))
        label = Label(text("record.elsewhere_reason"), tone="muted")
        self.reason = QLineEdit()
        self.reason.setObjectName("elsewhere_reason")
        self.reason.setAccessibleName(text("record.elsewhere_reason"))
        self.reason.setMaxLength(500)
        label.setBuddy(self.reason)
        self.state = Label(tone="muted", wrap=True, name="elsewhere_state")
        self._asking = text("record.elsewhere_asked")
        self.fetch = Button(text("record.elsewhere_open"), look="primary", name="elsewhere_open")
        self.fetch.setEnabled(False)
        for widget in (label, self.reason, self.state, self.fetch):
            card.add(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 14)
        column.addWidget(card)
        column.addStretch(1)
        self.reason.textEdited.connect(self._look)
        self.reason.returnPressed.connect(self.fetch.click)
        self.fetch.clicked.connect(self._ask)

    def begin(self) -> None:
        """Another patient: no reason is given yet."""
        self.reason.clear()
        self.state.setText("")
        self.fetch.setEnabled(False)

    def _look(self, words: str) -> None:
        self.fetch.setEnabled(len(words.strip()) >= SHORTEST)

    def _ask(self) -> None:
        self.fetch.setEnabled(False)
        self.state.setText(self._asking)
        self.asked.emit(self.reason.text().strip())
