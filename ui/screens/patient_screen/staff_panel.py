"""The clinician's way out: their unlock code, and nothing else."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.context import Texts
from ui.errors import trouble
from ui.widgets.button import Button
from ui.widgets.label import Label


class StaffPanel(QFrame):
    """Hidden until it is asked for; wrong codes are slowed down by the vault.

    Signals:
        code_typed: the code, as it was typed.
    """

    code_typed = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("staff_panel")
        self.setProperty("card", "sunk")
        self._texts = texts
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 18, 12)
        column.addWidget(Label(texts.get("patient_screen.staff_about"), wrap=True))
        self.code = QLineEdit()
        self.code.setObjectName("staff_code")
        self.code.setEchoMode(QLineEdit.EchoMode.Password)
        self.code.setAccessibleName(texts.get("patient_screen.staff_code"))
        self.code.setPlaceholderText(texts.get("patient_screen.staff_code"))
        self.back = Button(texts.get("patient_screen.staff_take_back"), look="primary", name="staff_take_back")
        self.close_button = Button(texts.get("patient_screen.staff_close"), name="staff_close")
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.code, 1)
        row.addWidget(self.back)
        row.addWidget(self.close_button)
        column.addLayout(row)
        self.wrong = Label(tone="bad", wrap=True, name="staff_wrong")
        self.wrong.hide()
        column.addWidget(self.wrong)
        self.code.returnPressed.connect(self._say)
        self.back.clicked.connect(self._say)
        self.close_button.clicked.connect(self.put_away)
        self.hide()

    def ask(self) -> None:
        """Show the field."""
        self._clear()
        self.show()
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Back to the questions."""
        self._clear()
        self.hide()

    def refuse(self, error: Exception) -> None:
        """The code was wrong: say so, and nothing of anybody."""
        said = trouble(error)
        self.wrong.setText(f"{said.title}. {said.advice}")
        self.wrong.show()
        self.code.clear()
        self._enable(True)
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self) -> None:
        if not self.code.text() or not self.back.isEnabled():
            return
        self._enable(False)
        self.code_typed.emit(self.code.text())

    def _clear(self) -> None:
        self.code.clear()
        self.wrong.hide()
        self._enable(True)

    def _enable(self, wanted: bool) -> None:
        self.back.setEnabled(wanted)
        self.code.setReadOnly(not wanted)
