"""The questions that belong to the answers of another question, set in beneath it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from msk_desk.forms.instance import Instance
from ui.forms.tab_order import follow, last_stop

if TYPE_CHECKING:
    from ui.forms.page import PageBuilder


class Under(QFrame):
    """A part for each answer; it follows the answers as they come and go."""

    def __init__(self, instance: Instance, builder: PageBuilder, depth: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._instance = instance
        self._builder = builder
        self._depth = depth
        self._parts: dict[int, tuple[Instance, QWidget]] = {}
        self.setProperty("under", "true")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(14, 0, 0, 0)
        self._box.setSpacing(4)
        builder.registry.unders[instance.key] = self
        builder.placed(self, [instance])
        self.sync()

    def _wanted(self) -> list[Instance]:
        return [one for slot in self._instance.slots for one in slot.children]

    def sync(self) -> None:
        """Have the questions of each answer that there is now, and no others."""
        wanted = {one.key: one for one in self._wanted()}
        for key in [key for key in self._parts if key not in wanted]:
            gone, widget = self._parts.pop(key)
            self._builder.registry.forget(gone)
            self._box.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        fresh = [one for one in wanted.values() if one.key not in self._parts]
        for one in fresh:
            before = last_stop(self)
            part = QWidget(self)
            column = QVBoxLayout(part)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(4)
            self._builder.fill(column, part, [one], self._depth + 1)
            self._box.insertWidget(list(wanted).index(one.key), part)
            self._parts[one.key] = (one, part)
            if before is not None:
                follow(before, part)
        self.show_or_hide()

    def show_or_hide(self) -> None:
        """Take no room while nothing of it is asked."""
        self.setVisible(any(self._builder.state.visible(one) for one in self._wanted()))
