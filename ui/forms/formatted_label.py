"""A label that shows the formatted text of a form, made safe; plain text stays plain."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from msk_desk.forms.instance import Instance
from msk_desk.forms.rich_text import markdown, safe_xhtml
from ui.widgets.label import Label


class FormattedLabel(Label):
    """The words of an item, with its prefix."""

    def __init__(self, instance: Instance, *, tone: str = "", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", tone=tone, wrap=True, name=name, parent=parent)
        self._instance = instance
        self.show_words()

    def show_words(self) -> None:
        """Show the words as they are now; a calculated text is plain."""
        item, look = self._instance.item, self._instance.item.look
        plain = f"{item.prefix} {self._instance.text}".strip()
        made = safe_xhtml(look.xhtml) if look.xhtml else markdown(look.markdown) if look.markdown else ""
        if not made or item.text_expression is not None:
            self.setTextFormat(Qt.TextFormat.PlainText)
            self.setText(plain)
            return
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setText(made)
        self.setAccessibleName(plain)
