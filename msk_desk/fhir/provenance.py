"""Provenance: who saved a unit, with what computer, and a seal over signed notes."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from msk_desk.domain.records import Unit
from msk_desk.fhir.elements import instant, reference
from msk_desk.fhir.names import DEVICE, LAST_OP

_OUTSIDE_THE_SEAL = ("meta", "text")
AUTHOR = {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/provenance-participant-type", "code": "author"}]}
SIGNATURE = {
    "system": "urn:iso-astm:E1762-95:2013",
    "code": "1.2.840.10065.1.12.1.1",
    "display": "Author's Signature",
}


def sealed_bytes(resource: Mapping[str, Any]) -> bytes:
    """The canonical JSON that a signature covers: no meta, no narrative, no last-op."""
    kept = {key: value for key, value in resource.items() if key not in _OUTSIDE_THE_SEAL}
    extensions = [e for e in kept.get("extension", []) if e.get("url") != LAST_OP]
    kept.pop("extension", None)
    if extensions:
        kept["extension"] = extensions
    return json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str).encode()


def seal(resources: Iterable[Mapping[str, Any]]) -> str:
    """SHA-256 over the sealed bytes of each resource in order, base64."""
    digest = hashlib.sha256()
    for resource in resources:
        digest.update(sealed_bytes(resource))
    return base64.b64encode(digest.digest()).decode("ascii")


def of_unit(unit: Unit, resources: list[Mapping[str, Any]]) -> dict[str, Any]:
    """The Provenance of a unit: its id is the unit's, so that its arrival marks the unit's commit."""
    provenance: dict[str, Any] = {
        "resourceType": "Provenance",
        "id": unit.id,
        "target": [reference(str(r["resourceType"]), str(r["id"])) for r in resources],
        "recorded": instant(unit.at),
        "activity": {"text": unit.what},
        "agent": [{"type": AUTHOR, "who": {**reference("Practitioner", unit.by.staff_id), "display": unit.by.name}}],
    }
    if unit.by.device_id:
        provenance["extension"] = [{"url": DEVICE, "valueString": unit.by.device_id}]
    if unit.signed:
        provenance["signature"] = [
            {
                "type": [SIGNATURE],
                "when": instant(unit.at),
                "who": reference("Practitioner", unit.by.staff_id),
                "sigFormat": "application/octet-stream",
                "data": seal(resources),
            }
        ]
    return provenance
