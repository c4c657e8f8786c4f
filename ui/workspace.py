"""One signed-in person's window: rail, top bar, banner, the screen in sight and the status line."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from msk_desk.domain.records import Changes
from msk_desk.domain.roles import Actor
from msk_desk.domain.synchronising import SyncStatus
from msk_desk.services.list_definitions import lists_for
from ui.alerts.strip import AlertStrip
from ui.alerts.watch import AlertWatch, PersonAlert
from ui.context import ChangeFeed, Context, Desk, PatientInHand
from ui.errors import trouble
from ui.navigation import Navigator, Place
from ui.paper_keeper import PaperKeeper
from ui.patient_turn import PLACE
from ui.phrases.panel import PhrasePanel
from ui.phrases.typing import PhraseTyping
from ui.referral_watch import ReferralWatch
from ui.screens.catalogue import RAIL, RailEntry, ScreenKind, screens_for
from ui.screens.screen import Screen
from ui.screens.triage.watch import TriageWatch
from ui.search.key import SearchKey
from ui.search.panel import SearchPanel
from ui.search.presenter import Action, SearchPresenter
from ui.shortcuts import ShortcutPanel
from ui.status_words import status_words
from ui.theme.theme import current
from ui.widgets.banner import PatientBanner
from ui.widgets.message_bar import MessageBar
from ui.widgets.rail import Rail
from ui.widgets.status_line import StatusLine
from ui.widgets.top_bar import TopBar
from ui.workers.runner import Runner

_LOW = 640
"""Pixels of height at 100 % below which a screen gives way to the form of an alert."""
STATUS_EVERY = 2_000
"""Milliseconds between looks at what waits to be sent."""


class Workspace(QWidget):
    """Made at sign-in, thrown away when somebody else signs in.

    Signals:
        action_chosen: the key of a window-wide action (lock, switch, theme…).
        turned: the Place of a patient who takes the screen.
    """

    action_chosen = Signal(object)
    turned = Signal(object)

    def __init__(self, desk: Desk, runner: Runner, actor: Actor, lock_minutes: float, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("workspace")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        feed = ChangeFeed(self)
        patient = PatientInHand(desk.record, runner, feed, self)
        self.context = Context(desk, runner, actor, Navigator(self), patient, feed)
        self.actor = actor
        self.kinds = screens_for(actor.role)
        self.screens: dict[str, Screen] = {}
        self._place: Place | None = None
        self._alerts_said = 0
        self.watch = AlertWatch(self.context, self)
        self.triage_watch = TriageWatch(self.context, self)
        self.paper_keeper = PaperKeeper(self.context, self)
        self.referral_watch = ReferralWatch(self.context, self)
        self._build(lock_minutes)
        self._connect()
        self._status_timer = QTimer(self)
        self._status_timer.timeout.connect(self.look_at_status)
        self._status_timer.start(STATUS_EVERY)
        self.look_at_status()
        self.watch.begin()
        self.triage_watch.look()
        self.referral_watch.begin()

    def _build(self, lock_minutes: float) -> None:
        text = self.context.text
        places = [
            (entry.screen, text(entry.words), entry.icon, f"Alt+{entry.key}")
            for entry in RAIL if entry.screen in self.kinds
        ]  # fmt: skip
        self.rail = Rail(places, text("window.rail"))
        self.top = TopBar(self.context.desk.texts, self.actor.name, self.actor.role.words)
        self.banner = PatientBanner(self.context.desk.texts)
        self.banner_page = QWidget()
        banner_box = QVBoxLayout(self.banner_page)
        banner_box.setContentsMargins(20, 14, 20, 0)
        banner_box.setSpacing(10)
        banner_box.addWidget(self.banner)
        self.alert_strip = AlertStrip(self.context)
        banner_box.addWidget(self.alert_strip)
        self.message = MessageBar(text("window.close"))
        self.message_page = QWidget()
        message_box = QVBoxLayout(self.message_page)
        message_box.setContentsMargins(20, 12, 20, 0)
        message_box.addWidget(self.message)
        self.pages = QStackedWidget()
        self.status = StatusLine(self.context.desk.site_name, text("window.locks_after", minutes=round(lock_minutes)))
        column = QVBoxLayout()
        column.setSpacing(0)
        for part in (self.top, self.message_page, self.banner_page):
            column.addWidget(part)
        column.addWidget(self.pages, 1)
        column.addWidget(self.status)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        self.banner_page.hide()
        self.message_page.hide()
        self.search = SearchPresenter(self.context, self._actions(), self)
        self.panel = SearchPanel(self.context, self.top.search, self.search, self)
        self.search_key = SearchKey(self)
        self.shortcuts = ShortcutPanel(self.context.desk.texts, self)
        self.phrases = PhraseTyping(self.context, self)
        self.phrase_panel = PhrasePanel(self.context, self)

    def _actions(self) -> tuple[Action, ...]:
        text = self.context.text
        entries = (entry for entry in RAIL if entry.screen in self.kinds)
        return (
            *(self._way_to(entry) for entry in entries),
            *(
                Action(f"go:{screen}", text("window.action_go", place=text(f"{screen}.title")), icon)
                for screen, icon in (
                    ("due", "chart"),
                    ("duty", "phone"),
                    ("referral", "triage"),
                    ("papers", "print"),
                    ("clinic_setup", "calendar"),
                )
                if screen in self.kinds
            ),
            *self._lists(),
            Action("sync", text("window.action_sync"), "sync"),
            Action("lock", text("window.action_lock"), "lock", "Ctrl+L"),
            Action("switch", text("window.action_switch"), "switch"),
            Action("phrases", text("window.action_phrases"), "edit"),
            Action("shortcuts", text("window.action_shortcuts"), "keyboard", "F1"),
        )

    def _lists(self) -> list[Action]:
        """Each list by its name, so that it is found as a patient is."""
        text, codes = self.context.text, [each.code for each in lists_for(self.actor.role)]
        found = [Action(f"go:lists/{code}", text(f"lists.list_{code}"), "tasks") for code in codes]
        if "unowned" in codes:
            found.append(Action("go:lists/reconcile", text("lists.reconcile_title"), "balance"))
        return found

    def _way_to(self, entry: RailEntry) -> Action:
        words = self.context.text("window.action_go", place=self.context.text(entry.words))
        return Action(f"go:{entry.screen}", words, entry.icon, f"Alt+{entry.key}")

    def _connect(self) -> None:
        context = self.context
        context.navigator.went.connect(self.show_place)
        context.patient.banner_read.connect(self.banner.show_banner)
        context.patient.merged_into.connect(self._go_to_survivor)
        context.feed.changed.connect(self._take_changes)
        context.desk.background.on_change(context.feed.tell)
        context.feed.changed.connect(self._send_soon)
        context.runner.problem.connect(self.show_trouble)
        self.rail.chosen.connect(context.navigator.go)
        self.top.back_asked.connect(context.navigator.back)
        self.search.action_chosen.connect(self.do_action)
        self.status.asked.connect(self._go_to_sync)
        self.phrases.managing_asked.connect(self.phrase_panel.open)
        self.phrase_panel.changed.connect(self.phrases.read)
        self.message.closed.connect(self.message_page.hide)
        self.alert_strip.troubled.connect(self.show_trouble)
        self.alert_strip.room_wanted.connect(self._make_room)
        self.watch.counted.connect(self._show_alerts)
        self.triage_watch.counted.connect(self._show_triage)
        for keys, slot in (
            ("Ctrl+K", self.start_search),
            ("F1", self.shortcuts.toggle),
            ("Alt+Left", context.navigator.back),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        for entry in RAIL:
            if entry.screen in self.rail.buttons:
                shortcut = QShortcut(QKeySequence(f"Alt+{entry.key}"), self)
                shortcut.activated.connect(self.rail.buttons[entry.screen].click)

    @property
    def screen_in_sight(self) -> Screen | None:
        """The screen shown now."""
        shown = self.pages.currentWidget()
        return shown if isinstance(shown, Screen) else None

    def show_place(self, place: Place) -> None:
        """Show a screen; one that this role has not, or that does not exist, leaves everything as it is."""
        if place.screen == PLACE:
            self._turn(place)
            return
        kind = self.kinds.get(place.screen)
        if kind is None:
            return
        self._place = place
        before = self.screen_in_sight
        if before is not None:
            before.leave()
        self.message.put_away()
        self.panel.put_away()
        self.context.patient.take(place.patient_id if kind.of_patient else "")
        self.banner_page.setVisible(kind.of_patient)
        if kind.of_patient and self.context.patient.banner is not None:
            self.banner.show_banner(self.context.patient.banner)
        screen = self._screen(kind)
        self.pages.setCurrentWidget(screen)
        self.rail.light(kind.rail)
        screen.open(place)

    def _turn(self, place: Place) -> None:
        """The screen goes to the patient; it comes back to where it was."""
        self.context.navigator.forget_here()
        if not self.actor.role.writes_notes:
            return
        self.leave()
        self.turned.emit(place)

    def _screen(self, kind: ScreenKind) -> Screen:
        if kind.name not in self.screens:
            screen = kind.make(self.context)
            screen.titled.connect(self.top.say_title)
            screen.troubled.connect(self.show_trouble)
            self.pages.addWidget(screen)
            self.screens[kind.name] = screen
            screen.show_alerts(self.watch.seen)
        return self.screens[kind.name]

    def show_trouble(self, error: Exception) -> None:
        """Say what went wrong, above the screen."""
        said = trouble(error)
        self.message_page.show()
        self.message.show_message(said.title, said.advice, code=said.code, look=said.look)

    def leave(self) -> None:
        """The window is about to lock: keep what was typed."""
        if self.screen_in_sight is not None:
            self.screen_in_sight.leave()
        self.alert_strip.leave()
        self.watch.leave()
        self.paper_keeper.leave()
        self.referral_watch.leave()
        self._status_timer.stop()

    def come_back(self) -> None:
        """The same person unlocked."""
        self._status_timer.start(STATUS_EVERY)
        self.look_at_status()
        self.watch.begin()
        self.triage_watch.look()
        self.paper_keeper.come_back()
        self.referral_watch.begin()
        if self._place is not None and self.screen_in_sight is not None:
            self.screen_in_sight.open(self._place)

    def _make_room(self, wanted: bool) -> None:
        """What was done about an alert is being written: in a low window the screen below gives way."""
        self.pages.setVisible(not (wanted and self.height() < current().px(_LOW)))

    def _show_alerts(self, found: tuple[PersonAlert, ...]) -> None:
        """Count what is to be acted on in the rail, say aloud what is new, and tell the screens."""
        words = self.context.text("alerts.count", n=len(found))
        if "today" in self.rail.buttons:
            self.rail.buttons["today"].show_count(len(found), words)
        if len(found) > self._alerts_said:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self._alerts_said = len(found)
        for screen in self.screens.values():
            screen.show_alerts(found)

    def _show_triage(self, counts: tuple[int, int]) -> None:
        """Count in the rail what waits for triage."""
        if "triage" in self.rail.buttons:
            every, urgent = counts
            self.rail.buttons["triage"].show_count(every, self.context.text("triage.counted", n=every, urgent=urgent))

    def start_search(self) -> None:
        """Give the keyboard to the search-everything box."""
        self.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.search.selectAll()

    def do_action(self, key: str) -> None:
        """Do what was chosen from the search box or the menu."""
        if key.startswith("go:"):
            screen, _, tab = key.removeprefix("go:").partition("/")
            self.context.navigator.go(screen, **({"tab": tab} if tab else {}))
        elif key == "sync":
            self.context.desk.background.sync_now()
        elif key == "shortcuts":
            self.shortcuts.toggle()
        elif key == "phrases":
            self.phrase_panel.open()
        else:
            self.action_chosen.emit(key)

    def _send_soon(self, changes: Changes) -> None:
        """A save is sent at once, not at the next poll."""
        if not changes.touches("Sync"):
            self.context.desk.background.sync_now()

    def look_at_status(self) -> None:
        """Ask what waits to be sent."""
        self.context.runner.run(self.context.desk.sync.status, then=self._show_status, failed=self._status_failed)

    def _show_status(self, status: SyncStatus) -> None:
        self.status.show_words(status_words(status, self._today(), self.context.desk.texts))
        if "sync" in self.rail.buttons:
            needs = status.conflicts + status.quarantined
            self.rail.buttons["sync"].show_count(needs, self.context.text("window.decisions", n=needs))

    def _status_failed(self, error: Exception) -> None:
        self.status.state.setText(trouble(error).title)

    def _take_changes(self, changes: Changes) -> None:
        if self.screen_in_sight is not None:
            self.screen_in_sight.take_changes(changes)
        self.look_at_status()

    def _go_to_survivor(self, patient_id: str) -> None:
        """The record asked for was merged into another: show that one in its place."""
        if self._place is not None:
            self.context.navigator.forget_here()
            self.context.navigator.go(self._place.screen, patient_id, **self._place.details)

    def _go_to_sync(self) -> None:
        self.context.navigator.go("sync")

    def _today(self) -> date:
        return self.context.desk.now().astimezone().date()
