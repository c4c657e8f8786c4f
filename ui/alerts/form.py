"""What was done about an alert: what was asked, the risk found, the action, who was told, the safety plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from msk_desk.domain.alerts import Risk
from ui.alerts.presenter import TEXTS, complete
from ui.context import Texts
from ui.forms.editors.text_area import GrowingText
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented

_WIDE = 760


class AlertForm(QWidget):
    """Two columns where there is room.

    Signals:
        typed: everything that stands in the form, a mapping; at each keystroke and choice.
        save_asked: everything that stands in the form.
        closed: put away; what was typed is kept.
    """

    typed = Signal(object)
    save_asked = Signal(object)
    closed = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("alert_form")
        self._texts = texts
        text = texts.get
        self.asked, self.action = self._area("asked"), self._area("action")
        self.told, self.because = self._line("told"), self._line("no_plan_because")
        risks = [(str(risk), text(f"alerts.risk_{risk.replace('-', '_')}")) for risk in Risk]
        self.risk = Segmented(risks, name="alert_risk", says=text("alerts.risk"))
        self.risk.set_tone(str(Risk.IMMEDIATE), "bad")
        plans = [("yes", text("alerts.plan_yes")), ("no", text("alerts.plan_no"))]
        self.plan = Segmented(plans, name="alert_plan", says=text("alerts.plan"))
        self.save = Button(text("alerts.save"), look="primary", name="alert_save", icon="check")
        self.later = Button(text("alerts.later"), name="alert_later")
        self.missing = Label(tone="muted", size="small", wrap=True, name="alert_missing")
        self._fields: list[QWidget] = [
            self._field("alerts.asked", self.asked), self._field("alerts.risk", self.risk),
            self._field("alerts.action", self.action), self._field("alerts.told", self.told),
            self._field("alerts.plan", self.plan), self._field("alerts.no_plan_because", self.because),
        ]  # fmt: skip
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(8)
        self._columns = 0
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.missing, 1)
        buttons.addWidget(self.later)
        buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addLayout(self._grid)
        column.addLayout(buttons)
        column.addStretch(1)
        self._arrange(2)
        self._connect()

    def _area(self, name: str) -> GrowingText:
        area = GrowingText(2)
        area.setObjectName(f"alert_{name}")
        area.setAccessibleName(self._texts.get(f"alerts.{name}"))
        return area

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(f"alert_{name}")
        line.setAccessibleName(self._texts.get(f"alerts.{name}"))
        return line

    def _field(self, key: str, control: QWidget) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        label = QLabel(self._texts.get(key))
        label.setBuddy(control)
        column.addWidget(label)
        column.addWidget(control)
        if isinstance(control, Segmented):
            column.setAlignment(control, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return holder

    def _connect(self) -> None:
        for area in (self.asked, self.action):
            area.typed.connect(self._say_typed)
        for line in (self.told, self.because):
            line.textEdited.connect(self._say_typed)
        for choice in (self.risk, self.plan):
            choice.chosen.connect(self._say_typed)
        self.save.clicked.connect(self._say_save)
        self.later.clicked.connect(self.closed)

    def show_content(self, content: Mapping[str, Any]) -> None:
        """Show what was typed before."""
        self.asked.show_text(str(content.get("asked", "")))
        self.action.show_text(str(content.get("action", "")))
        self.told.setText(str(content.get("told", "")))
        self.because.setText(str(content.get("no_plan_because", "")))
        self.risk.choose(str(content.get("risk", "")))
        self.plan.choose(str(content.get("plan", "")))
        self._mark()
        self.asked.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def content(self) -> dict[str, str]:
        """What stands in the form."""
        said = (self.asked.toPlainText(), self.action.toPlainText(), self.told.text(), self.because.text())
        return dict(zip(TEXTS, said, strict=True)) | {"risk": self.risk.choice, "plan": self.plan.choice}

    def _say_typed(self, *_: object) -> None:
        self._mark()
        self.typed.emit(self.content)

    def _say_save(self) -> None:
        self.save_asked.emit(self.content)

    def _mark(self) -> None:
        content, text = self.content, self._texts.get
        self._fields[-1].setVisible(content["plan"] == "no")
        whole = complete(content)
        self.save.setEnabled(whole)
        hint = "alerts.hint_immediate" if content["risk"] == Risk.IMMEDIATE else "alerts.hint"
        self.missing.setText("" if whole and content["risk"] != Risk.IMMEDIATE else text(hint))
        self.missing.set_tone("bad" if content["risk"] == Risk.IMMEDIATE else "muted")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two would be cramped."""
        super().resizeEvent(event)
        self._arrange(2 if self.width() >= current().px(_WIDE) else 1)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for at, field in enumerate(self._fields):
            self._grid.addWidget(field, at // columns, at % columns)
        for at in range(2):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)
