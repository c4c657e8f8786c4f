"""Triage: the inbox at the left, everything about one referral in the middle, the decision at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from msk_desk.domain.errors import PrintFailed
from msk_desk.domain.records import Changes
from msk_desk.services.triage import DECIDING, InboxLine
from ui.context import Context
from ui.navigation import Place
from ui.printing import print_bytes
from ui.screens.screen import Screen
from ui.screens.triage.decided_panel import DecidedPanel
from ui.screens.triage.decision_panel import DecisionPanel
from ui.screens.triage.inbox import InboxCard
from ui.screens.triage.page_view import PageView
from ui.screens.triage.presenter import TO_DO, Inbox, TriagePresenter
from ui.screens.triage.unfinished import OpenPage
from ui.theme.theme import current
from ui.widgets.message_bar import MessageBar

_MADE_OF = ("Task", "EpisodeOfCare", "ServiceRequest", "Patient", "DocumentReference", "Composition", "Appointment")


_STACKED, _TIGHT = 840, 1000
"""Pixels at 100 % below which the list stands over the referral, and decisions in one column."""
_WIDTHS = ((1250, (336, 384)), (_TIGHT, (282, 372)), (0, (232, 290)))
"""From which width (at 100 %) on how wide the list and the decision are."""
_NO_LIMIT = 16_777_215


class TriageScreen(Screen):
    """A morning's triage without a mouse: arrows choose, Enter claims, keys decide, Ctrl and Enter confirm."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("triage_screen")
        texts, self._decisions = context.desk.texts, context.desk.triage.decisions()
        self.may_decide = context.actor.role in DECIDING
        self.presenter = TriagePresenter(context, self)
        self.inbox = InboxCard(texts, context.desk.now, self._decisions.title)
        self.page = PageView(texts, self._decisions.title)
        self.decision = DecisionPanel(texts, self.presenter, self._decisions.decisions)
        self.inbox.table.keys = self.decision.grid.keys
        self.decided = DecidedPanel(texts, self._decisions.title)
        self.message = MessageBar(self.text("window.close"), name="triage_message")
        self._wanted_patient = ""
        self._after = ""
        self._lines: tuple[InboxLine, ...] = ()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.side = QStackedWidget()
        self.side.addWidget(self.decision)
        self.side.addWidget(self.decided)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(16)
        referral = QHBoxLayout()
        referral.setSpacing(16)
        referral.addWidget(self.page, 1)
        referral.addWidget(self.side)
        self._row.addWidget(self.inbox)
        self._row.addLayout(referral, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(20, 16, 20, 14)
        page.setSpacing(10)
        page.addWidget(self.message)
        page.addLayout(self._row, 1)
        self.side.setVisible(False)

    def _connect(self) -> None:
        presenter, page = self.presenter, self.page
        self.inbox.mode_chosen.connect(presenter.choose_mode)
        self.inbox.table.row_chosen.connect(self._choose)
        self.inbox.table.row_opened.connect(self._claim_and_go_on)
        self.inbox.table.key_pressed.connect(self._press)
        page.flags.answered.connect(presenter.answer_flag)
        page.flags.confirmed.connect(self._confirm_screen)
        page.flags.key_pressed.connect(self._press)
        page.notice.take_over_asked.connect(self._take_over)
        page.opinion.answered.connect(self._answer)
        page.record_asked.connect(self._open_record)
        page.document_asked.connect(self._open_document)
        self.decision.confirmed.connect(self._decide)
        self.decision.give_back.clicked.connect(presenter.release)
        self.decided.undo_asked.connect(presenter.undo)
        self.decided.bringing_back_asked.connect(presenter.bring_back)
        self.decided.signing_asked.connect(presenter.sign_letter)
        presenter.inbox_read.connect(self.show_inbox)
        presenter.page_read.connect(self.show_page)
        presenter.cleared.connect(self._clear)
        presenter.offers_read.connect(self.decision.show_fits)
        presenter.decided.connect(self._say_decided)
        presenter.failed.connect(self.troubled)
        presenter.printed.connect(self._print)
        for keys, slot in (
            ("F5", presenter.read), ("Ctrl+Return", self._decide), ("Ctrl+Enter", self._decide),
            ("F6", self._next_pane),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list and the decision keep their widths; the referral takes the rest."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        px, wide = current().px, self.width()
        stacked = wide < px(_STACKED)
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if stacked else directions.LeftToRight)
        self.decision.grid.set_columns(1 if wide < px(_TIGHT) else 2)
        list_wide, side_wide = next(widths for least, widths in _WIDTHS if wide >= px(least))
        self.inbox.show_keys(not stacked)
        self.inbox.setFixedWidth(wide - 40 if stacked else px(list_wide))
        self.inbox.setMaximumHeight(self.height() * 30 // 100 if stacked else _NO_LIMIT)
        self.side.setFixedWidth(px(side_wide))

    def open(self, place: Place) -> None:
        """Read afresh; a patient in the place is chosen."""
        self._wanted_patient = place.patient_id
        self.presenter.read()
        self.presenter.read_page()
        self.inbox.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """What was typed is handed to the disk."""
        self.presenter.keep()

    def take_changes(self, changes: Changes) -> None:
        """Referrals came, were claimed or decided, here or elsewhere."""
        if changes.touches(*_MADE_OF):
            self.presenter.read()
            if self.presenter.shown is not None and changes.touches_patient(self._patient):
                self.presenter.read_page()

    @property
    def _patient(self) -> str:
        shown = self.presenter.shown
        return shown.page.referral.patient_id if shown is not None else ""

    # The inbox

    def show_inbox(self, inbox: Inbox) -> None:
        """Show the list; whoever is in hand stays in hand, gone from the list or not."""
        before, self._lines = self._lines, inbox.lines
        if self._wanted_patient:
            wanted = (x for x in inbox.lines if x.referral.patient_id == self._wanted_patient)
            found = next(wanted, None)
            self._wanted_patient = ""
            if found is not None:
                self.presenter.choose(found.referral.pathway_id, at_once=True)
        at = self.inbox.show_lines(inbox.lines, self.presenter.chosen)
        self.inbox.say_empty(inbox.mode)
        if inbox.mode == TO_DO:
            self._say_title(inbox.lines)
        if at < 0:
            self._choose_next(before, inbox.lines)

    def _choose_next(self, before: tuple[InboxLine, ...], now: tuple[InboxLine, ...]) -> None:
        """After one's own decision the one that stood below it, at the start the first; else nothing jumps."""
        taken, self._after = self._after, ""
        if self.presenter.chosen and not taken:
            return  # decided elsewhere while in view: it stays, and says so
        if not now:
            self.presenter.choose("")
            return
        old = next((i for i, x in enumerate(before) if x.referral.pathway_id == taken), 0)
        below = [x.referral.pathway_id for x in before[old + 1 :]]
        places = {x.referral.pathway_id: i for i, x in enumerate(now)}
        at = next((places[each] for each in below if each in places), 0)
        self.presenter.choose("")
        self.inbox.table.choose_quietly(at)
        self.presenter.choose(now[at].referral.pathway_id, at_once=True)

    def _say_title(self, lines: tuple[InboxLine, ...]) -> None:
        urgent = sum(line.urgent for line in lines)
        key = "triage.title_urgent" if urgent else "triage.title_count"
        self.titled.emit(self.text(key, n=len(lines), urgent=urgent) if lines else self.text("triage.title"))

    def _choose(self, line: InboxLine | None) -> None:
        if line is not None:
            self.presenter.choose(line.referral.pathway_id)

    def _claim_and_go_on(self, line: InboxLine) -> None:
        """Enter: mine from now on, and the keyboard goes to its screen."""
        self.presenter.choose(line.referral.pathway_id, at_once=True)
        if self.may_decide:
            self.presenter.claim()
        self.page.flags.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # The page

    def show_page(self, shown: OpenPage) -> None:
        """Show the referral in hand."""
        self.page.show_page(shown, self.may_decide)
        self.page.notice.show_page(shown, self.presenter.me, self.may_decide)
        self.page.opinion.show_page(shown, self.presenter.me)
        self.side.setVisible(self.may_decide or shown.decided)
        self.decision.setEnabled(not self.page.notice.holds)
        if shown.decided:
            self.decided.show_page(shown)
            self.side.setCurrentWidget(self.decided)
            if self.presenter.mode == TO_DO:
                self.page.notice.say_gone()
        else:
            self.decision.show_page(shown)
            self.side.setCurrentWidget(self.decision)

    def _clear(self) -> None:
        self.page.clear_page()
        self.side.setVisible(False)

    def _confirm_screen(self) -> None:
        self.presenter.confirm_screen()
        self.decision.grid.give_focus()

    def _press(self, key: str) -> None:
        """A key that decides, pressed in a list."""
        if self.side.currentWidget() is self.decision and self.may_decide:
            self.decision.grid.press(key)

    def _next_pane(self) -> None:
        """The list, the screen, the decision, and round again."""
        focus = self.window().focusWidget()
        if focus is not None and self.inbox.isAncestorOf(focus):
            self.page.flags.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif focus is not None and self.page.isAncestorOf(focus) and self.side.currentWidget() is self.decision:
            self.decision.grid.give_focus()
        else:
            self.inbox.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _take_over(self) -> None:
        self.presenter.claim(take_over=True)

    def _answer(self, given: tuple[str, str]) -> None:
        self.presenter.answer_opinion(*given)

    def _open_record(self) -> None:
        if self._patient:
            self.context.navigator.go("record", self._patient)

    def _open_document(self, document_id: str) -> None:
        self.context.navigator.go("record", self._patient, tab="documents", document_id=document_id)

    # Deciding

    def _decide(self) -> None:
        if self.side.currentWidget() is self.decision and self.decision.confirm.isEnabled() and self.may_decide:
            self._after = self.presenter.chosen
            self.presenter.decide()

    def _say_decided(self, said: tuple[str, str]) -> None:
        words, not_booked = said
        if not_booked:
            self.message.show_message(words, self.text("triage.not_booked", why=not_booked), look="warn")
        else:
            self.message.show_message(words, self.text("triage.done"), look="good")
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self.inbox.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _print(self, paper: tuple[bytes, str]) -> None:
        try:
            print_bytes(*paper, self)
        except PrintFailed as error:
            self.troubled.emit(error)
