"""The fast grid: one small field an item, one key an answer, the keyboard moves on by itself."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from msk_desk.domain.proms.definition import Definition, Item
from ui.context import Texts
from ui.screens.proms.entry import OWN_ACTIVITIES, OpenEntry, one_key
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
        for at, item in enumerate(entry.instrument.items):
            self._grid.addWidget(self._question(at, item, entry), at, 0)
            field = self._field(item, entry.typed.get(item.code, ""))
            self._grid.addWidget(field, at, 1)
            wrong = Label(tone="bad", size="small", name=f"prom_wrong_{item.code}")
            wrong.setMinimumWidth(current().px(66))
            self._grid.addWidget(wrong, at, 2)
            self._wrong[item.code] = wrong
        self._grid.setRowStretch(len(entry.instrument.items), 1)
        numbered = not self.names and not any(item.label for item in entry.instrument.items)
        self._grid.setColumnStretch(0, 0 if numbered else 1)
        self._grid.setColumnStretch(2, 1 if numbered else 0)

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
        words = item.label or self._texts.get("proms.question", number=at + 1)
        return Label(words, wrap=True)

    def _field(self, item: Item, text: str) -> QLineEdit:
        field = QLineEdit(text)
        field.setObjectName(f"prom_answer_{item.code}")
        span = self._texts.get("proms.range", low=f"{item.low:g}", high=f"{item.high:g}")
        field.setAccessibleName(f"{item.label or item.code}, {span}")
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
        code = self._code_of(self.fields)
        self.typed.emit(Typed(code, text))
        item = self._instrument.item(code) if self._instrument is not None else None
        if (
            item is not None
            and one_key(item)
            and len(text) == 1
            and text.isdigit()
            and item.low <= int(text) <= item.high
        ):
            self._move(self.fields[code], 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and down move on, up moves back."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, QLineEdit):
            if event.key() in _NEXT:
                self._move(watched, 1)
                return True
            if event.key() == Qt.Key.Key_Up:
                self._move(watched, -1)
                return True
        return False

    def _move(self, field: QLineEdit, by: int) -> None:
        order = [each for code in self.fields for each in (self.names.get(code), self.fields[code]) if each is not None]
        at = order.index(field) + by
        if at >= len(order):
            self.finished.emit()
        elif at >= 0:
            order[at].setFocus(Qt.FocusReason.TabFocusReason)
            order[at].selectAll()
