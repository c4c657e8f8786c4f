"""One question on the page: its words, its editor, and below them what is wrong or how it came about."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from msk_desk.forms.finding import Finding
from msk_desk.forms.instance import Instance
from ui.forms.editors.editor import Editor
from ui.forms.events import Edit, FieldEdit
from ui.forms.formatted_label import FormattedLabel
from ui.forms.words import Words
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.label import Label

QUESTION_WIDTH, BROAD_QUESTION_WIDTH = 176, 300
QWIDGETSIZE_MAX = 16_777_215
_NARROW = {QUESTION_WIDTH: 128, BROAD_QUESTION_WIDTH: 214}
# Beyond this a question beside its editor would break into too many lines.
_LONG_QUESTION = 96


class Room(Enum):
    """How much width a section has."""

    AMPLE = "ample"
    LITTLE = "little"
    SCANT = "scant"


class Field(QWidget):
    """A question with its answer.

    Signals:
        given: a FieldEdit, by the user only.
        calculation_wanted: the key of a calculated item whose own value is to come back.
    """

    given = Signal(object)
    calculation_wanted = Signal(object)

    def __init__(
        self,
        instance: Instance,
        editor: Editor,
        words: Words,
        *,
        bare_name: str = "",
        question_width: int = QUESTION_WIDTH,
        parent: QWidget | None = None,
    ) -> None:
        """Make one.

        Args:
            question_width: of the words beside the editor, in pixels.
            bare_name: in a table, the row's and column's words; the field then has no words of its own.
        """
        super().__init__(parent)
        self.instance = instance
        self.editor = editor
        self.touched = False
        self._words = words
        self._bare_name = bare_name
        self._question_width = question_width
        self._problem = Label(tone="bad", size="small", wrap=True, name=f"problem_{instance.link_id}")
        self._problem.hide()
        self._note: Label | None = None
        self._again: Button | None = None
        self._question: FormattedLabel | None = None
        self._beside: list[Label] = []
        self._box: QBoxLayout | None = None
        self._lay_out()
        self.set_room(Room.AMPLE)
        editor.edited.connect(self._take)
        editor.show_answers(instance.values)
        self._show_origin()
        self._tell_readers()

    def _lay_out(self) -> None:
        look = self.instance.item.look
        wide = self.editor.wide or len(self.instance.text) > _LONG_QUESTION
        stacked = wide or bool(self._bare_name)
        box = QBoxLayout(QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4 if wide else 14)
        self._box = None if stacked else box
        if not self._bare_name:
            self._question = FormattedLabel(self.instance, name=f"question_{self.instance.link_id}")
            if not wide:
                self._beside.append(self._question)
            # Stretches, not an alignment, put it in the middle: an aligned layout forgets how high its words wrap.
            heading = QVBoxLayout()
            heading.setSpacing(1)
            heading.addStretch(1)
            heading.addWidget(self._question)
            if look.help:
                heading.addWidget(self._help(look.help, wide))
            heading.addStretch(1)
            box.addLayout(heading)
        answer = QVBoxLayout()
        answer.setSpacing(2)
        answer.addWidget(self.editor)
        if self.instance.item.calculated is not None and not self.instance.item.read_only:
            answer.addLayout(self._calculation_line())
        answer.addWidget(self._problem)
        self._below = answer
        box.addLayout(answer, 1)
        whole = QVBoxLayout(self)
        margin = 0 if self._bare_name else 3
        whole.setContentsMargins(0, margin, 0, margin)
        whole.addLayout(box)

    def _help(self, text: str, wide: bool) -> Label:
        label = Label(text, tone="muted", size="small", wrap=True)
        if not wide:
            self._beside.append(label)
        return label

    def _calculation_line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._origin = Label(tone="muted", size="small")
        self._again = Button(
            self._words.get("forms.calculate_again"), look="link", name=f"recalculate_{self.instance.link_id}"
        )
        self._again.clicked.connect(self._want_calculation)
        row.addWidget(self._origin)
        row.addWidget(self._again)
        row.addStretch(1)
        return row

    def _show_origin(self) -> None:
        if self._again is not None:
            over = self.instance.overridden
            self._origin.setText(self._words.get("forms.written_over" if over else "forms.calculated"))
            self._again.setVisible(over)

    def _want_calculation(self) -> None:
        self.calculation_wanted.emit(self.instance.key)

    def _question_words(self) -> str:
        return f"{self.instance.item.prefix} {self.instance.text}".strip()

    def _take(self, edit: Edit) -> None:
        self.touched = True
        self.given.emit(FieldEdit(self.instance.key, edit))

    def set_room(self, room: Room) -> None:
        """Give the question less room beside the editor, or put it above where there is too little for both."""
        if self._box is None:
            return
        stacked = room is Room.SCANT
        self._box.setDirection(QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight)
        self._box.setSpacing(4 if stacked else 14)
        width = _NARROW[self._question_width] if room is Room.LITTLE else self._question_width
        for label in self._beside:
            label.setMinimumWidth(0 if stacked else current().px(width))
            label.setMaximumWidth(QWIDGETSIZE_MAX if stacked else current().px(width))

    def show_answers(self) -> None:
        """Show the answers there are now."""
        self.editor.show_answers(self.instance.values)
        self._show_origin()

    def show_text(self) -> None:
        """Show the question as it reads now."""
        if self._question is not None:
            self._question.show_words()
        self._tell_readers()

    def show_problems(self, findings: list[Finding]) -> None:
        """Show what is wrong, in words; nothing when all is well."""
        text = "\n".join(dict.fromkeys(finding.message for finding in findings))
        if text == self._problem.text():
            return
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        self.editor.set_wrong(bool(text))
        self._tell_readers()
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._problem, text))

    def show_note(self, text: str, tone: str = "muted") -> None:
        """Say something beside the answer, such as where it was copied from; nothing with an empty text."""
        if self._note is None:
            if not text:
                return
            self._note = Label(size="small", wrap=True, name=f"note_{self.instance.link_id}")
            self._below.addWidget(self._note)
        if text == self._note.text():
            return
        self._note.set_tone(tone)
        self._note.setText(text)
        self._note.setVisible(bool(text))
        self._tell_readers()

    @property
    def problem(self) -> str:
        """The words shown about what is wrong."""
        return self._problem.text()

    def _tell_readers(self) -> None:
        look = self.instance.item.look
        unit = look.unit or {}
        words = [self._bare_name or self._question_words() or look.short_text]
        words.append(str(unit.get("display") or unit.get("unit") or unit.get("code") or ""))
        needed = self._words.get("forms.needed") if self.instance.item.required else ""
        note = self._note.text() if self._note is not None else ""
        description = ". ".join(one for one in (look.help, needed, note, self._problem.text()) if one)
        self.editor.name_for_readers(" ".join(one for one in words if one), description)

    def take_focus(self, cursor: int | None = None) -> None:
        """Put the keyboard here, at a place in the text."""
        self.editor.target().setFocus(Qt.FocusReason.OtherFocusReason)
        self.editor.set_text_place(cursor)
