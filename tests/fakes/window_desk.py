"""The window's desk for tests: the real services over a real encrypted store of made-up people."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from unittest.mock import patch

import orjson

from db.local.opening import LocalStore, open_local
from msk_desk.district.accounts import demo_accounts
from msk_desk.district.district import District
from msk_desk.domain.errors import NotSignedIn, WrongCode
from msk_desk.domain.outbox import Remote
from msk_desk.domain.records import Changes
from msk_desk.platform.kept_papers import KeptPapers
from msk_desk.services.papers_alone import PapersAlone
from msk_desk.services.session import KnownUser, Session
from msk_desk.wiring import office as office_module
from msk_desk.wiring.office import Office, build_office
from ui.context import Desk, desk_of, ready

MONDAY = date(2026, 11, 23)
MOMENT = datetime(2026, 11, 23, 9, 20, tzinfo=UTC)
CODE = "knees-and-hips"
KEY = bytes(range(32))


def moment() -> datetime:
    """The time on every clock of these tests."""
    return MOMENT


def open_made_up(folder: Path) -> LocalStore:
    """Open the profile in a folder."""
    return open_local(folder, KEY, moment, lambda: str(uuid.uuid4()), "laptop-4")


def fill_made_up(folder: Path, patients: int) -> None:
    """Make a profile that holds the made-up district."""
    store = open_made_up(folder)
    with store.mirror.first_load() as load:
        load.add(
            Remote(each["resourceType"], each["id"], "1", "2026-11-23T06:00:00Z", orjson.dumps(each))
            for each in District(today=MONDAY, patients=patients).resources()
        )
        load.finish()
    store.close()


@dataclass
class CodeLock:
    """Opens the profile for each made-up member of staff, under one code."""

    folder: Path
    office: Office
    known: tuple[KnownUser, ...] = ()
    slow: Callable[[], None] | None = None
    locked: int = 0

    def users(self) -> tuple[KnownUser, ...]:
        """Who has signed in here."""
        return self.known

    def unlock(self, login: str, code: str) -> KnownUser:
        """Open the store."""
        if self.slow is not None:
            self.slow()
        if code != CODE:
            raise WrongCode()
        self.office.opened.take(open_made_up(self.folder))
        return next(user for user in self.known if user.login == login)

    def shelf(self, login: str, code: str) -> tuple[KnownUser, KeptPapers]:
        """The kept papers, without opening the store."""
        if code != CODE:
            raise WrongCode()
        return next(user for user in self.known if user.login == login), KeptPapers(self.folder, KEY)

    def check(self, login: str, code: str) -> None:
        """Whether it is the code."""
        if code != CODE:
            raise WrongCode()

    def sign_in(self, login: str, password: str, code: str) -> KnownUser:
        """Sign in as any made-up member of staff."""
        for account in demo_accounts():
            if (account.login, account.password) == (login, password):
                user = KnownUser(account.login, account.name, account.staff_id, account.roles)
                self.known = (*self.known, user)
                self.office.opened.take(open_made_up(self.folder))
                return user
        raise NotSignedIn("Login or password is not right.", advice="Check both and try again.")

    def lock(self) -> None:
        """Close the store."""
        self.locked += 1
        self.office.opened.let_go()


@dataclass
class StillBackground:
    """A synchronisation that only notes what it is asked, and can bring changes when a test says so."""

    asked: list[str] = field(default_factory=list)
    tell: Callable[[Changes], None] | None = None

    def start(self) -> None:
        self.asked.append("start")

    def stop(self) -> None:
        self.asked.append("stop")

    @property
    def ended(self) -> bool:
        return True

    def finish(self) -> None:
        self.asked.append("finish")

    def sync_now(self) -> None:
        self.asked.append("sync")

    def open_patient(self, patient_id: str, reason: str) -> None:
        self.asked.append(f"open {patient_id}: {reason}")

    def on_change(self, tell: Callable[[Changes], None]) -> None:
        self.tell = tell


def known_users(*logins: str) -> tuple[KnownUser, ...]:
    """Made-up staff as people who have been here before; all of the rota without arguments."""
    return tuple(
        KnownUser(each.login, each.name, each.staff_id, each.roles, MOMENT, date(2026, 11, 30))
        for each in demo_accounts()
        if not logins or each.login in logins
    )


@dataclass
class MadeUpDesk:
    """A desk with the parts that tests turn."""

    desk: Desk
    office: Office
    lock: CodeLock
    background: StillBackground


def made_up_desk(template: Path, folder: Path, *logins: str) -> MadeUpDesk:
    """A desk over a copy of a filled profile."""
    shutil.copytree(template, folder)
    return desk_on(folder, *logins)


def desk_on(folder: Path, *logins: str) -> MadeUpDesk:
    """A desk over a profile that is there."""
    with patch.object(office_module, "now", moment):
        office = build_office()
    lock = CodeLock(folder, office, known_users(*logins))
    background = StillBackground()
    desk = desk_of(
        partial(getattr, office),
        texts=office.texts, session=Session(lock, office.access, "laptop-4"), access=office.access,
        settings=office.ports.settings, now=moment, new_id=lambda: str(uuid.uuid4()),
        site_name="Harlow Community Clinic", device_name="laptop 4", background=background, prepare=ready,
        papers_alone=PapersAlone(lock, "laptop-4", moment),
    )  # fmt: skip
    return MadeUpDesk(desk, office, lock, background)
