"""Deciding together in four steps: what matters, compare, choose, check."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from msk_desk.domain.dates import clock_time
from msk_desk.domain.drafts import Draft
from ui.context import Context
from ui.screens.decision.check_page import CheckPage
from ui.screens.decision.choice_page import ChoicePage, Worded
from ui.screens.decision.compare_page import ComparePage, Ticked
from ui.screens.decision.matters_page import MattersPage, Rated
from ui.screens.decision.presenter import DecisionNow, DecisionPresenter
from ui.screens.decision.unfinished import OpenDecision
from ui.screens.patient_view import PatientView, retire
from ui.widgets.button import Button
from ui.widgets.label import Label

STEPS = ("matters", "compare", "choice", "check")


class DecisionView(PatientView):
    """One patient's decision."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("decision_view")
        self.presenter: DecisionPresenter | None = None
        self._undrawn: list[MattersPage | ComparePage | ChoicePage] = []
        texts = context.desk.texts
        self.matters = MattersPage(texts)
        self.compare = ComparePage(texts)
        self.choice = ChoicePage(texts)
        self.check = CheckPage(texts)
        self.steps = QTabBar()
        self.steps.setObjectName("decision_steps")
        self.steps.setAccessibleName(self.text("decision.steps"))
        self.steps.setDrawBase(False)
        self.steps.setExpanding(False)
        self.pages = QStackedWidget()
        for at, page in enumerate((self.matters, self.compare, self.choice, self.check)):
            self.steps.addTab(self.text(f"decision.step_{STEPS[at]}"))
            self.pages.addWidget(page)
        self.kept = Label(tone="muted", size="small", name="decision_kept")
        self.rated = Label(tone="muted", name="decision_rated", wrap=True)
        self.next = Button("", look="primary", name="decision_next")
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.steps, 1)
        head.addWidget(self.kept)
        foot = QHBoxLayout()
        foot.addWidget(self.rated, 1)
        foot.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.pages, 1)
        column.addLayout(foot)

    def _listen(self) -> None:
        self.steps.currentChanged.connect(self._show_step)
        self.next.clicked.connect(self._go_on)
        self.matters.rated.connect(self._rate)
        self.matters.worded.connect(self._take_matters)
        self.compare.ticked.connect(self._discuss)
        self.choice.ticked.connect(self._choose)
        self.choice.worded.connect(self._word)
        self.check.record_asked.connect(self._record)
        self._show_step(0)

    def begin(self) -> None:
        """Another patient or visit."""
        retire(self.presenter)
        self._undrawn = []
        self.kept.setText("")
        self.rated.setText("")
        self.pages.setEnabled(False)
        self.pages.hide()
        self.steps.setCurrentIndex(0)
        presenter = DecisionPresenter(self.context, self.patient_id, self.visit_id, parent=self)
        presenter.opened.connect(self._show)
        presenter.changed.connect(self._show_now)
        presenter.kept.connect(self._show_kept)
        presenter.failed.connect(self.troubled)
        self.presenter = presenter
        presenter.begin()

    def leave(self) -> None:
        """Out of sight."""
        if self.presenter is not None:
            self.presenter.leave()

    def _show(self, found: OpenDecision) -> None:
        self._undrawn = [self.matters, self.compare, self.choice]
        self._draw_page(self.steps.currentIndex())
        self.check.show_opened(found)
        self.kept.setText("")
        if found.draft.content:
            self._show_kept(found.draft)
        self.pages.setEnabled(True)
        self.pages.show()

    def _draw_page(self, at: int) -> None:
        """Make the page of a step when it is first wanted: the comparison has many parts."""
        page = self.pages.widget(at)
        aid = self.presenter.aid if self.presenter is not None else None
        if aid is None:
            return
        for undrawn in [each for each in self._undrawn if each is page]:
            self._undrawn.remove(undrawn)
            undrawn.show_aid(aid)
            undrawn.show_now(self._made().now())

    def _show_now(self, now: DecisionNow) -> None:
        for page in (self.matters, self.compare, self.choice):
            if page not in self._undrawn:
                page.show_now(now)
        self._show_check()
        self.rated.setText(self._rated_words(now))

    def _show_check(self) -> None:
        if self.pages.currentWidget() is not self.check or self.presenter is None or self.presenter.aid is None:
            return
        recorded = self.presenter.recorded_now()
        if recorded is not None:
            self.check.show_recorded(recorded)
        else:
            self.check.show_now(self.presenter.now())

    def _rated_words(self, now: DecisionNow) -> str:
        aid = self.presenter.aid if self.presenter is not None else None
        if aid is None:
            return ""
        titles = {prompt.code: prompt.title for prompt in aid.prompts}
        rated = sorted(((n, titles[code]) for code, n in now.ratings.items() if n is not None), reverse=True)
        if not rated:
            return self.text("decision.none_rated")
        return self.text("decision.most", what=", ".join(f"{title} ({number})" for number, title in rated[:3]))

    def _show_kept(self, draft: Draft) -> None:
        self.kept.setText(self.text("visit.saved", time=clock_time(draft.updated.astimezone())))

    def _show_step(self, at: int) -> None:
        self._draw_page(at)
        self.pages.setCurrentIndex(at)
        last = at == len(STEPS) - 1
        self.next.setVisible(not last)
        self.rated.setVisible(not last)
        self._show_check()
        if not last:
            self.next.set_words(self.text(f"decision.next_{STEPS[at + 1]}"))

    def _go_on(self) -> None:
        self.steps.setCurrentIndex(self.steps.currentIndex() + 1)

    def _made(self) -> DecisionPresenter:
        if self.presenter is None:
            raise LookupError("no decision is open")
        return self.presenter

    def _rate(self, rated: Rated) -> None:
        self._made().rate(rated.prompt, rated.number)

    def _take_matters(self, words: str) -> None:
        self._made().write("what-matters", words)

    def _discuss(self, ticked: Ticked) -> None:
        self._made().discuss(ticked.code, ticked.ticked)

    def _choose(self, ticked: Ticked) -> None:
        self._made().choose(ticked.code, ticked.ticked)

    def _word(self, worded: Worded) -> None:
        self._made().write(worded.link_id, worded.words)

    def _record(self) -> None:
        self._made().record()
