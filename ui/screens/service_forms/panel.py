"""Forms: every version with its standing at the left, the chosen one at the right as it will be drawn."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from msk_desk.domain.form_catalogue import BODY_AREAS, FormEntry, FormStatus
from msk_desk.domain.records import Changes
from ui.context import Context
from ui.forms.view import FormView
from ui.models.rows_model import Cell, Column
from ui.screens.service_forms.file_card import FileCard
from ui.screens.service_forms.form_card import FormCard
from ui.screens.service_forms.presenter import LookedAt, Preview, ServiceFormsPresenter
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.table import Table

_TONES = {FormStatus.ACTIVE: "good", FormStatus.DRAFT: "warn", FormStatus.RETIRED: "neutral"}


class FormsPanel(QWidget):
    """A list that keeps its place while forms come and go.

    Signals:
        troubled: an exception to show above the screen.
    """

    troubled = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("forms_panel")
        self.context = context
        self.presenter = ServiceFormsPresenter(context, self)
        texts, text = context.desk.texts, self.text
        self._entries: tuple[FormEntry, ...] = ()
        self._wanted = ""
        self._go_to_list = False
        self.filter = QLineEdit()
        self.filter.setObjectName("forms_filter")
        self.filter.setPlaceholderText(text("service_forms.filter"))
        self.filter.setAccessibleName(text("service_forms.filter"))
        self.filter.setClearButtonEnabled(True)
        self.bring = Button(text("service_forms.bring"), look="primary", icon="plus", name="form_bring")
        self.bring.setVisible(self.presenter.may_change)
        self.table = Table(self._columns(), name="forms_table", says=text("service_forms.list"), two_lines=True)
        self.nothing = Label(text("service_forms.nothing_found"), tone="muted", name="forms_nothing")
        self.card = FormCard(texts)
        self.file = FileCard(texts)
        self.none = EmptyState(
            text("service_forms.none"), text("service_forms.none_advice"), icon="document", name="forms_empty"
        )
        self.trial = Label(text("service_forms.try"), tone="muted", size="small", name="form_trial")
        self.view = FormView(texts, self._today)
        self._lay_out()
        self._connect()
        self._show_parts()

    def _lay_out(self) -> None:
        left = Card(self.text("service_forms.list"), name="card_forms")
        left.add_action(self.bring)
        left.add(self.filter)
        left.add(self.table, 1)
        left.add(self.nothing)
        self.list_card = left
        right = QVBoxLayout()
        right.setSpacing(10)
        for part in (self.card, self.file, self.trial):
            right.addWidget(part)
        right.addWidget(self.view, 1)
        right.addWidget(self.none, 1)
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(14)
        page.addWidget(left, 2)
        page.addLayout(right, 3)

    def _connect(self) -> None:
        self.filter.textEdited.connect(self._filter)
        self.bring.clicked.connect(self.choose_file)
        self.table.row_chosen.connect(self._choose)
        self.card.activate_asked.connect(self.presenter.activate)
        self.card.retire_asked.connect(self.presenter.retire)
        self.file.store_asked.connect(self._store)
        self.file.cancelled.connect(self._put_file_away)
        self.presenter.listed.connect(self.show_list)
        self.presenter.shown.connect(self.show_preview)
        self.presenter.looked_at.connect(self.show_file)
        self.presenter.changed.connect(self._take_stored)
        self.presenter.failed.connect(self.troubled)
        QShortcut(QKeySequence("F5"), self).activated.connect(self.presenter.read)
        QShortcut(QKeySequence("Ctrl+O"), self).activated.connect(self.choose_file)

    def _columns(self) -> list[Column[FormEntry]]:
        text = self.text
        return [
            Column(text("service_forms.column_form"), self._form_cell, whole=True),
            Column(text("service_forms.column_version"), _version_cell, 88, optional=1),
            Column(text("service_forms.column_status"), self._status_cell, 84),
        ]

    def open(self) -> None:
        """Read afresh."""
        self.presenter.read()
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    def text(self, key: str, **values: object) -> str:
        """One text of the window."""
        return self.context.text(key, **values)

    def take_changes(self, changes: Changes) -> None:
        """A form may have come from the service."""
        if changes.touches("Questionnaire"):
            self.presenter.read()

    def choose_file(self) -> None:
        """Ask for a file."""
        if not self.presenter.may_change:
            return
        dialog = QFileDialog(self, self.text("service_forms.choose_file"), "", self.text("service_forms.file_kind"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take_file)
        dialog.open()

    def take_file(self, name: str) -> None:
        """Look a file through."""
        self.presenter.look_at(Path(name))

    def show_list(self, entries: tuple[FormEntry, ...]) -> None:
        """Show every version; the one that was chosen stays chosen."""
        self._entries = entries
        self._filter(self.filter.text())
        if self._go_to_list:  # only now: a table that is given the keyboard before chooses its first row by itself
            self._go_to_list = False
            self.table.setFocus()

    def show_preview(self, preview: Preview) -> None:
        """Show a form as it will be drawn."""
        self.card.show_preview(preview)
        self._show_parts(card=True, form=preview)

    def show_file(self, found: LookedAt) -> None:
        """Show what is in a file."""
        self.table.clearSelection()
        self._wanted = ""
        self.file.show_candidate(found.candidate)
        self._show_parts(file=True, form=found.preview)
        (self.file.store if self.file.store.isEnabled() else self.file.cancel).setFocus()

    def _show_parts(self, *, card: bool = False, file: bool = False, form: Preview | None = None) -> None:
        drawn = form.form if form is not None else None
        if drawn is not None:
            self.view.show_state(drawn)
        self.card.setVisible(card)
        self.file.setVisible(file)
        self.trial.setVisible(drawn is not None)
        self.view.setVisible(drawn is not None)
        self.none.setVisible(not card and not file)

    def _filter(self, typed: str) -> None:
        words = typed.casefold().split()
        kept = [entry for entry in self._entries if all(word in self._words_of(entry) for word in words)]
        self.table.show_rows(kept)
        self.list_card.set_heading(self.text("service_forms.list"), self.text("service_forms.count", n=len(kept)))
        self.nothing.setVisible(bool(self._entries) and not kept)
        keys = [entry.key for entry in kept]
        if self._wanted in keys:
            self.table.choose_quietly(keys.index(self._wanted))
            self._choose(kept[keys.index(self._wanted)])

    def _words_of(self, entry: FormEntry) -> str:
        return f"{entry.title} {entry.version} {self._below(entry)} {self._status(entry)}".casefold()

    def _choose(self, entry: FormEntry) -> None:
        self._wanted = entry.key
        self.card.show_entry(entry, self.presenter.may_change)
        self.presenter.choose(entry)

    def _store(self) -> None:
        self.presenter.bring_in(self.file.kind, self.file.areas)

    def _put_file_away(self) -> None:
        self._show_parts()
        self.filter.setFocus()

    def _take_stored(self) -> None:
        """Choose what was brought in, so that the next step is at hand."""
        if self.file.isVisible():
            self._wanted = self.file.key
            self._show_parts()
        self._go_to_list = True
        self.presenter.read()

    def _form_cell(self, entry: FormEntry) -> Cell:
        return Cell(entry.title, bold=entry.status is FormStatus.ACTIVE, below=self._below(entry))

    def _below(self, entry: FormEntry) -> str:
        areas = [self.text(f"service_forms.area_{area}") for area in entry.areas]
        if set(BODY_AREAS) <= set(entry.areas):
            areas = [self.text("visit.choose_every_area")]
        return " · ".join((self.text(f"service_forms.kind_{entry.kind}"), *areas))

    def _status(self, entry: FormEntry) -> str:
        return self.text(f"service_forms.status_{entry.status}")

    def _status_cell(self, entry: FormEntry) -> Cell:
        return Cell(chips=((self._status(entry), _TONES[entry.status]),))

    def _today(self) -> date:
        return self.context.desk.now().astimezone().date()


def _version_cell(entry: FormEntry) -> Cell:
    return Cell(entry.version, tone="muted")
