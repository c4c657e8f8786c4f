"""Beside the clinic list: who the chosen row is, how they are doing, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from msk_desk.domain import telephone
from msk_desk.domain.clinics import ClinicLine
from msk_desk.domain.dates import staff_date
from msk_desk.domain.nhs_number import shown
from ui.context import Context
from ui.screens.today.unfinished_card import UnfinishedCard
from ui.series_words import series_line, series_words
from ui.widgets.banner_chips import banner_chips
from ui.widgets.button import Button
from ui.widgets.card import Card, clear_layout
from ui.widgets.chip import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label
from ui.widgets.spark import Spark

if TYPE_CHECKING:
    from msk_desk.services.outcomes import Series
    from msk_desk.services.record import Banner
    from msk_desk.services.today import Preview

_SERIES = 3
_MAY_START = ("proposed", "booked", "arrived")


class PreviewPanel(QWidget):
    """Two cards: the person, and the next steps.

    Signals:
        start_asked, open_asked, arrive_asked: a button was pressed.
    """

    start_asked = Signal()
    open_asked = Signal()
    arrive_asked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview")
        self._context = context
        text = context.text
        self.person = Card(name="preview_person")
        self.steps = Card(text("today.next_steps"), name="preview_steps")
        self._step_list = QVBoxLayout()
        self._step_list.setSpacing(5)
        self.start = Button(text("today.start_visit"), look="primary", name="start_visit", icon="play")
        self.open_record = Button(text("today.open_record"), name="open_record")
        desk_look = "plain" if context.actor.role.writes_notes else "primary"
        self.arrive = Button(text("today.arrive"), look=desk_look, name="arrive", icon="arrive")
        buttons = QWidget()
        row = FlowLayout(buttons, gap=8)
        for button in (self.start, self.arrive, self.open_record):
            row.addWidget(button)
        self.recorded = Label(text("today.visit_recorded"), tone="good", name="visit_recorded")
        self.steps.add(self.recorded)
        self.steps.add(self._step_list)
        self.steps.body.addSpacing(4)
        self.steps.add(buttons)
        self.unfinished = UnfinishedCard(context)
        self.nobody = EmptyState(text("today.nobody"), text("today.nobody_advice"), icon="user", name="preview_nobody")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for part in (self.person, self.steps, self.nobody, self.unfinished):
            column.addWidget(part)
        column.addStretch(1)
        self.start.clicked.connect(self.start_asked)
        self.open_record.clicked.connect(self.open_asked)
        self.arrive.clicked.connect(self.arrive_asked)
        self.clear()

    def clear(self) -> None:
        """Nobody is chosen."""
        self.person.hide()
        self.steps.hide()
        self.nobody.show()

    def offer(self, line: ClinicLine, *, alive: bool = True) -> None:
        """Show the buttons that a row allows: a visit is started once, and with nobody who has died."""
        may_start = self._context.actor.role.writes_notes and line.status in _MAY_START
        self.start.setVisible(may_start and alive)
        self.arrive.setVisible(line.status == "booked" and alive)
        self.recorded.setVisible(line.status == "fulfilled")

    def show_preview(self, preview: Preview, line: ClinicLine) -> None:
        """Show who it is."""
        self.nobody.hide()
        banner = preview.banner
        self.person.clear()
        self.person.set_heading(banner.patient.name.listed())
        self.person.add(Label(self._about(banner), tone="muted", wrap=True, name="preview_about"))
        self._add_chips(banner, line)
        if preview.series:
            self._add_series(preview.series)
        if preview.last_visit is not None:
            self._add_last_visit(preview)
        if not self._context.actor.role.clinical and banner.patient.phone():
            phone = self._context.text("today.phone", number=telephone.shown(banner.patient.phone()))
            self.person.add(Label(phone, name="preview_phone"))
        self._show_steps(preview, line)
        self.offer(line, alive=not banner.patient.deceased)
        self.person.show()
        self.steps.show()

    def _about(self, banner: Banner) -> str:
        patient, text = banner.patient, self._context.text
        age = f" ({banner.age}y)" if banner.age is not None else ""
        parts = [staff_date(patient.born) + age]
        if patient.nhs_number:
            parts.append(text("today.nhs", number=shown(patient.nhs_number)))
        if patient.preferred_name:
            parts.append(text("window.prefers", name=patient.preferred_name))
        return " · ".join(parts)

    def _add_chips(self, banner: Banner, line: ClinicLine) -> None:
        text = self._context.text
        chips = []
        died = banner.patient.deceased
        if died:
            words = text("today.died_no_date") if died == "yes" else text("today.died", date=staff_date(died))
            chips.append((words, "neutral"))
        if banner.weeks is not None:
            chips.append((text("today.week", n=banner.weeks), "info"))
        if line.visit_number:
            chips.append((text("today.visit_number", n=line.visit_number), "neutral"))
        holder = QWidget()
        flow = FlowLayout(holder)
        for words, role in (*chips, *banner_chips(banner, self._context.desk.texts)):
            flow.addWidget(Chip(words, role))
        if flow.count():
            self.person.add(holder)

    def _add_series(self, series: tuple[Series, ...]) -> None:
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        for at, one in enumerate(series[:_SERIES]):
            words = series_words(one, self._context.desk.texts)
            grid.addWidget(Label(words.title, wrap=True), at, 0)
            grid.addWidget(Spark(series_line(one, words, at)), at, 1)
            grid.addWidget(Label(words.last, tone="strong"), at, 2)
            tone = {"good": "good", "warn": "warn"}.get(words.role, "muted")
            grid.addWidget(Label(words.change, tone=tone), at, 3)
        self.person.add(grid)

    def _add_last_visit(self, preview: Preview) -> None:
        visit = preview.last_visit
        if visit is None:
            return
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(Label(self._context.text("today.last_visit"), tone="strong"))
        row.addWidget(Label(staff_date(visit.started.astimezone().date()), tone="muted"))
        row.addStretch(1)
        self.person.add(row)
        if preview.last_impression:
            self.person.add(Label(preview.last_impression, tone="muted", wrap=True, name="preview_impression"))

    def _show_steps(self, preview: Preview, line: ClinicLine) -> None:
        clear_layout(self._step_list)
        text = self._context.text
        steps = [
            *(text("today.score_prom", what=due.name, point=due.title.lower()) for due in line.proms_due),
            *preview.open_actions,
        ]
        if not self._context.actor.role.clinical:
            steps = [text("today.check_details")]
        for step in steps or [text("today.no_steps")]:
            self._step_list.addWidget(Label(f"•  {step}" if steps else step, tone="" if steps else "muted", wrap=True))
