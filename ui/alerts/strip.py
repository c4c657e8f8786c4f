"""Above every screen of a patient with an open alert: what was answered, who is to act, and recording what was done."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from msk_desk.domain.alerts import PromAlert
from msk_desk.domain.dates import clock_time, staff_date
from msk_desk.domain.records import Changes
from ui.alerts.form import AlertForm
from ui.alerts.presenter import AlertLine, AlertPresenter
from ui.context import Context
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.card import Card, clear_layout
from ui.widgets.label import Label


class _Scroll(QScrollArea):
    """As high as its form where there is room, and scrolled where there is not: nothing of it is ever cut."""

    def __init__(self, form: AlertForm) -> None:
        super().__init__()
        self._form = form
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(form)

    def sizeHint(self) -> QSize:
        """The form's own height."""
        hint = self._form.sizeHint()
        return QSize(hint.width(), max(self._form.minimumSizeHint().height(), hint.height()) + 4)

    def minimumSizeHint(self) -> QSize:
        """A line or two."""
        return QSize(200, current().px(110))


class AlertStrip(Card):
    """Hidden while the patient in hand has none; it cannot be closed, only acted on.

    Signals:
        troubled: an exception to show.
        room_wanted: whether what was done is being written, which takes the room of the screen in a low window.
    """

    troubled = Signal(object)
    room_wanted = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(look="bad", name="alert_strip", parent=parent)
        self._context = context
        self.presenter = AlertPresenter(context, self)
        self.setAccessibleName(context.text("alerts.strip"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.form = AlertForm(context.desk.texts)
        self._scroll = _Scroll(self.form)
        self._scroll.hide()
        self.add(self._rows)
        self.add(self._scroll, 1)
        self._lines: tuple[AlertLine, ...] = ()
        self.hide()
        self.presenter.alerts_read.connect(self.show_alerts)
        self.presenter.opened.connect(self._open)
        self.presenter.acted.connect(self._close)
        self.presenter.refused.connect(self.troubled)
        self.form.typed.connect(self.presenter.note)
        self.form.save_asked.connect(self.presenter.save)
        self.form.closed.connect(self._close)
        context.patient.changed.connect(self._turn_to)
        context.feed.changed.connect(self._take_changes)

    def show_alerts(self, lines: tuple[AlertLine, ...]) -> None:
        """Show the open alerts of the patient."""
        if lines == self._lines:
            return
        self._lines = lines
        clear_layout(self._rows)
        for line in lines:
            self._rows.addLayout(self._row(line))
        if not lines:
            self._put_form_away()
        self.setVisible(bool(lines))
        if lines:
            said = QAccessibleAnnouncementEvent(self, self._words(lines[0]))
            QAccessible.updateAccessibility(said)

    def _row(self, line: AlertLine) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        sign = Label()
        sign.setPixmap(current().pixmap("alert", "bad", 20))
        row.addWidget(sign)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(self._words(line), tone="strong", wrap=True, name="alert_words"))
        words.addWidget(Label(self._whose(line), size="small", wrap=True, name="alert_whose"))
        row.addLayout(words, 1)
        if self._context.desk.alerts.may_act(self._context.actor):
            act = Button(self._context.text("alerts.act"), look="primary", name=f"alert_act_{line.alert.item}")
            act.setProperty("alert_id", line.alert.id)
            act.clicked.connect(self._begin)
            row.addWidget(act)
        return row

    def _words(self, line: AlertLine) -> str:
        alert = line.alert
        if not self._context.actor.role.clinical:
            owner = line.owner or self._context.text("alerts.any_clinician")
            return self._context.text("alerts.tell", name=owner)
        return self._context.text(
            "alerts.words", instrument=alert.instrument, item=alert.item.lstrip("Q0"), answer=f"{alert.answer:g}"
        )

    def _whose(self, line: AlertLine) -> str:
        alert, text = line.alert, self._context.text
        raised = alert.raised.astimezone()
        when = text("alerts.raised", date=staff_date(raised.date()), time=clock_time(raised))
        whose = text("alerts.for", name=line.owner) if line.owner else text("alerts.for_nobody")
        parts = [when, whose]
        if alert.stands_in == "team-lead":
            parts.append(text("alerts.stands_in"))
        if alert.late(self._context.desk.now().astimezone().date()):
            parts.append(text("alerts.late"))
        return " · ".join(parts)

    def _turn_to(self, patient_id: str) -> None:
        self.show_alerts(())
        self.presenter.turn_to(patient_id)

    def _take_changes(self, changes: Changes) -> None:
        if changes.touches("Task") and changes.touches_patient(self._context.patient.patient_id):
            self.presenter.read()

    def _begin(self) -> None:
        wanted = str(self.sender().property("alert_id"))
        found: PromAlert | None = next((each.alert for each in self._lines if each.alert.id == wanted), None)
        if found is not None:
            self.presenter.begin(found)

    def _open(self, content: dict[str, object]) -> None:
        self._scroll.show()
        self.room_wanted.emit(True)
        self.form.show_content(content)

    def _close(self, *_: object) -> None:
        self.presenter.leave()
        self._put_form_away()

    def _put_form_away(self) -> None:
        if not self._scroll.isHidden():
            self._scroll.hide()
            self.room_wanted.emit(False)

    def leave(self) -> None:
        """The window locks: what was typed goes to disk."""
        self.presenter.leave()
        self._put_form_away()
