"""Turns the window to the patient and back: one page over everything, left by the clinician's code alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.context import Context
from ui.navigation import Place
from ui.theme.theme import current

if TYPE_CHECKING:
    from ui.screens.patient_screen.screen import PatientScreen

PLACE = "patient-screen"


class PatientTurn(QObject):
    """There is at most one patient's screen, and while there is, the window shows it or the unlock page.

    Signals:
        dress_asked: (look, scale) for the whole window.
        ended: nothing; the clinician has the window again.
        refused: the exception for which the window was not turned.
    """

    dress_asked = Signal(object)
    ended = Signal()
    refused = Signal(object)

    def __init__(self, window: QWidget, pages: QStackedWidget) -> None:
        super().__init__(window)
        self._window = window
        self._pages = pages
        self._before = Qt.WindowState.WindowNoState
        self._dress = ("", 100)
        self._from: QWidget | None = None
        self.screen: PatientScreen | None = None

    @property
    def under_way(self) -> bool:
        """Whether a patient's screen is there, in sight or behind the unlock page."""
        return self.screen is not None

    @property
    def in_sight(self) -> bool:
        """Whether the patient sees it now."""
        return self.screen is not None and self._pages.currentWidget() is self.screen

    def begin(self, context: Context, place: Place) -> None:
        """Turn to the patient."""
        from ui.screens.patient_screen.screen import PatientScreen

        self.end_quietly()
        self._before = self._window.windowState()
        self._dress = (current().choice, current().scale)
        made = PatientScreen(context, place)
        self._from = self._pages.currentWidget()
        made.ready.connect(self._show_if_not_locked)
        made.cannot.connect(self._give_up)
        made.handed_back.connect(self._end)
        made.dress_asked.connect(self.dress_asked)
        self.screen = made
        self._pages.addWidget(made)
        made.begin()

    def _show_if_not_locked(self) -> None:
        """The window locked while the questions were read: they wait behind the unlock page."""
        if self._pages.currentWidget() is self._from:
            self.show()

    def show(self) -> None:
        """Over everything, whole screen."""
        if self.screen is not None:
            self._pages.setCurrentWidget(self.screen)
            self._window.setWindowState(self._before | Qt.WindowState.WindowFullScreen)
            self.screen.come_back()

    def hold(self) -> None:
        """The window's state was changed: while the patient sees it, it is the whole screen."""
        state = self._window.windowState()
        shrunk = not state & (Qt.WindowState.WindowFullScreen | Qt.WindowState.WindowMinimized)
        if self.in_sight and shrunk:
            self._window.setWindowState(state | Qt.WindowState.WindowFullScreen)

    def leave(self) -> None:
        """About to lock: what was answered is kept."""
        if self.screen is not None:
            self.screen.leave()

    def end_quietly(self) -> None:
        """Throw the screen away: somebody else signed in, or the window closes; the answers are drafts."""
        if self.screen is None:
            return
        made, self.screen = self.screen, None
        made.leave()
        self._pages.removeWidget(made)
        made.hide()
        made.deleteLater()
        self._window.setWindowState(self._before & ~Qt.WindowState.WindowFullScreen)

    def _give_up(self, error: Exception) -> None:
        """There is nothing to show to a patient: the window was never turned."""
        self.end_quietly()
        self.refused.emit(error)

    def _end(self) -> None:
        dress = self._dress
        self.end_quietly()
        self.dress_asked.emit(dress)
        self.ended.emit()
