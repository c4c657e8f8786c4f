"""What was found in a file: why it cannot be used, what will not be drawn, and what the form is to be for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from msk_desk.domain.form_catalogue import BODY_AREAS, FormKind
from ui.context import Texts
from ui.screens.service_forms.found_lines import FoundLines
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented

if TYPE_CHECKING:  # services load after the unlock page is painted
    from msk_desk.services.service_forms import Candidate

KINDS = (FormKind.ASSESSMENT, FormKind.FOLLOW_UP, FormKind.POST_OPERATIVE, FormKind.OTHER)


class FileCard(Card):
    """The file being looked at.

    Signals:
        store_asked: nothing; `kind` and `areas` say what was chosen.
        cancelled: nothing.
    """

    store_asked = Signal()
    cancelled = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(name="card_form_file", parent=parent)
        self._texts = texts
        self._key = ""
        self.facts = Label(tone="muted", wrap=True, name="form_file_facts")
        self.found = FoundLines()
        self._kind = Segmented(
            [(str(kind), texts.get(f"service_forms.kind_{kind}")) for kind in KINDS],
            name="form_kind", says=texts.get("service_forms.kind"),
        )  # fmt: skip
        self._areas: dict[str, QCheckBox] = {}
        self._choices = QWidget()
        self.store = Button(texts.get("service_forms.store"), look="primary", name="form_store")
        self.cancel = Button(texts.get("service_forms.cancel"), name="form_cancel")
        self.add_action(self.cancel)
        self.add_action(self.store)
        self.add(self.facts)
        self.add(self.found)
        self.add(Label(texts.get("service_forms.kind"), tone="muted", size="small"))
        self.add(self._row(self._kind))
        self.add(Label(texts.get("service_forms.areas"), tone="muted", size="small"))
        self.add(self._area_boxes())
        self.store.clicked.connect(self.store_asked)
        self.cancel.clicked.connect(self.cancelled)

    def _row(self, widget: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(widget)
        row.addStretch(1)
        return row

    def _area_boxes(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=14)
        for area in BODY_AREAS:
            box = QCheckBox(self._texts.get(f"service_forms.area_{area}"))
            box.setObjectName(f"form_area_{area}")
            self._areas[area] = box
            flow.addWidget(box)
        return holder

    @property
    def key(self) -> str:
        """The version shown, as `canonical|version`."""
        return self._key

    @property
    def kind(self) -> FormKind:
        """What was chosen."""
        return FormKind(self._kind.choice or "other")

    @property
    def areas(self) -> tuple[str, ...]:
        """The parts of the body that were ticked."""
        return tuple(area for area, box in self._areas.items() if box.isChecked())

    def show_candidate(self, candidate: Candidate) -> None:
        """Show what was found in a file."""
        text, entry = self._texts.get, candidate.entry
        self._key = entry.key
        self.set_heading(entry.title, text("service_forms.version", version=entry.version))
        said = [text("service_forms.file", file=candidate.file) + ".", text("service_forms.items", n=candidate.items)]
        if entry.publisher:
            said.append(text("service_forms.by", publisher=entry.publisher))
        if candidate.known:
            said.append(text(f"service_forms.known_{candidate.known}"))
        if candidate.notes:
            said.append(text("service_forms.not_said", what=", ".join(candidate.notes)))
        self.facts.setText(" ".join(said))
        unsupported = text("service_forms.unsupported", n=len(candidate.unsupported))
        self.found.show_found(
            (text("service_forms.refused"), "bad", candidate.refusals), (unsupported, "warn", candidate.unsupported)
        )
        self._kind.choose(str(entry.kind) if entry.kind in KINDS else str(FormKind.OTHER))
        for area, box in self._areas.items():
            box.setChecked(area in entry.areas)
        self.store.setEnabled(not candidate.refusals)
