"""Notices when nobody has used the window for a while."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer, Signal

_USES = (
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.KeyPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
)


class IdleWatch(QObject):
    """Watches the window's own handle, which sees each touch of the user once and little else.

    Signals:
        idle: nobody has used it for the whole time.
    """

    idle = Signal()

    def __init__(self, minutes: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.milliseconds = int(minutes * 60_000)
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begin to count."""
        self._since.start()
        self._timer.start(self.milliseconds)

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()

    def used(self) -> None:
        """Somebody is there."""
        self._since.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's way of telling; nothing is kept from the window."""
        if event.type() in _USES:
            self.used()
        return False

    def _look(self) -> None:
        left = self.milliseconds - self._since.elapsed()
        if left > 0:
            self._timer.start(left)
        else:
            self.idle.emit()
