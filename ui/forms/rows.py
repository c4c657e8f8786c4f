"""A group that may be given several times: a card each, with remove, and add another below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from msk_desk.forms.instance import Instance
from ui.forms.group import add_heading
from ui.forms.tab_order import follow, last_stop
from ui.widgets.button import Button
from ui.widgets.panel import Panel

if TYPE_CHECKING:
    from ui.forms.page import PageBuilder


class RowButton(Button):
    """A button that stands for one row."""

    def __init__(
        self, instance: Instance, words: str, *, look: str, icon: str, name: str, says: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(words, look=look, icon=icon, name=name, says=says or words, parent=parent)
        self.instance = instance


class AddLine(QWidget):
    """The button below the rows."""

    def __init__(self, instance: Instance, builder: PageBuilder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._builder = builder
        words = instance.item.look.add_text or builder.words.get("forms.add_row")
        what = instance.item.look.short_text or instance.text
        says = builder.words.get("forms.add_row_of", what=what) if what else words
        name = f"add_{instance.link_id}"
        self.button = RowButton(instance, words, look="plain", icon="plus", name=name, says=says, parent=self)
        self.button.clicked.connect(self._add)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 2, 0, 0)
        line.addWidget(self.button)
        line.addStretch(1)

    def show_rows(self, rows: list[Instance]) -> None:
        """Add after the last of the rows there are now, if there may be more."""
        self.button.instance = rows[-1]
        most = rows[-1].item.limits.max_occurs
        self.button.setEnabled(most is None or len(rows) < most)

    def _add(self) -> None:
        self._builder.registry.row_added(self.button.instance)


class Card(QFrame):
    """One row."""

    def __init__(self, instance: Instance, builder: PageBuilder, depth: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.instance = instance
        self._builder = builder
        self.setProperty("card", "sunk")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        self._panel = Panel(self)
        inside = QVBoxLayout(self._panel)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        row.addWidget(self._panel, 1)
        builder.fill(inside, self._panel, instance.children, depth + 1)
        self._remove = RowButton(instance, "", look="icon", icon="close", name="remove", parent=self)
        self._remove.clicked.connect(self._take_away)
        column = QVBoxLayout()
        column.addWidget(self._remove)
        column.addStretch(1)
        row.addLayout(column)

    def number(self, at: int) -> None:
        """Say which row it is."""
        words = self._builder.words
        name = words.get("forms.row", name=self.instance.text, n=at + 1).strip()
        says = words.get("forms.remove_row", what=name)
        self._panel.setAccessibleName(name)
        self._remove.setObjectName(f"remove_{self.instance.link_id}_{at}")
        self._remove.setAccessibleName(says)
        self._remove.setToolTip(says)

    def _take_away(self) -> None:
        self._builder.registry.row_removed(self.instance)


class Rows(Panel):
    """All rows of a repeating group."""

    def __init__(
        self, instances: list[Instance], builder: PageBuilder, depth: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, says=instances[0].text)
        self._builder = builder
        self._item = instances[0].item
        self._depth = depth
        self._cards: dict[int, Card] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 4)
        box.setSpacing(8)
        add_heading(box, self, instances[0], builder, depth)
        self._box = QVBoxLayout()
        self._box.setSpacing(8)
        box.addLayout(self._box)
        self._siblings = instances[0].siblings()
        self._instances = list(instances)
        self._line: AddLine | None = None
        self._whole = box
        builder.registry.keep_rows(instances[0], self)
        self.go_on()

    def go_on(self) -> None:
        """Build cards as far as the fields allowed for now go, and at last the button below them."""
        for one in self._instances:
            if one.key in self._cards:
                continue
            if self._builder.full:
                self._builder.wait(self)
                return
            self._put(one, len(self._cards))
        if self._line is None:
            self._line = AddLine(self._instances[-1], self._builder, self)
            self._whole.addWidget(self._line)
        self._number()

    def _put(self, instance: Instance, at: int) -> Card:
        card = Card(instance, self._builder, self._depth, self)
        self._cards[instance.key] = card
        self._box.insertWidget(at, card)
        self._builder.placed(card, [instance])
        return card

    def _number(self) -> None:
        for at, one in enumerate(self._instances):
            self._cards[one.key].number(at)
        if self._line is not None:
            self._line.show_rows(self._instances)

    def sync(self) -> None:
        """Have a card for each row there is now, and for no other."""
        self._instances = [one for one in self._siblings if one.item is self._item]
        wanted = {one.key for one in self._instances}
        for key in [key for key in self._cards if key not in wanted]:
            card = self._cards.pop(key)
            self._builder.registry.forget(card.instance)
            self._box.removeWidget(card)
            card.hide()
            card.deleteLater()
        before: QWidget | None = None
        for at, one in enumerate(self._instances):
            if one.key not in self._cards:
                card = self._put(one, at)
                if before is not None:
                    follow(before, card)
            before = last_stop(self._cards[one.key]) or before
        self._number()
