"""Referral files: each that came with what became of it, the folder that is watched, and files to import."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from msk_desk.domain.dates import clock_time, staff_date
from msk_desk.domain.incoming import REFUSED, TAKEN
from msk_desk.domain.records import Changes
from ui.context import Context
from ui.models.rows_model import Cell, Column
from ui.screens.referral.fields import FieldBox, LineField
from ui.screens.referral.files_presenter import FilesNow, FilesPresenter
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.message_bar import MessageBar
from ui.widgets.table import Table

if TYPE_CHECKING:
    from msk_desk.domain.incoming import FileOutcome


class FilesView(QWidget):
    """Enter opens the record of a file that was taken.

    Signals:
        troubled: an exception to show above the screen.
    """

    troubled = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("files_view")
        self.context = context
        text = context.text
        self.presenter = FilesPresenter(context, self)
        self.message = MessageBar(text("window.close"), name="files_message")
        self.folder = LineField("files_folder", text("referral.folder"), text("referral.example_folder"))
        self.choose = Button(text("referral.choose_folder"), name="files_choose", icon="search")
        self.watch = Button(text("referral.watch"), look="primary", name="files_watch", icon="check")
        self.look = Button(text("referral.look_now"), name="files_look", icon="sync")
        self.take = Button(text("referral.import_files"), name="files_import", icon="plus")
        self.again = Button(text("referral.again"), name="files_again", icon="retry")
        self.open_record = Button(text("referral.open_record"), name="files_open", icon="user")
        columns: list[Column[FileOutcome]] = [
            Column(text("referral.column_file"), _file_cell, 230),
            Column(text("referral.column_outcome"), self._outcome_cell, least=260),
            Column(text("referral.column_look_at"), self._chips_cell, 330),
            Column(text("referral.column_when"), self._when_cell, 160, optional=1),
        ]
        self.table = Table(columns, name="files_table", says=text("referral.files_list"), two_lines=True)
        self.empty = EmptyState(
            text("referral.no_files"), text("referral.no_files_advice"), icon="document", name="files_empty"
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        text = self.context.text
        place = Card(text("referral.watched"), text("referral.watched_hint"), name="card_folder")
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(FieldBox(text("referral.folder"), self.folder), 1)
        beside = QHBoxLayout()
        beside.setContentsMargins(0, 18, 0, 0)
        beside.setSpacing(8)
        for button in (self.choose, self.watch, self.look):
            beside.addWidget(button)
        row.addLayout(beside)
        place.add(row)
        self.where = Label(tone="muted", wrap=True, name="files_where")
        place.add(self.where)
        came = Card(text("referral.files_list"), name="card_files")
        for button in (self.again, self.open_record, self.take):
            came.add_action(button)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.table)
        came.add(self._pages, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(12)
        page.addWidget(self.message)
        page.addWidget(place)
        page.addWidget(came, 1)

    def _connect(self) -> None:
        presenter = self.presenter
        self.choose.clicked.connect(self._choose_folder)
        self.watch.clicked.connect(self._watch)
        self.look.clicked.connect(presenter.look)
        self.take.clicked.connect(self._choose_files)
        self.again.clicked.connect(self._look_again)
        self.open_record.clicked.connect(self._open_chosen)
        self.table.row_chosen.connect(self._show_chosen)
        self.table.row_opened.connect(self._open)
        presenter.read_now.connect(self.show_now)
        presenter.took.connect(self._say_took)
        presenter.failed.connect(self.troubled)

    def come_into_sight(self) -> None:
        """Read afresh."""
        self.presenter.read()
        self.folder.setFocus()

    def take_changes(self, changes: Changes) -> None:
        """Something came in."""
        if changes.touches("ServiceRequest"):
            self.presenter.read()

    def show_now(self, now: FilesNow) -> None:
        """Show the folder and the files."""
        text = self.context.text
        if not self.folder.hasFocus() or not self.folder.isModified():
            self.folder.setText(now.folder)
        self.look.setEnabled(bool(now.folder))
        self.where.setText(text("referral.where_files_go") if now.folder else text("referral.no_folder"))
        self.table.show_rows(now.outcomes)
        self._pages.setCurrentWidget(self.table if now.outcomes else self.empty)
        if now.outcomes and self.table.chosen_row is None:
            self.table.choose_quietly(0)
        self._show_chosen(self.table.chosen_row)

    def _show_chosen(self, outcome: FileOutcome | None) -> None:
        self.again.setEnabled(outcome is not None and outcome.status == REFUSED)
        self.open_record.setEnabled(outcome is not None and bool(outcome.patient_id))

    def _say_took(self, found: tuple[FileOutcome, ...]) -> None:
        text = self.context.text
        refused = sum(each.status == REFUSED for each in found)
        key = "looked_none" if not found else "looked_refused" if refused else "looked"
        taken = sum(each.status == TAKEN for each in found)
        self.message.show_message(
            text(f"referral.{key}", n=taken, refused=refused), look="warn" if refused else "good" if found else "accent"
        )

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.context.text("referral.choose_folder"), self.folder.text())
        if name:
            self.folder.setText(name)
            self._watch()

    def _watch(self) -> None:
        self.folder.setModified(False)
        self.presenter.watch(self.folder.text())

    def _choose_files(self) -> None:
        title = self.context.text("referral.import_files")
        names, _ = QFileDialog.getOpenFileNames(self, title, "", "FHIR (*.json)")
        if names:
            self.presenter.take(names)

    def _look_again(self) -> None:
        outcome = self.table.chosen_row
        if outcome is not None:
            self.presenter.again(outcome)

    def _open_chosen(self) -> None:
        outcome = self.table.chosen_row
        if outcome is not None:
            self._open(outcome)

    def _open(self, outcome: FileOutcome) -> None:
        if outcome.patient_id:
            self.context.navigator.go("record", outcome.patient_id)

    def _outcome_cell(self, outcome: FileOutcome) -> Cell:
        text = self.context.text
        if outcome.status == REFUSED:
            return Cell(text("referral.file_refused"), below=outcome.reason)
        if outcome.status != TAKEN:
            return Cell(text("referral.file_already"), tone="muted")
        return Cell(text("referral.file_known") if outcome.matched else text("referral.file_new"))

    def _chips_cell(self, outcome: FileOutcome) -> Cell:
        said = (
            (outcome.status == REFUSED, "referral.chip_act", "bad"), (outcome.urgent, "referral.chip_urgent", "bad"),
            (outcome.young, "referral.chip_young", "bad"), (outcome.alike > 0, "referral.chip_alike", "warn"),
            (outcome.open, "referral.chip_open", "info"),
        )  # fmt: skip
        return Cell("", chips=tuple((self.context.text(key), role) for yes, key, role in said if yes))

    def _when_cell(self, outcome: FileOutcome) -> Cell:
        if not outcome.at:
            return Cell("")
        moment = datetime.fromisoformat(outcome.at).astimezone()
        return Cell(f"{staff_date(moment.date())} {clock_time(moment)}", tone="muted")


def _file_cell(outcome: FileOutcome) -> Cell:
    return Cell(outcome.name, bold=True)
