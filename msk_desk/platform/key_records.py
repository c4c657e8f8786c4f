"""The files that hold wrapped keys: one a user, replaced whole, never half written."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from msk_desk.domain.errors import DiskFull, EnvironmentUnfit

FOLDER = "keys"


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """One user's record.

    `fields` are what the wrap is tied to; `wraps` the wrapped keys, oldest first: two while the database key
    is being changed; `notes` what may change without the code (last use, failed attempts).
    """

    fields: Mapping[str, Any]
    wraps: tuple[str, ...]
    notes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def login(self) -> str:
        """Whose it is."""
        return str(self.fields["login"])


class KeyRecords:
    """The records of a profile."""

    def __init__(self, profile_dir: Path) -> None:
        self._folder = profile_dir / FOLDER

    def every(self) -> tuple[KeyRecord, ...]:
        """All readable records, by login."""
        found = (_read(path) for path in sorted(self._folder.glob("*.json")))
        return tuple(sorted((record for record in found if record), key=lambda record: record.login))

    def read(self, login: str) -> KeyRecord | None:
        """The record of a user."""
        return _read(self._path(login))

    def write(self, record: KeyRecord) -> None:
        """Keep a record; on disk when this returns.

        Raises:
            DiskFull, EnvironmentUnfit: the record that was there still is.
        """
        path = self._path(record.login)
        content = {"fields": dict(record.fields), "wraps": list(record.wraps), "notes": dict(record.notes)}
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(path, json.dumps(content, indent=1).encode("utf-8"))
        except PermissionError as error:
            raise EnvironmentUnfit("The profile folder cannot be written.") from error
        except OSError as error:
            raise DiskFull("A key record could not be written.") from error

    def remove(self, login: str) -> None:
        """Forget a user."""
        self._path(login).unlink(missing_ok=True)

    def _path(self, login: str) -> Path:
        # Logins may hold any character and differ in case only by mistake.
        return self._folder / f"{hashlib.sha256(login.casefold().encode()).hexdigest()[:24]}.json"


def write_whole(path: Path, data: bytes) -> None:
    """Replace a file by new content, whole or not at all, whatever happens on the way."""
    new = path.with_suffix(".new")
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())
    os.replace(new, path)


def _read(path: Path) -> KeyRecord | None:
    try:
        content = json.loads(path.read_bytes())
        return KeyRecord(dict(content["fields"]), tuple(content["wraps"]), dict(content.get("notes", {})))
    except (OSError, ValueError, KeyError, TypeError):
        return None
