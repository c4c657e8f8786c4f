"""The made-up district behind a real service process, and computers (profiles) signed in to it."""

from __future__ import annotations

import shutil
import time
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import TracebackType

from db.local.opening import LocalStore
from msk_desk.domain.roles import Actor, Role
from msk_desk.platform.profile import Profile
from msk_desk.sync.running import run_once
from msk_desk.sync.transport import HttpTransport
from msk_desk.wiring.demo import CLINICIAN, UNLOCK_CODE, Demo, demonstration
from msk_desk.wiring.lock import ProfileLock
from msk_desk.wiring.office import Office, build_office, new_id, now
from msk_desk.wiring.synchronising import connected, scope_of

FOLDER = Path("build/bench")
LAYOUT = 1
"""Raise this when the district or the service's storage changes, so that the kept one is made anew."""
SEED = 1


@dataclass
class Computer:
    """One profile with a person signed in: every service over its open store."""

    profile: Profile
    login: str
    office: Office
    lock: ProfileLock
    actor: Actor
    opened: ExitStack = field(default_factory=ExitStack)

    @property
    def store(self) -> LocalStore:
        """The open encrypted store."""
        return self.office.opened.store

    def transport(self) -> HttpTransport:
        """A signed-in connection of its own."""
        return self.opened.enter_context(connected(self.profile, self.store))

    @staticmethod
    def today() -> date:
        """The day that the made-up clinic is on."""
        return now().astimezone().date()

    def close(self) -> None:
        """Let go of connections and files."""
        self.opened.close()
        self.lock.lock()

    def sync(self, transport: HttpTransport | None = None) -> float:
        """One synchronisation; seconds."""
        began = time.perf_counter()
        scope = scope_of(self.store, self.actor.staff_id, self.actor.role)
        run_once(self.store, transport or self.transport(), now, scope)
        return time.perf_counter() - began


class BenchDistrict:
    """A service with so many patients, seeded once a day and kept; each run has a copy, and new computers."""

    def __init__(self, patients: int) -> None:
        self.patients = patients
        self.folder = FOLDER / f"run-{patients}"
        self._stack = ExitStack()
        self._computers: list[Computer] = []
        self._whole: Computer | None = None
        self._loaded: Computer | None = None
        self.whole_seconds = 0.0

    def __enter__(self) -> BenchDistrict:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        for part in self._seeded():
            shutil.copy2(part, self.folder)
        self.demo: Demo = self._stack.enter_context(demonstration(self.folder, self.patients, SEED))
        return self

    def _seeded(self) -> list[Path]:
        """The files of the seeded service, made if there are none of today."""
        folder = FOLDER / f"seed-{self.patients}-{LAYOUT}"
        with demonstration(folder, self.patients, SEED):
            pass
        return sorted(folder.glob("central-*"))

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for computer in self._computers:
            computer.close()
        self._stack.close()

    def computer(self, name: str, login: str, role: Role) -> Computer:
        """A new computer with one person signed in and nothing loaded yet."""
        shutil.rmtree(self.folder / name, ignore_errors=True)
        profile = self.demo.profile(name)
        office = build_office()
        lock = ProfileLock(profile, office.opened, now, new_id)
        account = self.demo.account(login)
        user = lock.sign_in(login, account.password, UNLOCK_CODE, str(role))
        actor = replace(user.actor(profile.device_id), role=role)
        office.access.begin(actor)
        made = Computer(profile, login, office, lock, actor)
        self._computers.append(made)
        return made

    def whole(self) -> Computer:
        """The team lead's computer with the whole service on it; `whole_seconds` says how long that took."""
        if self._whole is None:
            made = self.computer("whole", self.demo.first_with("team-lead").login, Role.TEAM_LEAD)
            self.whole_seconds = made.sync()
            self._whole = made
        return self._whole

    def loaded_clinician(self) -> Computer:
        """The clinician's computer with all they hold on it."""
        if self._loaded is None:
            self._loaded = self.clinician("clinic-loaded")
            self._loaded.sync()
        return self._loaded

    def keep_loaded(self, computer: Computer) -> None:
        """This clinician's computer is loaded: nobody need load another."""
        self._loaded = self._loaded or computer

    def clinician(self, name: str = "clinic") -> Computer:
        """A new computer of the clinician whose day the tour shows; nothing loaded yet."""
        account = self.demo.account(CLINICIAN)
        role = next(role for role in account.roles if role.clinical)
        return self.computer(name, CLINICIAN, role)
