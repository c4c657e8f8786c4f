"""Many choices behind a field that finds them as one types; open choices take other words too."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractProxyModel, QModelIndex, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QListView, QVBoxLayout, QWidget

from msk_desk.forms.answers import same_answer
from msk_desk.forms.instance import Instance
from msk_desk.forms.item import Option
from ui.forms.editors.line import LineEditor
from ui.forms.editors.option_words import field_words, list_words
from ui.forms.events import Value
from ui.forms.value_text import values_words
from ui.forms.words import Words
from ui.theme.theme import current
from ui.widgets.button import Button

_NARROWEST, _CELL, _WIDEST, _IN_SIGHT = 200, 104, 420, 14


class DropDown(LineEditor):
    """One choice among many. The list is made when it is first wanted, however long it is."""

    def __init__(self, instance: Instance, words: Words, parent: QWidget | None = None, *, cell: bool = False) -> None:
        super().__init__(instance, words, parent, cell=cell)
        self._open = self.item.type == "open-choice"
        self._field.setMinimumWidth(current().px(_CELL if cell else _NARROWEST))
        self._field.setMaximumWidth(current().px(_WIDEST))
        self._field.setPlaceholderText("" if cell else self.item.look.entry_format or words.get("forms.type_to_find"))
        self._field.textEdited.connect(self._take_text)
        self._field.editingFinished.connect(self._tidy)
        self._finder: QCompleter | None = None
        self._listed: tuple[Option, ...] = ()
        self._button = Button("", look="icon", icon="chevron-down", name=f"choices_{self.item.link_id}",
                              says=words.get("forms.show_choices", what=self.item.text), parent=self)  # fmt: skip
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self._show_all)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self._field, 1)
        row.addWidget(self._button)
        row.addStretch(0)
        whole.addLayout(row)
        self._whole = whole

    def _find(self) -> QCompleter:
        """The finder with the present options in it."""
        if self._finder is None:
            self._finder = QCompleter(QStringListModel(self), self)
            self._finder.setFilterMode(Qt.MatchFlag.MatchContains)
            self._finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self._finder.setMaxVisibleItems(_IN_SIGHT)
            popup = QListView()
            popup.setUniformItemSizes(True)
            popup.setSpacing(3)
            popup.setAccessibleName(self.item.text)
            self._finder.setPopup(popup)
            self._finder.activated.connect(self._take)
            self._field.setCompleter(self._finder)
        if self._listed != self.instance.options:
            self._listed = self.instance.options
            model = self._finder.model()
            assert isinstance(model, QStringListModel)
            model.setStringList([list_words(one, self.item.look.columns) for one in self._listed])
        return self._finder

    def _words_of(self, option: Option) -> str:
        return field_words(option, self.item.look.columns)

    def show_options(self) -> None:
        """Offer the present options."""
        self.show_answers(self.instance.values)

    def show_answers(self, values: Sequence[Value]) -> None:
        """Show the choice made, in the words it is offered in."""
        given = next(iter(values), None)
        chosen = next((one for one in self.instance.options if given and same_answer(one.value, given)), None)
        text = self._words_of(chosen) if chosen is not None else values_words(values, self.words)
        if self._field.text().strip() != text:
            self._field.setText(text)
            self._field.setCursorPosition(0)

    def _show_all(self) -> None:
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        finder = self._find()
        finder.setCompletionPrefix("")
        finder.complete()

    def _take(self, label: str) -> None:
        """Take what was chosen from the list; of two with the same words, the one under the cursor."""
        finder = self._find()
        popup = finder.popup()
        lines = [list_words(one, self.item.look.columns) for one in self._listed]
        at = _source_row(finder, popup.currentIndex()) if popup is not None else -1
        if not (0 <= at < len(lines) and lines[at] == label):
            at = lines.index(label) if label in lines else -1
        if at >= 0:
            self._choose(self._listed[at])

    def _choose(self, option: Option) -> None:
        self._field.setText(self._words_of(option))
        self.say(option.value)

    def _take_text(self, text: str) -> None:
        self._find()
        words = text.strip()
        exact = self._exact(words)
        if exact is not None:
            self.say(exact.value)
        elif words and self._open:
            self.say({"valueString": words})
        else:
            self.say()

    def _exact(self, words: str) -> Option | None:
        return next((one for one in self.instance.options if self._words_of(one).lower() == words.lower()), None)

    def _tidy(self) -> None:
        """Once the user has left the field: take the only choice that fits, or say that none does."""
        popup = self._finder.popup() if self._finder is not None else None
        words = self._field.text().strip()
        if popup is None or popup.isVisible() or self.instance.values or not words or self._open:
            return
        fitting = [one for one in self._listed if words.lower() in list_words(one, self.item.look.columns).lower()]
        if len(fitting) == 1:
            self._choose(fitting[0])
        else:
            self.say_wrong(self.words.get("forms.not_in_list"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the list."""
        if event.key() == Qt.Key.Key_Down:
            self._show_all()
            return
        super().keyPressEvent(event)


def _source_row(finder: QCompleter, index: QModelIndex) -> int:
    proxy = finder.completionModel()
    if not index.isValid() or not isinstance(proxy, QAbstractProxyModel) or index.model() is not proxy:
        return -1
    return proxy.mapToSource(index).row()
