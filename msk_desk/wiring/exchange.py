"""Import and export over the open store, with the service's own checks at the door."""

from __future__ import annotations

from msk_desk.fhir.faults import faults_of, unreadable
from msk_desk.services.exporting import Exporter
from msk_desk.services.importing import Importer
from msk_desk.wiring.office import Office


def importer(office: Office) -> Importer:
    """An importer into the open store."""
    return Importer(office.ports.whole, faults_of, unreadable)


def exporter(office: Office) -> Exporter:
    """An exporter from the open store."""
    return Exporter(office.ports.whole)
