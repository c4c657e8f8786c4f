"""The chosen form: what it is, who made it, and putting it in use or out of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from msk_desk.domain.dates import staff_date
from msk_desk.domain.form_catalogue import FormEntry, FormStatus
from ui.context import Texts
from ui.screens.service_forms.found_lines import FoundLines
from ui.screens.service_forms.presenter import Preview
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label


class FormCard(Card):
    """One version of a form.

    Signals:
        activate_asked: the version's key.
        retire_asked: the version's key, after the person said yes.
    """

    activate_asked = Signal(object)
    retire_asked = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(name="card_form", parent=parent)
        self._texts = texts
        self._entry: FormEntry | None = None
        self._may_change = False
        self.facts = Label(tone="muted", wrap=True, name="form_facts")
        self.found = FoundLines()
        self.activate = Button(texts.get("service_forms.activate"), look="primary", name="form_activate")
        self.retire = Button(texts.get("service_forms.retire"), name="form_retire")
        self.add_action(self.retire)
        self.add_action(self.activate)
        self.add(self.facts)
        self.add(self.found)
        self.add(self._question())
        self.activate.clicked.connect(self._ask_activate)
        self.retire.clicked.connect(self._ask_whether)
        self.yes.clicked.connect(self._ask_retire)
        self.no.clicked.connect(self._put_question_away)

    def _question(self) -> QWidget:
        self.question = QWidget()
        row = QHBoxLayout(self.question)
        row.setContentsMargins(0, 4, 0, 0)
        text = self._texts.get
        row.addWidget(Label(text("service_forms.retire_ask"), tone="warn", wrap=True), 1)
        self.no = Button(text("service_forms.cancel"), name="form_retire_no")
        self.yes = Button(text("service_forms.retire_yes"), look="danger", name="form_retire_yes")
        row.addWidget(self.no)
        row.addWidget(self.yes)
        self.question.hide()
        return self.question

    def show_entry(self, entry: FormEntry, may_change: bool) -> None:
        """Show what is known of a version before it is read."""
        text = self._texts.get
        self._entry, self._may_change = entry, may_change
        self.set_heading(entry.title, text("service_forms.version", version=entry.version))
        self._put_question_away()
        self.found.hide()
        self.activate.setVisible(may_change and entry.status is not FormStatus.ACTIVE)
        self.retire.setVisible(may_change and entry.status is not FormStatus.RETIRED)
        self.facts.setText(" ".join(self._facts(entry)))

    def show_preview(self, preview: Preview) -> None:
        """Add what only reading it tells."""
        text = self._texts.get
        if self._entry is None or preview.key != self._entry.key:
            return
        said = self._facts(self._entry)
        if preview.drafts:
            said.append(text("service_forms.drafts", n=preview.drafts))
        self.facts.setText(" ".join(said))
        fault = (text("service_forms.broken", fault=preview.fault),) if preview.fault else ()
        unsupported = text("service_forms.unsupported", n=len(preview.unsupported))
        self.found.show_found((text("service_forms.refused"), "bad", fault), (unsupported, "warn", preview.unsupported))
        self.activate.setEnabled(not preview.fault)

    def _facts(self, entry: FormEntry) -> list[str]:
        text = self._texts.get
        words = [text(f"service_forms.kind_{entry.kind}")]
        if entry.areas:
            words.append(", ".join(text(f"service_forms.area_{area}") for area in entry.areas))
        words.append(text(f"service_forms.origin_{entry.origin}"))
        if entry.date:
            words.append(staff_date(entry.date))
        said = [" · ".join(words) + "."]
        if entry.publisher:
            said.append(text("service_forms.by", publisher=entry.publisher))
        return said

    def _ask_activate(self) -> None:
        if self._entry is not None:
            self.activate_asked.emit(self._entry.key)

    def _ask_whether(self) -> None:
        self.question.show()
        self.no.setFocus()

    def _ask_retire(self) -> None:
        self._put_question_away()
        if self._entry is not None:
            self.retire_asked.emit(self._entry.key)

    def _put_question_away(self) -> None:
        self.question.hide()
