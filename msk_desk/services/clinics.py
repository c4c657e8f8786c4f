"""Clinics: templates are kept, looked through for some days, and published as sessions with slots."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from msk_desk.domain.clinic_templates import ClinicTemplate, days_of, session_id
from msk_desk.domain.clinic_time import at
from msk_desk.domain.errors import BadInput
from msk_desk.domain.people import Staff
from msk_desk.domain.publishing import Clash, Planned, Standing, Why, clashes, plan
from msk_desk.domain.records import Changes
from msk_desk.domain.roles import Role
from msk_desk.domain.session_lines import SessionLine
from msk_desk.domain.template_checks import faults
from msk_desk.services.clinic_names import ClinicNames, names_from
from msk_desk.services.ports import Sessions
from msk_desk.services.saving import Saver

LONGEST = 190
"""Days that are published at once at most: half a year."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What publishing would make of some days, and the names in it."""

    lines: tuple[Planned, ...]
    names: ClinicNames

    @property
    def made(self) -> tuple[Planned, ...]:
        """The sessions to be made."""
        return tuple(line for line in self.lines if line.why is None)


@dataclass(frozen=True, slots=True)
class Published:
    """What was made of some of a preview; `missed` were taken by somebody else since it was looked at."""

    changes: Changes
    made: int
    missed: tuple[Planned, ...] = ()


class Clinics:
    """Templates and publishing."""

    def __init__(self, sessions: Sessions, is_bank_holiday: Callable[[date], bool], saver: Saver) -> None:
        self._sessions = sessions
        self._is_bank_holiday = is_bank_holiday
        self._saver = saver

    def templates(self) -> tuple[ClinicTemplate, ...]:
        """Every template, those in use first, by title."""
        return tuple(sorted(self._saver.records.every(ClinicTemplate), key=_by_title))

    def names(self) -> ClinicNames:
        """Names of staff and places."""
        return names_from(self._saver.records)

    def clinicians(self) -> tuple[Staff, ...]:
        """Everybody who may hold a clinic."""
        return tuple(each for each in self._saver.records.every(Staff) if any(r.writes_notes for r in each.roles))

    def keep(self, template: ClinicTemplate) -> Changes:
        """Keep a template, new when its id is empty. What is published stays as it is.

        Raises:
            Refused: only administrators keep templates.
            BadInput: something is missing or cannot be; `faults` names what.
        """
        self._saver.access.require(Role.ADMINISTRATOR)
        wrong = faults(template)
        if wrong:
            raise BadInput("The clinic is not complete.", advice=f"Look at: {', '.join(wrong)}. Nothing was changed.")
        named = replace(template, id=template.id or self._saver.new_id(), title=template.title.strip())
        if self._saver.records.read(ClinicTemplate, named.id) == named:
            return Changes()
        return self._saver.save("Clinic template kept", named)

    def retire(self, template_id: str) -> Changes:
        """Use a template no more; its published sessions stay.

        Raises:
            Refused, BadInput.
        """
        self._saver.access.require(Role.ADMINISTRATOR)
        found = self._saver.records.read(ClinicTemplate, template_id)
        if found is None:
            raise BadInput("That clinic is gone.", advice="Look at the list again.")
        return self._saver.save("Clinic template retired", replace(found, active=False))

    def preview(self, template_ids: Sequence[str], first: date, last: date) -> Preview:
        """What publishing these templates over these days would make, and what it leaves out and why.

        Raises:
            BadInput: the days are the wrong way round, or too many.
        """
        self._saver.access.require_patients()
        if not timedelta() <= last - first <= timedelta(days=LONGEST):
            raise BadInput("Those days cannot be published.", advice=f"Choose at most {LONGEST} days, first to last.")
        wanted = set(template_ids)
        chosen = [each for each in self.templates() if each.id in wanted]
        return Preview(plan(chosen, first, last, self._standing(chosen, first, last)), self.names())

    def publish(self, planned: Sequence[Planned]) -> Published:
        """Make sessions that were looked at, each with its slots as one unit; what was taken meanwhile is left out."""
        self._saver.access.require_patients()
        changes, made, missed = Changes(), 0, []
        for line in self._again(planned):
            if line.why is None:
                changes = _joined(changes, self._saver.save("Clinic published", line.session, *line.slots))
                made += 1
            elif line.why is not Why.PUBLISHED:
                missed.append(line)
        return Published(changes, made, tuple(missed))

    def days(self, since: datetime, until: datetime, staff_id: str = "", site_id: str = "") -> tuple[SessionLine, ...]:
        """The sessions of some days, cancelled ones too."""
        self._saver.access.require_patients()
        return self._sessions.between(since, until, staff_id, site_id)

    def clashes(self, first: date, days: int) -> tuple[Clash, ...]:
        """Sessions of these days that cannot both be held, however that came about."""
        self._saver.access.require_patients()
        found = self._sessions.between(at(first, 0), at(first + timedelta(days=days), 0))
        return clashes(line.session for line in found)

    def _again(self, planned: Sequence[Planned]) -> tuple[Planned, ...]:
        """The same sessions, judged by what stands now."""
        if not planned:
            return ()
        first, last = min(line.day for line in planned), max(line.day for line in planned)
        templates = {line.template.id: line.template for line in planned}
        chosen = list(templates.values())
        wanted = {line.session.id for line in planned}
        now = plan(chosen, first, last, self._standing(chosen, first, last))
        return tuple(line for line in now if line.session.id in wanted)

    def _standing(self, templates: Sequence[ClinicTemplate], first: date, last: date) -> Standing:
        held = self._sessions.between(at(first, 0), at(last + timedelta(days=1), 0))
        ids = [session_id(template.id, day) for template in templates for day in days_of(template, first, last)]
        return Standing(
            tuple(line.session for line in held), {each.id: each for each in self._sessions.named(ids)},
            self._sessions.leave(first, last), self._is_bank_holiday, self._saver.now(),
        )  # fmt: skip


def _by_title(template: ClinicTemplate) -> tuple[bool, str, str]:
    return not template.active, template.title.casefold(), template.id


def _joined(one: Changes, other: Changes) -> Changes:
    return Changes(one.refs | other.refs, one.patients | other.patients)
