"""Many choices behind a field that finds them as one types; open choices take other words too."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from msk_desk.forms.answers import same_answer
from msk_desk.forms.instance import Instance
from ui.forms.editors.editor import Editor
from ui.forms.events import Value
from ui.forms.value_text import values_words
from ui.forms.words import Words


class DropDown(Editor):
    """One choice among many."""

    def __init__(self, instance: Instance, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(instance, words, parent)
        self._open = self.item.type == "open-choice"
        self._box = QComboBox()
        self._box.setObjectName(f"answer_{self.item.link_id}")
        self._field = QLineEdit()
        self._box.setLineEdit(self._field)
        self._box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._box.setMinimumWidth(280)
        self._box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._field.setPlaceholderText(words.get("forms.type_to_find"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._box)
        row.addStretch(1)
        self._fill()
        self._box.activated.connect(self._take)
        self._field.textEdited.connect(self._take_text)

    def _fill(self) -> None:
        self._box.clear()
        self._box.addItems([option.label for option in self.instance.options])
        finder = QCompleter(self._box.model(), self._box)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        finder.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self._box.setCompleter(finder)
        self._box.setCurrentIndex(-1)

    def show_options(self) -> None:
        """Offer the present options."""
        self._fill()
        self.show_answers(self.instance.values)

    def show_answers(self, values: Sequence[Value]) -> None:
        """Show the choice made."""
        given = next(iter(values), None)
        options = self.instance.options
        at = next((i for i, one in enumerate(options) if given and same_answer(one.value, given)), -1)
        self._box.setCurrentIndex(at)
        if at < 0:
            self._box.setEditText(values_words(values, self.words))

    def target(self) -> QWidget:
        """Return the field."""
        return self._box

    def text_place(self) -> int | None:
        """Return the place of the cursor."""
        return self._field.cursorPosition()

    def set_text_place(self, place: int | None) -> None:
        """Put the cursor in its place."""
        if place is not None:
            self._field.setCursorPosition(place)

    def _take(self, at: int) -> None:
        if 0 <= at < len(self.instance.options):
            self.say(self.instance.options[at].value)

    def _take_text(self, text: str) -> None:
        words = text.strip()
        exact = next((one for one in self.instance.options if one.label.lower() == words.lower()), None)
        if exact is not None:
            self.say(exact.value)
        elif not words:
            self.say()
        elif self._open:
            self.say({"valueString": words})
