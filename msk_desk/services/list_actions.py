"""What can be done with many lines of a list at once: planned and shown first, then done as it was shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from msk_desk.domain.clinics import Appointment, Status
from msk_desk.domain.lists import ListRow
from msk_desk.domain.pathways import Pathway
from msk_desk.domain.people import Staff
from msk_desk.domain.records import Changes, Record
from msk_desk.domain.roles import Role
from msk_desk.domain.stars import Star, star_id
from msk_desk.domain.waiting_list import CANCELLED, REQUESTED, WaitingEntry
from msk_desk.services.ports import Words
from msk_desk.services.saving import Saver

_NOT_ANALYST = frozenset(role for role in Role if role.sees_patients)
LETTER = "letter"
"""Letters are made on the screen of papers; here it is only asked who may."""
_ROLES: Mapping[str, frozenset[Role]] = {
    "star": _NOT_ANALYST - {Role.ADMINISTRATOR},
    "unstar": _NOT_ANALYST - {Role.ADMINISTRATOR},
    "assign": frozenset({Role.SECRETARY, Role.CLINICIAN, Role.ESP, Role.TEAM_LEAD}),
    "waiting": _NOT_ANALYST,
    "book": _NOT_ANALYST,
    LETTER: _NOT_ANALYST - {Role.ADMINISTRATOR},
}
_MANAGERS = (Role.CLINICIAN, Role.ESP, Role.TEAM_LEAD)
"""Who may be a named case manager."""
NEEDS_CHOICE = frozenset({"assign"})


@dataclass(frozen=True, slots=True)
class Planned:
    """What an action will do with one line: `record` is stored, or `left` says why the line stays as it is."""

    row: ListRow
    says: str = ""
    left: str = ""
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What was done: how many lines, what it touched, and the records that put it back."""

    action: str
    count: int
    changes: Changes
    back: tuple[Record, ...] = ()


class ListActions:
    """Plans and does; each line is a unit of work of its own, so that one that clashes holds up no other."""

    def __init__(self, words: Words, saver: Saver) -> None:
        self._words = words
        self._saver = saver
        self._plans: Mapping[str, Callable[[ListRow, str], Planned]] = {
            "star": self._star, "unstar": self._unstar, "assign": self._assign, "waiting": self._waiting,
        }  # fmt: skip

    def may(self, action: str) -> bool:
        """Whether the role here may do it."""
        return self._saver.access.actor.role in _ROLES.get(action, frozenset())

    def managers(self) -> tuple[Staff, ...]:
        """Those who may be a named case manager, by family name."""
        found = (each for each in self._saver.records.every(Staff) if set(each.roles) & set(_MANAGERS))
        return tuple(sorted(found, key=_by_family))

    def plan(self, action: str, rows: Sequence[ListRow], choice: str = "") -> tuple[Planned, ...]:
        """What would be done with each line; one patient or pathway is planned once.

        Raises:
            Refused: the role may not do it.
        """
        self._saver.access.require(*_ROLES[action])
        seen: set[str] = set()
        found = []
        for row in rows:
            one = row.patient_id if action in ("star", "unstar") else row.pathway_id or row.key
            if one not in seen:
                seen.add(one)
                found.append(self._plans[action](row, choice))
        return tuple(found)

    def do(self, action: str, rows: Sequence[ListRow], choice: str = "") -> Done:
        """Plan afresh, as things stand now, and store what was planned."""
        touched, back, count = Changes(), [], 0
        for planned in self.plan(action, rows, choice):
            if planned.record is None:
                continue
            back += self._back(planned.record)
            found = self._saver.save(self._words.get(f"lists.done_{action}", n=1), planned.record)
            touched = Changes(touched.refs | found.refs, touched.patients | found.patients)
            count += 1
        return Done(action, count, touched, tuple(back))

    def undo(self, done: Done) -> Changes:
        """Put back what was done, where nobody changed it since."""
        self._saver.access.require(*_ROLES[done.action])
        touched = Changes()
        for record in done.back:
            now = self._saver.records.read(type(record), record.id)
            put = _put_back(now, record)
            if put is not None:
                found = self._saver.save(self._words.get("lists.undone"), put)
                touched = Changes(touched.refs | found.refs, touched.patients | found.patients)
        return touched

    def _back(self, record: Record) -> list[Record]:
        """What undoes the storing of a record."""
        if isinstance(record, Star):
            return [replace(record, status="cancelled" if record.status == REQUESTED else REQUESTED)]
        if isinstance(record, WaitingEntry):
            return [replace(record, status=CANCELLED, reason=self._words.get("lists.undone"))]
        before = self._saver.records.read(type(record), record.id)
        return [before] if before is not None else []

    def _star(self, row: ListRow, _choice: str) -> Planned:
        return self._starring(row, REQUESTED, "lists.left_starred")

    def _unstar(self, row: ListRow, _choice: str) -> Planned:
        return self._starring(row, CANCELLED, "lists.left_not_starred")

    def _starring(self, row: ListRow, status: str, left: str) -> Planned:
        staff = self._saver.access.actor.staff_id
        star = self._saver.records.read(Star, star_id(staff, row.patient_id))
        if (star.status if star is not None else CANCELLED) == status:
            return Planned(row, left=self._words.get(left))
        says = self._words.get("lists.plan_star" if status == REQUESTED else "lists.plan_unstar")
        return Planned(row, says, record=Star(star_id(staff, row.patient_id), row.patient_id, staff, status))

    def _assign(self, row: ListRow, choice: str) -> Planned:
        pathway = self._pathway(row)
        if pathway is None:
            return Planned(row, left=self._words.get("lists.left_no_pathway"))
        chosen = self._saver.records.read(Staff, choice) if choice else None
        if chosen is None:
            return Planned(row, left=self._words.get("lists.left_nobody_chosen"))
        if pathway.case_manager_id == choice:
            return Planned(row, left=self._words.get("lists.left_same_manager", name=chosen.spoken()))
        before = row.manager or self._words.get("lists.nobody")
        says = self._words.get("lists.plan_assign", before=before, after=chosen.spoken())
        return Planned(row, says, record=replace(pathway, case_manager_id=choice))

    def _waiting(self, row: ListRow, _choice: str) -> Planned:
        pathway = self._pathway(row)
        if pathway is None or pathway.stage == "referred":
            key = "lists.left_no_pathway" if pathway is None else "lists.left_not_triaged"
            return Planned(row, left=self._words.get(key))
        now = self._saver.now()
        if self._has(row.patient_id, now.astimezone().date()):
            return Planned(row, left=self._words.get("lists.left_has_appointment"))
        kind = "new" if pathway.stage == "triaged" else "review"
        entry = WaitingEntry(
            self._saver.new_id(), row.patient_id, pathway.referral_id, now.astimezone().date().isoformat(), kind,
            pathway.service, priority=row.priority or "routine",
        )  # fmt: skip
        return Planned(row, self._words.get(f"lists.plan_waiting_{kind}"), record=entry)

    def _pathway(self, row: ListRow) -> Pathway | None:
        found = self._saver.records.read(Pathway, row.pathway_id) if row.pathway_id else None
        return found if found is not None and found.status == "active" else None

    def _has(self, patient_id: str, today: date) -> bool:
        """Whether a patient waits already or has an appointment today or ahead."""
        records = self._saver.records
        if any(each.status == REQUESTED for each in records.of_patient(WaitingEntry, patient_id)):
            return True
        booked = (Status.BOOKED, Status.ARRIVED)
        return any(
            a.status in booked and a.start.astimezone().date() >= today
            for a in records.of_patient(Appointment, patient_id)
        )


def _put_back(now: Record | None, before: Record) -> Record | None:
    """What to store so that a record is as it was; None where it changed otherwise since."""
    if isinstance(now, Pathway) and isinstance(before, Pathway):
        return replace(now, case_manager_id=before.case_manager_id)
    if isinstance(now, WaitingEntry) and isinstance(before, WaitingEntry):
        return before if now.status == REQUESTED else None
    return before if now is not None else None


def _by_family(staff: Staff) -> str:
    return staff.name.listed().casefold()
