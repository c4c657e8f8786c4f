"""Many choices behind a field that finds them as one types; open choices take other words too."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QListView, QWidget

from msk_desk.forms.answers import same_answer
from msk_desk.forms.instance import Instance
from ui.forms.editors.editor import Editor
from ui.forms.events import Value
from ui.forms.value_text import values_words
from ui.forms.words import Words
from ui.widgets.button import Button


class DropDown(Editor):
    """One choice among many."""

    def __init__(self, instance: Instance, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(instance, words, parent)
        self._open = self.item.type == "open-choice"
        self._field = QLineEdit()
        self._field.setObjectName(f"answer_{self.item.link_id}")
        self._field.setMinimumWidth(240)
        self._field.setMaximumWidth(420)
        self._field.setPlaceholderText(words.get("forms.type_to_find"))
        self._field.textEdited.connect(self._take_text)
        self._field.editingFinished.connect(self._tidy)
        self._labels = QStringListModel(self)
        self._finder = QCompleter(self._labels, self)
        self._finder.setFilterMode(Qt.MatchFlag.MatchContains)
        self._finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._finder.setMaxVisibleItems(14)
        popup = QListView()
        popup.setSpacing(3)
        self._finder.setPopup(popup)
        self._finder.activated.connect(self._take)
        self._field.setCompleter(self._finder)
        self._button = Button("", look="icon", icon="chevron-down", name=f"choices_{self.item.link_id}",
                              says=words.get("forms.show_choices", what=self.item.text))  # fmt: skip
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self._show_all)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self._field, 1)
        row.addWidget(self._button)
        row.addStretch(0)
        self._fill()

    def _fill(self) -> None:
        self._labels.setStringList([option.label for option in self.instance.options])

    def show_options(self) -> None:
        """Offer the present options."""
        self._fill()
        self.show_answers(self.instance.values)

    def show_answers(self, values: Sequence[Value]) -> None:
        """Show the choice made, in the words it is offered in."""
        given = next(iter(values), None)
        label = next((one.label for one in self.instance.options if given and same_answer(one.value, given)), "")
        text = label or values_words(values, self.words)
        if self._field.text().strip() != text:
            self._field.setText(text)

    def target(self) -> QWidget:
        """Return the field."""
        return self._field

    def text_place(self) -> int | None:
        """Return the place of the cursor."""
        return self._field.cursorPosition()

    def set_text_place(self, place: int | None) -> None:
        """Put the cursor in its place."""
        if place is not None:
            self._field.setCursorPosition(place)

    def _show_all(self) -> None:
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._finder.setCompletionPrefix("")
        self._finder.complete()

    def _take(self, label: str) -> None:
        chosen = next((one for one in self.instance.options if one.label == label), None)
        if chosen is not None:
            self.say(chosen.value)

    def _take_text(self, text: str) -> None:
        words = text.strip()
        exact = next((one for one in self.instance.options if one.label.lower() == words.lower()), None)
        if exact is not None:
            self.say(exact.value)
        elif words and self._open:
            self.say({"valueString": words})
        else:
            self.say()

    def _tidy(self) -> None:
        """Show what counts as the answer once the user has left the field."""
        popup = self._finder.popup()
        if popup is None or not popup.isVisible():
            self.show_answers(self.instance.values)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the list."""
        if event.key() == Qt.Key.Key_Down and not self._field.text():
            self._show_all()
            return
        super().keyPressEvent(event)
