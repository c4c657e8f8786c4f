"""Reads and changes the policy for missed appointments."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.attendance import AttendancePolicy
from msk_desk.domain.records import Changes
from ui.context import Context


class PolicyPresenter(QObject):
    """One policy for the service.

    Signals:
        read_policy: the AttendancePolicy that holds now.
        saved: the Changes.
        failed: an exception to show.
    """

    read_policy = Signal(object)
    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context

    def read(self) -> None:
        """Read it."""
        self._context.runner.run(self._read, then=self._show, failed=self._fail)

    def _read(self) -> AttendancePolicy:
        """On a worker."""
        return self._context.desk.bookings.missed.policy

    def _show(self, policy: AttendancePolicy) -> None:
        self.read_policy.emit(policy)

    def save(self, policy: AttendancePolicy) -> None:
        """Change it for everybody."""
        verb = self._context.desk.bookings.missed.set_policy
        self._context.runner.run(verb, policy, then=self._say_saved, failed=self._fail, write=True)

    def _say_saved(self, changes: Changes) -> None:
        self.saved.emit(changes)
        self._context.feed.tell(changes)

    def _fail(self, error: Exception) -> None:
        self.failed.emit(error)
