"""Looks at the folder of referrals while somebody who takes them is signed in; what comes is told to every screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from msk_desk.domain.records import Changes, Ref
from ui.context import Context

if TYPE_CHECKING:
    from msk_desk.domain.incoming import FileOutcome

EVERY = 20_000
"""Milliseconds between looks."""


class ReferralWatch(QObject):
    """One a signed-in person.

    Signals:
        came: the FileOutcomes of a look that found files.
        failed: the exception of a look; what lies in the folder stays there and is looked at again.
    """

    came = Signal(object)
    failed = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._looking = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Somebody is here."""
        if self._context.desk.referrals.may_take(self._context.actor):
            self._timer.start()

    def leave(self) -> None:
        """Locked."""
        self._timer.stop()

    def look(self) -> None:
        """Take what lies there, unless a look is under way."""
        if not self._looking:
            self._looking = True
            self._context.runner.run(
                self._context.desk.referral_files.look, then=self._tell, failed=self._fail, write=True
            )

    def _tell(self, found: tuple[FileOutcome, ...]) -> None:
        self._looking = False
        if found:
            self.came.emit(found)
            self._context.feed.tell(changes_of(found))

    def _fail(self, error: Exception) -> None:
        self._looking = False
        self.failed.emit(error)


def changes_of(found: tuple[FileOutcome, ...]) -> Changes:
    """What the files that were taken touched."""
    taken = [each for each in found if each.records]
    refs = {Ref(kind, each.referral_id) for each in taken for kind in ("ServiceRequest", "EpisodeOfCare")}
    return Changes(frozenset(refs), frozenset(each.patient_id for each in taken))
