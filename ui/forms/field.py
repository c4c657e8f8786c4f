"""One question on the page: its words, its editor, and below them what is wrong or how it came about."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from msk_desk.forms.finding import Finding
from msk_desk.forms.instance import Instance
from ui.forms.editors.chooser import EditorMaker
from ui.forms.editors.numbers import unit_words
from ui.forms.events import Edit, FieldEdit
from ui.forms.question import Question
from ui.forms.room import BROAD_QUESTION_WIDTH, LONG_QUESTION, QUESTION_WIDTH, Room
from ui.widgets.button import Button
from ui.widgets.label import Label

__all__ = ["BROAD_QUESTION_WIDTH", "QUESTION_WIDTH", "Field", "Room"]


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
        maker: EditorMaker,
        *,
        bare_name: str = "",
        question_width: int = QUESTION_WIDTH,
        says_needed: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """Make one.

        Args:
            question_width: of the words beside the editor, in pixels.
            says_needed: beside the question, where an answer is; else what it stands in says so for all of them.
            bare_name: in a table, the row's and column's words; the field then has no words of its own.
        """
        super().__init__(parent)
        self.instance = instance
        self.touched = False
        self.misread = ""
        self._words = maker.words
        self._bare_name = bare_name
        self._says_needed = says_needed
        self._problem: Label | None = None
        self._note: Label | None = None
        self._origin: Label | None = None
        self._again: Button | None = None
        self._needed: Label | None = None
        self._question: Question | None = None
        self.editor = maker.make(instance, self)
        wide = self.editor.wide or len(instance.text) > LONG_QUESTION
        stacked = wide or bool(bare_name)
        self._beside = not stacked
        directions = QBoxLayout.Direction
        self._box = QBoxLayout(directions.TopToBottom if stacked else directions.LeftToRight, self)
        margin = 0 if bare_name else 3
        self._box.setContentsMargins(0, margin, 0, margin)
        self._box.setSpacing(4 if stacked else 14)
        if not bare_name:
            self._question = Question(instance, self._words, question_width, self)
            self._box.addWidget(self._question)
        self._answer = QVBoxLayout()
        self._answer.setSpacing(2)
        self._box.addLayout(self._answer, 1)
        self._add_answer()
        if self._question is not None:
            self._question.set_room(Room.AMPLE, beside=self._beside)
        self.editor.edited.connect(self._take)
        self.editor.show_answers(instance.values)
        self._show_origin()
        self._show_needed()
        self._tell_readers()

    def _add_answer(self) -> None:
        item = self.instance.item
        self._answer.addWidget(self.editor)
        if self._question is not None and self._says_needed and item.required and not item.read_only:
            self._needed = Label(self._words.get("forms.needed"), tone="muted", size="small", parent=self)
            self._needed.setObjectName(f"needed_{item.link_id}")
            keep = self._needed.sizePolicy()
            keep.setRetainSizeWhenHidden(True)
            self._needed.setSizePolicy(keep)
            self._question.add_behind(self._needed)
        if item.calculated is not None and not item.read_only and not self._bare_name:
            self._answer.addLayout(self._calculation_line())

    def _calculation_line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._origin = Label(tone="muted", size="small", parent=self)
        self._again = Button(
            self._words.get("forms.calculate_again"), look="link", name=f"recalculate_{self.instance.link_id}",
            says=self._words.get("forms.calculate_again_what", what=self.instance.text), parent=self,
        )  # fmt: skip
        self._again.clicked.connect(self._want_calculation)
        row.addWidget(self._origin)
        row.addWidget(self._again)
        row.addStretch(1)
        return row

    def _show_origin(self) -> None:
        if self._again is not None and self._origin is not None:
            over = self.instance.overridden
            self._origin.setText(self._words.get("forms.written_over" if over else "forms.calculated"))
            self._origin.setVisible(over or bool(self.instance.values))
            self._again.setVisible(over)

    def _show_needed(self) -> None:
        if self._needed is not None:
            self._needed.setVisible(not self.instance.values)

    def _want_calculation(self) -> None:
        self.editor.target().setFocus(Qt.FocusReason.OtherFocusReason)
        self.calculation_wanted.emit(self.instance.key)

    def _take(self, edit: Edit) -> None:
        self.touched = True
        self.misread = edit.problem
        self.given.emit(FieldEdit(self.instance.key, edit))

    def set_room(self, room: Room) -> None:
        """Give the question less room beside the editor, or put it above where there is too little for both."""
        if self._question is None or not self._beside:
            return
        stacked = room is Room.SCANT
        self._box.setDirection(QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight)
        self._box.setSpacing(4 if stacked else 14)
        self._question.set_room(room, beside=not stacked)

    def keep_beside(self) -> None:
        """Leave the width that the answer does not need to the question, whatever room there is."""
        self._beside = False
        if self._question is not None:
            self._question.set_room(Room.AMPLE, beside=False)
        self._box.setDirection(QBoxLayout.Direction.LeftToRight)
        self._box.setStretch(0, 1)
        self._box.setStretch(1, 0)

    def show_answers(self) -> None:
        """Show the answers there are now."""
        self.misread = ""
        self.editor.show_answers(self.instance.values)
        self.show_state()

    def show_state(self) -> None:
        """Show whether an answer is still needed, and where a calculated one comes from."""
        self._show_origin()
        self._show_needed()

    def rename(self, bare_name: str) -> None:
        """Be called otherwise by screen readers, in a row that has moved up or down its table."""
        if bare_name != self._bare_name:
            self._bare_name = bare_name
            self._tell_readers()

    def show_text(self) -> None:
        """Show the question as it reads now."""
        if self._question is not None:
            self._question.show_words()
        self._tell_readers()

    def show_problems(self, findings: list[Finding]) -> None:
        """Show what is wrong, in words; nothing when all is well."""
        text = self.misread or "\n".join(dict.fromkeys(finding.message for finding in findings))
        if text == self.problem:
            return
        if self._problem is None:
            name = f"problem_{self.instance.link_id}"
            self._problem = Label(tone="bad", size="small", wrap=True, name=name, parent=self)
            self._problem.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            self._answer.addWidget(self._problem)
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
            self._note = Label(size="small", wrap=True, name=f"note_{self.instance.link_id}", parent=self)
            self._answer.addWidget(self._note)
        if text == self._note.text():
            return
        self._note.set_tone(tone)
        self._note.setText(text)
        self._note.setVisible(bool(text))
        self._tell_readers()

    @property
    def problem(self) -> str:
        """The words shown about what is wrong."""
        return "" if self._problem is None else self._problem.text()

    def _tell_readers(self) -> None:
        item = self.instance.item
        asked = self._bare_name or f"{item.prefix} {self.instance.text}".strip() or item.look.short_text
        name = " ".join(one for one in (asked or self._words.get("forms.answer"), unit_words(item.look.unit)) if one)
        needed = self._words.get("forms.needed") if item.required else ""
        look = item.look
        note = self._note.text() if self._note is not None else ""
        parts = (look.prompt, look.help, look.flyover, needed, note, self.problem)
        self.editor.name_for_readers(name, ". ".join(one for one in parts if one))

    def take_focus(self, cursor: int | None = None) -> None:
        """Put the keyboard here, at a place in the text."""
        self.editor.target().setFocus(Qt.FocusReason.OtherFocusReason)
        self.editor.set_text_place(cursor)
