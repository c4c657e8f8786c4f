"""The panel of licensed wording: `PacksPanel(context)`, for the administration screen to embed.

Call `open()` when it comes into sight and `take_changes(changes)` with what the feed tells; `troubled` carries errors.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from msk_desk.domain.dates import staff_date
from msk_desk.domain.proms.wording import Wording
from msk_desk.domain.records import Changes
from ui.context import Context
from ui.models.rows_model import Cell, Column
from ui.screens.packs.pack_card import PackCard
from ui.screens.packs.presenter import PacksPresenter
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.table import Table

if TYPE_CHECKING:  # services load after the unlock page is painted
    from msk_desk.services.packs import Look


class PacksPanel(QWidget):
    """What is held, a pack being looked at, and withdrawing; others than administrators may look.

    Signals:
        troubled: an exception to show above the screen.
    """

    troubled = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("packs_panel")
        self._context = context
        self.presenter = PacksPresenter(context, self)
        self.pack = PackCard(context.desk.texts)
        self._chosen: Wording | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.pack)
        column.addWidget(self._held_card(), 1)
        self.pack.accept_asked.connect(self._accept)
        self.pack.cancelled.connect(self._put_away)
        self.presenter.listed.connect(self.show_held)
        self.presenter.looked_at.connect(self._show_look)
        self.presenter.changed.connect(self._put_away)
        self.presenter.failed.connect(self.troubled)

    def _held_card(self) -> Card:
        text = self._context.text
        card = Card(text("packs.title"), name="card_packs")
        self.choose_folder = Button(text("packs.choose_folder"), name="packs_choose_folder")
        self.choose_zip = Button(text("packs.choose_zip"), name="packs_choose_zip")
        for button, slot in ((self.choose_folder, self._ask_folder), (self.choose_zip, self._ask_zip)):
            button.clicked.connect(slot)
            button.setVisible(self.presenter.may_change)
            card.add_action(button)
        card.add(Label(text("packs.about"), tone="muted", wrap=True))
        columns: list[Column[Wording]] = [
            Column(text("packs.column_instrument"), _instrument_cell, 130),
            Column(text("packs.column_title"), _title_cell),
            Column(text("packs.column_import"), self._import_cell, 150),
            Column(text("packs.column_licence"), self._licence_cell, 210),
            Column(text("packs.column_standing"), self._standing_cell, 120),
        ]
        self.table = Table(columns, name="packs_table", says=text("packs.title"), two_lines=True)
        self.table.row_chosen.connect(self._choose)
        advice = "packs.none_advice" if self.presenter.may_change else "packs.none_to_look_at"
        self.nothing = EmptyState(text("packs.none"), text(advice), icon="document")
        card.add(self.table, 1)
        card.add(self.nothing, 1)
        card.add(self._withdrawal())
        return card

    def _withdrawal(self) -> QWidget:
        text = self._context.text
        self.withdrawal = QWidget()
        row = QHBoxLayout(self.withdrawal)
        row.setContentsMargins(0, 4, 0, 0)
        self.about_withdrawal = Label(wrap=True)
        self.reason = QLineEdit()
        self.reason.setObjectName("pack_reason")
        self.reason.setAccessibleName(text("packs.reason"))
        self.reason.setPlaceholderText(text("packs.reason"))
        self.reason.textEdited.connect(self._show_ready)
        self.withdraw = Button(text("packs.withdraw"), look="danger", name="pack_withdraw")
        self.withdraw.clicked.connect(self._withdraw)
        row.addWidget(self.about_withdrawal, 2)
        row.addWidget(self.reason, 2)
        row.addWidget(self.withdraw)
        self.withdrawal.hide()
        return self.withdrawal

    def open(self) -> None:
        """The panel comes into sight."""
        self.presenter.read()

    def take_changes(self, changes: Changes) -> None:
        """Something was stored here or came in."""
        if changes.touches("Questionnaire"):
            self.presenter.read()

    def show_held(self, held: tuple[Wording, ...]) -> None:
        """Show the wordings."""
        self.table.show_rows(held)
        self.table.setVisible(bool(held))
        self.nothing.setVisible(not held)
        self._choose(None)

    def look(self, place: str) -> None:
        """Look at a folder or zip; an empty text is a choice that was given up."""
        if place:
            self.presenter.look(Path(place))

    def _ask_folder(self) -> None:
        self.look(QFileDialog.getExistingDirectory(self, self._context.text("packs.choose_folder")))

    def _ask_zip(self) -> None:
        words = self._context.text("packs.choose_zip")
        self.look(QFileDialog.getOpenFileName(self, words, "", self._context.text("packs.zips"))[0])

    def _show_look(self, look: Look) -> None:
        self.pack.show_look(look, staff_date(self.presenter.today))
        (self.pack.licensed_by if look.fits else self.pack.cancel).setFocus()

    def _put_away(self) -> None:
        self.presenter.forget()
        self.pack.hide()

    def _accept(self) -> None:
        day = self.presenter.day_of(self.pack.licensed_on.text())
        self.pack.licensed_on.setProperty("wrong", "true" if day is None else "false")
        if day is None:
            self.pack.licensed_on.setFocus()
            return
        self.presenter.accept(self.pack.licensed_by.text(), day)

    def _choose(self, wording: Wording | None) -> None:
        self._chosen = wording
        shown = wording is not None and wording.active and self.presenter.may_change
        self.withdrawal.setVisible(shown)
        self.reason.clear()
        if wording is not None:
            self.about_withdrawal.setText(self._context.text("packs.withdraw_ask", code=wording.instrument))
        self._show_ready()

    def _show_ready(self) -> None:
        self.withdraw.setEnabled(bool(self.reason.text().strip()))

    def _withdraw(self) -> None:
        if self._chosen is not None:
            self.presenter.withdraw(self._chosen.id, self.reason.text())

    def _import_cell(self, wording: Wording) -> Cell:
        day = staff_date(wording.imported.astimezone().date()) if wording.imported is not None else ""
        return Cell(self._context.text("packs.revision", n=wording.revision), below=day)

    def _licence_cell(self, wording: Wording) -> Cell:
        return Cell(wording.licensed_by, below=self._context.text("packs.on_day", day=staff_date(wording.licensed_on)))

    def _standing_cell(self, wording: Wording) -> Cell:
        if wording.active:
            return Cell(chips=((self._context.text("packs.active"), "good"),))
        return Cell(chips=((self._context.text("packs.retired"), "neutral"),), below=wording.withdrawn)


def _instrument_cell(wording: Wording) -> Cell:
    return Cell(wording.instrument, bold=True)


def _title_cell(wording: Wording) -> Cell:
    return Cell(wording.title, below=str(wording.form.get("copyright") or ""))
