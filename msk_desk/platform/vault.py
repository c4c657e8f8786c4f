"""The vault: who may open this computer's profile, and the database key that their code gives."""

from __future__ import annotations

import os
import uuid
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from msk_desk.domain.errors import BadInput, EnvironmentUnfit, WrongCode
from msk_desk.domain.roles import Role
from msk_desk.platform import clock
from msk_desk.platform.credential_store import CredentialStore, DeviceSecrets
from msk_desk.platform.key_records import KeyRecord, KeyRecords
from msk_desk.platform.keys import BOUND_COST, KEY_BYTES, SALT_BYTES, UNBOUND_COST, Cost, unwrap, wrap, wrapping_key

MIN_CODE = 6
MIN_UNBOUND_CODE = 12
FREE_ATTEMPTS = 3
LONGEST_WAIT = timedelta(minutes=5)
UNBOUND_WARNING = (
    "This computer has no credential store: only your code protects the records on it. "
    "Use a long code, and tell your administrator."
)


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a record is for; `allowed_until` is the last day of offline use, None for no limit."""

    login: str
    name: str
    staff_id: str
    roles: tuple[Role, ...]
    allowed_until: date | None = None


@dataclass(frozen=True, slots=True)
class VaultUser:
    """A user of this profile; `warning` is shown to them when their key is less well kept than it could be."""

    person: Person
    bound: bool
    last_used: datetime | None
    warning: str


@dataclass(frozen=True, slots=True)
class Key:
    """The database key. While it is being changed `later` is the new one: try `data`, then `later`."""

    data: bytes
    later: bytes | None = None

    def __repr__(self) -> str:
        return "Key(…)"


class Vault:
    """The key records of one profile."""

    def __init__(
        self,
        profile_dir: Path,
        secrets: DeviceSecrets | None = None,
        *,
        now: Callable[[], datetime] = clock.now,
        cost: Cost = BOUND_COST,
        unbound_cost: Cost = UNBOUND_COST,
    ) -> None:
        self._records = KeyRecords(profile_dir)
        self._secrets = secrets if secrets is not None else CredentialStore()
        self._now = now
        self._costs = {True: cost, False: unbound_cost}

    def users(self) -> tuple[VaultUser, ...]:
        """Everybody who may unlock here, by login."""
        return tuple(_user(record) for record in self._records.every())

    def create(self, person: Person, code: str) -> Key:
        """A new profile key, for its first user.

        Raises:
            BadInput: there are users already, or the code is too short.
        """
        if self._records.every():
            raise BadInput("This profile has users already.")
        key = Key(os.urandom(KEY_BYTES))
        self.add_user(key, person, code)
        return key

    def add_user(self, key: Key, person: Person, code: str) -> VaultUser:
        """Let another person (or the same with a new code) open the profile whose key is at hand."""
        name, secret = self._device_secret()
        bound = secret is not None
        check_code(code, bound)
        cost = self._costs[bound]
        fields = {
            "version": 1, "login": person.login, "name": person.name, "staff_id": person.staff_id,
            "roles": [str(role) for role in person.roles],
            "allowed_until": person.allowed_until.isoformat() if person.allowed_until else None,
            "bound": bound, "secret": name if bound else "", "salt": b64encode(os.urandom(SALT_BYTES)).decode("ascii"),
            "memory": cost.memory, "passes": cost.passes, "lanes": cost.lanes,
        }  # fmt: skip
        wrapping = _wrapping(fields, code, secret or "")
        keys = [key.data] if key.later is None else [key.data, key.later]
        record = KeyRecord(fields, tuple(wrap(data, wrapping, fields) for data in keys), self._used())
        self._records.write(record)
        return _user(record)

    def open(self, login: str, code: str) -> Key:
        """The key of the profile.

        Raises:
            WrongCode: the code is wrong, or too many wrong ones came just before.
            EnvironmentUnfit: this computer's secret is gone from its credential store.
        """
        record = self._records.read(login)
        if record is None:
            raise WrongCode()
        self._patience(record)
        try:
            key = self._unwrapped(record, code)
        except WrongCode:
            failed = int(record.notes.get("failed", 0)) + 1
            notes = {**record.notes, "failed": failed, "failed_at": self._now().isoformat()}
            self._records.write(replace(record, notes=notes))
            raise
        self._records.write(replace(record, notes=self._used()))
        return key

    def change_code(self, login: str, code: str, new_code: str) -> None:
        """Wrap the same key under another code; the database is not touched.

        Raises:
            WrongCode, BadInput.
        """
        self.add_user(self.open(login, code), self._person(login), new_code)

    def renew(self, login: str, code: str, allowed_until: date | None) -> None:
        """Move the last day of offline use, after a sign-in at the service."""
        self.add_user(self.open(login, code), replace(self._person(login), allowed_until=allowed_until), code)

    def remove_user(self, login: str) -> None:
        """This person may no longer open the profile here."""
        self._records.remove(login)

    def change_key(self, login: str, code: str, rekey: Callable[[bytes, bytes], None]) -> Key:
        """Change the database key: both wraps are kept until `rekey(old, new)` has returned.

        The other users' codes are not known here, so their records go: they sign in at the service again.
        """
        key = self.open(login, code)
        fresh = key.later or os.urandom(KEY_BYTES)
        person = self._person(login)
        self.add_user(Key(key.data, fresh), person, code)
        rekey(key.data, fresh)
        return self.settle(login, code, fresh)

    def settle(self, login: str, code: str, data: bytes) -> Key:
        """Keep only the key that opens the database, after a change of key was interrupted or done."""
        self.add_user(Key(data), self._person(login), code)
        for other in self._records.every():
            if other.login != login:
                self._records.remove(other.login)
        return Key(data)

    def _person(self, login: str) -> Person:
        record = self._records.read(login)
        if record is None:
            raise WrongCode()
        return _person(record.fields)

    def _unwrapped(self, record: KeyRecord, code: str) -> Key:
        secret = ""
        if record.fields["bound"]:
            found = self._secrets.read(str(record.fields["secret"]))
            if found is None:
                raise EnvironmentUnfit(
                    "This computer's part of the key is gone from its credential store.",
                    advice="Ask your administrator: the records here cannot be opened without it.",
                )
            secret = found
        wrapping = _wrapping(record.fields, code, secret)
        keys = [unwrap(wrapped, wrapping, record.fields) for wrapped in record.wraps]
        return Key(keys[0], keys[1] if len(keys) > 1 else None)

    def _device_secret(self) -> tuple[str, str | None]:
        """The name and value of this profile's secret, made when there is none yet."""
        for record in self._records.every():
            name = str(record.fields["secret"])
            found = self._secrets.read(name) if name else None
            if found:
                return name, found
        name = f"MSK Desk {uuid.uuid4()}"
        return name, self._secrets.make(name)

    def _used(self) -> dict[str, Any]:
        return {"last_used": self._now().isoformat()}

    def _patience(self, record: KeyRecord) -> None:
        """After a few wrong codes each next one must wait longer; a clock put back does not shorten the wait."""
        failed = int(record.notes.get("failed", 0))
        if failed < FREE_ATTEMPTS:
            return
        wait = min(timedelta(seconds=2.0 ** min(failed - FREE_ATTEMPTS + 1, 12)), LONGEST_WAIT)
        since = self._now() - datetime.fromisoformat(str(record.notes["failed_at"]))
        if timedelta(0) <= since < wait or -LONGEST_WAIT < since < timedelta(0):
            seconds = max(1, round((wait - max(since, timedelta(0))).total_seconds()))
            raise WrongCode(advice=f"Wait {seconds} seconds, then try again.")


def check_code(code: str, bound: bool) -> None:
    """Refuse a code that is too short for what it protects.

    Raises:
        BadInput.
    """
    least = MIN_CODE if bound else MIN_UNBOUND_CODE
    if len(code) < least:
        raise BadInput(f"The code needs at least {least} characters.", advice="Choose a longer code.")


def _wrapping(fields: Any, code: str, secret: str) -> bytes:
    cost = Cost(int(fields["memory"]), int(fields["passes"]), int(fields["lanes"]))
    return wrapping_key(code, b64decode(fields["salt"]), secret, cost)


def _person(fields: Any) -> Person:
    until = fields["allowed_until"]
    roles = tuple(Role(role) for role in fields["roles"])
    return Person(
        fields["login"], fields["name"], fields["staff_id"], roles, date.fromisoformat(until) if until else None
    )


def _user(record: KeyRecord) -> VaultUser:
    used = record.notes.get("last_used")
    bound = bool(record.fields["bound"])
    return VaultUser(
        _person(record.fields), bound, datetime.fromisoformat(used) if used else None, "" if bound else UNBOUND_WARNING
    )
