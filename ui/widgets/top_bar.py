"""The bar along the top: the screen's title, the search-everything box and who is signed in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from ui.context import Texts
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.user_badge import UserBadge


class TopBar(QFrame):
    """Always in sight.

    Signals:
        back_asked: the user wants the place before this one.
    """

    back_asked = Signal()

    def __init__(self, texts: Texts, name: str, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top_bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 20, 0)
        row.setSpacing(8)
        self.back = Button(texts.get("window.back"), look="icon", icon="chevron-left", name="back")
        self.back.clicked.connect(self.back_asked)
        self.title = Label(size="title", name="screen_title")
        self.title.setMinimumWidth(1)
        self.search = QLineEdit()
        self.search.setObjectName("search_everything")
        self.search.setPlaceholderText(texts.get("window.search"))
        self.search.setAccessibleName(texts.get("window.search_says"))
        self.keys = Label(texts.get("window.search_keys"), tone="muted", size="small", parent=self.search)
        self.keys.setProperty("keycap", True)
        self.keys.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        hint = QHBoxLayout(self.search)
        hint.setContentsMargins(0, 0, 8, 0)
        hint.addWidget(self.keys, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.search.textChanged.connect(self._hide_keys)
        self.badge = UserBadge(name, role, texts.get("window.badge_says", name=name, role=role))
        row.addWidget(self.back)
        row.addWidget(self.title)
        row.addStretch(1)
        row.addWidget(self.search, 2)
        row.addSpacing(10)
        row.addWidget(self.badge)
        self._set_sizes()

    def say_title(self, words: str) -> None:
        """Say where the user is."""
        self.title.setText(words)
        self.title.setToolTip(words)

    def changeEvent(self, event: QEvent) -> None:
        """Take a new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "search"):
            self._set_sizes()

    def _set_sizes(self) -> None:
        self.setFixedHeight(max(56, current().px(56)))
        self.search.setTextMargins(0, 0, self.keys.sizeHint().width() + 4, 0)
        self.search.setMinimumWidth(current().px(150))
        self.search.setMaximumWidth(current().px(420))

    def _hide_keys(self, text: str) -> None:
        self.keys.setVisible(not text)
