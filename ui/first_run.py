"""The first start on a computer: which service it belongs to, before anybody can sign in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from msk_desk.domain.errors import MskDeskError
from ui.context import Texts
from ui.theme.restyle import restyle
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.workers.runner import Runner


class FirstRun(QDialog):
    """Asks for the service's address and the site; accepted once the service has answered and the profile is made."""

    def __init__(
        self, texts: Texts, runner: Runner, set_up: Callable[[str, str], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._texts = texts
        self._runner = runner
        self._set_up = set_up
        self.setObjectName("first_run")
        self.setWindowTitle(texts.get("window.application"))
        self.setMinimumWidth(460)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(32, 28, 32, 28)
        self._column.setSpacing(6)
        self._column.addWidget(Label(texts.get("unlock.first_title"), size="title"))
        self._column.addWidget(Label(texts.get("unlock.first_advice"), tone="muted", wrap=True))
        self.address = self._field("unlock.first_address", "first_address")
        self.site = self._field("unlock.first_site", "first_site")
        self.problem = Label(tone="bad", wrap=True, name="first_problem")
        self._column.addWidget(self.problem)
        self.go_on = Button(texts.get("unlock.first_go_on"), look="primary", name="first_go_on")
        self._column.addSpacing(8)
        self._column.addWidget(self.go_on)
        self.go_on.clicked.connect(self._ask)
        self.address.returnPressed.connect(self._go_to_site)
        self.site.returnPressed.connect(self._ask)

    def _field(self, words: str, name: str) -> QLineEdit:
        label = Label(self._texts.get(words), tone="muted")
        field = QLineEdit()
        field.setObjectName(name)
        field.setAccessibleName(self._texts.get(words))
        label.setBuddy(field)
        self._column.addWidget(label)
        self._column.addWidget(field)
        return field

    def _go_to_site(self) -> None:
        self.site.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        address = self.address.text().strip()
        self.address.setProperty("wrong", not address)
        restyle(self.address)
        if not address:
            self.problem.setText(self._texts.get("unlock.first_missing"))
            return
        self.problem.setText("")
        self.go_on.setEnabled(False)
        self._runner.run(
            self._set_up, address, self.site.text().strip(), then=self._done, failed=self._refused, write=True
        )

    def _done(self, _made: object) -> None:
        self.accept()

    def _refused(self, error: Exception) -> None:
        self.go_on.setEnabled(True)
        said = error if isinstance(error, MskDeskError) else MskDeskError()
        self.problem.setText(f"{said.detail} {said.advice}")
        self.address.setFocus(Qt.FocusReason.OtherFocusReason)
