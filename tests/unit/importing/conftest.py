"""A real encrypted store to import into, and files to import."""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from db.local.opening import LocalStore, open_local
from msk_desk.domain.roles import Actor, Role
from msk_desk.services.exporting import Exporter
from msk_desk.services.importing import Importer, ImportReport

KEY = bytes(range(32))
ASHA = Actor("asha", "Asha Rao", Role.ESP, "computer-1")
WriteFile = Callable[..., Path]


def _open(folder: Path) -> LocalStore:
    return open_local(
        folder, KEY, lambda: datetime(2026, 11, 23, 9, tzinfo=UTC), lambda: str(uuid.uuid4()), "computer-1"
    )


@pytest.fixture(scope="session")
def new_profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new-profile")
    _open(folder).close()
    return folder


@pytest.fixture
def store(new_profile: Path, tmp_path: Path) -> Iterator[LocalStore]:
    folder = tmp_path / "profile"
    shutil.copytree(new_profile, folder)
    opened = _open(folder)
    yield opened
    opened.close()


@pytest.fixture
def write(tmp_path: Path) -> WriteFile:
    """Write a file: text as it is, anything else as JSON."""
    folder = tmp_path / "files"
    folder.mkdir()

    def written(content: Any, name: str = "file.json") -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = content if isinstance(content, (str, bytes)) else json.dumps(content)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    return written


@pytest.fixture
def take(store: LocalStore) -> Callable[..., ImportReport]:
    """Import files into the store."""

    def taken(*paths: Path, by: Actor = ASHA, **hooks: Any) -> ImportReport:
        return Importer(store.whole, **hooks).import_paths(paths, by)

    return taken


@pytest.fixture
def export(store: LocalStore) -> Callable[[], dict[tuple[str, str], Any]]:
    """Everything in the store, as its exported text says."""

    def exported() -> dict[tuple[str, str], Any]:
        found = [json.loads(line) for line in Exporter(store.whole).export_all()]
        return {(resource["resourceType"], resource["id"]): resource for resource in found}

    return exported
