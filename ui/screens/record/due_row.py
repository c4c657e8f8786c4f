"""One measure that should be asked now: what, until when, three ways to ask, or why it will not be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from msk_desk.domain.dates import staff_date
from msk_desk.domain.proms.schedule import Due, State
from ui.context import Context
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from msk_desk.services.due import PatientDue

# Where each way of asking leads, and the mode that is stored with the answers.
WAYS = (
    ("due.turn", "patient-screen", "patient-screen"), ("due.ask", "proms", "interview"),
    ("due.type", "proms", "paper"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StartMeasure:
    """Ask a measure now: where to go and how it is asked."""

    place: str
    mode: str
    instrument: str
    time_point: str


@dataclass(frozen=True, slots=True)
class PutAside:
    """A measure will not be asked at its time point: declined or not applicable, and why."""

    pathway: PatientDue
    due: Due
    state: State
    reason: str


class DueRow(QWidget):
    """Start opens the three ways; the other button asks why not.

    Signals:
        start_asked: a StartMeasure.
        put_aside: a PutAside.
    """

    start_asked = Signal(object)
    put_aside = Signal(object)

    def __init__(
        self, context: Context, pathway: PatientDue, due: Due, *, first: bool, may_start: bool,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName(f"due_{due.instrument}")
        self._context = context
        self._pathway, self._due = pathway, due
        text = context.text
        self.start = Button(
            text("due.start"), look="primary" if first else "plain", name=f"due_start_{due.instrument}",
            says=text("due.start_says", what=due.name),
        )  # fmt: skip
        self.not_now = Button(
            text("due.not_now"), look="link", name=f"due_not_now_{due.instrument}",
            says=text("due.not_now_says", what=due.name),
        )  # fmt: skip
        when = Label(self._when(), tone="warn" if due.state is State.OVERDUE else "muted", wrap=True)
        row, below = QHBoxLayout(), QHBoxLayout()
        row.addWidget(Label(due.name, tone="strong", wrap=True), 1)
        row.addWidget(self.start, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(when, 1)
        below.addWidget(self.not_now, 0, Qt.AlignmentFlag.AlignTop)
        self.ways, self.why = self._ways(), self._why()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(row)
        column.addLayout(below)
        column.addWidget(self.ways)
        column.addWidget(self.why)
        self.ways.hide()
        self.why.hide()
        for button in (self.start, self.not_now):
            button.setVisible(may_start)
        self.start.clicked.connect(self._show_ways)
        self.not_now.clicked.connect(self._show_why)

    def _when(self) -> str:
        due, text = self._due, self._context.text
        until = staff_date(date.fromordinal(due.late))
        key = "due.line_overdue" if due.state is State.OVERDUE else "due.line"
        words = text(key, point=due.title, date=until)
        optional = text("due.optional")
        return f"{words} · {optional}" if due.optional else words

    def _ways(self) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder, gap=6)
        for at, (key, place, mode) in enumerate(WAYS):
            button = Button(self._context.text(key), name=f"due_way_{mode}_{self._due.instrument}")
            button.setProperty("way", (place, mode))
            button.clicked.connect(self._say_start)
            if at == 0:
                self._first_way = button
            row.addWidget(button)
        return holder

    def _why(self) -> QWidget:
        text = self._context.text
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        choices = [(str(State.DECLINED), text("due.declined")), (str(State.NOT_APPLICABLE), text("due.not_applicable"))]
        self.kind = Segmented(choices, name=f"due_kind_{self._due.instrument}", says=text("due.why"))
        self.kind.choose(str(State.DECLINED))
        self.reason = QLineEdit()
        self.reason.setObjectName(f"due_reason_{self._due.instrument}")
        self.reason.setPlaceholderText(text("due.why"))
        self.reason.setAccessibleName(text("due.why"))
        self.keep = Button(text("due.keep"), look="primary", name=f"due_keep_{self._due.instrument}")
        self.keep.setEnabled(False)
        line = QHBoxLayout()
        line.addWidget(self.reason, 1)
        line.addWidget(self.keep)
        column.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(line)
        self.reason.textEdited.connect(self._mark)
        self.reason.returnPressed.connect(self._say_put_aside)
        self.keep.clicked.connect(self._say_put_aside)
        return holder

    def _show_ways(self) -> None:
        self.why.hide()
        self.ways.setVisible(self.ways.isHidden())
        if not self.ways.isHidden():
            self._first_way.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_why(self) -> None:
        self.ways.hide()
        self.why.setVisible(self.why.isHidden())
        if not self.why.isHidden():
            self.reason.setFocus(Qt.FocusReason.TabFocusReason)

    def _mark(self, text: str) -> None:
        self.keep.setEnabled(bool(text.strip()))

    def _say_start(self) -> None:
        place, mode = self.sender().property("way")
        self.start_asked.emit(StartMeasure(place, mode, self._due.instrument, self._due.point))

    def _say_put_aside(self) -> None:
        if self.reason.text().strip():
            self.put_aside.emit(PutAside(self._pathway, self._due, State(self.kind.choice), self.reason.text()))
