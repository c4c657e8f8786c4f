"""The one window: the unlock page, or the workspace of whoever is signed in."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from msk_desk.domain.roles import Actor
from ui.closing import ClosingHold
from ui.context import Desk
from ui.idle import IdleWatch
from ui.journal import Journal
from ui.navigation import Place
from ui.patient_turn import PatientTurn
from ui.screens.unlock.presenter import Unlocked
from ui.screens.unlock.screen import UnlockScreen
from ui.theme.theme import apply_theme, current
from ui.widgets.focus_ring import FocusRing
from ui.workers.runner import Runner

if TYPE_CHECKING:
    from ui.workspace import Workspace

LOCK_MINUTES = 5.0
SMALLEST = (1024, 600)
_PAINTED_BY = 60
"""Milliseconds after which the unlock page is surely painted."""


class MainWindow(QMainWindow):
    """Locks after a while; a person who unlocks finds what they left, another person a workspace of their own."""

    def __init__(self, desk: Desk, runner: Runner, lock_minutes: float = LOCK_MINUTES) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.desk = desk
        self.runner = runner
        self.lock_minutes = lock_minutes
        self.workspace: Workspace | None = None
        self.setWindowTitle(desk.texts.get("window.application"))
        self.setMinimumSize(*SMALLEST)
        self.pages = QStackedWidget()
        self.unlock_page = UnlockScreen(desk, runner)
        self.pages.addWidget(self.unlock_page)
        self.hold = ClosingHold(desk.texts, runner, self)
        self.setCentralWidget(self._page())
        self.ring = FocusRing(self)
        self.idle = IdleWatch(lock_minutes, self)
        self.idle.idle.connect(self.lock)
        self.unlock_page.unlocked.connect(self.begin)
        self.turn = PatientTurn(self, self.pages)
        self.turn.dress_asked.connect(self._dress_as)
        self.turn.ended.connect(self._show_workspace_again)
        self.turn.refused.connect(self._say_not_turned)
        QShortcut(QKeySequence("Ctrl+L"), self).activated.connect(self._lock_by_key)
        hints = QApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)
        self.unlock_page.begin()
        self._load_soon = QTimer(self)
        self._load_soon.setSingleShot(True)
        self._load_soon.timeout.connect(self._load_workspace)

    def _page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.hold.bar)
        column.addWidget(self.pages, 1)
        return page

    def showEvent(self, event: QShowEvent) -> None:
        """Once there is a native window, watch it for use."""
        super().showEvent(event)
        self._load_soon.start(_PAINTED_BY)
        handle = self.windowHandle()
        if handle is not None:
            handle.removeEventFilter(self.idle)
            handle.installEventFilter(self.idle)

    def _load_workspace(self) -> None:
        """Load the services and every screen's module while the code is typed, once the unlock page is painted."""
        self.runner.run(self.desk.prepare)
        self.runner.run(import_module, "ui.workspace")

    def changeEvent(self, event: QEvent) -> None:
        """While a patient holds the screen it stays whole."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and hasattr(self, "turn"):
            self.turn.hold()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was typed, finish what is being written, then close; never out of a patient's hands."""
        if self.turn.in_sight and not _session_ends():
            event.ignore()
            return
        self.turn.leave()
        if self.workspace is not None:
            self.workspace.leave()
        if not _session_ends() and self.hold.holds(self._journals(), locked=self.locked):
            event.ignore()
            if self.workspace is not None and not self.locked:
                self.workspace.come_back()
            return
        self.desk.background.stop()
        self.idle.stop()
        self.runner.stop()
        super().closeEvent(event)

    def _journals(self) -> list[Journal]:
        """Of the screens that are open, and of those that were left."""
        left = self.workspace.context.unkept.findChildren(Journal) if self.workspace is not None else []
        return [*self.findChildren(Journal), *left]

    @property
    def locked(self) -> bool:
        """Whether the unlock page is in sight."""
        return self.pages.currentWidget() is self.unlock_page

    def begin(self, unlocked: Unlocked) -> None:
        """Somebody unlocked: show their workspace, as they left it if it is theirs."""
        if unlocked.look != current().choice or unlocked.scale != current().scale:
            self._dress(unlocked.look, unlocked.scale)
        kept = self.workspace
        if kept is not None and _same(kept.actor, unlocked.actor) and self.turn.under_way:
            self.turn.show()
        elif kept is not None and _same(kept.actor, unlocked.actor):
            self.pages.setCurrentWidget(kept)
            kept.come_back()
        else:
            self._throw_away_workspace()
            self._make_workspace(unlocked.actor)
        self.desk.background.start()
        self.idle.start()

    def _make_workspace(self, actor: Actor) -> None:
        from ui.workspace import Workspace

        made = Workspace(self.desk, self.runner, actor, self.lock_minutes, self)
        made.action_chosen.connect(self.do_action)
        made.turned.connect(self._turn_to_patient)
        made.top.badge.clicked.connect(self.open_user_menu)
        self.pages.addWidget(made)
        self.pages.setCurrentWidget(made)
        self.workspace = made
        made.context.navigator.go("today" if actor.role.sees_patients else "sync")

    def _turn_to_patient(self, place: Place) -> None:
        if self.workspace is not None and not self.locked:
            self.turn.begin(self.workspace.context, place)

    def _show_workspace_again(self) -> None:
        if self.workspace is not None:
            self.pages.setCurrentWidget(self.workspace)
            self.workspace.come_back()

    def _say_not_turned(self, error: Exception) -> None:
        self._show_workspace_again()
        if self.workspace is not None:
            self.workspace.show_trouble(error)

    def _throw_away_workspace(self) -> None:
        self.turn.end_quietly()
        if self.workspace is not None:
            self.pages.removeWidget(self.workspace)
            self.workspace.deleteLater()
            self.workspace = None

    def _lock_by_key(self) -> None:
        if not self.turn.in_sight:
            self.lock()

    def lock(self) -> None:
        """Hide everything and forget the key; what was typed is kept."""
        if self.locked:
            return
        self.turn.leave()
        if self.workspace is not None:
            self.workspace.leave()
        self.idle.stop()
        self.pages.setCurrentWidget(self.unlock_page)
        self.runner.run(self.desk.session.lock, write=True, then=self._say_locked)

    def _say_locked(self, nothing: None) -> None:
        self.unlock_page.begin()

    def do_action(self, key: str) -> None:
        """Lock, let somebody else in, or sign out."""
        if key in ("lock", "switch"):
            self.lock()
        elif key == "sign_out":
            self.lock()
            self._throw_away_workspace()
            self.desk.background.stop()
        elif self.workspace is not None:
            self.workspace.do_action(key)

    def open_user_menu(self) -> None:
        """Under the badge."""
        if self.workspace is None:
            return
        from ui.user_menu import UserMenu

        menu = UserMenu(self.desk.texts, self)
        menu.action_chosen.connect(self.do_action)
        menu.look_chosen.connect(self.choose_look)
        menu.scale_chosen.connect(self.choose_scale)
        menu.aboutToHide.connect(menu.deleteLater)
        badge = self.workspace.top.badge
        menu.popup(badge.mapToGlobal(QPoint(badge.width() - menu.sizeHint().width(), badge.height() + 4)))

    def choose_look(self, name: str) -> None:
        """Change the theme and remember it for this person."""
        self._dress(name, current().scale)
        self.runner.run(self.desk.settings.put, "looks/theme", name, write=True)

    def choose_scale(self, scale: int) -> None:
        """Change the text size and remember it for this person."""
        self._dress(current().choice, scale)
        self.runner.run(self.desk.settings.put, "looks/scale", str(scale), write=True)

    def _follow_system(self) -> None:
        self._dress(current().choice, current().scale)

    def _dress_as(self, dress: tuple[str, int]) -> None:
        """For the patient, and back again: nothing is remembered."""
        self._dress(*dress)

    def _dress(self, look: str, scale: int) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, look, scale)


def _session_ends() -> bool:
    """Whether the computer itself is shutting down: nothing holds that up."""
    app = QApplication.instance()
    return isinstance(app, QGuiApplication) and app.isSavingSession()


def _same(first: Actor, second: Actor) -> bool:
    return first.staff_id == second.staff_id and first.role == second.role
