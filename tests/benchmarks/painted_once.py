"""Waits for one painting; imports Qt alone, so that it costs a start nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractEventDispatcher, QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QWidget


class PaintedOnce(QObject):
    """Waits until a widget has been painted, once something holds."""

    def __init__(self, watched: QWidget, holds: Callable[[], bool] = lambda: True) -> None:
        super().__init__()
        self._watched, self._holds = watched, holds
        self._painted = False
        self._loop = QEventLoop()
        self._dispatcher = QAbstractEventDispatcher.instance()
        watched.installEventFilter(self)
        self._dispatcher.aboutToBlock.connect(self._rest)
        watched.update()

    def wait(self) -> None:
        """Until then."""
        self._loop.exec()
        self._watched.removeEventFilter(self)
        self._dispatcher.aboutToBlock.disconnect(self._rest)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that it was painted; what was painted too early is painted again."""
        if event.type() == QEvent.Type.Paint:
            if self._holds():
                self._painted = True
            else:
                QTimer.singleShot(5, self._watched.update)
        return False

    def _rest(self) -> None:
        if self._painted:
            self._loop.quit()
