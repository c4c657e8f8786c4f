"""A group of questions under a heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from msk_desk.forms.instance import Instance
from ui.widgets.label import Label

if TYPE_CHECKING:
    from ui.forms.page import PageBuilder


class Group(QWidget):
    """Heading and fields."""

    def __init__(self, instance: Instance, builder: PageBuilder, depth: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(instance.text)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8 if depth else 0, 0, 4)
        box.setSpacing(4)
        if instance.text:
            heading = Label(instance.text, size="heading" if depth < 2 else "", wrap=True)
            if depth >= 2:
                heading.set_tone("strong")
            box.addWidget(heading)
        if instance.item.look.help:
            box.addWidget(Label(instance.item.look.help, tone="muted", size="small", wrap=True))
        builder.fill(box, instance.children, depth + 1)
