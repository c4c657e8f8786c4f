"""At the top of Today: the alerts that nobody has acted on, the person's own first, the late ones marked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from msk_desk.domain.dates import clock_time, staff_date
from ui.alerts.watch import PersonAlert
from ui.context import Texts
from ui.widgets.button import Button
from ui.widgets.card import Card, clear_layout
from ui.widgets.chip import Chip
from ui.widgets.label import Label

SHOWN = 4


class AlertsCard(Card):
    """Hidden while there is none.

    Signals:
        opened: the id of a patient whose alert is to be acted on.
    """

    opened = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(texts.get("alerts.list"), look="bad", name="alerts_card", parent=parent)
        self._texts = texts
        self.setAccessibleName(texts.get("alerts.list_says"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.add(self._rows)
        self.hide()

    def show_alerts(self, found: tuple[PersonAlert, ...]) -> None:
        """Show other alerts."""
        clear_layout(self._rows)
        for each in found[:SHOWN]:
            self._rows.addLayout(self._row(each))
        if len(found) > SHOWN:
            self._rows.addWidget(Label(self._texts.get("alerts.more", n=len(found) - SHOWN), size="small"))
        self.set_heading(self._texts.get("alerts.list"), self._texts.get("alerts.count", n=len(found)))
        self.setVisible(bool(found))

    def _row(self, each: PersonAlert) -> QHBoxLayout:
        text, alert = self._texts.get, each.alert
        row = QHBoxLayout()
        row.setSpacing(8)
        item = alert.item.lstrip("Q0")
        words = text("alerts.line", patient=each.patient, instrument=alert.instrument, item=item)
        button = Button(words, look="link", name=f"alert_open_{alert.id}")
        button.setProperty("patient_id", alert.patient_id)
        button.clicked.connect(self._say_opened)
        row.addWidget(button)
        raised = alert.raised.astimezone()
        row.addWidget(
            Label(text("alerts.line_raised", date=staff_date(raised.date()), time=clock_time(raised)), size="small")
        )
        row.addStretch(1)
        if each.late:
            row.addWidget(Chip(text("alerts.late"), "bad"))
        if not each.mine:
            row.addWidget(
                Chip(text("alerts.for", name=each.owner) if each.owner else text("alerts.for_nobody"), "info")
            )
        return row

    def _say_opened(self) -> None:
        self.opened.emit(str(self.sender().property("patient_id")))
