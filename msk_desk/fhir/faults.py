"""What a FHIR R4 service, or we ourselves, would object to in a resource: asked before it is stored."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

from msk_desk.fhir.mapping import patient_of, read
from msk_desk.fhir.structure import structural_faults
from msk_desk.services.exact_json import dumps

MOST = 5


def faults_of(resource: Mapping[str, Any]) -> tuple[str, ...]:
    """Up to five faults as `path: what`, without any value of the record; none when it is sound R4."""
    return tuple(f"{path}: {words}" for path, words in islice(structural_faults(dumps(resource)), MOST))


def unreadable(resource: Mapping[str, Any]) -> bool:
    """Whether the mappers cannot make sense of it: it would then be in the way of everything read with it."""
    try:
        read(resource)
        patient_of(resource)
    except (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError):
        return True
    return False
