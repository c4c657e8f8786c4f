"""What the command line does with the service: accounts, devices, seeding, backup, checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson

from msk_desk.central.auth.passwords import SHORTEST, hashed
from msk_desk.central.context import Settings
from msk_desk.central.indexing import index_rows
from msk_desk.central.labels import label_of
from msk_desk.central.preparing import digest_of_stored, draft, parse
from msk_desk.central.rights import EVERYTHING
from msk_desk.domain.central_store import Account, BulkReport, CentralStore, Draft, Stored
from msk_desk.domain.errors import BadInput
from msk_desk.domain.roles import Role

SEEDER, ERASER = "seed", "erasure"
_MOST_FINDINGS = 100


def add_user(
    store: CentralStore,
    settings: Settings,
    *,
    name: str,
    display: str,
    practitioner: str,
    roles: Iterable[str],
    password: str,
) -> Account:
    """A new account.

    Raises:
        BadInput: the name is taken, a role is unknown or the password too short.
    """
    if not name.strip() or store.account(name) is not None:
        raise BadInput(advice="There is an account of that name. Choose another name.")
    if len(password) < SHORTEST:
        raise BadInput(advice=f"A password needs {SHORTEST} characters or more.")
    account = Account(name.strip().casefold(), display, practitioner, _roles(roles), hashed(password, settings))
    store.save_account(account)
    return account


def set_roles(store: CentralStore, name: str, roles: Iterable[str]) -> Account:
    """Give an account other roles; its sign-ins end."""
    changed = replace(_account(store, name), roles=_roles(roles))
    store.save_account(changed)
    store.revoke_account(name)
    return changed


def set_password(store: CentralStore, settings: Settings, name: str, password: str) -> None:
    """Give an account another password; its sign-ins end.

    Raises:
        BadInput: no such account, or the password is too short.
    """
    if len(password) < SHORTEST:
        raise BadInput(advice=f"A password needs {SHORTEST} characters or more.")
    store.save_account(replace(_account(store, name), password=hashed(password, settings)))
    store.revoke_account(name)
    store.clear_failures(f"name:{name.casefold()}")


def switch_account(store: CentralStore, name: str, *, on: bool) -> None:
    """Switch an account on or off; off ends its sign-ins at once."""
    store.save_account(replace(_account(store, name), disabled=not on))
    if not on:
        store.revoke_account(name)


def switch_device(store: CentralStore, id: str, *, on: bool) -> None:
    """Switch a computer on or off, such as a lost one; off refuses it at once.

    Raises:
        BadInput: no such computer.
    """
    device = store.device(id)
    if device is None:
        raise BadInput(advice="No computer of that id has ever signed in.")
    store.save_device(replace(device, disabled=not on))


def seed(store: CentralStore, resources: Iterable[Mapping[str, Any] | bytes]) -> BulkReport:
    """Load many new resources fast, as dicts or lines of JSON; they are trusted, not validated.

    Raises:
        BadInput: one exists already; nothing is loaded.
    """
    return store.bulk_load(_drafts(resources), SEEDER)


def _drafts(resources: Iterable[Mapping[str, Any] | bytes]) -> Iterator[Draft]:
    for resource in resources:
        yield draft(parse(resource) if isinstance(resource, bytes) else resource)


def erase(store: CentralStore, type: str, id: str) -> int:
    """Remove the content of every version of a resource for good, as the law may ask; how many versions.

    Raises:
        BadInput: there is no such resource.
    """
    with store.writing() as tx:
        current = tx.current(type, id)
        if current is None:
            raise BadInput(advice="There is no such resource.")
        if not current.deleted:
            tx.delete(current, ERASER)
        return tx.erase(type, id)


def backup(store: CentralStore, path: Path) -> None:
    """A consistent copy of the database while it serves."""
    store.backup(path)


def check(store: CentralStore) -> list[str]:
    """What is wrong with the stored data, in sentences; empty where nothing is. No patient data in them."""
    found = store.structural_faults()
    before: Stored | None = None
    for stored in store.all_versions():
        found += _faults(stored, before)
        before = stored
        if len(found) >= _MOST_FINDINGS:
            return found
    for type in store.types_held(EVERYTHING):
        for id, _ in store.identities(type, EVERYTHING):
            found += _index_faults(store, type, id)
            if len(found) >= _MOST_FINDINGS:
                return found
    return found


def _faults(stored: Stored, before: Stored | None) -> list[str]:
    name = f"{stored.type}/{stored.id} version {stored.version}"
    found: list[str] = []
    if before is not None and stored.last_updated <= before.last_updated:
        found.append(f"{name} is not later than the version before it")
    if stored.deleted or not stored.json:
        return found
    try:
        resource = parse(stored.json)
        meta = resource["meta"]
        if (resource["resourceType"], resource["id"], meta["versionId"]) != (
            stored.type,
            stored.id,
            str(stored.version),
        ):
            found.append(f"{name} says of itself that it is something else")
        if digest_of_stored(resource) != stored.digest:
            found.append(f"{name} is not what was stored")
        if label_of(resource) != stored.label:
            found.append(f"{name} is filed under {stored.label}, which is not its place")
    except Exception:
        found.append(f"{name} cannot be read")
    return found


def _index_faults(store: CentralStore, type: str, id: str) -> list[str]:
    stored = store.read(type, id, EVERYTHING)
    if stored is None or stored.deleted:
        return []
    try:
        expected = set(index_rows(orjson.loads(stored.json)))
    except ValueError:
        return []  # told of already: it cannot be read
    return [] if expected == set(store.index_rows_of(type, id)) else [f"{type}/{id} is not indexed as it should be"]


def _account(store: CentralStore, name: str) -> Account:
    account = store.account(name)
    if account is None:
        raise BadInput(advice="There is no account of that name.")
    return account


def _roles(roles: Iterable[str]) -> tuple[str, ...]:
    try:
        return tuple(dict.fromkeys(str(Role(role)) for role in roles))
    except ValueError as error:
        raise BadInput(advice="Roles are: " + ", ".join(Role) + ".") from error
