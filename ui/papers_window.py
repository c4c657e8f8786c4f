"""A window with the kept clinic lists alone: `msk-desk fallback open`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from ui.context import Texts
from ui.idle import IdleWatch
from ui.kept_papers import KeptPapersView, Shelf
from ui.workers.runner import Runner

if TYPE_CHECKING:
    from msk_desk.domain.fallback import Standing

OPEN_MINUTES = 15.0


class PapersWindow(QMainWindow):
    """Closes itself when nobody has used it for a while."""

    def __init__(self, texts: Texts, runner: Runner) -> None:
        super().__init__()
        self.setObjectName("papers_window")
        self.setWindowTitle(texts.get("fallback.kept"))
        self._runner = runner
        self.view = KeptPapersView(texts, runner)
        self.view.back.set_words(texts.get("window.close"))
        self.setCentralWidget(self.view)
        self.idle = IdleWatch(OPEN_MINUTES, self)
        self.idle.idle.connect(self.close)
        self.view.closed.connect(self.close)

    def show_shelf(self, shelf: Shelf, standing: Standing) -> None:
        """Show the window with what is kept."""
        self.resize(1280, 860)
        self.show()
        handle = self.windowHandle()
        if handle is not None:
            handle.installEventFilter(self.idle)
        self.idle.start()
        self.view.show_shelf(shelf, standing)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Forget what was shown."""
        self.idle.stop()
        self.view.forget()
        super().closeEvent(event)


def show_papers(shelf: Shelf, standing: Standing, texts: Texts) -> None:
    """Show what is kept until the window is closed; a QApplication must exist."""
    runner = Runner()
    window = PapersWindow(texts, runner)
    try:
        window.show_shelf(shelf, standing)
        QApplication.exec()
    finally:
        runner.stop()
