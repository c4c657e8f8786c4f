"""A real encrypted store for each test, copied from one that was migrated once."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db.local.opening import LocalStore, open_local
from msk_desk.domain.people import Address, Contact, Patient, PersonName
from msk_desk.domain.records import Changes, Record, Unit
from msk_desk.domain.roles import Actor, Role

KEY = bytes(range(32))
ASHA = Actor("asha", "Asha Rao", Role.CLINICIAN, "computer-1")
BEN = Actor("ben", "Ben Hall", Role.RECEPTIONIST, "computer-1")


@dataclass
class Clock:
    """A clock that moves only when a test says so."""

    moment: datetime = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def pass_by(self, **span: float) -> None:
        self.moment += timedelta(**span)


@dataclass
class Profile:
    """A profile folder with an open store, and how to save into it."""

    folder: Path
    clock: Clock = field(default_factory=Clock)
    opened: list[LocalStore] = field(default_factory=list)

    def open(self) -> LocalStore:
        store = open_local(self.folder, KEY, self.clock, lambda: str(uuid.uuid4()), "computer-1")
        self.opened.append(store)
        return store

    @property
    def store(self) -> LocalStore:
        return self.opened[-1] if self.opened else self.open()

    def save(self, *records: Record, by: Actor = ASHA, what: str = "Saved", signed: bool = False) -> Changes:
        return self.store.records.save(Unit(str(uuid.uuid4()), what, by, self.clock(), records, signed))


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("migrated")
    Profile(folder).open().close()
    return folder


@pytest.fixture
def profile(migrated: Path, tmp_path: Path) -> Iterator[Profile]:
    shutil.copytree(migrated, tmp_path / "profile")
    profile = Profile(tmp_path / "profile")
    yield profile
    for store in profile.opened:
        store.close()


@pytest.fixture
def store(profile: Profile) -> LocalStore:
    return profile.store


@pytest.fixture
def patient() -> Callable[..., Patient]:
    def made(id: str = "p1", family: str = "Tester", given: str = "Tess", **more: object) -> Patient:
        values: dict[str, object] = {
            "born": "1960-05-04",
            "nhs_number": "9990000018",
            "contacts": (Contact("phone", "07700 900123", "mobile"),),
            "addresses": (Address(("1 Test Street",), "Leeds", "LS1 2AB"),),
        }
        return Patient(id, (PersonName(family, tuple(given.split())),), **{**values, **more})  # type: ignore[arg-type]

    return made
