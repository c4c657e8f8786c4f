"""Where this program keeps its files on this computer."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

NAME = "MSK Desk"
HOME_VARIABLE = "MSK_DESK_HOME"
"""Puts everything under one folder: for trials, demonstrations and tests."""
_SAFE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_")


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders of this program."""

    data: Path
    logs: Path

    def profile(self, name: str = "main") -> Path:
        """The folder of a profile; the name may hold small letters, digits, `-` and `_`.

        Raises:
            ValueError: the name would lead elsewhere.
        """
        if not name or not set(name) <= _SAFE:
            raise ValueError(f"Not a profile name: {name!r}")
        return self.data / "profiles" / name

    def profiles(self) -> tuple[str, ...]:
        """The profiles that exist."""
        root = self.data / "profiles"
        return tuple(sorted(p.name for p in root.iterdir() if p.is_dir())) if root.is_dir() else ()


def folders(home: Path | None = None) -> Folders:
    """The folders to use: under `home`, else under MSK_DESK_HOME, else where the system wants them."""
    chosen = home or (Path(os.environ[HOME_VARIABLE]) if os.environ.get(HOME_VARIABLE) else None)
    if chosen is not None:
        return Folders(chosen / "data", chosen / "logs")
    return Folders(
        Path(platformdirs.user_data_dir(NAME, appauthor=False, roaming=False)),
        Path(platformdirs.user_log_dir(NAME, appauthor=False)),
    )
