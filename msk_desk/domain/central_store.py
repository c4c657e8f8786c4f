"""The shapes and the port of the central service's storage: msk_desk.central asks, db.central answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol


class IndexRow(NamedTuple):
    """One searchable value: `param` is "Type.param"; dates hold their bounds in `value` and `high`."""

    param: str
    value: str
    high: str | None = None
    system: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A resource ready to be stored: its JSON on both sides of the version stamp, and what is indexed."""

    type: str
    id: str
    head: bytes
    tail: bytes
    digest: bytes
    label: str
    patient: str | None = None
    op_id: str | None = None
    rows: tuple[IndexRow, ...] = ()
    carers: tuple[str, ...] = ()

    def stamped(self, version: int, last_updated: str) -> bytes:
        """The whole JSON of a version, `last_updated` as a FHIR instant."""
        return b'%b"versionId":"%d","lastUpdated":"%b"%b' % (
            self.head,
            version,
            last_updated.encode(),
            self.tail,
        )


@dataclass(frozen=True, slots=True)
class Stored:
    """One version of a resource as stored; `last_updated` in microseconds since 1970 UTC."""

    type: str
    id: str
    version: int
    last_updated: int
    seq: int
    deleted: bool
    json: bytes
    label: str
    patient: str | None
    op_id: str | None
    digest: bytes
    author: str


@dataclass(frozen=True, slots=True)
class Reach:
    """What a person may receive, by label; anything else does not exist for them.

    `own`: of patients in their care, or written by themselves; `desk`: addressed to them, their role or
    anyone; `mine`: written by themselves.
    """

    person: str
    role: str
    everything: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    desk: frozenset[str] = frozenset()
    mine: frozenset[str] = frozenset()
    counts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Alternative:
    """One alternative of a search condition.

    `how`: equal, prefix, contains, or a date comparison eq, ne, ge, gt, le, lt over value..high.
    """

    how: str
    value: str
    high: str = ""
    system: str | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """Alternatives of one parameter; `missing` asks for presence instead; `negated` turns it round."""

    param: str
    tests: tuple[Alternative, ...] = ()
    missing: bool | None = None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """A search of one type, or of every type for one patient."""

    type: str | None
    conditions: tuple[Condition, ...] = ()
    ids: tuple[str, ...] | None = None
    patients: tuple[str, ...] | None = None
    updated: tuple[tuple[str, int], ...] = ()
    types: tuple[str, ...] = ()
    descending: bool = False
    after: int | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class HistorySearch:
    """A stretch of history, by commit order; `until` bounds what is read to what was committed."""

    types: tuple[str, ...] = ()
    id: str | None = None
    since: int | None = None
    after: int | None = None
    before: int | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Access:
    """One line of the audit: who asked what, when (microseconds), of which patients, with which outcome."""

    at: int
    person: str
    role: str
    device: str
    action: str
    type: str
    id: str
    patients: str
    status: int
    count: int
    request_id: str


@dataclass(frozen=True, slots=True)
class Account:
    """A member of staff who may sign in; `practitioner` is the id of their Practitioner resource."""

    name: str
    display: str
    practitioner: str
    roles: tuple[str, ...]
    password: str
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Device:
    """A computer that has signed in, and whether it was switched off."""

    id: str
    name: str
    account: str
    enrolled: int
    disabled: bool


@dataclass(frozen=True, slots=True)
class Token:
    """A refresh token or authorisation code as stored: by hash, in a family, used at most once."""

    hash: bytes
    kind: str
    family: str
    account: str
    role: str
    device: str
    expires: int
    details: str = ""
    used: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """An operation once answered: what was sent (digest), by whom, and which versions it made."""

    op_id: str
    author: str
    digest: bytes
    answer: str


@dataclass(frozen=True, slots=True)
class BulkReport:
    """What a bulk load did."""

    loaded: int
    seconds: float
    types: dict[str, int] = field(default_factory=dict)


class WriteTransaction(Protocol):
    """One write transaction: the only writer, so what it reads stays true until it commits."""

    def current(self, type: str, id: str) -> Stored | None:
        """The current version, deleted or not."""

    def version_of_op(self, type: str, id: str, op_id: str) -> Stored | None:
        """The version of a resource that an operation made."""

    def version(self, type: str, id: str, number: int) -> Stored | None:
        """One version of a resource."""

    def put(self, draft: Draft, current: Stored | None, author: str) -> Stored:
        """Store a draft as the next version after `current`."""

    def delete(self, current: Stored, author: str) -> Stored:
        """Record a deletion as the next version."""

    def erase(self, type: str, id: str) -> int:
        """Remove the content of all versions of a deleted resource; how many."""

    def in_care(self, person: str, patient: str, now: int) -> bool:
        """Whether a patient is in the care of a person."""

    def add_care(self, person: str, patient: str, until: int, reason: str) -> None:
        """Give a person access to a patient until a time, with a reason."""

    def answered(self, op_id: str) -> Answered | None:
        """What was answered to an operation."""

    def remember(self, answer: Answered) -> None:
        """Keep the answer to an operation for its repetition."""


class CentralStore(Protocol):
    """Everything the central service keeps."""

    @property
    def epoch(self) -> str:
        """The id of this life of the database; a restore begins another."""

    def close(self) -> None:
        """Let go of the database."""

    def writing(self) -> AbstractContextManager[WriteTransaction]:
        """A write transaction, committed at the end of the block unless it raises."""

    def read(self, type: str, id: str, reach: Reach) -> Stored | None:
        """The current version, if the reach allows."""

    def read_version(self, type: str, id: str, number: int, reach: Reach) -> Stored | None:
        """One version, if the reach allows."""

    def read_many(self, wanted: Sequence[tuple[str, str]], reach: Reach) -> list[Stored]:
        """Current versions by type and id, those that exist and are allowed."""

    def search(self, search: Search, reach: Reach) -> list[Stored]:
        """A page of current versions in the order of last_updated."""

    def count(self, search: Search, reach: Reach) -> int:
        """How many current versions a search finds."""

    def history(self, search: HistorySearch, reach: Reach) -> tuple[list[Stored], int]:
        """A stretch of versions, and the highest commit number that was visible."""

    def last_seq(self) -> int:
        """The highest commit number so far."""

    def stream(self, type: str, reach: Reach, upto: int) -> Iterator[list[bytes]]:
        """The JSON of all current resources of a type, in pages."""

    def types_held(self, reach: Reach) -> dict[str, int]:
        """The types of which there are current resources, with their number."""

    def identities(self, type: str, reach: Reach) -> Iterator[tuple[str, int]]:
        """Id and version of every current resource of a type."""

    def all_versions(self, after: int = 0) -> Iterator[Stored]:
        """Every version in commit order, for checks."""

    def index_rows_of(self, type: str, id: str) -> list[IndexRow]:
        """What is indexed of a current resource, for checks."""

    def structural_faults(self) -> list[str]:
        """What is wrong with the database itself, in sentences."""

    def bulk_load(self, drafts: Iterable[Draft], author: str) -> BulkReport:
        """Store many new resources fast; none of them may exist yet."""

    def audit(self, lines: Sequence[Access]) -> None:
        """Append to the audit."""

    def audit_of(self, person: str | None = None, limit: int = 1000) -> list[Access]:
        """The latest lines of the audit, newest first."""

    def account(self, name: str) -> Account | None:
        """An account by its name, in any letter case."""

    def accounts(self) -> list[Account]:
        """All accounts by name."""

    def save_account(self, account: Account) -> None:
        """Create or replace an account."""

    def device(self, id: str) -> Device | None:
        """A device by its id."""

    def devices(self) -> list[Device]:
        """All devices."""

    def save_device(self, device: Device) -> None:
        """Create or replace a device."""

    def add_token(self, token: Token) -> None:
        """Keep a new token."""

    def use_token(self, hash: bytes, kind: str) -> Token | None:
        """The token as it was, and mark it used in the same step."""

    def revoke_family(self, family: str) -> None:
        """Forget all tokens of a sign-in."""

    def revoke_account(self, name: str) -> None:
        """Forget all tokens of an account."""

    def note_failure(self, key: str, at: int) -> None:
        """Count a failed sign-in against a key."""

    def failures(self, key: str, since: int) -> int:
        """How many sign-ins failed for a key since a time."""

    def clear_failures(self, key: str) -> None:
        """Forget failed sign-ins of a key."""

    def tidy(self, now: int) -> None:
        """Forget tokens that are over and old failed sign-ins."""

    def secret(self, name: str, fresh: str) -> str:
        """A secret by name; `fresh` is stored where there is none."""

    def backup(self, path: Path) -> None:
        """A consistent copy of the database in one file."""
