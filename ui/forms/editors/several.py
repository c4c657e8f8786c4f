"""A question that takes several numbers, dates or the like: a line for each, with another to add."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from msk_desk.forms.instance import Instance
from ui.forms.editors.editor import Editor
from ui.forms.events import Edit, Value
from ui.forms.words import Words
from ui.widgets.button import Button

Make = Callable[[Instance, Words, QWidget], Editor]


class Several(Editor):
    """One editor a line."""

    def __init__(self, instance: Instance, words: Words, make: Make, parent: QWidget | None = None) -> None:
        """Make one.

        Args:
            make: makes the editor of one answer.
        """
        super().__init__(instance, words, parent)
        self._make = make
        self._name = ("", "")
        self._lines: list[tuple[QWidget, Editor]] = []
        self._held: list[Value | None] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._add = Button(words.get("forms.add_row"), look="link", icon="plus", name=f"add_{self.item.link_id}",
                           says=words.get("forms.add_answer", what=self.item.text), parent=self)  # fmt: skip
        self._add.clicked.connect(self._add_line)
        foot = QHBoxLayout()
        foot.addWidget(self._add)
        foot.addStretch(1)
        self._column.addLayout(foot)
        self._show([None])

    def show_answers(self, values: Sequence[Value]) -> None:
        """Show a line for each answer, and keep an empty line that was asked for."""
        if list(values) == [one for one in self._held if one is not None] and self._held:
            return
        self._show(list(values) or [None])

    def _show(self, held: Sequence[Value | None]) -> None:
        while len(self._lines) > len(held):
            line, _ = self._lines.pop()
            line.hide()
            line.deleteLater()
        while len(self._lines) < len(held):
            self._append()
        self._held = list(held)
        for (_, editor), value in zip(self._lines, held, strict=True):
            editor.show_answers([] if value is None else [value])
        most = self.item.limits.max_occurs
        self._add.setEnabled(most is None or len(held) < most)
        self.name_for_readers(*self._name)

    def _append(self) -> None:
        line = QWidget(self)
        editor = self._make(self.instance, self.words, line)
        editor.edited.connect(self._take)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(editor)
        at = len(self._lines)
        says = self.words.get("forms.remove_answer", n=at + 1, what=self.item.text)
        remove = Button("", look="icon", icon="close", name=f"remove_{self.item.link_id}_{at}", says=says, parent=line)
        remove.clicked.connect(self._remove)
        row.addWidget(remove)
        row.addStretch(1)
        self._column.insertWidget(at, line)
        self._lines.append((line, editor))
        # What was made last comes last in the order of Tab, but this stands before the button below it.
        QWidget.setTabOrder(remove, self._add)

    def _place_of(self, sender: object) -> int:
        return next(i for i, (line, one) in enumerate(self._lines) if sender is one or _parent(sender) is line)

    def _take(self, edit: Edit) -> None:
        at = self._place_of(self.sender())
        self._held[at] = next(iter(edit.values), None)
        self.edited.emit(Edit(tuple(one for one in self._held if one is not None), edit.problem, edit.unfinished))

    def _add_line(self) -> None:
        self._show([*self._held, None])
        self._lines[-1][1].target().setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        at = self._place_of(self.sender())
        held = [one for i, one in enumerate(self._held) if i != at]
        self._show(held or [None])
        self._lines[max(0, at - 1)][1].target().setFocus(Qt.FocusReason.OtherFocusReason)
        self.say(*(one for one in held if one is not None))

    def target(self) -> QWidget:
        """Return the first field."""
        return self._lines[0][1].target()

    def name_for_readers(self, name: str, description: str) -> None:
        """Tell each line's readers which answer it is."""
        self._name = (name, description)
        for at, (_, editor) in enumerate(self._lines):
            editor.name_for_readers(f"{name} {at + 1}" if len(self._lines) > 1 else name, description)

    def set_wrong(self, wrong: bool) -> None:
        """Mark every field; the words below say which rule is broken."""
        for _, editor in self._lines:
            editor.set_wrong(wrong)


def _parent(sender: object) -> QWidget | None:
    return sender.parentWidget() if isinstance(sender, QWidget) else None
