"""A made-up district on this computer: a seeded central service and a profile for each person who is shown."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from msk_desk.district.accounts import DemoAccount, demo_accounts
from msk_desk.domain.errors import EnvironmentUnfit
from msk_desk.platform.profile import FILE, Profile, create, read
from msk_desk.wiring import central
from msk_desk.wiring.lock import ProfileLock
from msk_desk.wiring.office import Office, build_office, new_id, now
from msk_desk.wiring.synchronising import once

UNLOCK_CODE = "made-up-district"
CLINICIAN = "asha.rao"
SITE = "Harlow Community Clinic"
_STOP_SECONDS = 15


@dataclass(frozen=True, slots=True)
class Demo:
    """A running demonstration: where its service listens, and where its profiles are."""

    folder: Path
    base: str
    seed: int

    @property
    def accounts(self) -> tuple[DemoAccount, ...]:
        """Every one of the made-up staff."""
        return demo_accounts(self.seed)

    def account(self, login: str) -> DemoAccount:
        """One of the made-up staff."""
        return next(account for account in self.accounts if account.login == login)

    def first_with(self, role: str) -> DemoAccount:
        """The first of the made-up staff who wears a hat."""
        return next(account for account in self.accounts if role in account.roles)

    def by_staff(self, staff_id: str) -> DemoAccount:
        """The account of a member of the made-up staff."""
        return next(account for account in self.accounts if account.staff_id == staff_id)

    @contextmanager
    def seated(self, computer: str, login: str) -> Iterator[Office]:
        """Somebody at a computer, unlocked, without a window."""
        profile = self.profile(computer)
        self.enrol(profile, login)
        office = build_office()
        lock = ProfileLock(profile, office.opened, now, new_id)
        try:
            office.access.begin(lock.unlock(login, UNLOCK_CODE).actor(profile.device_id))
            yield office
        finally:
            lock.lock()

    def profile(self, name: str) -> Profile:
        """A computer's profile, made when it is not there; its service's address is kept up to date."""
        folder = self.folder / name
        if (folder / FILE).exists():
            kept = json.loads((folder / FILE).read_text(encoding="utf-8"))
            (folder / FILE).write_text(json.dumps({**kept, "central": self.base}), encoding="utf-8")
            return read(folder)
        return create(folder, self.base, SITE)

    def enrol(self, profile: Profile, login: str) -> None:
        """Sign a person in on a computer and load what they hold; done once."""
        if profile.store_of(login).exists():
            return
        office = build_office()
        lock = ProfileLock(profile, office.opened, now, new_id)
        account = self.account(login)
        try:
            user = lock.sign_in(login, account.password, UNLOCK_CODE)
            actor = user.actor(profile.device_id)
            once(profile, office.opened.store, actor)
        finally:
            lock.lock()


@contextmanager
def demonstration(folder: Path, patients: int, seed: int = 1) -> Iterator[Demo]:
    """Seed (once for a day and size) and serve a district; the service ends with the block."""
    today = now().astimezone().date()
    database = folder / f"central-{today}-{patients}-{seed}.db"
    if not database.exists():
        shutil.rmtree(folder, ignore_errors=True)  # yesterday's clinic is not today's
        folder.mkdir(parents=True)
        half = database.with_suffix(".part")
        store = central.open_store(f"sqlite:///{half}")
        central.seed_district(store, central.settings(f"sqlite:///{half}"), patients, seed, today)
        store.close()
        half.rename(database)
    process = _start(database, folder / "central.log")
    try:
        yield Demo(folder, f"{_address(process)}/fhir", seed)
    finally:
        process.terminate()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _start(database: Path, log: Path) -> subprocess.Popen[str]:
    wanted = ["central", "serve", "--database", f"sqlite:///{database}", "--port", "0"]
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "msk_desk"]
    with log.open("w", encoding="utf-8") as errors:
        return subprocess.Popen([*program, *wanted], stdout=subprocess.PIPE, stderr=errors, text=True)


def _address(process: subprocess.Popen[str]) -> str:
    line = process.stdout.readline() if process.stdout is not None else ""
    try:
        return str(json.loads(line)["listening"])
    except (ValueError, KeyError) as error:
        raise EnvironmentUnfit("The central service did not start.", advice="See central.log.") from error
