"""A clinic that two computers published: whoever came first is right, and bookings made in the other stay bookings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msk_desk.fhir.names import HOLDER
from msk_desk.fhir.scheduling import holders_of

Json = Mapping[str, Any]
_MADE_BY_PUBLISHING = frozenset({"Schedule", "Slot"})


def as_published_there(type: str, base: Json | None, local: Json, there: Json) -> Json:
    """Our session or slot as the service has it since before ours was made; in a slot our bookings stay.

    The ids of sessions and slots follow from template and day: two that were made apart are one and the same.
    """
    if base is not None or type not in _MADE_BY_PUBLISHING:
        return local
    if type == "Schedule" or not (holders_of(local) or local.get("status") != "free"):
        return there
    others = [each for each in there.get("extension", ()) if each.get("url") != HOLDER]
    ours = [each for each in local.get("extension", ()) if each.get("url") == HOLDER]
    return {**there, "status": local.get("status"), "extension": [*others, *ours]}
