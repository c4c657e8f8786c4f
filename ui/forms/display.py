"""Text of a form that asks nothing: plain, or as a card when the form gives it a tone."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from msk_desk.forms import extensions as ext
from msk_desk.forms.instance import Instance
from ui.forms.formatted_label import FormattedLabel
from ui.forms.picture import picture_of
from ui.widgets.label import Label

DISPLAY_TONE = "https://msk-desk.example/fhir/StructureDefinition/display-tone"
_TONES = ("good", "warn", "bad", "accent", "sunk")
# What the standard's categories of display text mean for how loud they are.
_CATEGORIES = {"security": "sunk"}
_LOUD = ("header", "instructions")


class Display(QFrame):
    """A statement, an instruction or a heading inside a form."""

    def __init__(self, instance: Instance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.instance = instance
        look = instance.item.look
        tone = ext.first_code(instance.item.raw, DISPLAY_TONE) or _CATEGORIES.get(look.category or "")
        self._label = FormattedLabel(instance, name=f"text_{instance.link_id}", parent=self)
        box = QVBoxLayout(self)
        box.setSpacing(2)
        if tone in _TONES:
            self.setProperty("card", tone)
            self._label.setProperty("tone", "strong")
            box.setContentsMargins(14, 9, 14, 9)
        else:
            self._label.setProperty("tone", "" if look.control in _LOUD or look.category in _LOUD else "muted")
            box.setContentsMargins(0, 2, 0, 4)
        box.addWidget(self._label)
        for text in (look.help, look.flyover):
            if text:
                box.addWidget(Label(text, tone="muted", size="small", wrap=True, parent=self))
        picture = picture_of(look.media, self)
        if picture is not None:
            box.addWidget(picture)

    def show_text(self) -> None:
        """Show the words as they are now."""
        self._label.show_words()
