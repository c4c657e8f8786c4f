"""`$access-log`: who asked for what and when, as far as the caller's role may know."""

from __future__ import annotations

from typing import Any

import orjson

from msk_desk.central.asking import number
from msk_desk.central.context import Caller, Service, Trace
from msk_desk.central.labels import Label
from msk_desk.central.outcomes import forbidden
from msk_desk.central.rights import RIGHTS
from msk_desk.central.times import instant
from msk_desk.central.wire import Answer, Asked
from msk_desk.domain.central_store import Access

_DEFAULT, _MOST = "100", 10_000
_WORDS = ("person", "role", "device", "action", "type", "id", "patients", "request_id")
_NUMBERS = ("status", "count")


def access_log(service: Service, caller: Caller, asked: Asked, trace: Trace) -> Answer:
    """The latest lines of the audit, newest first: of everybody for an administrator, else one's own."""
    right = RIGHTS[caller.role][Label.AUDIT]
    if not right.read:
        raise forbidden()
    person = caller.person if right.limit == "mine" else asked.one("person")
    lines = service.store.audit_of(person, number(asked.one("_count") or _DEFAULT, _MOST))
    trace.count = len(lines)
    body: dict[str, Any] = {"resourceType": "Parameters"}
    if lines:
        body["parameter"] = [{"name": "access", "part": _parts(line)} for line in lines]
    return Answer(200, orjson.dumps(body))


def _parts(line: Access) -> list[dict[str, Any]]:
    words = [{"name": name, "valueString": getattr(line, name)} for name in _WORDS if getattr(line, name)]
    numbers = [{"name": name, "valueInteger": getattr(line, name)} for name in _NUMBERS]
    return [{"name": "at", "valueInstant": instant(line.at)}, *words, *numbers]
