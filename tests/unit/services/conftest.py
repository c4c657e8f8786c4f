"""The small clinic, new for each test: a copy of files that were filled once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import orjson
import pytest

from msk_desk.domain.outbox import Remote
from msk_desk.domain.roles import Role
from msk_desk.fhir.mapping import type_of, write
from msk_desk.wiring import office as office_module
from msk_desk.wiring.office import Office
from tests.fakes.small_clinic import PEOPLE, Clinic, Hands, opened


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile that holds the clinic."""
    folder = tmp_path_factory.mktemp("clinic") / "profile"
    store = opened(folder, Hands())
    with store.mirror.first_load() as load:
        load.add(
            Remote(type_of(type(each)), each.id, "1", "2026-11-23T06:00:00Z", orjson.dumps(write(each, None)))
            for each in PEOPLE
        )
        load.finish()
    store.close()
    return folder


@pytest.fixture
def clinic(furnished: Path, tmp_path: Path) -> Iterator[Clinic]:
    """The clinic, with a clinician at the computer."""
    folder = tmp_path / "profile"
    shutil.copytree(furnished, folder)
    clock = Hands()
    with patch.object(office_module, "now", clock):
        office = office_module.build_office()
    store = opened(folder, clock)
    office.opened.take(store)
    made = Clinic(office, store, clock, folder)
    made.wear(Role.CLINICIAN)
    yield made
    office.opened.let_go()


@pytest.fixture
def desk(clinic: Clinic) -> Office:
    """The services."""
    return clinic.office
