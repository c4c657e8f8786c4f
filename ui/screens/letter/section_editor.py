"""One section of the letter, edited where it stands; as high as its words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget

from msk_desk.domain.letters import LetterSection
from ui.theme.theme import current
from ui.widgets.label import Label


@dataclass(frozen=True, slots=True)
class SectionEdited:
    """The whole text of a section after the user's change."""

    heading: str
    text: str


class GrowingText(QTextEdit):
    """Plain text in a field that is never scrolled by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setProperty("quiet", "true")
        self.setLineWrapMode(QTextEdit.LineWrapMode.WidgetWidth)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def _fit(self) -> None:
        around = self.height() - self.viewport().height()
        wanted = max(current().px(30), round(self.document().size().height()) + around)
        if wanted != self.height():
            self.setFixedHeight(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower field is higher."""
        super().resizeEvent(event)
        self._fit()


class SectionEditor(QWidget):
    """Title and text.

    Signals:
        edited: a SectionEdited; never sent for text that was read.
    """

    edited = Signal(object)

    def __init__(self, section: LetterSection, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = section.heading
        self.is_open = True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Label(section.title, tone="strong"))
        self.field = GrowingText()
        self.field.setProperty("phrases", True)
        self.field.setObjectName(f"letter_section_{section.heading}")
        self.field.setAccessibleName(section.title)
        self.field.setPlaceholderText(empty)
        self.field.setPlainText(section.text)
        self.field.textChanged.connect(self._say_edited)
        column.addWidget(self.field)

    def set_open(self, is_open: bool) -> None:
        """Signed words are read, not edited."""
        self.is_open = is_open
        self.field.setReadOnly(not is_open)

    def _say_edited(self) -> None:
        self.edited.emit(SectionEdited(self.heading, self.field.toPlainText()))
