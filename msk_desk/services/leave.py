"""Leave of clinicians and days on which a site is closed, and the clinics that are in the way of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from msk_desk.domain.clinic_time import at
from msk_desk.domain.dates import whole_date
from msk_desk.domain.errors import BadInput
from msk_desk.domain.leave import MIDNIGHT, Leave, days
from msk_desk.domain.records import Changes
from msk_desk.domain.session_lines import SessionLine
from msk_desk.services.ports import Sessions
from msk_desk.services.saving import Saver

LONGEST = 366
"""Days of one entry at most; who is away for longer has their clinics given to somebody else."""


class LeaveBook:
    """Who is away when, and which sites are closed."""

    def __init__(self, sessions: Sessions, saver: Saver) -> None:
        self._sessions = sessions
        self._saver = saver

    def entries(self, first: date, last: date) -> tuple[Leave, ...]:
        """What touches these days, by its first day."""
        self._saver.access.require_patients()
        return self._sessions.leave(first, last)

    def add(self, leave: Leave) -> Changes:
        """Record leave or a closed site. Clinics that are published already are not touched: `affected` names them.

        Raises:
            BadInput: nobody and no site is named, or the days or times are the wrong way round.
        """
        self._saver.access.require_patients()
        first, last = whole_date(leave.first), whole_date(leave.last)
        if not leave.staff_id and not leave.site_id:
            raise BadInput("Say who is away or which site is closed.", advice="Nothing was changed.")
        if first is None or last is None or not timedelta() <= last - first <= timedelta(days=LONGEST):
            raise BadInput("Those days cannot be leave.", advice=f"First to last day, at most {LONGEST} days.")
        if not 0 <= leave.start < leave.end <= MIDNIGHT:
            raise BadInput("Those times cannot be leave.", advice="It begins before it ends.")
        named = replace(leave, id=leave.id or self._saver.new_id(), reason=leave.reason.strip(), active=True)
        return self._saver.save("Leave recorded", named)

    def take_off(self, leave_id: str) -> Changes:
        """Take leave off again; clinics can be published into its days.

        Raises:
            BadInput: it is gone.
        """
        self._saver.access.require_patients()
        found = self._saver.records.read(Leave, leave_id)
        if found is None:
            raise BadInput("That leave is gone.", advice="Look at the list again.")
        return self._saver.save("Leave taken off", replace(found, active=False)) if found.active else Changes()

    def affected(self, leave: Leave) -> tuple[SessionLine, ...]:
        """The published clinics to come that fall into it."""
        self._saver.access.require_patients()
        first, last = days(leave)
        since = max(at(first, 0), self._saver.now())
        found = self._sessions.between(since, at(last + timedelta(days=1), 0), leave.staff_id, leave.site_id)
        return tuple(
            line for line in found
            if line.session.active and leave.takes(
                line.session.staff_id, line.session.site_id, line.session.start, line.session.end
            )
        )  # fmt: skip
