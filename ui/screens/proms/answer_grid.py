"""The fast grid: one small field an item, one key an answer, wrong keys refused, the keyboard moves on by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from msk_desk.domain.proms.definition import Definition, Item
from msk_desk.domain.proms.questions import headings_of
from ui.context import Texts
from ui.screens.proms.entry import OWN_ACTIVITIES, OpenEntry, key_for, one_key
from ui.theme.restyle import restyle
from ui.theme.theme import current
from ui.widgets.card import clear_layout
from ui.widgets.label import Label

_NEXT = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the field of an item now."""

    code: str
    text: str


class AnswerGrid(QWidget):
    """Rows of one instrument.

    Signals:
        typed: a Typed, at each keystroke in an answer.
        named: a Typed, at each keystroke in the name of the patient's own activity.
        finished: Enter was pressed in the last field.
    """

    typed = Signal(object)
    named = Signal(object)
    finished = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("prom_grid")
        self._texts = texts
        self._instrument: Definition | None = None
        self.fields: dict[str, QLineEdit] = {}
        self.names: dict[str, QLineEdit] = {}
        self._wrong: dict[str, Label] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 4, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)

    def show_entry(self, entry: OpenEntry) -> None:
        """Rows for another instrument, with what was typed before."""
        self.clear()
        self._instrument = entry.instrument
        headings, before, at = headings_of(entry.instrument), "", 0
        for number, item in enumerate(entry.instrument.items):
            heading = headings.get(item.code, "")
            if heading and heading != before:
                self._grid.addWidget(Label(heading, tone="strong"), at, 0, 1, 3)
                before, at = heading, at + 1
            self._grid.addWidget(self._question(number, item, entry), at, 0)
            field = self._field(item, entry.typed.get(item.code, ""))
            self._grid.addWidget(field, at, 1)
            wrong = Label(tone="bad", size="small", name=f"prom_wrong_{item.code}")
            wrong.setMinimumWidth(current().px(66))
            self._grid.addWidget(wrong, at, 2)
            self._wrong[item.code] = wrong
            at += 1
        self._grid.setRowStretch(at, 1)
        numbered = not self.names and not any(item.label for item in entry.instrument.items)
        self._grid.setColumnStretch(0, 0 if numbered else 1)
        self._grid.setColumnStretch(2, 1 if numbered else 0)

    def show_typed(self, typed: Mapping[str, str]) -> None:
        """Show what was answered by another way meanwhile."""
        for code, field in self.fields.items():
            if field.text() != typed.get(code, ""):
                field.setText(typed.get(code, ""))

    def clear(self) -> None:
        """No instrument."""
        clear_layout(self._grid)
        self.fields, self.names, self._wrong = {}, {}, {}
        self._instrument = None

    def _question(self, at: int, item: Item, entry: OpenEntry) -> QWidget:
        if entry.instrument.code == OWN_ACTIVITIES:
            name = QLineEdit(entry.names.get(item.code, ""))
            name.setObjectName(f"prom_activity_{item.code}")
            name.setAccessibleName(self._texts.get("proms.activity", number=at + 1))
            name.setPlaceholderText(self._texts.get("proms.activity_example", number=at + 1))
            name.textEdited.connect(self._say_named)
            name.installEventFilter(self)
            self.names[item.code] = name
            return name
        return Label(_words(item) or self._texts.get("proms.question", number=at + 1), wrap=True)

    def _field(self, item: Item, text: str) -> QLineEdit:
        field = QLineEdit(text)
        field.setObjectName(f"prom_answer_{item.code}")
        span = self._texts.get("proms.range", low=f"{item.low:g}", high=f"{item.high:g}")
        keys = self._texts.get("proms.keys_na") if item.not_applicable else ""
        field.setAccessibleName(" ".join(part for part in (f"{_words(item) or item.code}, {span}", keys) if part))
        field.setPlaceholderText(span)
        field.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        field.setFixedWidth(current().px(76))
        field.setMaxLength(6)
        field.textEdited.connect(self._say_typed)
        field.installEventFilter(self)
        self.fields[item.code] = field
        return field

    def show_wrong(self, wrong: dict[str, str]) -> None:
        """Mark the fields whose text is no answer, and say what would be."""
        for code, field in self.fields.items():
            bad = code in wrong
            if field.property("wrong") != ("true" if bad else "false"):
                field.setProperty("wrong", "true" if bad else "false")
                restyle(field)
            self._wrong[code].setText(self._span(code) if bad else "")

    def _span(self, code: str) -> str:
        item = self._instrument.item(code) if self._instrument is not None else None
        return self._texts.get("proms.only", low=f"{item.low:g}", high=f"{item.high:g}") if item is not None else ""

    def begin_typing(self) -> None:
        """Put the keyboard on the first field that is empty."""
        for code, field in self.fields.items():
            name = self.names.get(code)
            if name is not None and not name.text():
                name.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            if not field.text():
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _code_of(self, fields: dict[str, QLineEdit]) -> str:
        return next((code for code, field in fields.items() if field is self.sender()), "")

    def _say_named(self, text: str) -> None:
        self.named.emit(Typed(self._code_of(self.names), text))

    def _say_typed(self, text: str) -> None:
        """Pasted, or rubbed out."""
        self.typed.emit(Typed(self._code_of(self.fields), text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and down move on; up, and backspace in an empty field, move back; other keys are answers or refused."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if not isinstance(watched, QLineEdit):
            return False
        if event.key() in _NEXT:
            self._move(watched, 1)
        elif event.key() == Qt.Key.Key_Up:
            self._move(watched, -1)
        elif watched in self.names.values():
            return False
        elif event.key() == Qt.Key.Key_Backspace and not watched.text():
            self._move(watched, -1)
        else:
            return self._take_key(watched, event)
        return True

    def _take_key(self, field: QLineEdit, event: QKeyEvent) -> bool:
        """One key in an answer; those that write nothing are left to the field."""
        text = event.text()
        commanded = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        code = next(code for code, each in self.fields.items() if each is field)
        item = self._instrument.item(code) if self._instrument is not None else None
        if commanded or not text or not text.isprintable() or item is None:
            return False
        fresh = one_key(item) or field.hasSelectedText()
        known = key_for(item, "" if fresh else field.text(), text)
        self._wrong[code].setText(self._span(code) if known.refused else "")
        if known.refused:
            return True
        if known.text != field.text():
            field.setText(known.text)
            self.typed.emit(Typed(code, known.text))
        if known.done:
            self._move(field, 1)
        after = self.focusWidget()
        if known.onto_next and isinstance(after, QLineEdit) and after is not field and after in self.fields.values():
            return self._take_key(after, event)
        return True

    def _move(self, field: QLineEdit, by: int) -> None:
        order = [each for code in self.fields for each in (self.names.get(code), self.fields[code]) if each is not None]
        at = order.index(field) + by
        if at >= len(order):
            self.finished.emit()
        elif at >= 0:
            order[at].setFocus(Qt.FocusReason.TabFocusReason)
            order[at].selectAll()


def _words(item: Item) -> str:
    """The question in our own words, with what its numbers mean."""
    if item.options:
        means = " · ".join(f"{item.low + at:g} {words.lower()}" for at, words in enumerate(item.options))
        return f"{item.label} {means}"
    if item.low_words or item.high_words:
        return f"{item.label} {item.low:g} {item.low_words} – {item.high:g} {item.high_words}"
    return item.label
