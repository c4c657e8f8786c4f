"""Visits of a record: the list, the chosen form read only, and two of them side by side."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from msk_desk.domain.dates import clock_time, staff_date
from msk_desk.domain.errors import PrintFailed
from msk_desk.domain.form_reading import Difference, ReadAnswers
from msk_desk.domain.records import Changes
from msk_desk.domain.roles import Role
from ui.context import Context
from ui.models.rows_model import Cell, Column
from ui.printing import print_bytes
from ui.screens.record.comparison_page import ComparisonPage
from ui.screens.record.form_words import ADDENDUM, ERROR, FormWords
from ui.screens.record.visits_presenter import Comparison, VisitLine, VisitsPresenter, side_title
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.reading_pane import ReadingPane
from ui.widgets.table import Table


class VisitsTab(QWidget):
    """A list on the left, the chosen form or the comparison on the right.

    Signals:
        troubled: an exception.
    """

    troubled = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("record_visits")
        self._context = context
        self._patient_id = ""
        self._shown: VisitLine | None = None
        self._marked: ReadAnswers | None = None
        self._wanted: dict[str, str] = {}
        self.presenter = VisitsPresenter(context, self)
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        text, texts = self._context.text, self._context.desk.texts
        columns: list[Column[VisitLine]] = [Column("", self._cell), Column("", self._mark_cell, width=112)]
        self.table = Table(columns, name="visits", says=text("record.visits"), two_lines=True, headings=False)
        self.reading = ReadingPane(texts, name="visit_reading", says=text("record.answers"))
        self.words = FormWords(texts)
        self.paper = Button(text("record.print"), name="visit_paper", icon="print")
        self.compare = Button(text("record.compare"), name="visit_mark_left", icon="switch")
        self.addendum = Button(text("record.add_addendum"), name="visit_addendum", icon="plus")
        self.error = Button(text("record.mark_error"), look="danger", name="visit_error")
        self.empty = EmptyState(text("record.visits_empty"), text("record.visits_advice"), icon="clinics")
        self.comparison = ComparisonPage(texts)
        self.form_card = Card(name="card_visit_form")
        for button in (self.compare, self.addendum, self.error, self.paper):
            self.form_card.add_action(button)
        self.form_card.add(self.words)
        self.form_card.add(self.reading, 1)
        self.list_card = Card(text("record.visits"), name="card_visits")
        self.list_card.add(self.table, 1)

    def _lay_out(self) -> None:
        self.pages = QStackedWidget()
        for part in (self.empty, self.form_card, self.comparison):
            self.pages.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.list_card, 28)
        row.addWidget(self.pages, 72)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 12, 0, 14)
        page.addLayout(row, 1)

    def _connect(self) -> None:
        presenter = self.presenter
        self.table.row_chosen.connect(self._choose)
        self.compare.clicked.connect(self._mark_left)
        self.addendum.clicked.connect(self._ask_addendum)
        self.error.clicked.connect(self._ask_reason)
        self.paper.clicked.connect(self._print)
        self.words.given.connect(self._give_words)
        self.comparison.left.connect(self._leave_comparison)
        self.comparison.print_asked.connect(self._print_comparison)
        presenter.lines_read.connect(self._list)
        presenter.compared.connect(self._show_comparison)
        presenter.saved.connect(self._say_saved)
        presenter.refused.connect(self.words.refuse)
        presenter.paper_made.connect(self._show_paper)
        presenter.failed.connect(self.troubled)

    def open(self, patient_id: str, wanted: dict[str, str]) -> None:
        """Read a patient's visits; `wanted` may name two forms to compare (left, and draft with visit_id or right)."""
        if patient_id != self._patient_id:
            self.clear()
        self._patient_id, self._wanted = patient_id, dict(wanted)
        self.presenter.read(patient_id)

    def clear(self) -> None:
        """Nothing of an earlier patient stays."""
        self._shown = self._marked = None
        self.table.show_rows(())
        self.reading.begin()
        self.words.put_away()
        self.pages.setCurrentWidget(self.empty)

    def _list(self, lines: tuple[VisitLine, ...]) -> None:
        before = self._shown.form.answers.id if self._shown is not None and self._shown.form is not None else ""
        self.table.show_rows(lines)
        self.table.show_column(1, any(line.form is not None and line.form.answers.in_error for line in lines))
        self.list_card.setVisible(bool(lines))
        if not lines:
            self.pages.setCurrentWidget(self.empty)
            return
        ids = [line.form.answers.id if line.form is not None else "" for line in lines]
        at = ids.index(before) if before in ids else next((i for i, id in enumerate(ids) if id), 0)
        self.table.choose_quietly(at)
        self._show(lines[at])
        if "left" in self._wanted:
            wanted, self._wanted = self._wanted, {}
            self.presenter.compare(
                wanted["left"], wanted.get("right", ""), wanted.get("draft", ""), wanted.get("visit_id", "")
            )

    def _cell(self, line: VisitLine) -> Cell:
        moment = line.when.astimezone()
        when = f"{staff_date(moment.date())} {clock_time(moment)}"
        if line.form is None:
            return Cell(when, bold=True, below=self._context.text("record.visit_no_form", name=line.staff))
        below = " · ".join(filter(None, (line.form.form.title, line.form.author)))
        return Cell(when, bold=True, below=below)

    def _mark_cell(self, line: VisitLine) -> Cell:
        wrong = line.form is not None and line.form.answers.in_error
        return Cell(chips=((self._context.text("record.entry_error"), "bad"),) if wrong else ())

    def _choose(self, line: VisitLine) -> None:
        """The first form marked for comparing waits for the second."""
        marked, self._marked = self._marked, None
        if marked is not None and line.form is not None and line.form.answers.id != marked.answers.id:
            self.presenter.compare(marked.answers.id, line.form.answers.id)
        else:
            self._show(line)

    def _show(self, line: VisitLine) -> None:
        self._shown = line
        self.words.put_away()
        if line.form is None:
            text = self._context.text
            self.empty.say(text("record.visit_no_form_title"), text("record.visit_no_form_advice"))
            self.pages.setCurrentWidget(self.empty)
            return
        self._show_form(line.form)
        self.pages.setCurrentWidget(self.form_card)

    def _show_form(self, form: ReadAnswers) -> None:
        text, answers, reading = self._context.text, form.answers, self.reading
        moment = answers.authored.astimezone()
        when = f"{staff_date(moment.date())} {clock_time(moment)}"
        self.form_card.set_heading(form.form.title, text("record.signed_by", name=form.author, when=when))
        reading.begin()
        if answers.in_error:
            mark = answers.error
            day = staff_date(mark.at.astimezone().date()) if mark is not None else ""
            reason = mark.reason if mark is not None else ""
            reading.add_line(text("record.in_error", reason=reason, name=form.error_by, day=day), "bad")
        for addendum in form.addenda:
            heading = text("record.addendum_by", name=addendum.author, when=addendum.when)
            reading.add_line(heading, "strong")
            reading.add_line(addendum.text, "")
        reading.add_form(form.form, struck=answers.in_error)
        reading.end()
        actor = self._context.actor
        author = actor.role.writes_notes and answers.author_id == actor.staff_id
        self.addendum.setVisible(author and answers.signed)
        self.error.setVisible(answers.signed and (author or actor.role is Role.TEAM_LEAD))
        self.compare.set_words(text("record.compare"))

    def _mark_left(self) -> None:
        if self._shown is not None and self._shown.form is not None:
            self._marked = self._shown.form
            self.compare.set_words(self._context.text("record.compare_with"))
            self.table.setFocus()

    def _show_comparison(self, found: Comparison) -> None:
        self.comparison.show_comparison(found)
        self.pages.setCurrentWidget(self.comparison)

    def _leave_comparison(self) -> None:
        if self._shown is not None:
            self._show(self._shown)

    def _ask_addendum(self) -> None:
        self._ask(ADDENDUM)

    def _ask_reason(self) -> None:
        self._ask(ERROR)

    def _ask(self, kind: str) -> None:
        if self._shown is not None and self._shown.form is not None:
            self.words.ask(kind, side_title(self._shown.form))

    def _give_words(self, given: tuple[str, str]) -> None:
        kind, words = given
        if self._shown is None or self._shown.form is None:
            return
        act = self.presenter.add if kind == ADDENDUM else self.presenter.mark_error
        act(self._shown.form.answers.id, words)

    def _say_saved(self, changes: Changes) -> None:
        self.words.put_away()
        self.presenter.read(self._patient_id)

    def _print(self) -> None:
        if self._shown is not None and self._shown.form is not None:
            self.presenter.print_form(self._shown.form)

    def _print_comparison(self, asked: tuple[Comparison, tuple[Difference, ...]]) -> None:
        self.presenter.print_comparison(*asked)

    def _show_paper(self, made: tuple[bytes, str]) -> None:
        try:
            print_bytes(*made, self)
        except PrintFailed as error:
            self.troubled.emit(error)
