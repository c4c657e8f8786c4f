"""JSON in and out without changing a number: 7.50 stays 7.50, as FHIR's decimals demand. For store and sync."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

import orjson

from msk_desk.domain.exact_numbers import Exact, whole_number

# A decimal, or a whole number that may not fit 64 bits. It may also match inside a text: then the slow way is taken
# for nothing.
_NOT_PLAIN = re.compile(rb"[\s:\[,]-?(?:\d{19}|\d+(?:\.\d|[eE]))")


def has_exact_numbers(data: bytes) -> bool:
    """Whether a JSON text may hold a number that plain parsing would change."""
    return _NOT_PLAIN.search(data) is not None


def loads(data: bytes) -> Any:
    """The value of a JSON text; its decimals are Exact.

    Raises:
        ValueError: not JSON.
    """
    # The strict and fast parser first: the standard one lets NaN and lone surrogates pass.
    value = orjson.loads(data)
    return json.loads(data, parse_float=Exact, parse_int=whole_number) if has_exact_numbers(data) else value


def loads_object(data: bytes) -> dict[str, Any]:
    """A resource, to be edited and written again; an empty one where the text is no object."""
    found = loads(data)
    return found if isinstance(found, dict) else {}


def dumps(value: Any) -> bytes:
    """The shortest JSON text of a value; decimals as they were written."""
    return orjson.dumps(value, default=_written)


def raw(text: bytes) -> orjson.Fragment:
    """A JSON text to be put into a larger one as it is."""
    return orjson.Fragment(text)


def _written(value: Any) -> orjson.Fragment:
    if isinstance(value, Exact):
        return orjson.Fragment(value.text.encode("ascii"))
    if isinstance(value, Decimal):
        return orjson.Fragment(format(value, "f").encode("ascii"))
    raise TypeError(type(value).__name__)
