"""Keeping the list as it is narrowed now under a name, and forgetting a view that was kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui.context import Context
from ui.widgets.button import Button
from ui.widgets.card import Card


class ViewPanel(Card):
    """One line above the list.

    Signals:
        kept: the name.
        dropped: the name of the view to forget.
        put_away: Escape, or one of the buttons.
    """

    kept = Signal(object)
    dropped = Signal(object)
    put_away = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("", look="accent", name="view_panel", parent=parent)
        self.setAccessibleName(context.text("lists.save_view"))
        text = context.text
        self._open = ""
        self.field = QLineEdit()
        self.field.setObjectName("view_name")
        self.field.setPlaceholderText(text("lists.view_name"))
        self.field.setAccessibleName(text("lists.view_name"))
        self.keep = Button(text("lists.view_keep"), look="primary", name="view_keep")
        self.drop = Button(text("lists.view_drop"), look="danger", name="view_drop")
        self.not_now = Button(text("lists.not_now"), name="view_not_now")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        for button in (self.keep, self.drop, self.not_now):
            row.addWidget(button)
        self.add(row)
        self.field.returnPressed.connect(self._keep)
        self.keep.clicked.connect(self._keep)
        self.drop.clicked.connect(self._drop)
        self.not_now.clicked.connect(self.put_away)
        self.hide()

    def begin(self, name: str) -> None:
        """Come into sight; `name` is the view that is open, empty for none."""
        self._open = name
        self.field.setText(name)
        self.drop.setVisible(bool(name))
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def _keep(self) -> None:
        if self.field.text().strip():
            self.kept.emit(self.field.text())
            self.put_away.emit()

    def _drop(self) -> None:
        self.dropped.emit(self._open)
        self.put_away.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape: nothing is kept."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away.emit()
            return
        super().keyPressEvent(event)
