"""Import and export over the open store, with the service's own checks at the door."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from msk_desk.central.validation import validate
from msk_desk.services import exact_json
from msk_desk.services.exporting import Exporter
from msk_desk.services.importing import Importer
from msk_desk.wiring.office import Office


def importer(office: Office) -> Importer:
    """An importer into the open store."""
    return Importer(office.ports.whole, _faults)


def exporter(office: Office) -> Exporter:
    """An exporter from the open store."""
    return Exporter(office.ports.whole)


def _faults(resource: Mapping[str, Any]) -> Sequence[str]:
    seen = orjson.loads(exact_json.dumps(resource))  # the numbers as the service will read them
    return [f"{issue.where}: {issue.words}" for issue in validate(seen)]
