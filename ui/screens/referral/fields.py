"""A field with its label above it and what is wrong below it; and the lines that Enter moves on from."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ui.theme.restyle import restyle
from ui.theme.theme import current
from ui.widgets.label import Label

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FieldBox(QWidget):
    """One labelled field."""

    def __init__(self, words: str, field: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.label = Label(words, tone="muted", size="small")
        self.label.setBuddy(field)
        self.problem = Label(tone="bad", size="small", wrap=True, name=f"{field.objectName()}_problem")
        self.problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.label)
        column.addWidget(field)
        column.addWidget(self.problem)
        if not field.accessibleName():
            field.setAccessibleName(words)

    def say(self, problem: str, tone: str = "bad") -> None:
        """Say what is wrong, or with another tone what is right; nothing puts it away."""
        self.problem.setText(problem)
        self.problem.set_tone(tone)
        self.problem.setVisible(bool(problem))
        self.field.setAccessibleDescription(problem)
        self.field.setProperty("wrong", bool(problem) and tone == "bad")
        restyle(self.field)


class LineField(QLineEdit):
    """One line; Enter moves on to the next field."""

    def __init__(self, name: str, says: str = "", example: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setPlaceholderText(example)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on; with Ctrl the screen saves."""
        if event.key() in _ENTER and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier,
        ):  # fmt: skip
            self.focusNextChild()
            return
        super().keyPressEvent(event)


class TextField(QPlainTextEdit):
    """A few lines; Enter moves on, Shift and Enter begins a new line."""

    def __init__(self, name: str, says: str, example: str = "", lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setPlaceholderText(example)
        self.setTabChangesFocus(True)
        self._keep_height()

    def _keep_height(self) -> None:
        self.setFixedHeight(current().px(20) * self._lines + 18)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on."""
        if event.key() in _ENTER and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.focusNextChild()
            return
        super().keyPressEvent(event)


class ChoiceField(QComboBox):
    """A list that a letter chooses from; Enter moves on, and the wheel scrolls the page, not the choice."""

    def __init__(self, name: str, says: str, choices: list[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(says)
        for key, words in choices:
            self.addItem(words, key)

    @property
    def choice(self) -> str:
        """The key chosen."""
        return str(self.currentData() or "")

    def choose(self, key: str) -> None:
        """Show a choice."""
        self.setCurrentIndex(max(0, self.findData(key)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on while the list is folded."""
        if event.key() in _ENTER and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.focusNextChild()
            return
        super().keyPressEvent(event)


def add_beside(row: QBoxLayout, *boxes: tuple[QWidget, int]) -> None:
    """Put boxes side by side, their labels in one line."""
    for box, stretch in boxes:
        row.addWidget(box, stretch, Qt.AlignmentFlag.AlignTop)
