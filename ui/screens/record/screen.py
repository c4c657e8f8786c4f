"""One patient's record: tabs under the banner, each read when it comes into sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from msk_desk.domain.errors import PrintFailed
from msk_desk.domain.records import Changes
from msk_desk.domain.roles import ENTERING
from ui.context import Context
from ui.navigation import Place
from ui.printing import print_bytes
from ui.screens.record.details import DetailsTab
from ui.screens.record.documents import DocumentsTab
from ui.screens.record.due_card import StartMeasure
from ui.screens.record.elsewhere import Elsewhere
from ui.screens.record.outcomes import OutcomesTab
from ui.screens.record.overview import OverviewTab
from ui.screens.record.presenter import RecordPresenter
from ui.screens.record.timeline import TimelineList
from ui.screens.record.visits import VisitsTab
from ui.screens.record.waiting import WaitingTab
from ui.screens.screen import Screen
from ui.widgets.button import Button
from ui.widgets.card import Card

if TYPE_CHECKING:
    from msk_desk.domain.timeline import TimelineEntry
    from msk_desk.services.record import Banner, Overview

OVERVIEW, VISITS, OUTCOMES = "overview", "visits", "outcomes"
TIMELINE, DOCUMENTS, DETAILS, WAITING = "timeline", "documents", "details", "waiting"
_WORDS = {
    OVERVIEW: "record.tab_overview", VISITS: "record.tab_visits", OUTCOMES: "record.tab_outcomes",
    TIMELINE: "record.tab_timeline", DOCUMENTS: "record.tab_documents", DETAILS: "record.tab_details",
    WAITING: "record.tab_waiting",
}  # fmt: skip


class RecordScreen(Screen):
    """Roles that are not clinical have the details alone."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("record_screen")
        self.presenter = RecordPresenter(context, self)
        self.overview = OverviewTab(context)
        self.visits = VisitsTab(context)
        self.outcomes = OutcomesTab(context)
        self._asked: dict[str, str] = {}
        self.timeline = TimelineList(context)
        self.documents = DocumentsTab(context)
        self.details = DetailsTab(context)
        self.waiting = WaitingTab(context)
        self.elsewhere = Elsewhere(context)
        self._held = True
        self.refer = Button(self.text("record.refer"), name="record_refer", icon="triage")
        self._keys = list(_WORDS) if context.actor.role.clinical else [DETAILS, WAITING]
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        timeline_card = Card(self.text("record.timeline"), name="card_whole_timeline")
        timeline_card.add(self.timeline)
        timeline_page = QWidget()
        column = QVBoxLayout(timeline_page)
        column.setContentsMargins(0, 12, 0, 14)
        column.addWidget(timeline_card)
        column.addStretch(1)
        parts = {
            OVERVIEW: _scrolling(self.overview), VISITS: self.visits, OUTCOMES: _scrolling(self.outcomes),
            TIMELINE: _scrolling(timeline_page), DOCUMENTS: self.documents, DETAILS: _scrolling(self.details),
            WAITING: _scrolling(self.waiting),
        }  # fmt: skip
        self.tabs = QTabBar()
        self.tabs.setObjectName("record_tabs")
        self.tabs.setAccessibleName(self.text("record.tabs"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.pages = QStackedWidget()
        for key, part in parts.items():
            if key in self._keys:
                self.tabs.addTab(self.text(_WORDS[key]))
                self.pages.addWidget(part)
            else:
                part.hide()
                part.setParent(self)
        self.start = Button(self.text("record.start_visit"), look="primary", name="record_start_visit", icon="play")
        self.book = Button(self.text("record.book"), name="record_book", icon="calendar")
        self.enter = Button(self.text("record.enter_answers"), name="record_enter_answers", icon="edit")
        head = QHBoxLayout()
        head.setContentsMargins(0, 8, 0, 0)
        head.setSpacing(8)
        head.addWidget(self.tabs, 1)
        head.addWidget(self.book)
        head.addWidget(self.refer)
        head.addWidget(self.enter)
        head.addWidget(self.start)
        rule = QFrame()
        rule.setProperty("rule", True)
        rule.setFixedHeight(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(20, 0, 20, 0)
        page.setSpacing(0)
        page.addLayout(head)
        page.addWidget(rule)
        page.addWidget(self.elsewhere)
        page.addWidget(self.pages, 1)
        self.elsewhere.hide()
        self.start.hide()
        self.enter.setVisible(self.context.actor.role in ENTERING)

    def _connect(self) -> None:
        presenter = self.presenter
        self.tabs.currentChanged.connect(self._show_tab)
        self.start.clicked.connect(self._start_visit)
        self.enter.clicked.connect(self._enter_answers)
        self.refer.setVisible(self.context.desk.referrals.may_take(self.context.actor))
        self.refer.clicked.connect(self._take_referral)
        self.book.clicked.connect(self._book)
        self.overview.outcomes_asked.connect(self._go_to_outcomes)
        self.overview.timeline_asked.connect(self._go_to_timeline)
        self.documents.document_asked.connect(presenter.read_document)
        self.documents.troubled.connect(self.troubled)
        self.visits.troubled.connect(self.troubled)
        self.details.phone_given.connect(presenter.change_phone)
        presenter.held_read.connect(self._show_held)
        self.context.patient.banner_read.connect(self._offer_visit)
        self.elsewhere.asked.connect(presenter.fetch)
        presenter.overview_read.connect(self._show_overview)
        presenter.timeline_read.connect(self._show_timeline)
        presenter.outcomes_read.connect(self.outcomes.show_page)
        presenter.paper_made.connect(self._print_outcomes)
        self.outcomes.print_asked.connect(presenter.print_outcomes)
        self.outcomes.due.put_aside.connect(presenter.put_aside)
        self.outcomes.due.taken_back.connect(presenter.take_back)
        self.outcomes.due.start_asked.connect(self._start_measure)
        presenter.documents_read.connect(self.documents.show_documents)
        presenter.document_read.connect(self.documents.show_document)
        presenter.clocks_read.connect(self.waiting.show_clocks)
        presenter.patient_read.connect(self.details.show_patient)
        presenter.phone_saved.connect(self._phone_saved)
        presenter.phone_refused.connect(self.details.refuse)
        for keys, slot in (
            ("Ctrl+PgDown", self._next_tab),
            ("Ctrl+PgUp", self._tab_before),
            ("F5", self._read),
            ("Alt+B", self._book),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def open(self, place: Place) -> None:
        """Turn to a patient; the tab asked for, or the first for another patient."""
        self.titled.emit(self.text("record.title"))
        other = place.patient_id != self.presenter.patient_id
        self.presenter.open(place.patient_id)
        self._offer_visit(self.context.patient.banner)
        if other:
            self._show_held(True)
            self.elsewhere.begin()
            self.details.begin()
            self.documents.clear()
            self.visits.clear()
            self.outcomes.clear()
            self.waiting.clear()
        self._asked = {key: value for key, value in place.details.items() if key != "tab"}
        wanted = place.details.get("tab", self._keys[0] if other else self._keys[self.tabs.currentIndex()])
        at = self._keys.index(wanted) if wanted in self._keys else 0
        if at == self.tabs.currentIndex():
            self._show_tab(at)
        else:
            self.tabs.setCurrentIndex(at)
        self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_changes(self, changes: Changes) -> None:
        """Something of this patient changed."""
        if changes.touches_patient(self.presenter.patient_id):
            self._read()

    def _offer_visit(self, banner: Banner | None) -> None:
        """Nobody starts a visit with somebody who has died; until that is known nothing is offered."""
        known = banner is not None and banner.patient.id == self.presenter.patient_id and not banner.patient.deceased
        self.start.setVisible(known and self.context.actor.role.writes_notes)

    def _show_tab(self, at: int) -> None:
        self.pages.setCurrentIndex(at)
        self._show_held(self._held)
        self._read()

    def _show_held(self, held: bool) -> None:
        """Who the patient is can always be seen; an empty clinical tab must not pass for an empty record."""
        self._held = held
        elsewhere = not held and self._keys[self.tabs.currentIndex()] not in (DETAILS, WAITING)
        self.elsewhere.setVisible(elsewhere)
        self.pages.setVisible(not elsewhere)

    def _read(self) -> None:
        if not self.presenter.patient_id:
            return
        reads = {
            OVERVIEW: self.presenter.read_overview, VISITS: self._read_visits, OUTCOMES: self.presenter.read_outcomes,
            TIMELINE: self.presenter.read_timeline, DOCUMENTS: self.presenter.read_documents,
            DETAILS: self.presenter.read_patient, WAITING: self.presenter.read_clocks,
        }  # fmt: skip
        self.presenter.read_held()
        reads[self._keys[self.tabs.currentIndex()]]()

    def _read_visits(self) -> None:
        asked, self._asked = self._asked, {}
        self.visits.open(self.presenter.patient_id, asked)

    def _show_overview(self, overview: Overview) -> None:
        self.overview.show_overview(overview)

    def _show_timeline(self, entries: tuple[TimelineEntry, ...]) -> None:
        self.timeline.show_entries(entries, self.text("record.timeline_empty"))

    def _print_outcomes(self, pdf: bytes) -> None:
        try:
            print_bytes(pdf, self.text("record.tab_outcomes"), self)
        except PrintFailed as error:
            self.troubled.emit(error)

    def _start_measure(self, start: StartMeasure) -> None:
        self.context.navigator.go(
            start.place, self.presenter.patient_id, instrument=start.instrument, time_point=start.time_point,
            mode=start.mode,
        )  # fmt: skip

    def _phone_saved(self, changes: Changes) -> None:
        self.details.saved()
        self.presenter.read_patient()

    def _enter_answers(self) -> None:
        self.context.navigator.go("proms", self.presenter.patient_id)

    def _book(self) -> None:
        self.context.navigator.go("booking", self.presenter.patient_id)

    def _take_referral(self) -> None:
        """A clinician refers within the service; reception takes what a caller says."""
        source = "internal" if self.context.actor.role.clinical else ""
        self.context.navigator.go("referral", patient=self.presenter.patient_id, source=source)

    def _start_visit(self) -> None:
        self.context.navigator.go("visit", self.presenter.patient_id, appointment_id="")

    def _go_to_outcomes(self) -> None:
        self.tabs.setCurrentIndex(self._keys.index(OUTCOMES))

    def _go_to_timeline(self) -> None:
        self.tabs.setCurrentIndex(self._keys.index(TIMELINE))

    def _next_tab(self) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + 1) % self.tabs.count())

    def _tab_before(self) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() - 1) % self.tabs.count())


def _scrolling(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    return area
