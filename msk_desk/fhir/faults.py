"""What a FHIR R4 service would object to in a resource, asked before it is sent; structure only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import fhirkit

from msk_desk.services.exact_json import dumps

MOST = 5


def faults_of(resource: Mapping[str, Any]) -> tuple[str, ...]:
    """Up to five faults as `path: what`, without any value of the record; none when it is sound R4."""
    errors = [issue for issue in fhirkit.validate(dumps(resource)) if issue.severity == "error"]
    return tuple(f"{issue.path}: {_without_values(issue.message)}" for issue in errors[:MOST])


def _without_values(message: str) -> str:
    return re.sub(r'"[^"]*"', "the value", message)
