"""Waiting times: notes what happens on a pathway, and reads its clock with the rule applied to each event."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date

from msk_desk.domain.dates import whole_date
from msk_desk.domain.pathways import Pathway, PathwayEvent, Referral
from msk_desk.domain.services import ServiceList
from msk_desk.domain.waiting.clock import Reading
from msk_desk.domain.waiting.events import KNOWN
from msk_desk.domain.waiting.pathway_clock import clock_of, reading_of
from msk_desk.services.ports import ServiceLibrary
from msk_desk.services.saving import Saver

_SPACE = uuid.UUID("6c0f6f0a-33c5-4a8e-9a58-5d1d0a4c2b10")


class Waiting:
    """The clocks of pathways; every service that changes a pathway notes its events here, and saves it itself."""

    def __init__(self, services: ServiceLibrary, saver: Saver) -> None:
        self._library = services
        self._saver = saver

    @property
    def services(self) -> ServiceList:
        """The services that a referral can go to."""
        return self._library.read()

    def open_pathway(self, referral: Referral, title: str = "") -> Pathway:
        """A new pathway for a referral: its clock begins as the point of access is clocked, or as it was carried in."""
        kind = self.services.clock_of(self.services.point_of_access)
        received = whole_date(referral.received) or self._saver.now().date()
        began = whole_date(referral.clock_start) or received
        pathway = Pathway(
            self._saver.new_id(), referral.patient_id, title or referral.region or referral.reason, "active",
            "referred", received.isoformat(), referral_id=referral.id, ppi=referral.ppi,
        )  # fmt: skip
        pathway = replace(pathway, clock=replace(pathway.clock, kind=kind))
        name = "self_referral_received" if referral.source == "self" else "referral_received"
        carried = {"carried_from": referral.referrer or referral.source} if began != received else {}
        return self.note(pathway, name, began, source=referral.source, **carried)

    def note(self, pathway: Pathway, name: str, on: date, **details: object) -> Pathway:
        """The pathway with one event more and its clock read again; nothing is saved.

        Args:
            name: one of domain.waiting.events.KNOWN.
            details: what else is said; yes and no become `true` and `false`, empty values are left out.

        Raises:
            ValueError: there is no such event.
        """
        if name not in KNOWN:
            raise ValueError(f"no event {name}")
        said = tuple((key, _words(value)) for key, value in details.items() if value not in (None, ""))
        event = PathwayEvent(self._saver.new_id(), on, name, said)
        events = (*_with_beginning(pathway), event)
        return replace(pathway, events=events, clock=clock_of(pathway.clock.kind, events))

    def without(self, pathway: Pathway, name: str, **details: object) -> Pathway:
        """The pathway without an event that was noted by mistake and that nothing followed; nothing is saved."""
        wrong = {key: _words(value) for key, value in details.items()}
        kept = tuple(
            event for event in pathway.events
            if event.name != name or any(event.says(key) != value for key, value in wrong.items())
        )  # fmt: skip
        return replace(pathway, events=kept, clock=clock_of(pathway.clock.kind, kept))

    def triaged(self, pathway: Pathway, service: str, on: date, by: str) -> Pathway:
        """The pathway after triage to a service: its clock from now on is that service's, from the same start.

        A self-referral is ratified by the clinician who takes it (rule 2).
        """
        kind = self.services.clock_of(service)
        pathway = replace(pathway, service=service, stage="triaged", clock=replace(pathway.clock, kind=kind))
        if any(event.name == "self_referral_received" for event in pathway.events):
            pathway = self.note(pathway, "ratified_by_care_professional", on, by=by)
        return self.note(pathway, "triaged", on, by=by, service_code=service)

    def reading(self, pathway: Pathway, today: date) -> Reading:
        """The clocks of a pathway and what each event did, counted up to a day."""
        return reading_of(pathway.clock.kind, _with_beginning(pathway), today)


def _with_beginning(pathway: Pathway) -> tuple[PathwayEvent, ...]:
    """The events; for a pathway that came with a clock alone, the ones that such a clock stands for."""
    clock = pathway.clock
    if pathway.events or clock.start is None:
        return pathway.events
    began = PathwayEvent(_same_id(pathway, "start"), clock.start, "referral_received")
    if clock.stop is None:
        return (began,)
    return began, PathwayEvent(_same_id(pathway, "stop"), clock.stop, "first_definitive_treatment")


def _same_id(pathway: Pathway, what: str) -> str:
    """The same id on every computer, so that the event is there once whoever writes it first."""
    return str(uuid.uuid5(_SPACE, f"{pathway.id}/{what}"))


def _words(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
