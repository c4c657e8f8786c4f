"""Clinic templates: read with the names that they need, kept and retired."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.clinic_templates import ClinicTemplate
from msk_desk.domain.clinics import Place
from msk_desk.domain.people import Staff
from msk_desk.domain.records import Changes
from msk_desk.domain.roles import Role
from ui.context import Context

if TYPE_CHECKING:
    from msk_desk.services.clinic_names import ClinicNames


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be chosen for a clinic: clinicians, sites, the rooms of each site, services; each (id, words)."""

    staff: tuple[tuple[str, str], ...]
    sites: tuple[tuple[str, str], ...]
    rooms: dict[str, tuple[tuple[str, str], ...]]
    services: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """Every template, and what goes with them."""

    templates: tuple[ClinicTemplate, ...]
    names: ClinicNames
    choices: Choices


class TemplatesPresenter(QObject):
    """Reads and keeps.

    Signals:
        read_all: a Planned.
        kept: nothing; something was stored.
        failed: an exception to show.
    """

    read_all = Signal(object)
    kept = Signal()
    failed = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context

    @property
    def may_change(self) -> bool:
        """Whether the person may keep templates."""
        return self._context.actor.role is Role.ADMINISTRATOR

    def today(self) -> date:
        """The day it is here."""
        return self._context.desk.now().astimezone().date()

    def read(self) -> None:
        """Read everything afresh."""
        self._context.runner.run(read_planned, self._context, then=self._show, failed=self.fail)

    def keep(self, template: ClinicTemplate) -> None:
        """Keep a template."""
        keep = self._context.desk.clinics.keep
        self._context.runner.run(keep, template, then=self._say_kept, failed=self.fail, write=True)

    def retire(self, template_id: str) -> None:
        """Use a template no more."""
        retire = self._context.desk.clinics.retire
        self._context.runner.run(retire, template_id, then=self._say_kept, failed=self.fail, write=True)

    def fail(self, error: Exception) -> None:
        """It did not work; nothing was stored."""
        self.failed.emit(error)

    def _show(self, planned: Planned) -> None:
        self.read_all.emit(planned)

    def _say_kept(self, changes: Changes) -> None:
        self._context.feed.tell(changes)
        self.kept.emit()
        self.read()


def read_planned(context: Context) -> Planned:
    """Templates, names and choices; on a worker."""
    desk = context.desk
    names = desk.clinics.names()
    return Planned(desk.clinics.templates(), names, choices_of(context, names))


def choices_of(context: Context, names: ClinicNames) -> Choices:
    """What may be chosen for a clinic."""
    people = sorted((person for person in context.desk.clinics.clinicians()), key=_by_family)
    sites = sorted((place for place in names.places.values() if not place.part_of), key=_by_name)
    rooms = {site.id: tuple(_named(room) for room in _rooms_of(site, names)) for site in sites}
    services = context.desk.waiting.services.services
    return Choices(
        tuple((person.id, f"{person.name.listed()} · {person.profession}") for person in people),
        tuple(map(_named, sites)), rooms,
        tuple((service.code, service.title) for service in services if service.clinics),
    )  # fmt: skip


def _rooms_of(site: Place, names: ClinicNames) -> list[Place]:
    return sorted((place for place in names.places.values() if place.part_of == site.id), key=_by_name)


def _named(place: Place) -> tuple[str, str]:
    return place.id, place.name


def _by_name(place: Place) -> str:
    return place.name.casefold()


def _by_family(person: Staff) -> tuple[str, tuple[str, ...]]:
    return person.name.family.casefold(), person.name.given
