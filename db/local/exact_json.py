"""JSON in and out without changing a number: 7.50 stays 7.50, as FHIR's decimals demand."""

from __future__ import annotations

import json
from typing import Any

import orjson

from msk_desk.domain.exact_numbers import Exact, whole_number


def loads(data: bytes) -> dict[str, Any]:
    """A resource, to be edited and written again."""
    found = json.loads(data, parse_float=Exact, parse_int=whole_number)
    return found if isinstance(found, dict) else {}


def dumps(resource: Any) -> bytes:
    """The bytes of a resource; decimals as they were written."""
    return orjson.dumps(resource, default=_written)


def _written(value: Any) -> orjson.Fragment:
    if isinstance(value, Exact):
        return orjson.Fragment(value.text.encode("ascii"))
    raise TypeError(type(value).__name__)
