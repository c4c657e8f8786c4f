"""Mastheads: which service and site a paper comes from, and who wrote it."""

from __future__ import annotations

from msk_desk.domain.clinics import Organisation, Place
from msk_desk.domain.papers import Masthead
from msk_desk.domain.people import Staff
from msk_desk.domain.visits import Visit
from msk_desk.services.ports import Records


class Mastheads:
    """Reads the head of a paper from the visit it belongs to."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def of_site(self, site_id: str) -> Masthead:
        """The masthead of a site's papers; without a site the service's own."""
        site = self._records.read(Place, site_id) if site_id else None
        service = next((o for o in self._records.every(Organisation) if o.kind == "service"), None)
        phone = (site.phone if site else "") or (service.phone if service else "")
        return Masthead(service.name if service else "", site, phone)

    def of(self, visit_id: str, author_id: str) -> tuple[Masthead, Staff | None]:
        """The masthead of a visit's papers and their author."""
        visit = self._records.read(Visit, visit_id) if visit_id else None
        place = self._records.read(Place, visit.place_id) if visit and visit.place_id else None
        if place is not None and place.part_of:
            place = self._records.read(Place, place.part_of) or place
        author = self._records.read(Staff, author_id) if author_id else None
        return self.of_site(place.id if place else ""), author
