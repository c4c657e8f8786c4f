"""Who the letter goes to: the patient always, copies as ticked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.context import Texts
from ui.widgets.card import Card, clear_layout
from ui.widgets.chip import Chip


class CopiesCard(Card):
    """A list of ticks.

    Signals:
        copies_chosen: the names that are ticked, in order.
    """

    copies_chosen = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(texts.get("letter.goes_to"), name="letter_copies", parent=parent)
        self.setProperty("card", "true")
        self._texts = texts
        patient = QCheckBox(texts.get("letter.to_patient"))
        patient.setObjectName("letter_copy_patient")
        patient.setAccessibleName(texts.get("letter.to_patient"))
        patient.setChecked(True)
        patient.setEnabled(False)
        self._format = Chip("", "info")
        row = QHBoxLayout()
        row.addWidget(patient)
        row.addWidget(self._format)
        row.addStretch(1)
        self.add(row)
        self._ticks = QVBoxLayout()
        self._ticks.setSpacing(2)
        self.add(self._ticks)
        self._boxes: list[QCheckBox] = []
        self.other = QLineEdit()
        self.other.setObjectName("letter_copy_other")
        self.other.setAccessibleName(texts.get("letter.also_to"))
        self.other.setPlaceholderText(texts.get("letter.also_to"))
        self.other.returnPressed.connect(self._add_other)
        self.add(self.other)

    def show_copies(self, offered: tuple[str, ...], chosen: tuple[str, ...], patient_format: str) -> None:
        """Ticks for who may get one."""
        clear_layout(self._ticks)
        self._boxes = []
        for name in dict.fromkeys((*offered, *chosen)):
            self._add(name, name in chosen)
        shown = patient_format not in ("", "standard")
        self._format.show_state(patient_format.replace("-", " ").capitalize(), "info")
        self._format.setVisible(shown)
        self.other.clear()

    def _add(self, name: str, ticked: bool) -> None:
        box = QCheckBox(name)
        box.setObjectName(f"letter_copy_{len(self._boxes)}")
        box.setAccessibleName(self._texts.get("letter.copy_to", name=name))
        box.setChecked(ticked)
        box.clicked.connect(self._say_chosen)
        self._ticks.addWidget(box)
        self._boxes.append(box)

    def _add_other(self) -> None:
        name = self.other.text().strip()
        if name:
            self._add(name, ticked=True)
            self.other.clear()
            self._say_chosen()

    def _say_chosen(self) -> None:
        self.copies_chosen.emit(tuple(box.text() for box in self._boxes if box.isChecked()))
