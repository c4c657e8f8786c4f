"""Whether a resource has the structure of FHIR R4, said without any value of the record."""

from __future__ import annotations

import re
from collections.abc import Iterator

import fhirkit


def structural_faults(resource: str | bytes) -> Iterator[tuple[str, str]]:
    """The path and the words of each fault in a resource's JSON text."""
    for issue in fhirkit.validate(resource):
        if issue.severity == "error":
            # What is quoted is what stands there, and that may be about a patient.
            yield issue.path, re.sub(r'"[^"]*"', "the value", issue.message)
