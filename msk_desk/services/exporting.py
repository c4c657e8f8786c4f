"""Exporting records as FHIR: what came in comes out, element for element."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msk_desk.domain.errors import BadInput
from msk_desk.services.comparing import bare
from msk_desk.services.exact_json import dumps
from msk_desk.services.import_links import references_of
from msk_desk.services.ports import WholeResources

BASE = "https://msk-desk.example/fhir"
SUPPORTING = frozenset(
    {
        "Device", "HealthcareService", "Location", "Medication", "Organization", "Practitioner", "PractitionerRole",
        "Questionnaire", "Schedule", "Slot", "Substance",
    }
)  # fmt: skip
"""Types that belong to nobody: those a patient's records refer to go with them."""


class Exporter:
    """Gives resources out as they are stored here, without the mark of the operation that stored them."""

    def __init__(self, whole: WholeResources) -> None:
        self._whole = whole

    def export_patient(self, patient_id: str) -> dict[str, Any]:
        """One patient with everything on their record and what it refers to, as a Bundle.

        Raises:
            BadInput: no such patient here.
        """
        own = self._whole.whole_of_patient(patient_id)
        if not own:
            raise BadInput("There is no such patient on this computer.", advice="Check the id and try again.")
        entries = [
            {"fullUrl": f"{BASE}/{resource['resourceType']}/{resource['id']}", "resource": bare(resource)}
            for resource in (*own, *self._supporting(own))
        ]
        return {"resourceType": "Bundle", "type": "collection", "entry": entries}

    def export_all(self) -> Iterator[str]:
        """Every resource here, one line of JSON each (NDJSON)."""
        return (dumps(bare(resource)) for resource in self._whole.every_whole())

    def _supporting(self, resources: tuple[Mapping[str, Any], ...]) -> Iterator[Mapping[str, Any]]:
        """What the resources refer to, and what that refers to, each once."""
        asked: set[str] = set()
        frontier = list(resources)
        while frontier:
            for reference in references_of(frontier.pop()):
                kind, _, record_id = reference.partition("/")
                if kind not in SUPPORTING or reference in asked:
                    continue
                asked.add(reference)
                found = self._whole.whole(kind, record_id)
                if found is not None:
                    frontier.append(found)
                    yield found
