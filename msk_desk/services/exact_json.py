"""JSON in and out for import and export: nothing lost, nothing rounded, nothing that JSON forbids let in.

A decimal is read as an Exact, which keeps its text, and written as that text: 7.50 stays 7.50. Whole numbers
too long for 64 bits are kept the same way. NaN and Infinity, which JSON does not have, are refused.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from msk_desk.domain.exact_numbers import Exact, whole_number


class NotJson(ValueError):
    """The text is not JSON; the message says where, never what."""


def loads(data: bytes | str) -> Any:
    """A JSON value, decimals exact.

    Raises:
        NotJson: it is not JSON, not text, or nested too deeply.
    """
    try:
        text = data if isinstance(data, str) else _decoded(data)
        return json.loads(text, parse_float=Exact, parse_int=whole_number, parse_constant=_refuse)
    except RecursionError:
        raise NotJson("nested too deeply") from None
    except json.JSONDecodeError as problem:
        raise NotJson(f"not JSON at line {problem.lineno}, column {problem.colno}") from None
    except UnicodeError:
        raise NotJson("not text in UTF-8") from None


def dumps(value: Any) -> str:
    """JSON text on one line, decimals as they were written."""
    return _written(value) if _has_exact(value) else _text_of(value)


def plain(value: Any) -> Any:
    """The same value with ordinary numbers, for those who ask what it says and not how it is written."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    return float(value) if isinstance(value, Exact | Decimal) else value


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    return data.decode("utf-8-sig")


def _refuse(name: str) -> Any:
    raise NotJson(f"{name} is not a number in JSON")


def _text_of(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _has_exact(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_has_exact(part) for part in value.values())
    if isinstance(value, (list, tuple)):
        return any(_has_exact(part) for part in value)
    return isinstance(value, Exact)


def _written(value: Any) -> str:
    # The standard encoder writes every float by its own repr, whatever its class: hence by hand.
    if isinstance(value, Exact):
        return value.text
    if isinstance(value, dict):
        return "{" + ",".join(f"{_text_of(key)}:{_written(part)}" for key, part in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(map(_written, value)) + "]"
    return _text_of(value)
