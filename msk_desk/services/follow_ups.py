"""Follow-up at the desk: a clinician says what is to follow, the patient goes to the desk, the desk books it."""

from __future__ import annotations

from datetime import timedelta

from msk_desk.domain.errors import BadInput
from msk_desk.domain.records import Changes
from msk_desk.domain.waiting_list import WaitingEntry
from msk_desk.services.booking_units import BookingUnits


class FollowUps:
    """Puts a patient on the waiting list for what follows, so that they are not lost between room and desk."""

    def __init__(self, units: BookingUnits) -> None:
        self._units = units
        self._saver = units.saver

    def ask_desk(
        self, patient_id: str, *, kind: str, mode: str = "", weeks: int = 0, staff_id: str = "", note: str = ""
    ) -> Changes:
        """Ask the desk to book.

        Args:
            weeks: from how many weeks on; 0 is the soonest.
            staff_id: with whom, empty for anybody.

        Raises:
            BadInput: there is no open pathway, or the patient waits for one of this kind already.
        """
        self._saver.access.require_author()
        units = self._units
        pathway = units.pathway(patient_id)
        if pathway is None:
            raise BadInput("This patient has no open pathway.", advice="Take a referral first.")
        if any(one.kind == kind and one.staff_id == staff_id for one in units.open_entries(patient_id)):
            raise BadInput("The patient already waits for this.", advice="The desk has it on the waiting list.")
        day = units.today + timedelta(weeks=weeks)
        entry = WaitingEntry(
            self._saver.new_id(), patient_id, pathway.referral_id, units.today.isoformat(), kind, pathway.service,
            staff_id, mode=mode, not_before=day.isoformat() if weeks else "", note=note.strip(),
        )  # fmt: skip
        return self._saver.save("Follow-up for the desk to book", entry)
