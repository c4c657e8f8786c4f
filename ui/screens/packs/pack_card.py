"""A pack being looked at: what is in it, what its answers count, and who confirms the licence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from ui.context import Texts
from ui.widgets.button import Button
from ui.widgets.card import Card, clear_layout
from ui.widgets.label import Label

if TYPE_CHECKING:  # services load after the unlock page is painted
    from msk_desk.services.packs import Look

_MOST = 12
"""Reasons shown; the rest is counted."""


class PackCard(Card):
    """Hidden until a pack was chosen.

    Signals:
        accept_asked: nothing; `licensed_by` and `licensed_on` hold what was typed.
        cancelled: nothing.
    """

    accept_asked = Signal()
    cancelled = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(texts.get("packs.found"), name="card_pack", parent=parent)
        self._texts = texts
        self._lines = QVBoxLayout()
        self._lines.setSpacing(3)
        self.add(self._lines)
        self._licence = QWidget()
        grid = QGridLayout(self._licence)
        grid.setContentsMargins(0, 6, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.addWidget(Label(texts.get("packs.confirm"), wrap=True), 0, 0, 1, 2)
        self.licensed_by = self._field("licensed_by")
        self.licensed_on = self._field("licensed_on")
        for at, (field, words) in enumerate(((self.licensed_by, "licensed_by"), (self.licensed_on, "licensed_on"))):
            label = Label(texts.get(f"packs.{words}"), tone="muted", size="small")
            label.setBuddy(field)
            grid.addWidget(label, 1, at)
            grid.addWidget(field, 2, at)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 1)
        self.add(self._licence)
        self.accept = Button(texts.get("packs.accept"), look="primary", name="pack_accept")
        self.cancel = Button(texts.get("packs.cancel"), name="pack_cancel")
        self.add_action(self.cancel)
        self.add_action(self.accept)
        self.accept.clicked.connect(self.accept_asked)
        self.cancel.clicked.connect(self.cancelled)
        self.hide()

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(f"pack_{name}")
        field.setAccessibleName(self._texts.get(f"packs.{name}"))
        field.textEdited.connect(self._show_ready)
        return field

    def show_look(self, look: Look, today: str) -> None:
        """Show what is in a pack, or why it cannot be taken in."""
        clear_layout(self._lines)
        self.set_heading(self._texts.get("packs.found"), look.name)
        if look.fits:
            self._show_forms(look)
        else:
            self._show_problems(look.problems)
        self._licence.setVisible(look.fits)
        self.accept.setVisible(look.fits)
        self.licensed_by.clear()
        self.licensed_on.setText(today)
        self._show_ready()
        self.show()

    def _show_forms(self, look: Look) -> None:
        self._lines.addWidget(Label(self._texts.get("packs.fits", n=len(look.forms)), tone="good", wrap=True))
        for form in look.forms:
            title = str(form.questionnaire.get("title") or form.instrument)
            spoken = ", ".join(form.languages)
            words = self._texts.get("packs.form", code=form.instrument, title=title)
            if spoken:
                words += self._texts.get("packs.form_languages", languages=spoken)
            self._lines.addWidget(Label(words, tone="strong", wrap=True))
            for line in form.counts[:_MOST]:
                self._lines.addWidget(Label(f"•  {line}", tone="muted", wrap=True))
        self._lines.addWidget(Label(self._texts.get("packs.check"), wrap=True))

    def _show_problems(self, problems: tuple[str, ...]) -> None:
        self._lines.addWidget(Label(self._texts.get("packs.refused"), tone="bad", wrap=True, name="pack_refused"))
        for line in problems[:_MOST]:
            self._lines.addWidget(Label(f"•  {line}", wrap=True))
        if len(problems) > _MOST:
            self._lines.addWidget(Label(self._texts.get("packs.more", n=len(problems) - _MOST), tone="muted"))

    def _show_ready(self) -> None:
        self.accept.setEnabled(bool(self.licensed_by.text().strip() and self.licensed_on.text().strip()))
