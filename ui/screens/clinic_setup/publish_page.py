"""Publishing: which clinics and days at the left, at the right what will be made and what is left out and why."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from msk_desk.domain.clinic_templates import ClinicTemplate
from msk_desk.domain.publishing import Planned, Why
from msk_desk.domain.records import Changes
from ui.context import Context
from ui.models.rows_model import Cell, Column
from ui.screens.clinic_setup.fields import DayField
from ui.screens.clinic_setup.publish_presenter import Progress, PublishPresenter, ToPublish
from ui.screens.clinic_setup.words import day_words, leave_words, span, when_words
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.message_bar import MessageBar
from ui.widgets.segmented import Segmented
from ui.widgets.table import Table

if TYPE_CHECKING:
    from msk_desk.services.clinics import Preview

WEEKS = (4, 8, 12, 26)
NEW, MADE, OUT, BEFORE = "new", "made", "out", "before"
_TONES = {Why.PUBLISHED: "muted", Why.ROOM: "bad", Why.CLINICIAN: "bad"}


class PublishPage(QWidget):
    """Nothing is made before it was looked at.

    Signals:
        troubled: an exception to show above the screen.
    """

    troubled = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("publish_page")
        self._context = context
        self.presenter = PublishPresenter(context, self)
        self._found: ToPublish | None = None
        self._listed: list[ClinicTemplate] = []
        self._preview: Preview | None = None
        self._make_fields()
        self._make_table()
        self._lay_out()
        self._connect()

    def _make_fields(self) -> None:
        text = self._context.text
        self.filter = QLineEdit()
        self.filter.setObjectName("publish_filter")
        self.filter.setPlaceholderText(text("clinic_setup.filter_publish"))
        self.filter.setAccessibleName(text("clinic_setup.filter_publish"))
        self.filter.setClearButtonEnabled(True)
        self.first = DayField("publish_first", text("clinic_setup.first_day"), self.presenter.today)
        self.last = DayField("publish_last", text("clinic_setup.last_day"), self.presenter.today)
        weeks = [(str(n), text("clinic_setup.weeks", n=n)) for n in WEEKS]
        self.weeks = Segmented(weeks, name="publish_weeks", says=text("clinic_setup.how_long"))
        self.look = Button(text("clinic_setup.look"), look="primary", name="publish_look")
        self.publish = Button(text("clinic_setup.publish_none"), look="primary", name="publish_publish")
        self.stop = Button(text("clinic_setup.stop"), name="publish_stop")
        self.stop.hide()
        self.progress = Label(tone="muted", name="publish_progress")
        self.progress.hide()
        self.message = MessageBar(text("window.close"), name="publish_message")
        filters = [(key, text(f"clinic_setup.show_{key}")) for key in (NEW, MADE, OUT, BEFORE)]
        self.which = Segmented(filters, name="publish_which", says=text("clinic_setup.show"))
        self.which.choose(NEW)
        self.none = EmptyState(
            text("clinic_setup.no_preview"), text("clinic_setup.no_preview_advice"), icon="calendar",
            name="publish_empty",
        )  # fmt: skip

    def _make_table(self) -> None:
        text = self._context.text
        templates: list[Column[ClinicTemplate]] = [Column("", self._template_cell, whole=True)]
        self.templates = Table(
            templates, name="publish_templates", says=text("clinic_setup.templates"), two_lines=True, headings=False
        )
        columns: list[Column[Planned]] = [
            Column(text("clinic_setup.column_day"), self._day_cell, 132),
            Column(text("clinic_setup.column_clinic"), self._clinic_cell, share=1.0, least=170),
            Column(text("clinic_setup.column_slots"), _slots_cell, 56, optional=1),
            Column(text("clinic_setup.column_outcome"), self._outcome_cell, share=1.2, least=190),
        ]
        self.table = Table(columns, name="publish_table", says=text("clinic_setup.preview"), two_lines=True)

    def _lay_out(self) -> None:
        text = self._context.text
        self.left = Card(text("clinic_setup.what_to_publish"), name="card_publish")
        days = QHBoxLayout()
        days.setSpacing(8)
        days.addWidget(self.first)
        days.addWidget(Label(text("clinic_setup.to"), tone="muted"))
        days.addWidget(self.last)
        days.addStretch(1)
        days.addWidget(self.look)
        self.left.add(self.filter)
        self.left.add(self.templates, 1)
        self.left.add(self.weeks)
        self.left.add(days)
        self.right = Card(text("clinic_setup.preview"), name="card_preview")
        for part in (self.progress, self.stop, self.publish):
            self.right.add_action(part)
        which = QHBoxLayout()
        which.addWidget(self.which)
        which.addStretch(1)
        self.right.add(which)
        self.right.add(self.table, 1)
        self.right.add(self.none, 1)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self.message)
        right.addWidget(self.right, 1)
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(14)
        page.addWidget(self.left, 38)
        page.addLayout(right, 62)
        self._show_preview_parts()

    def _connect(self) -> None:
        self.filter.textEdited.connect(self._narrow)
        self.filter.returnPressed.connect(self._look)
        self.weeks.chosen.connect(self._take_weeks)
        self.first.entered.connect(self._forget)
        self.last.entered.connect(self._forget)
        self.first.returnPressed.connect(self._look)
        self.last.returnPressed.connect(self._look)
        self.look.clicked.connect(self._look)
        self.which.chosen.connect(self._show_lines)
        self.publish.clicked.connect(self._publish)
        self.stop.clicked.connect(self.presenter.stop)
        self.presenter.listed.connect(self.show_templates)
        self.presenter.previewed.connect(self.show_preview)
        self.presenter.went_on.connect(self._show_progress)
        self.presenter.failed.connect(self.troubled)

    def open(self) -> None:
        """Read afresh; the days begin where nothing may be published yet."""
        self.presenter.read()
        if self.first.day is None:
            self.weeks.choose("8")
            self._take_weeks("8")
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_changes(self, changes: Changes) -> None:
        """Templates, sessions or leave changed: what was looked at may be true no more."""
        if changes.touches("HealthcareService"):
            self.presenter.read()
        if changes.touches("HealthcareService", "Schedule") and not self.presenter.under_way and self._preview:
            self._look()

    def show_templates(self, found: ToPublish) -> None:
        """Show the templates in use."""
        self._found = found
        self._narrow(self.filter.text())

    def show_preview(self, preview: Preview) -> None:
        """Show what will be made and what is left out."""
        self._preview = preview
        self._show_preview_parts()
        self._show_lines(self.which.choice)
        if preview.made and not self.publish.hasFocus():
            self.publish.setFocus(Qt.FocusReason.OtherFocusReason)

    def _narrow(self, typed: str) -> None:
        if self._found is None:
            return
        words = typed.casefold().split()
        self._listed = [each for each in self._found.templates if all(word in self._about(each) for word in words)]
        self.templates.show_rows(self._listed)
        count = self._context.text("clinic_setup.count", n=len(self._listed))
        self.left.set_heading(self._context.text("clinic_setup.what_to_publish"), count)
        self._forget()

    def _about(self, template: ClinicTemplate) -> str:
        cell = self._template_cell(template)
        return f"{cell.text} {cell.below}".casefold()

    def _take_weeks(self, weeks: str) -> None:
        first = self.first.day or self.presenter.today() + timedelta(days=1)
        self.first.show_day(first)
        self.last.show_day(first + timedelta(weeks=int(weeks), days=-1))
        self._forget()

    def _forget(self) -> None:
        """What was looked at is not what is asked for any more."""
        self.look.setEnabled(bool(self._listed) and self.first.day is not None and self.last.day is not None)
        if self._preview is not None and not self.presenter.under_way:
            self._preview = None
            self._show_preview_parts()

    def _look(self) -> None:
        first, last = self.first.day, self.last.day
        if first is not None and last is not None and self._listed:
            self.right.set_heading(
                self._context.text("clinic_setup.preview"), self._context.text("clinic_setup.looking")
            )
            self.presenter.look([each.id for each in self._listed], first, last)

    def _show_preview_parts(self) -> None:
        text, preview = self._context.text, self._preview
        there = preview is not None
        for part in (self.table, self.which):
            part.setVisible(there)
        self.none.setVisible(not there)
        made = len(preview.made) if preview else 0
        self.publish.setEnabled(bool(made))
        self.publish.set_words(text("clinic_setup.publish_n", n=made) if made else text("clinic_setup.publish_none"))
        lines = preview.lines if preview else ()
        before = sum(line.why is Why.PUBLISHED for line in lines)
        counts = text("clinic_setup.preview_count", n=made, out=len(lines) - made - before, before=before)
        self.right.set_heading(text("clinic_setup.preview"), counts if preview else "")

    def _show_lines(self, which: str) -> None:
        if self._preview is not None:
            lines = self._preview.lines
            self.table.show_rows(tuple(line for line in lines if _is_shown(line, which)))

    def _publish(self) -> None:
        if self._preview is not None:
            self.message.put_away()
            self.stop.show()
            self.publish.setEnabled(False)
            self.look.setEnabled(False)
            self.presenter.publish(self._preview.made)

    def _show_progress(self, progress: Progress) -> None:
        text = self._context.text
        self.progress.setText("" if progress.over else text("clinic_setup.progress", n=progress.made, of=progress.of))
        self.progress.setVisible(not progress.over)
        self.stop.setVisible(not progress.over)
        if not progress.over:
            return
        missed = progress.of - progress.made
        advice = text("clinic_setup.published_missed", n=missed) if missed else ""
        self.message.show_message(
            text("clinic_setup.published", n=progress.made), advice, look="warn" if missed else "good"
        )
        self.look.setEnabled(True)
        self._look()

    def _template_cell(self, template: ClinicTemplate) -> Cell:
        names = self._found.names if self._found else None
        where = names.place(template.site_id) if names else ""
        return Cell(template.title, below=f"{when_words(self._context.text, template)} · {where}")

    def _day_cell(self, line: Planned) -> Cell:
        return Cell(day_words(self._context.text, line.day), below=span(line.session.start, line.session.end))

    def _clinic_cell(self, line: Planned) -> Cell:
        names = self._preview.names if self._preview else None
        return Cell(line.template.title, bold=line.why is None, below=names.where(line.session) if names else "")

    def _outcome_cell(self, line: Planned) -> Cell:
        text = self._context.text
        if line.why is None:
            return Cell(text("clinic_setup.why_made"), tone="good", bold=True)
        return Cell(text(f"clinic_setup.why_{line.why}"), _TONES.get(line.why, "warn_text"), below=self._reason(line))

    def _reason(self, line: Planned) -> str:
        names = self._preview.names if self._preview else None
        if names is None:
            return ""
        if line.leave is not None:
            return leave_words(self._context.text, line.leave, names)
        if line.other is not None and line.why in (Why.ROOM, Why.CLINICIAN):
            other = line.other
            who = names.where(other) if line.why is Why.CLINICIAN else names.who(other.staff_id)
            return f"{who}, {span(other.start, other.end)}"
        return line.other.cancel_reason if line.other is not None else ""


def _is_shown(line: Planned, which: str) -> bool:
    before = line.why is Why.PUBLISHED
    return {NEW: not before, MADE: line.why is None, OUT: not before and line.why is not None, BEFORE: before}[which]


def _slots_cell(line: Planned) -> Cell:
    return Cell(str(len(line.slots)), tone="muted")
