"""The central service on its storage, and the made-up district in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from msk_desk.central.context import Settings
    from msk_desk.domain.central_store import CentralStore


@dataclass(frozen=True, slots=True)
class Seeded:
    """What seeding made."""

    resources: int
    accounts: int


def open_store(database: str) -> CentralStore:
    """The service's storage at `sqlite:///FILE` or `postgresql://…`."""
    from db.central.store import open_store as opened

    return opened(database)


def restore(backup: Path, database: str) -> CentralStore:
    """Storage made from a backup."""
    from db.central.store import restore as restored

    return restored(backup, database)


def settings(
    database: str,
    host: str = "127.0.0.1",
    port: int = 0,
    certificate: Path | None = None,
    key: Path | None = None,
) -> Settings:
    """How the service listens; port 0 takes a free one."""
    from msk_desk.central.context import Settings

    return Settings(database, host=host, port=port, certificate=certificate, key=key)


def serve(store: CentralStore, how: Settings) -> None:
    """Serve until told to stop."""
    from msk_desk.central.server import serve as served
    from msk_desk.content.texts import Texts

    served(store, how, Texts.load())


def administration() -> ModuleType:
    """Accounts, devices, backup and checks."""
    from msk_desk.central import administration as found

    return found


def seed_district(store: CentralStore, how: Settings, patients: int, seed: int, today: date | None = None) -> Seeded:
    """Fill an empty service with the made-up district and an account for each of its staff."""
    from msk_desk.central.administration import seed as load
    from msk_desk.central.auth.passwords import hashed
    from msk_desk.district.accounts import demo_accounts
    from msk_desk.district.district import District
    from msk_desk.domain.central_store import Account

    district = District(today=today or datetime.now(UTC).astimezone().date(), patients=patients, seed=seed)
    accounts = demo_accounts(seed)
    report = load(store, district.resources())
    # Hashing is slow on purpose; these passwords follow from the logins and protect nothing.
    quick = replace(how, argon_memory=8192, argon_lanes=1, argon_turns=1)
    for account in accounts:
        roles = tuple(map(str, account.roles))
        password = hashed(account.password, quick)
        store.save_account(Account(account.login, account.name, account.staff_id, roles, password))
    return Seeded(report.loaded, len(accounts))
