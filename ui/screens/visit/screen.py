"""A visit: its steps on tabs under the patient's banner, each a view of its own, made when first opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from msk_desk.domain.errors import PrintFailed
from msk_desk.domain.records import Changes
from msk_desk.domain.visits import Visit
from ui.context import Context
from ui.errors import trouble
from ui.navigation import Place
from ui.printing import print_bytes
from ui.screens.booking.screen import FollowUpView
from ui.screens.decision.screen import DecisionView
from ui.screens.letter.screen import LetterView
from ui.screens.patient_view import PatientView
from ui.screens.plan.screen import PlanView
from ui.screens.proms.screen import PromsView
from ui.screens.screen import Screen
from ui.screens.visit.assessment import AssessmentView
from ui.screens.visit.presenter import VisitPresenter
from ui.screens.visit.treatment_bar import TreatmentBar
from ui.widgets.button import Button
from ui.widgets.message_bar import MessageBar

Make = Callable[[Context], PatientView]
STEPS: dict[str, tuple[str, Make]] = {
    "assessment": ("visit.step_assessment", AssessmentView),
    "outcomes": ("visit.step_outcomes", PromsView),
    "decision": ("visit.step_decision", DecisionView),
    "plan": ("visit.step_plan", PlanView),
    "letter": ("visit.step_letter", LetterView),
    "follow-up": ("visit.step_follow_up", FollowUpView),
}


class VisitScreen(Screen):
    """Ctrl with 1 to 6 goes to a step; everything typed is kept at each key."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("visit_screen")
        self.presenter = VisitPresenter(context, self)
        self.views: dict[str, PatientView] = {}
        self._keys = list(STEPS)
        self._lay_out()
        self.tabs.currentChanged.connect(self._show_step)
        self.finish.clicked.connect(self._finish)
        self.presenter.begun.connect(self._begin)
        self.presenter.finished.connect(self._leave_finished)
        self.presenter.treatment_asked.connect(self.treatment.ask)
        self.treatment.answered.connect(self._finish_with)
        self.presenter.refused.connect(self._refuse)
        self.presenter.failed.connect(self.troubled)
        self.presenter.paper_made.connect(self._show_paper)
        for at in range(len(STEPS)):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{at + 1}"), self)
            shortcut.setProperty("step", at)
            shortcut.activated.connect(self._take_shortcut)

    def _lay_out(self) -> None:
        self.tabs = QTabBar()
        self.tabs.setObjectName("visit_steps")
        self.tabs.setAccessibleName(self.text("visit.steps"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for at, (words, _) in enumerate(STEPS.values(), 1):
            self.tabs.addTab(self.text("visit.step", number=at, name=self.text(words)))
        self.finish = Button(self.text("visit.finish"), name="visit_finish", icon="leave")
        head = QHBoxLayout()
        head.setContentsMargins(0, 8, 0, 0)
        head.addWidget(self.tabs, 1)
        head.addWidget(self.finish)
        rule = QFrame()
        rule.setProperty("rule", "true")
        rule.setFixedHeight(1)
        self.message = MessageBar(self.text("window.close"), name="visit_message")
        self.treatment = TreatmentBar(self.context.desk.texts)
        self.pages = QStackedWidget()
        page = QVBoxLayout(self)
        page.setContentsMargins(20, 0, 20, 12)
        page.setSpacing(0)
        page.addLayout(head)
        page.addWidget(rule)
        page.addSpacing(12)
        page.addWidget(self.message)
        page.addWidget(self.treatment)
        page.addWidget(self.pages, 1)

    def open(self, place: Place) -> None:
        """Turn to a visit; the same patient's visit goes on where it is."""
        self.message.put_away()
        self.treatment.hide()
        wanted = place.details.get("step", "")
        if wanted in self._keys:
            self.tabs.setCurrentIndex(self._keys.index(wanted))
        elif place.patient_id != self.presenter.patient_id:
            self.tabs.setCurrentIndex(0)
        if place.patient_id != self.presenter.patient_id:
            self.pages.hide()
        self.titled.emit(self.text("visit.title"))
        self.presenter.open(place)

    def leave(self) -> None:
        """Out of sight, or about to lock: what was typed goes to disk."""
        for view in self.views.values():
            view.leave()

    def take_changes(self, changes: Changes) -> None:
        """Something was saved or came in."""
        for view in self.views.values():
            if view.patient_id == self.presenter.patient_id:
                view.take_changes(changes)

    @property
    def step(self) -> str:
        """The key of the step in sight."""
        return self._keys[self.tabs.currentIndex()]

    def _begin(self, visit: Visit) -> None:
        self.pages.show()
        self.finish.setEnabled(visit.status == "in-progress")
        self._show_step(self.tabs.currentIndex())

    def _show_step(self, at: int) -> None:
        visit = self.presenter.visit
        if visit is None:
            return
        for key, shown in self.views.items():
            if key != self.step:
                shown.leave()
        view = self._view(self.step)
        self.pages.setCurrentWidget(view)
        view.open(visit.patient_id, visit.id)
        title = view.title if isinstance(view, AssessmentView) else ""
        self.titled.emit(title or self.text(STEPS[self.step][0]))

    def _say_form_title(self, title: str) -> None:
        if self.step == "assessment":
            self.titled.emit(title)

    def _print(self) -> None:
        self.presenter.make_paper()

    def _show_paper(self, pdf: bytes) -> None:
        try:
            print_bytes(pdf, self.text("visit.print"), self)
        except PrintFailed as error:
            self.troubled.emit(error)

    def _view(self, key: str) -> PatientView:
        if key not in self.views:
            view = STEPS[key][1](self.context)
            view.troubled.connect(self.troubled)
            if isinstance(view, AssessmentView):
                view.titled.connect(self._say_form_title)
                view.print_asked.connect(self._print)
            self.pages.addWidget(view)
            self.views[key] = view
        return self.views[key]

    def _take_shortcut(self) -> None:
        self.tabs.setCurrentIndex(int(self.sender().property("step")))
        self.tabs.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _finish(self) -> None:
        self.message.put_away()
        self.leave()
        self.presenter.finish()

    def _finish_with(self, outcome: str) -> None:
        self.treatment.hide()
        self.presenter.finish_with(outcome)

    def _refuse(self, error: Exception) -> None:
        said = trouble(error)
        detail = str(error) or said.advice
        self.message.show_message(self.text("visit.not_finished"), detail, code=said.code, look="warn")
        self.tabs.setCurrentIndex(0)

    def _leave_finished(self, visit: Visit) -> None:
        self.context.navigator.go("today")
