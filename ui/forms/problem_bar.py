"""How many answers are missing or wrong, once a form was checked, with a way from one to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from msk_desk.forms.finding import Finding
from ui.forms.words import Words
from ui.widgets.button import Button
from ui.widgets.label import Label


class ProblemBar(QFrame):
    """Hidden while nothing is wrong.

    Signals:
        wanted: the path of the item to go to.
    """

    wanted = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("form_problems")
        self.setProperty("card", "bad")
        self._words = words
        self._paths: list[str] = []
        self._at = -1
        self._text = Label(tone="strong", wrap=True, name="form_problems_text", parent=self)
        self._next = Button(words.get("forms.next_problem"), look="quiet", icon="chevron-down",
                            name="form_problems_next", parent=self)  # fmt: skip
        self._next.setToolTip(words.get("forms.next_problem_key"))
        self._next.clicked.connect(self.go_on)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 6, 3)
        row.addWidget(self._text, 1)
        row.addWidget(self._next)
        self.hide()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Say how many there are; take no room when there are none."""
        paths = [one.path for one in findings if one.path]
        if paths == self._paths and bool(findings) != self.isHidden():
            return
        self._paths, self._at = paths, -1
        key = "forms.problem_one" if len(findings) == 1 else "forms.problem_many"
        self._text.setText(self._words.get(key, n=len(findings)))
        self._next.setVisible(bool(self._paths))
        self.setVisible(bool(findings))
        if findings:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._text, self._text.text()))

    def takes(self, event: QKeyEvent) -> bool:
        """Go to the next one on F8; tell whether it was that key."""
        if event.key() != Qt.Key.Key_F8 or not self._paths:
            return False
        self.go_on()
        return True

    def go_on(self) -> None:
        """Ask for the next one, from the first again after the last."""
        if self._paths:
            self._at = (self._at + 1) % len(self._paths)
            self.wanted.emit(self._paths[self._at])
