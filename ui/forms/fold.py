"""A group that can be folded away; one that begins folded is built when it is first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from msk_desk.forms.instance import Instance
from ui.forms.group import add_hints
from ui.forms.tab_order import follow
from ui.widgets.button import Button
from ui.widgets.panel import Panel

if TYPE_CHECKING:
    from ui.forms.page import PageBuilder


class Fold(Panel):
    """A heading that is a button, and what it shows."""

    def __init__(self, instance: Instance, builder: PageBuilder, depth: int, parent: QWidget | None = None) -> None:
        super().__init__(parent, says=instance.text)
        self._instance = instance
        self._builder = builder
        self._depth = depth
        self._built = False
        self.head = Button(instance.text.replace("&", "&&") or builder.words.get("forms.more_of"), look="fold",
                           icon="chevron-right", name=f"fold_{instance.link_id}", parent=self)  # fmt: skip
        self.head.setCheckable(True)
        self._inside = QWidget(self)
        self._box = QVBoxLayout(self._inside)
        self._box.setContentsMargins(14, 0, 0, 0)
        self._box.setSpacing(4)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 6, 0, 2)
        whole.setSpacing(2)
        whole.addWidget(self.head)
        whole.addWidget(self._inside)
        add_hints(self._box, self._inside, instance)
        builder.registry.openers[instance.key] = self
        begins_open = instance.item.look.collapsible != "default-closed"
        self.head.setChecked(begins_open)
        if begins_open:
            builder.fill(self._box, self._inside, instance.children, depth + 1)
            self._built = True
        self._show(begins_open)
        self.head.toggled.connect(self._show)

    def open_for(self, instance: Instance) -> None:
        """Open it, for something inside."""
        self.head.setChecked(True)

    def _show(self, shown: bool) -> None:
        self.head.set_icon("chevron-down" if shown else "chevron-right")
        key = "forms.folded_out" if shown else "forms.folded"
        self.head.setAccessibleName(self._builder.words.get(key, what=self._instance.text))
        if shown and not self._built:
            self._built = True
            self._builder.start(self._box, self._inside, self._instance.children, self._depth + 1)
            follow(self.head, self._inside)
        self._inside.setVisible(shown)
