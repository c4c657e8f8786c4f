"""Finds and reads the files under resources/, from a checkout or an installed wheel alike."""

import json
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

PACKAGE = "resources"


class ContentMissing(LookupError):
    """A content file or text that the program needs is not there."""


class ContentInvalid(ValueError):
    """A content file is there but says something that cannot be used."""


def resource(path: str) -> Traversable:
    """The file or folder at a path with forward slashes below resources/."""
    found = files(PACKAGE)
    for part in path.split("/"):
        found = found / part
    return found


def read_bytes(path: str) -> bytes:
    """The bytes of one content file.

    Raises:
        ContentMissing: there is no such file.
    """
    found = resource(path)
    if not found.is_file():
        raise ContentMissing(path)
    return found.read_bytes()


def read_text(path: str) -> str:
    """The text (UTF-8) of one content file."""
    return read_bytes(path).decode("utf-8")


def read_json(path: str) -> Any:
    """One JSON file; numbers with a decimal point become floats."""
    return _parsed_json(path, float)


def read_json_exactly(path: str) -> Any:
    """One JSON file; numbers with a decimal point become Decimals, as FHIR asks."""
    return _parsed_json(path, Decimal)


def read_toml(path: str) -> dict[str, Any]:
    """One TOML file."""
    try:
        return tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise ContentInvalid(f"{path}: {error}") from error


def names_in(folder: str, suffix: str) -> Iterator[str]:
    """Names without suffix of the files in a folder that end so, in order; none if there is no folder."""
    found = resource(folder)
    if not found.is_dir():
        return
    for name in sorted(entry.name for entry in found.iterdir() if entry.is_file()):
        if name.endswith(suffix):
            yield name.removesuffix(suffix)


def _parsed_json(path: str, decimals: Any) -> Any:
    try:
        return json.loads(read_text(path), parse_float=decimals)
    except json.JSONDecodeError as error:
        raise ContentInvalid(f"{path}: {error}") from error
