"""Fields of the decision panel: words over each, told apart by name, user changes only."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ui.theme.theme import current
from ui.widgets.label import Label


class Captioned(QWidget):
    """A small caption over a control; hidden and shown as one."""

    def __init__(self, caption: str, control: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.caption = Label(caption, tone="muted", size="small")
        self.control = control
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.caption)
        column.addWidget(control)

    def say(self, caption: str) -> None:
        """Change the caption, and what a screen reader says of the control."""
        self.caption.setText(caption)
        self.control.setAccessibleName(caption)


class ShortText(QPlainTextEdit):
    """A few lines; Tab goes on to the next field.

    Signals:
        typed: the text, changed by the user.
    """

    typed = Signal(object)

    def __init__(self, name: str, says: str, lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setTabChangesFocus(True)
        self._lines = lines
        self._set_height()
        self._loading = False
        self.textChanged.connect(self._say_typed)

    def _set_height(self) -> None:
        self.setFixedHeight(round(current().metrics().lineSpacing() * self._lines) + 18)

    def showEvent(self, event: QShowEvent) -> None:
        """The style sheet has a height of its own until it has dressed the field."""
        super().showEvent(event)
        self._set_height()

    def show_text(self, text: str) -> None:
        """Show a text; nothing is announced."""
        if self.toPlainText() != text:
            self._loading = True
            self.setPlainText(text)
            self._loading = False

    def _say_typed(self) -> None:
        if not self._loading:
            self.typed.emit(self.toPlainText())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl and Enter belong to the screen."""
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.ignore()
            return
        super().keyPressEvent(event)


class PlaceChoice(QComboBox):
    """A place of a list, or any other in words.

    Signals:
        given: the words, chosen or typed by the user.
    """

    given = Signal(object)

    def __init__(self, name: str, says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMinimumContentsLength(8)
        line = self.lineEdit()
        assert isinstance(line, QLineEdit)
        line.setObjectName(f"{name}_line")
        line.setAccessibleName(says)
        line.textEdited.connect(self._say_typed)
        self.activated.connect(self._say_given)

    def show_places(self, places: tuple[str, ...], now: str) -> None:
        """Show what may be chosen, and what is."""
        if [self.itemText(at) for at in range(self.count())] != list(places):
            blocker = QSignalBlocker(self)
            self.clear()
            self.addItems(places)
            del blocker
        if self.currentText() != now:
            self.setEditText(now)

    def _say_typed(self, text: str) -> None:
        self.given.emit(text)

    def _say_given(self, _at: int) -> None:
        self.given.emit(self.currentText())


class Choice(QComboBox):
    """One of a list, by key.

    Signals:
        given: the key that the user chose.
    """

    given = Signal(object)

    def __init__(self, name: str, says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.activated.connect(self._say_given)

    def show_choices(self, choices: list[tuple[str, str]], now: str) -> None:
        """Show (key, words), and which is chosen."""
        if [(self.itemData(at), self.itemText(at)) for at in range(self.count())] != choices:
            self.clear()
            for key, words in choices:
                self.addItem(words, key)
        self.setCurrentIndex(next((at for at, (key, _) in enumerate(choices) if key == now), 0 if choices else -1))

    def _say_given(self, at: int) -> None:
        self.given.emit(self.itemData(at))
