"""Text of a form that asks nothing: plain, or as a card when the form gives it a tone."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from msk_desk.forms import extensions as ext
from msk_desk.forms.instance import Instance
from ui.forms.formatted_label import FormattedLabel

DISPLAY_TONE = "https://msk-desk.example/fhir/StructureDefinition/display-tone"
_TONES = ("good", "warn", "bad", "accent", "sunk")


class Display(QFrame):
    """A statement, an instruction or a heading inside a form."""

    def __init__(self, instance: Instance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.instance = instance
        tone = ext.first_code(instance.item.raw, DISPLAY_TONE)
        self._label = FormattedLabel(instance, name=f"text_{instance.link_id}")
        box = QVBoxLayout(self)
        if tone in _TONES:
            self.setProperty("card", tone)
            self._label.setProperty("tone", "strong")
            box.setContentsMargins(14, 9, 14, 9)
        else:
            self._label.setProperty("tone", "muted")
            box.setContentsMargins(0, 2, 0, 4)
        box.addWidget(self._label)

    def show_text(self) -> None:
        """Show the words as they are now."""
        self._label.show_words()
