"""Accounts, devices, tokens, failed sign-ins, secrets and the audit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Engine, Table, delete, func, insert, select, update

from db.central.engine import beginning
from db.central.tables import access, account, device, failure, secret, token
from msk_desk.domain.central_store import Access, Account, Device, Token

_DAY = 86_400_000_000


class People:
    """Who may come in, with what, and what they did."""

    def __init__(self, readers: Engine, writers: Engine) -> None:
        self._people_in = readers
        self._people_out = writers

    def audit(self, lines: Sequence[Access]) -> None:
        """Append to the audit."""
        if lines:
            self._run(insert(access), [asdict(line) for line in lines])

    def audit_of(self, person: str | None = None, limit: int = 1000) -> list[Access]:
        """The latest lines of the audit, newest first."""
        columns = [column for column in access.columns if column.name != "n"]
        statement = select(*columns).order_by(access.c.n.desc()).limit(limit)
        if person is not None:
            statement = statement.where(access.c.person == person)
        return [Access(*row) for row in self._all(statement)]

    def account(self, name: str) -> Account | None:
        """An account by its name, in any letter case."""
        rows = self._all(select(account).where(account.c.name == name.casefold()))
        return _account(rows[0]) if rows else None

    def accounts(self) -> list[Account]:
        """All accounts by name."""
        return [_account(row) for row in self._all(select(account).order_by(account.c.name))]

    def save_account(self, saved: Account) -> None:
        """Create or replace an account."""
        values = asdict(saved) | {"name": saved.name.casefold(), "roles": " ".join(saved.roles)}
        self._replace(account, "name", values)

    def device(self, id: str) -> Device | None:
        """A device by its id."""
        rows = self._all(select(device).where(device.c.id == id))
        return Device(*rows[0]) if rows else None

    def devices(self) -> list[Device]:
        """All devices."""
        return [Device(*row) for row in self._all(select(device).order_by(device.c.enrolled))]

    def save_device(self, saved: Device) -> None:
        """Create or replace a device."""
        self._replace(device, "id", asdict(saved))

    def add_token(self, added: Token) -> None:
        """Keep a new token."""
        self._run(insert(token), [asdict(added)])

    def use_token(self, hash: bytes, kind: str) -> Token | None:
        """The token as it was, and mark it used in the same step."""
        with beginning(self._people_out) as connection:
            where = (token.c.hash == hash, token.c.kind == kind)
            row = connection.execute(select(token).where(*where).with_for_update()).first()
            if row is None:
                return None
            connection.execute(update(token).where(*where).values(used=True))
            return Token(bytes(row[0]), *row[1:])

    def revoke_family(self, family: str) -> None:
        """Forget all tokens of a sign-in."""
        self._run(delete(token).where(token.c.family == family))

    def revoke_account(self, name: str) -> None:
        """Forget all tokens of an account."""
        self._run(delete(token).where(token.c.account == name.casefold()))

    def note_failure(self, key: str, at: int) -> None:
        """Count a failed sign-in against a key."""
        self._run(insert(failure), [{"key": key, "at": at}])

    def failures(self, key: str, since: int) -> int:
        """How many sign-ins failed for a key since a time."""
        statement = select(func.count()).where(failure.c.key == key, failure.c.at >= since)
        return int(self._all(statement)[0][0])

    def clear_failures(self, key: str) -> None:
        """Forget failed sign-ins of a key."""
        self._run(delete(failure).where(failure.c.key == key))

    def tidy(self, now: int) -> None:
        """Forget tokens that are over, and failed sign-ins of former days; `now` in microseconds."""
        self._run(delete(token).where(token.c.expires < now))
        self._run(delete(failure).where(failure.c.at < now - _DAY))

    def secret(self, name: str, fresh: str) -> str:
        """A secret by name; `fresh` is stored where there is none."""
        with beginning(self._people_out) as connection:
            found = connection.execute(select(secret.c.value).where(secret.c.name == name)).scalar()
            if found is not None:
                return str(found)
            connection.execute(insert(secret).values(name=name, value=fresh))
            return fresh

    def replace_secret(self, name: str, value: str) -> None:
        """Put a new secret in place of an old one."""
        self._replace(secret, "name", {"name": name, "value": value})

    def _all(self, statement: Any) -> list[Any]:
        with self._people_in.connect() as connection:
            return list(connection.execute(statement).fetchall())

    def _run(self, statement: Any, rows: list[dict[str, Any]] | None = None) -> None:
        with beginning(self._people_out) as connection:
            connection.execute(statement, rows or {})

    def _replace(self, table: Table, key: str, values: dict[str, Any]) -> None:
        with beginning(self._people_out) as connection:
            connection.execute(delete(table).where(table.c[key] == values[key]))
            connection.execute(insert(table).values(**values))


def _account(row: Any) -> Account:
    return Account(row[0], row[1], row[2], tuple(row[3].split()), row[4], bool(row[5]))
