"""The words of a question, with what the form says to explain it: help, links, a picture."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from msk_desk.forms.instance import Instance
from ui.forms.formatted_label import FormattedLabel
from ui.forms.picture import picture_of
from ui.forms.room import NARROW, QWIDGETSIZE_MAX, Room
from ui.forms.words import Words
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.label import Label

# What a hint that pops up in a browser may say at most to stand in sight here all the time.
_SHORT_HINT = 90
# Letters of a question above its answer that, with something behind them, stay on one line in a small window too.
_ONE_LINE = 40


class Question(QWidget):
    """Stands beside the answer, or above it."""

    def __init__(self, instance: Instance, words: Words, width: int, parent: QWidget | None = None) -> None:
        """Make one.

        Args:
            width: beside the answer, in pixels at 100 %.
        """
        super().__init__(parent)
        self._instance = instance
        self._words = words
        self._width = width
        self._followed = False
        look = instance.item.look
        self._label = FormattedLabel(instance, name=f"question_{instance.link_id}", parent=self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self._top = QHBoxLayout()
        self._top.setSpacing(6)
        self._top.addWidget(self._label, 1)
        self._column.addLayout(self._top)
        self._details: Label | None = None
        for text in (look.prompt, look.help):
            self._add_hint(text)
        if look.flyover:
            self._label.setToolTip(look.flyover)
            if len(look.flyover) <= _SHORT_HINT:
                self._add_hint(look.flyover)
            else:
                self._add_details(look.flyover)
        picture = picture_of(look.media, self)
        if picture is not None:
            self._column.addWidget(picture)
        for link in look.links:
            self._add_link(link)

    def _add_hint(self, text: str) -> None:
        if text:
            self._column.addWidget(Label(text, tone="muted", size="small", wrap=True, parent=self))

    def _add_details(self, text: str) -> None:
        """A long explanation is opened by a button beside the question."""
        says = self._words.get("forms.explain", what=self._instance.text)
        name = f"explain_{self._instance.link_id}"
        button = Button("", look="icon", icon="info", name=name, says=says, parent=self)
        button.setCheckable(True)
        button.clicked.connect(self._toggle_details)
        self._top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._details = Label(text, tone="muted", size="small", wrap=True, parent=self)
        self._details.hide()
        self._column.addWidget(self._details)

    def _toggle_details(self, shown: bool) -> None:
        if self._details is not None:
            self._details.setVisible(shown)

    def _add_link(self, address: str) -> None:
        """An address to read about the question: shown and copied, never opened, since clinics browse elsewhere."""
        label = QLabel(self._words.get("forms.read_more", where=address), self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("tone", "muted")
        label.setProperty("level", "small")
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._column.addWidget(label)

    def add_behind(self, widget: QWidget) -> None:
        """Put something right behind the words."""
        self._followed = True
        self._top.setStretch(0, 0)
        self._top.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._top.addStretch(1)

    def show_words(self) -> None:
        """Show the question as it reads now."""
        self._label.show_words()

    def set_room(self, room: Room, *, beside: bool) -> None:
        """Take the width for a room; all there is above the answer."""
        width = current().px(NARROW[self._width] if room is Room.LITTLE else self._width)
        self._label.setWordWrap(beside or not self._followed or len(self._instance.text) > _ONE_LINE)
        self.setMinimumWidth(width if beside else 0)
        self.setMaximumWidth(width if beside else QWIDGETSIZE_MAX)
