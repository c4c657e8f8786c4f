"""Step 4: the record read back before it is stored, and what stands behind the aid."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from msk_desk.domain.aids import DecisionAid
from msk_desk.domain.dates import patient_date, staff_date
from ui.context import Texts
from ui.screens.decision.presenter import CHOICE, DISCUSSED, DecisionNow
from ui.screens.decision.unfinished import OpenDecision, displays_of
from ui.widgets.button import Button
from ui.widgets.card import Card, clear_layout
from ui.widgets.label import Label


class CheckPage(QWidget):
    """Signals:
    record_asked: the user stores the decision.
    """

    record_asked = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._aid: DecisionAid | None = None
        self._card = Card(texts.get("decision.check"), texts.get("decision.check_hint"), name="decision_check")
        self._card.setProperty("card", "true")
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(18)
        self._lines.setVerticalSpacing(8)
        self._lines.setColumnStretch(1, 1)
        self._card.add(self._lines)
        self._card.body.addStretch(1)
        self.needs = Label(tone="warn", wrap=True, name="decision_needs")
        self.done = Label(tone="good", wrap=True, name="decision_done")
        self.record = Button(texts.get("decision.record"), look="primary", name="decision_record", icon="check")
        self.record.clicked.connect(self.record_asked)
        for part in (self.needs, self.done, self.record):
            self._card.add(part)
        self._behind = Card(texts.get("decision.behind"), name="decision_behind")
        self._behind.setProperty("card", "true")
        self.about = Label(wrap=True, tone="muted", name="decision_about_aid")
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        sheet = QWidget()
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addWidget(self.about)
        inside.addStretch(1)
        scroll.setWidget(sheet)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._behind.add(scroll, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self._card, 1)
        row.addWidget(self._behind, 1)

    def show_opened(self, found: OpenDecision) -> None:
        """The aid, and what was decided with it before."""
        aid, text = found.aid, self._texts.get
        self._aid = aid
        lines = [
            text("decision.authors", names="; ".join(aid.authors)), aid.interests, aid.funding,
            text("decision.dated", made=patient_date(aid.published), review=patient_date(aid.review_date)),
            aid.update_policy, "", text("decision.sources"),
            *(f"• {source.citation} ({source.read}) {source.url}" for source in aid.sources()),
        ]  # fmt: skip
        self.about.setText("\n".join(lines))
        if found.earlier:
            newest = found.earlier[0]
            chosen = ", ".join(displays_of(newest.items, CHOICE))
            day = staff_date(newest.authored.astimezone().date())
            self.done.setText(text("decision.recorded", day=day, choice=chosen))
        self.done.setVisible(bool(found.earlier))

    def show_now(self, now: DecisionNow) -> None:
        """The record in words, and what it still needs."""
        self._card.set_heading(self._texts.get("decision.check"), self._texts.get("decision.check_hint"))
        self.record.show()
        clear_layout(self._lines)
        for at, (key, words) in enumerate(self._rows(now)):
            self._lines.addWidget(
                Label(self._texts.get(f"decision.{key}"), tone="muted"), at, 0, Qt.AlignmentFlag.AlignTop
            )
            self._lines.addWidget(Label(words or self._texts.get("decision.nothing"), wrap=True), at, 1)
        gaps = [self._texts.get(f"decision.gap_{gap}") for gap in now.missing if gap in (CHOICE, DISCUSSED)]
        self.needs.setText(self._texts.get("decision.needs", gaps="; ".join(gaps)) if gaps else "")
        self.needs.setVisible(bool(gaps))
        self.record.setEnabled(not now.missing)

    def show_recorded(self, now: DecisionNow) -> None:
        """Nothing new was begun: what is on the record stands here."""
        self.show_now(now)
        self.needs.hide()
        self.record.hide()
        self._card.set_heading(self._texts.get("decision.on_record"))

    def _rows(self, now: DecisionNow) -> list[tuple[str, str]]:
        if self._aid is None:
            return []
        prompts = {prompt.code: prompt.title for prompt in self._aid.prompts}
        rated = sorted(((n, prompts[code]) for code, n in now.ratings.items() if n is not None), reverse=True)
        options = {option.code: option.title for option in self._aid.options}
        choices = {choice.code: choice.title for choice in self._aid.choices}
        return [
            ("row_matters", now.words["what-matters"]),
            ("row_rated", ", ".join(f"{title}: {number}" for number, title in rated)),
            ("row_talked", ", ".join(options.get(code, code) for code in now.discussed)),
            ("row_choice", ", ".join(choices.get(code, code) for code in now.choice)),
            ("row_reasons", now.words["reasons"]),
            ("row_questions", now.words["questions"]),
            ("row_next", now.words["next-step"]),
        ]
