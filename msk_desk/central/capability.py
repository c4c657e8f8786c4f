"""What this service can do, told from the tables that route."""

from __future__ import annotations

from typing import Any

import orjson

from msk_desk.central.context import PROTOCOL, Service
from msk_desk.central.parameters import PARAMETERS, Kind
from msk_desk.central.validation import TYPES
from msk_desk.central.wire import Answer, Asked

EXT = "https://msk-desk.example/fhir/StructureDefinition/"
_OAUTH = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris"
_INTERACTIONS = ("read", "vread", "update", "history-instance", "history-type", "search-type")
_COMMON = (("_id", "token"), ("_lastUpdated", "date"))
_OPERATIONS = {
    "export": "http://hl7.org/fhir/uv/bulkdata/OperationDefinition/export",
    "access-log": "https://msk-desk.example/fhir/OperationDefinition/access-log",
    "sync-digest": "https://msk-desk.example/fhir/OperationDefinition/sync-digest",
}
_PATIENT_OPERATIONS = {
    "everything": "http://hl7.org/fhir/OperationDefinition/Patient-everything",
    "open-with-reason": "https://msk-desk.example/fhir/OperationDefinition/open-with-reason",
}


def statement(service: Service, asked: Asked) -> Answer:
    """The CapabilityStatement."""
    body = orjson.dumps(
        {
            "resourceType": "CapabilityStatement",
            "id": "msk-desk-central",
            "status": "active",
            "date": "2026-11-22",
            "kind": "instance",
            "software": {"name": "MSK Desk central service", "version": PROTOCOL},
            "implementation": {
                "description": "The bundled FHIR R4 service of MSK Desk",
                "url": asked.base,
                "extension": _extensions(service),
            },
            "fhirVersion": "4.0.1",
            "format": ["application/fhir+json", "json"],
            "rest": [_rest(service, asked)],
        }
    )
    tag = f'W/"{service.store.epoch}-{PROTOCOL}"'
    if asked.headers.get("if-none-match") == tag:
        return Answer(304, headers={"ETag": tag})
    return Answer(200, body, {"ETag": tag})


def _extensions(service: Service) -> list[dict[str, Any]]:
    settings = service.settings
    limits = [
        {"url": "max-entries", "valueInteger": settings.max_entries},
        {"url": "max-body", "valueInteger": settings.max_body},
        {"url": "max-count", "valueInteger": settings.max_count},
        {"url": "request-seconds", "valueInteger": settings.request_seconds},
        {"url": "tombstone-days", "valueInteger": 400},
    ]
    return [
        {"url": EXT + "epoch", "valueString": service.store.epoch},
        {"url": EXT + "protocol", "valueString": PROTOCOL},
        {"url": EXT + "limits", "extension": limits},
    ]


def _rest(service: Service, asked: Asked) -> dict[str, Any]:
    return {
        "mode": "server",
        "security": _security(service, asked),
        "resource": [_resource(type) for type in sorted(TYPES)],
        "interaction": [{"code": code} for code in ("transaction", "batch", "history-system")],
        "operation": [{"name": name, "definition": url} for name, url in _OPERATIONS.items()],
    }


def _security(service: Service, asked: Asked) -> dict[str, Any]:
    service_code = {"system": "http://terminology.hl7.org/CodeSystem/restful-security-service", "code": "OAuth"}
    root = asked.base.removesuffix("/fhir")
    addresses = (
        {}
        if service.settings.issuer
        else {
            "authorize": f"{root}/auth/authorize",
            "token": f"{root}/auth/token",
            "revoke": f"{root}/auth/revoke",
        }
    )
    uris = [{"url": name, "valueUri": address} for name, address in addresses.items()]
    security: dict[str, Any] = {"cors": False, "service": [{"coding": [service_code]}]}
    return security | ({"extension": [{"url": _OAUTH, "extension": uris}]} if uris else {})


def _resource(type: str) -> dict[str, Any]:
    parameters = PARAMETERS.get(type, ())
    names = {p.name for p in parameters}
    found = [{"name": name, "type": kind} for name, kind in _COMMON]
    found += [{"name": p.name, "type": str(p.kind)} for p in parameters]
    found += [{"name": name, "type": "reference"} for name in ("patient", "subject") if name not in names]
    described: dict[str, Any] = {
        "type": type,
        "interaction": [{"code": code} for code in _INTERACTIONS],
        "versioning": "versioned-update",
        "readHistory": True,
        "updateCreate": True,
        "conditionalCreate": False,
        "conditionalUpdate": False,
        "conditionalDelete": "not-supported",
        "referencePolicy": ["literal", "local"],
        "searchInclude": [f"{type}:{p.name}" for p in parameters if p.kind is Kind.REFERENCE] + [f"{type}:patient"],
        "searchParam": found,
    }
    if type == "Patient":
        described["operation"] = [{"name": n, "definition": u} for n, u in _PATIENT_OPERATIONS.items()]
    return described
