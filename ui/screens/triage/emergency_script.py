"""What to say on the telephone when a referral is an emergency, with everything that will be asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from msk_desk.domain import telephone
from msk_desk.domain.dates import NOT_KNOWN, staff_date
from msk_desk.domain.nhs_number import shown as spaced
from ui.context import Texts
from ui.widgets.card import Card, clear_layout
from ui.widgets.label import Label

if TYPE_CHECKING:
    from ui.screens.triage.unfinished import OpenPage

Script = tuple[tuple[str, ...], tuple[str, ...]]


class EmergencyScript(Card):
    """Numbered lines: to the place that takes the patient, then to the patient."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(texts.get("triage.script"), look="bad", name="triage_script", parent=parent)
        self._texts = texts
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.add(self._lines)
        self._said: tuple[str, ...] = ()

    def show_script(self, page: OpenPage, script: Script) -> None:
        """Fill the lines with this patient."""
        values = self._values(page)
        to_team, to_patient = ([line.format(**values) for line in part] for part in script)
        said = (*to_team, *to_patient)
        if said == self._said:
            return
        self._said = said
        clear_layout(self._lines)
        for at, line in enumerate(to_team, 1):
            self._lines.addWidget(Label(f"{at}. {line}", wrap=True))
        self._lines.addWidget(Label(self._texts.get("triage.script_patient"), tone="strong"))
        for line in to_patient:
            self._lines.addWidget(Label(line, wrap=True))

    def _values(self, page: OpenPage) -> dict[str, str]:
        patient, screen = page.page.banner.patient, page.screen
        suspected = [each.title for each in screen.suggestions if each.route in ("E", "S")]
        found = [f"{each.text} ({'; '.join(each.words)})" if each.words else each.text for each in screen.present]
        return {
            "name": patient.name.banner(), "born": staff_date(patient.born),
            "number": spaced(patient.nhs_number) if patient.nhs_number else NOT_KNOWN,
            "phone": telephone.shown(patient.phone()) or NOT_KNOWN,
            "suspected": "; ".join(suspected) or self._texts.get("triage.script_say"),
            "signs": "; ".join(found) or self._texts.get("triage.script_say"),
            "not_stated": "; ".join(each.text for each in screen.not_stated) or self._texts.get("triage.script_none"),
        }  # fmt: skip
