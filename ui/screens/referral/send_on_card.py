"""An emergency or new injury in the words of a referral: what to say, and who was told; other scope notes below."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from msk_desk.domain.pathways import Handover
from msk_desk.domain.scope_check import OUT, ScopeFinding
from ui.context import Context
from ui.screens.referral.fields import FieldBox, LineField, add_beside
from ui.widgets.card import Card, clear_layout
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented

TOLD = ("999", "ed", "clinician")


class SendOnCard(Card):
    """Shown only while something is raised; an emergency is saved once somebody was told.

    Signals:
        changed: nothing; who was told was touched.
    """

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(look="bad", name="card_send_on", parent=parent)
        self._context = context
        self._findings: tuple[ScopeFinding, ...] = ()
        text = context.text
        self._words = QVBoxLayout()
        self._words.setSpacing(4)
        self.told = Segmented(
            [(key, text(f"referral.told_{key}")) for key in TOLD], name="send_on_told", says=text("referral.told")
        )
        self.who = LineField("send_on_who", "", text("referral.example_told_who"))
        self.said = LineField("send_on_said", "", text("referral.example_told_said"))
        self._box = FieldBox(text("referral.told"), self.told)
        row = QHBoxLayout()
        row.setSpacing(12)
        add_beside(
            row,
            (FieldBox(text("referral.told_who"), self.who), 1),
            (FieldBox(text("referral.told_said"), self.said), 1),
        )
        first = QHBoxLayout()
        first.addWidget(self._box)
        first.addStretch(1)
        self._telling = QWidget()
        telling = QVBoxLayout(self._telling)
        telling.setContentsMargins(0, 4, 0, 0)
        telling.setSpacing(8)
        telling.addLayout(first)
        telling.addLayout(row)
        self.add(self._words)
        self.add(self._telling)
        self.told.chosen.connect(self._say_changed)
        self.who.textEdited.connect(self._say_changed)
        self.said.textEdited.connect(self._say_changed)
        self.hide()

    def begin(self) -> None:
        """Nothing is raised and nobody was told."""
        self.told.choose("")
        self.who.clear()
        self.said.clear()
        self.show_findings(())

    def show_findings(self, findings: tuple[ScopeFinding, ...]) -> None:
        """Show what the words raise; who was told stays."""
        if findings == self._findings and findings:
            return
        self._findings = findings
        clear_layout(self._words)
        urgent = [each for each in findings if each.at_once]
        text = self._context.text
        self.setProperty("card", "bad" if urgent else "warn")
        self.set_heading(text("referral.at_once") if urgent else text("referral.look_at_scope"))
        self.style().unpolish(self)
        self.style().polish(self)
        for finding in findings:
            self._add(finding)
        self._telling.setVisible(bool(urgent))
        self._box.say("")
        self.setVisible(bool(findings))

    def _add(self, finding: ScopeFinding) -> None:
        text, rule = self._context.text, finding.rule
        denied = text("referral.said_not_so") if finding.denied else ""
        heading = " ".join(part for part in (f"{rule.title}.", denied) if part)
        self._words.addWidget(Label(heading, tone="strong", wrap=True))
        quoted = text("referral.because", words=finding.words, sources=", ".join(rule.sources))
        if finding.at_once and rule.script:
            self._words.addWidget(Label(text("referral.say", script=rule.script), wrap=True))
        if rule.where and not finding.denied:
            key = "referral.where_instead" if rule.kind == OUT else "referral.where_now"
            self._words.addWidget(Label(text(key, where=rule.where), wrap=True))
        self._words.addWidget(Label(quoted, tone="muted", size="small", wrap=True))

    @property
    def urgent(self) -> bool:
        """Whether somebody must be told before this is saved."""
        return any(each.at_once for each in self._findings)

    @property
    def findings(self) -> tuple[ScopeFinding, ...]:
        """What is raised now."""
        return self._findings

    def handovers(self) -> tuple[Handover, ...]:
        """Who was told, when it says so; the time is now."""
        if not self.urgent or not self.told.choice or not self.who.text().strip():
            return ()
        text, desk = self._context.text, self._context.desk
        to = text("referral.told_to", place=text(f"referral.told_{self.told.choice}"), who=self.who.text().strip())
        at = desk.now().isoformat(timespec="seconds")
        return (Handover(desk.new_id(), to, self._context.actor.staff_id, at, self.said.text().strip()),)

    def ask(self) -> None:
        """It cannot be saved before somebody was told."""
        self._box.say(self._context.text("referral.wrong_handover"))
        self.told.button(self.told.choice or TOLD[0]).setFocus()

    def _say_changed(self) -> None:
        self._box.say("")
        self.changed.emit()
