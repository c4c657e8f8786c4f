"""Clinic templates: the list at the left, the chosen one at the right; administrators change them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from msk_desk.domain.clinic_templates import ClinicTemplate
from msk_desk.domain.records import Changes
from ui.context import Context
from ui.models.rows_model import Cell, Column
from ui.screens.clinic_setup.template_card import TemplateCard
from ui.screens.clinic_setup.templates_presenter import Planned, TemplatesPresenter
from ui.screens.clinic_setup.words import when_words
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.table import Table

if TYPE_CHECKING:
    from msk_desk.services.clinic_names import ClinicNames


class TemplatesPage(QWidget):
    """A list that keeps its place.

    Signals:
        troubled: an exception to show above the screen.
    """

    troubled = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("templates_page")
        self._context = context
        self.presenter = TemplatesPresenter(context, self)
        self._planned: Planned | None = None
        self._wanted = ""
        text = context.text
        self.filter = QLineEdit()
        self.filter.setObjectName("templates_filter")
        self.filter.setPlaceholderText(text("clinic_setup.filter"))
        self.filter.setAccessibleName(text("clinic_setup.filter"))
        self.filter.setClearButtonEnabled(True)
        self.new = Button(text("clinic_setup.new"), look="primary", icon="plus", name="template_new")
        self.new.setVisible(self.presenter.may_change)
        columns: list[Column[ClinicTemplate]] = [
            Column(text("clinic_setup.column_clinic"), self._clinic_cell, share=1.5, least=220),
            Column(text("clinic_setup.column_when"), self._when_cell, share=1.0, optional=1, least=140),
            Column("", self._standing_cell, 84, optional=2),
        ]
        self.table = Table(columns, name="templates_table", says=text("clinic_setup.templates"), two_lines=True)
        self.card = TemplateCard(context.desk.texts, self.presenter.today)
        self.none = EmptyState(
            text("clinic_setup.no_template"), text("clinic_setup.no_template_advice"), icon="calendar",
            name="templates_empty",
        )  # fmt: skip
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.list_card = Card(self._context.text("clinic_setup.templates"), name="card_templates")
        self.list_card.add_action(self.new)
        self.list_card.add(self.filter)
        self.list_card.add(self.table, 1)
        column = QVBoxLayout()
        column.addWidget(self.card)
        column.addWidget(self.none, 1)
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(14)
        page.addWidget(self.list_card, 40)
        page.addWidget(ScrollColumn(column), 60)
        self.card.hide()

    def _connect(self) -> None:
        self.filter.textEdited.connect(self._narrow)
        self.table.row_chosen.connect(self._choose)
        self.new.clicked.connect(self._begin_new)
        self.card.keep_asked.connect(self._keep)
        self.card.retire_asked.connect(self.presenter.retire)
        self.presenter.read_all.connect(self.show_planned)
        self.presenter.failed.connect(self.troubled)
        QShortcut(QKeySequence("Ctrl+N"), self).activated.connect(self._begin_new)

    def open(self) -> None:
        """Read afresh."""
        self.presenter.read()
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_changes(self, changes: Changes) -> None:
        """A template may have come in."""
        if changes.touches("HealthcareService", "Location", "Practitioner"):
            self.presenter.read()

    def show_planned(self, planned: Planned) -> None:
        """Show every template; the chosen one stays chosen."""
        self._planned = planned
        self._narrow(self.filter.text())

    def _narrow(self, typed: str) -> None:
        if self._planned is None:
            return
        words = typed.casefold().split()
        kept = [each for each in self._planned.templates if all(word in self._about(each) for word in words)]
        self.table.show_rows(kept)
        count = self._context.text("clinic_setup.count", n=len(kept))
        self.list_card.set_heading(self._context.text("clinic_setup.templates"), count)
        ids = [each.id for each in kept]
        if self._wanted in ids:
            self.table.choose_quietly(ids.index(self._wanted))
            self._choose(kept[ids.index(self._wanted)])

    def _about(self, template: ClinicTemplate) -> str:
        words = (template.title, self._below(template), when_words(self._context.text, template))
        return " ".join(words).casefold()

    def _choose(self, template: ClinicTemplate) -> None:
        self._wanted = template.id
        self._show(template)

    def _show(self, template: ClinicTemplate | None) -> None:
        if self._planned is not None:
            self.card.show_template(template, self._planned.choices, self.presenter.may_change)
            self.card.show()
            self.none.hide()

    def _begin_new(self) -> None:
        if self.presenter.may_change:
            self._wanted = ""
            self.table.clearSelection()
            self._show(None)
            self.card.title_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self, template: ClinicTemplate) -> None:
        self._wanted = template.id
        if not template.id:
            self._wanted = self._context.desk.new_id()
        self.presenter.keep(replace(template, id=self._wanted))

    @property
    def _names(self) -> ClinicNames | None:
        return self._planned.names if self._planned else None

    def _below(self, template: ClinicTemplate) -> str:
        names = self._names
        if names is None:
            return ""
        where = ", ".join(filter(None, (names.place(template.room_id), names.place(template.site_id))))
        return " · ".join(filter(None, (names.who(template.staff_id), where)))

    def _clinic_cell(self, template: ClinicTemplate) -> Cell:
        return Cell(template.title, bold=template.active, below=self._below(template))

    def _when_cell(self, template: ClinicTemplate) -> Cell:
        days, _, times = when_words(self._context.text, template).rpartition(" · ")
        return Cell(days, below=times)

    def _standing_cell(self, template: ClinicTemplate) -> Cell:
        words = "clinic_setup.in_use" if template.active else "clinic_setup.retired"
        return Cell(chips=((self._context.text(words), "good" if template.active else "neutral"),))
