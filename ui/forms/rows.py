"""A group that may be given several times: a card each, with remove, and add another below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from msk_desk.forms.instance import Instance
from ui.widgets.button import Button
from ui.widgets.label import Label

if TYPE_CHECKING:
    from ui.forms.page import PageBuilder


class RowButton(Button):
    """A button that stands for one row."""

    def __init__(self, instance: Instance, words: str, *, look: str, icon: str, name: str) -> None:
        super().__init__(words, look=look, icon=icon, name=name, says=words)
        self.instance = instance


class Rows(QWidget):
    """All rows of a repeating group."""

    def __init__(
        self, instances: list[Instance], builder: PageBuilder, depth: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._builder = builder
        item = instances[0].item
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 4)
        box.setSpacing(8)
        if item.text:
            box.addWidget(Label(item.text, size="heading"))
        for at, instance in enumerate(instances):
            box.addWidget(self._card(instance, at, depth))
        words = builder.words.get("forms.add_row")
        add = RowButton(instances[-1], words, look="plain", icon="plus", name=f"add_{item.link_id}")
        add.clicked.connect(self._add)
        line = QHBoxLayout()
        line.addWidget(add)
        line.addStretch(1)
        box.addLayout(line)

    def _card(self, instance: Instance, at: int, depth: int) -> QFrame:
        card = QFrame()
        card.setProperty("card", "sunk")
        row = QHBoxLayout(card)
        row.setContentsMargins(12, 8, 8, 8)
        inside = QVBoxLayout()
        inside.setSpacing(4)
        self._builder.fill(inside, instance.children, depth + 1)
        row.addLayout(inside, 1)
        name = self._builder.words.get("forms.row", name=instance.text, n=at + 1)
        words = self._builder.words.get("forms.remove_row", what=name)
        remove = RowButton(instance, words, look="icon", icon="close", name=f"remove_{instance.link_id}_{at}")
        remove.clicked.connect(self._remove)
        row.addWidget(remove)
        return card

    def _add(self) -> None:
        sender = self.sender()
        if isinstance(sender, RowButton):
            self._builder.add_row(sender.instance)

    def _remove(self) -> None:
        sender = self.sender()
        if isinstance(sender, RowButton):
            self._builder.remove_row(sender.instance)
