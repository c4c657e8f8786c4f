"""Sending the audit of this computer: append-only, in batches, never pulled, never in the way of clinical work."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol, runtime_checkable

from msk_desk.domain.outbox import Cursor
from msk_desk.fhir import exact_json as exact
from msk_desk.fhir.names import CS
from msk_desk.sync.session import Point, Session, Steps

AUDIT = "audit"
EVERY = timedelta(minutes=1)
BATCH = 100
_SPACE = uuid.UUID("6f0d6c3e-6d0f-4d8a-9a65-3f1c0d4f7b52")
_TYPES = "http://terminology.hl7.org/CodeSystem/audit-event-type"
_ACTIONS = {"read": "R", "save": "U", "sign": "U"}


class AuditLine(Protocol):
    """One line of the audit as the store keeps it; `patient_id` and `refs` hold names parted by spaces."""

    @property
    def seq(self) -> int: ...
    @property
    def at(self) -> datetime: ...
    @property
    def staff_id(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def action(self) -> str: ...
    @property
    def patient_id(self) -> str: ...
    @property
    def what(self) -> str: ...


class AuditSource(Protocol):
    """The audit of this computer."""

    def events(self, after: int = 0, limit: int = 1000) -> Sequence[AuditLine]:
        """Lines in order, after a number."""


@runtime_checkable
class Audited(Protocol):
    """A store that keeps an audit."""

    @property
    def audit(self) -> AuditSource: ...


def send_audit(session: Session) -> Steps[int]:
    """Send what was noted since the last time, at most once a minute. Returns how many lines.

    Raises:
        Offline, NotSignedIn: they are sent the next time.
    """
    store = session.store
    held = store.cursors.get(AUDIT) or Cursor(AUDIT)
    if not isinstance(store, Audited) or not _is_due(session, held):
        return 0
    sent, after = 0, int(held.opaque or 0)
    while lines := store.audit.events(after, BATCH):
        if not (yield from _send(session, lines)):
            return sent
        after, sent = lines[-1].seq, sent + len(lines)
        store.cursors.put(Cursor(AUDIT, session.now().isoformat(), str(after)))
        yield Point.CURSOR_KEPT
    return sent


def _is_due(session: Session, held: Cursor) -> bool:
    return not held.watermark or session.now() - datetime.fromisoformat(held.watermark) >= EVERY


def _send(session: Session, lines: Sequence[AuditLine]) -> Steps[bool]:
    """One batch; a line that is there already (412) was sent when an answer was lost."""
    entries = []
    for line in lines:
        event = audit_event(line, session.store.device_id)
        request = {"method": "PUT", "url": f"AuditEvent/{event['id']}", "ifNoneMatch": "*"}
        entries.append({"resource": event, "request": request})
    bundle = {"resourceType": "Bundle", "type": "batch", "entry": entries}
    reply = session.transport.send("POST", "", exact.dumps(bundle))
    yield Point.SENT
    return reply.ok and isinstance(reply.json(), Mapping)


def audit_event(line: AuditLine, device_id: str) -> dict[str, Any]:
    """A line as FHIR; its id is the same whenever it is made."""
    patients = [{"what": {"reference": f"Patient/{patient}"}} for patient in line.patient_id.split()]
    said = [{"name": line.what}] if line.what else []
    return {
        "resourceType": "AuditEvent",
        "id": str(uuid.uuid5(_SPACE, f"{device_id}/{line.seq}")),
        "type": {"system": _TYPES, "code": "rest"},
        "subtype": [{"system": f"{CS}/audit-action", "code": line.action}],
        "action": _ACTIONS.get(line.action, "E"),
        "recorded": line.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z",
        "outcome": "0",
        "agent": [
            {
                "who": {"reference": f"Practitioner/{line.staff_id}"},
                "requestor": True,
                "role": [{"text": line.role}],
            }
        ],
        "source": {"observer": {"reference": f"Device/{device_id}"}},
        **({"entity": patients + said} if patients or said else {}),
    }
