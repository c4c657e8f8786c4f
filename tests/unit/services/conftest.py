"""The small clinic, new for each test: a copy of files that were filled once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from msk_desk.wiring.office import Office
from tests.fakes.small_clinic import Clinic, at_work, furnish


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile that holds the clinic."""
    folder = tmp_path_factory.mktemp("clinic") / "profile"
    furnish(folder)
    return folder


@pytest.fixture
def clinic(furnished: Path, tmp_path: Path) -> Iterator[Clinic]:
    """The clinic, with a clinician at the computer."""
    folder = tmp_path / "profile"
    shutil.copytree(furnished, folder)
    made = at_work(folder)
    yield made
    made.office.opened.let_go()


@pytest.fixture
def desk(clinic: Clinic) -> Office:
    """The services."""
    return clinic.office
