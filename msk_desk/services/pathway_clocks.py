"""A patient's waiting-time clocks: each pathway with what happened on it and the rule applied to each event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from msk_desk.domain.lists import BREACH_AFTER, RTT
from msk_desk.domain.pathways import Pathway
from msk_desk.domain.people import Staff
from msk_desk.domain.waiting.clock import Applied, ClockState, RttClock
from msk_desk.domain.waiting.events import AS_OF
from msk_desk.services.saving import Saver
from msk_desk.services.waiting import Waiting


@dataclass(frozen=True, slots=True)
class PathwayClock:
    """One pathway's clocks, the newest last; `by` names the people that its events speak of, by their ids."""

    pathway: Pathway
    service: str
    clocks: tuple[RttClock, ...]
    applied: tuple[Applied, ...]
    manager: str
    by: dict[str, str]

    @property
    def clock(self) -> RttClock | None:
        """The newest clock."""
        return self.clocks[-1] if self.clocks else None

    @property
    def breach(self) -> date | None:
        """The first day beyond the national 18 weeks, where a national clock runs."""
        clock = self.clock
        if self.pathway.clock.kind != RTT or clock is None or clock.start is None:
            return None
        running = clock.state is ClockState.RUNNING
        return date.fromordinal(clock.start.toordinal() + BREACH_AFTER + 1) if running else None


class PathwayClocks:
    """Reads clocks; everybody who sees patients may, as the table of roles says of clocks."""

    def __init__(self, waiting: Waiting, saver: Saver) -> None:
        self._waiting = waiting
        self._saver = saver

    def of_patient(self, patient_id: str) -> tuple[PathwayClock, ...]:
        """The clocks of each pathway, the open and the newest first."""
        self._saver.access.require_patients()
        found = [p for p in self._saver.records.of_patient(Pathway, patient_id) if p.status != "entered-in-error"]
        found.sort(key=_newest_first, reverse=True)
        return tuple(self._clock(pathway) for pathway in found)

    def _clock(self, pathway: Pathway) -> PathwayClock:
        today = self._saver.now().astimezone().date()
        reading = self._waiting.reading(pathway, today)
        applied = tuple(each for each in reading.applied if each.event.name != AS_OF)
        service = self._waiting.services.title(pathway.service) if pathway.service else ""
        people = {each.event.says("by") for each in applied} - {"", "patient"}
        return PathwayClock(
            pathway, service, reading.clocks, applied, self._name(pathway.case_manager_id),
            {one: self._name(one) for one in people},
        )  # fmt: skip

    def _name(self, staff_id: str) -> str:
        staff = self._saver.records.read(Staff, staff_id) if staff_id else None
        return staff.spoken() if staff is not None else ""


def _newest_first(pathway: Pathway) -> tuple[bool, str]:
    return pathway.status == "active", pathway.started
