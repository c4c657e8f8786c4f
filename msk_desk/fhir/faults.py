"""What a FHIR R4 service, or we ourselves, would object to in a resource: asked before it is stored."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import fhirkit

from msk_desk.fhir.mapping import patient_of, read
from msk_desk.services.exact_json import dumps

MOST = 5


def faults_of(resource: Mapping[str, Any]) -> tuple[str, ...]:
    """Up to five faults as `path: what`, without any value of the record; none when it is sound R4."""
    errors = [issue for issue in fhirkit.validate(dumps(resource)) if issue.severity == "error"]
    return tuple(f"{issue.path}: {_without_values(issue.message)}" for issue in errors[:MOST])


def unreadable(resource: Mapping[str, Any]) -> bool:
    """Whether the mappers cannot make sense of it: it would then be in the way of everything read with it."""
    try:
        read(resource)
        patient_of(resource)
    except (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError):
        return True
    return False


def _without_values(message: str) -> str:
    return re.sub(r'"[^"]*"', "the value", message)
