"""JSON read and written so that decimals keep every digit: 7.50 stays 7.50."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

import orjson

_DECIMAL = re.compile(rb"[\s:\[,]-?\d+(?:\.\d|[eE])")


def loads(data: bytes) -> Any:
    """The value of a JSON text.

    Raises:
        ValueError: not JSON.
    """
    # The strict and fast parser first: the standard one lets NaN and lone surrogates pass.
    value = orjson.loads(data)
    return json.loads(data, parse_float=Decimal) if _DECIMAL.search(data) else value


def dumps(value: Any) -> bytes:
    """The shortest JSON text of a value."""
    return orjson.dumps(value, default=_decimal)


def _decimal(value: Any) -> orjson.Fragment:
    if isinstance(value, Decimal):
        return orjson.Fragment(str(value))
    raise TypeError(type(value).__name__)


def raw(text: bytes) -> orjson.Fragment:
    """A JSON text to be put into a larger one as it is."""
    return orjson.Fragment(text)
