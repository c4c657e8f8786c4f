"""Filling a slot that became free: who on the waiting list fits it, the longest wait first."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from msk_desk.domain.booking_rules import Wanted, fits
from msk_desk.domain.clinics import OpenSlot
from msk_desk.domain.diary import Waiting
from msk_desk.services.ports import ClinicLists, DiaryLists
from msk_desk.services.saving import Saver


class Filling:
    """Finds who can be offered a time."""

    def __init__(self, clinics: ClinicLists, lists: DiaryLists, saver: Saver) -> None:
        self._clinics = clinics
        self._lists = lists
        self._saver = saver

    def who_fits(self, slot_id: str, limit: int = 20) -> tuple[Waiting, ...]:
        """Who waits for such a time: urgent ones first, then the longest wait; nobody when the slot is not free."""
        self._saver.access.require_patients()
        slot = self._clinics.slot(slot_id)
        now = self._saver.now()
        if slot is None or not slot.left or slot.start <= now:
            return ()
        found = (
            entry for entry in self._lists.waiting(slot) if fits(slot, wanted_by(entry, now)) and _free_by(entry, slot)
        )
        return tuple(entry for _, entry in zip(range(limit), found, strict=False))


def wanted_by(entry: Waiting, now: datetime) -> Wanted:
    """What somebody who waits is looking for, from now or from the day they are free."""
    return Wanted(
        now, kind=entry.kind, service=entry.service, staff_id=entry.staff_id, site_id=entry.site_id, mode=entry.mode,
        minutes=entry.minutes, needs=frozenset(entry.needs),
    )  # fmt: skip


def _free_by(entry: Waiting, slot: OpenSlot) -> bool:
    try:
        return not entry.not_before or date.fromisoformat(entry.not_before) < slot.start.date() + timedelta(days=1)
    except ValueError:
        return True
