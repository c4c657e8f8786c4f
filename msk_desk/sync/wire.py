"""Between stored operations and FHIR on the wire: bundles out, entries and versions in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from msk_desk.domain.outbox import OutboxOp, OutboxUnit, Remote
from msk_desk.domain.records import Unit
from msk_desk.fhir import exact_json as exact
from msk_desk.fhir import provenance
from msk_desk.fhir.names import BASE, LAST_OP

JSON = "application/fhir+json; fhirVersion=4.0"
FRESH = {"Cache-Control": "no-cache"}


def precondition(op: OutboxOp) -> dict[str, str]:
    """The version an op was made on, or that there was none."""
    return {"ifMatch": etag(op.base_version)} if op.base_version else {"ifNoneMatch": "*"}


def etag(version: str) -> str:
    """The ETag of a version."""
    return f'W/"{version}"'


def version_of_etag(text: str) -> str:
    """The version in an ETag or a history address, "" when there is none."""
    if "/_history/" in text:
        return text.rpartition("/_history/")[2].partition("/")[0]
    return text.removeprefix("W/").strip('"')


def provenance_of(unit: OutboxUnit) -> dict[str, Any]:
    """The unit's Provenance: audit and mark that the whole unit arrived."""
    whole = Unit(unit.unit_id, unit.what, unit.by, unit.saved_at, (), unit.signed)
    made = provenance.of_unit(whole, [exact.loads(op.body) for op in unit.ops])
    mark = {"url": LAST_OP, "valueString": unit.unit_id}
    return made | {"extension": [*made.get("extension", []), mark]}


def transaction(unit: OutboxUnit, ops: tuple[OutboxOp, ...]) -> bytes:
    """One unit as a transaction Bundle, its Provenance last."""
    entries: list[dict[str, Any]] = [
        {
            "fullUrl": f"{BASE}/{op.type}/{op.id}",
            "resource": exact.raw(op.body),
            "request": {"method": "PUT", "url": f"{op.type}/{op.id}", **precondition(op)},
        }
        for op in ops
    ]
    entries.append(
        {
            "fullUrl": f"{BASE}/Provenance/{unit.unit_id}",
            "resource": provenance_of(unit),
            "request": {"method": "PUT", "url": f"Provenance/{unit.unit_id}", "ifNoneMatch": "*"},
        }
    )
    return exact.dumps({"resourceType": "Bundle", "type": "transaction", "entry": entries})


def remote_of(resource: Any, version: str = "", last_updated: str = "") -> Remote:
    """A resource of the service as an entry.

    Raises:
        ValueError: it lacks a type, an id or a version.
    """
    if not isinstance(resource, Mapping):
        raise ValueError("not a resource")
    meta = resource.get("meta")
    stamps = meta if isinstance(meta, Mapping) else {}
    kind, id = resource.get("resourceType"), resource.get("id")
    version = str(stamps.get("versionId") or version)
    if not (isinstance(kind, str) and isinstance(id, str) and kind and id and version):
        raise ValueError("a resource without type, id or version")
    return Remote(kind, id, version, str(stamps.get("lastUpdated") or last_updated), exact.dumps(resource))


def entries_of(bundle: Any) -> Iterator[tuple[Remote | None, bytes]]:
    """Each entry of a history or search set, and its raw text; None where it cannot be understood."""
    for entry in bundle.get("entry", ()) if isinstance(bundle, Mapping) else ():
        try:
            yield _entry(entry), b""
        except (ValueError, TypeError, AttributeError):
            yield None, exact.dumps(entry)


def _entry(entry: Mapping[str, Any]) -> Remote:
    response = entry.get("response") or {}
    version = version_of_etag(str(response.get("etag") or response.get("location") or ""))
    modified = str(response.get("lastModified") or "")
    request = entry.get("request") or {}
    if request.get("method") == "DELETE" and "resource" not in entry:
        kind, _, id = str(request["url"]).partition("/")
        if not kind or not id:
            raise ValueError("a deletion of nothing")
        return Remote(kind, id.partition("/")[0], version, modified, b"", deleted=True)
    return remote_of(entry.get("resource"), version, modified)


def next_link(bundle: Mapping[str, Any], relation: str = "next") -> str:
    """The address of the next page, "" when there is none."""
    links = bundle.get("link", ())
    return next((str(link.get("url", "")) for link in links if link.get("relation") == relation), "")


def outcome_words(body: bytes) -> str:
    """What an OperationOutcome says, for the person who must put it right."""
    try:
        issues = exact.loads(body).get("issue", ())
        return "; ".join(_issue_words(issue) for issue in issues)
    except (ValueError, AttributeError, TypeError):
        return ""


def _issue_words(issue: Mapping[str, Any]) -> str:
    said = str(issue.get("diagnostics") or issue.get("details", {}).get("text") or issue.get("code", ""))
    where = ", ".join(str(place).rpartition(".resource.")[2] for place in issue.get("expression", ()))
    return f"{said} ({where})" if where else said


def is_outcome(body: bytes) -> bool:
    """Whether an answer is an OperationOutcome: the service spoke, and not something on the way to it."""
    return b'"OperationOutcome"' in body[:2000]


def identity_hash(id: str, version: str) -> int:
    """The hash of one held version, for the digest: the first 8 bytes of SHA-256 of id|version."""
    return int.from_bytes(hashlib.sha256(f"{id}|{version}".encode()).digest()[:8], "big")
