"""Reads the folders of content that hold one piece a file, each with a code: aids, exercises, letters, proms."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from msk_desk.content.resource_files import ContentInvalid, names_in, read_json, read_toml


class Coded(Protocol):
    """A piece of content that others name by its code."""

    @property
    def code(self) -> str:
        """Its code."""


P = TypeVar("P")
C = TypeVar("C", bound=Coded)


def read_piece(path: str, parsed: Callable[[Mapping[str, Any]], P]) -> P:
    """One piece from its JSON or TOML file.

    Raises:
        ContentInvalid: the file lacks something or says something that cannot be used.
    """
    data = read_toml(path) if path.endswith(".toml") else read_json(path)
    try:
        return parsed(data)
    except (KeyError, TypeError, ValueError) as error:
        raise ContentInvalid(f"{path}: {error!r}") from error


def every_piece(folder: str, suffix: str, load: Callable[[str], C]) -> Mapping[str, C]:
    """Every piece of a folder by its code, in the order of their files."""
    return MappingProxyType({piece.code: piece for piece in map(load, names_in(folder, suffix))})
