"""A group of questions under a heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from msk_desk.forms.instance import Instance
from ui.forms.formatted_label import FormattedLabel
from ui.forms.picture import picture_of
from ui.widgets.label import Label
from ui.widgets.panel import Panel

if TYPE_CHECKING:
    from ui.forms.page import PageBuilder

_MANY = 3


class Group(Panel):
    """Heading and fields."""

    def __init__(self, instance: Instance, builder: PageBuilder, depth: int, parent: QWidget | None = None) -> None:
        super().__init__(parent, says=instance.text)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8 if depth else 0, 0, 4)
        box.setSpacing(4)
        add_heading(box, self, instance, builder, depth)
        needed = all_needed(instance)
        if needed:
            words = builder.words.get("forms.all_needed")
            box.addWidget(Label(words, tone="muted", size="small", name=f"all_needed_{instance.link_id}", parent=self))
        builder.fill(box, self, instance.children, depth + 1, says_needed=not needed)


def all_needed(instance: Instance) -> bool:
    """Tell whether all questions of a group need an answer, which is then said once and not for each."""
    asked = [one.item for one in instance.children if one.item.is_question and not one.item.look.hidden]
    return len(asked) >= _MANY and all(one.required and not one.read_only for one in asked)


def add_heading(box: QVBoxLayout, parent: QWidget, instance: Instance, builder: PageBuilder, depth: int) -> None:
    """Put the words of a group above what is in it."""
    if instance.text or instance.item.prefix:
        heading = FormattedLabel(instance, name=f"heading_{instance.link_id}", parent=parent)
        heading.setProperty("level", "heading" if depth < 2 else "")
        heading.setProperty("tone", "" if depth < 2 else "strong")
        box.addWidget(heading)
        builder.registry.headings[instance.key] = heading
    add_hints(box, parent, instance)


def add_hints(box: QVBoxLayout, parent: QWidget, instance: Instance) -> None:
    """Put what explains a group under its words."""
    look = instance.item.look
    for text in (look.prompt, look.help, look.flyover):
        if text:
            box.addWidget(Label(text, tone="muted", size="small", wrap=True, parent=parent))
    picture = picture_of(look.media, parent)
    if picture is not None:
        box.addWidget(picture)
