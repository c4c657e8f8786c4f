"""What commands print: JSON or words, numbers as numbers, absent as null."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentTypeError
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum
from pathlib import Path
from typing import Any

from msk_desk.domain.errors import BadInput


class Exit(IntEnum):
    """How a command ended."""

    DONE = 0
    FINDINGS = 1
    WRONG_USE = 2
    UNFIT = 3


def plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(inner) for inner in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date | Path):
        return value.isoformat() if isinstance(value, date) else str(value)
    return value


def count(text: str) -> int:
    """An argument that says how many: a whole number, not below zero."""
    if not text.isascii() or not text.isdigit():
        raise ArgumentTypeError(f"{text} is not a whole number from 0")
    return int(text)


def say_json(value: Any) -> None:
    """Print one JSON value on one line."""
    sys.stdout.write(json.dumps(plain(value), ensure_ascii=False) + "\n")


def say(text: str) -> None:
    """Print a line of words."""
    sys.stdout.write(text + "\n")


def read_json_file(path: str | Path) -> Any:
    """The JSON of a file, numbers with a point kept exact.

    Raises:
        BadInput: the file is not there or is not JSON.
    """
    try:
        return json.loads(Path(path).read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except OSError as error:
        raise BadInput(f"{path} could not be opened: {error.strerror}.", advice="Check the name.") from error
    except ValueError as error:
        raise BadInput(f"{path} is not JSON: {error}.", advice="Check the file.") from error


def read_lines(path: str | Path) -> list[Any]:
    """One JSON value a line."""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadInput(f"{path} could not be opened: {error.strerror}.", advice="Check the name.") from error
    try:
        return [json.loads(line, parse_float=Decimal) for line in text.split("\n") if line.strip()]
    except ValueError as error:
        raise BadInput(f"{path} has a line that is not JSON: {error}.", advice="Check the file.") from error
