"""Turns what SQLCipher raises into the errors that a user can act on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.exc import TimeoutError as PoolTimeout

from msk_desk.domain.errors import CacheDamaged, CacheLocked, DiskFull, EnvironmentUnfit, MskDeskError

_SIGNS: tuple[tuple[tuple[str, ...], type[MskDeskError]], ...] = (
    (("locked", "busy"), CacheLocked),
    (("disk is full", "disk i/o error"), DiskFull),
    (("readonly", "read-only", "unable to open"), EnvironmentUnfit),
    (("not a database", "malformed", "corrupt", "hmac", "no such table", "no such column"), CacheDamaged),
)


@contextmanager
def translated() -> Iterator[None]:
    """Raise our own errors for those of the database library.

    Raises:
        CacheLocked, DiskFull, EnvironmentUnfit, CacheDamaged: the library's own error is its cause.
    """
    try:
        yield
    except sqlcipher.Error as error:
        raise meaning(error) from error
    except PoolTimeout as error:
        raise CacheLocked("No database connection became free.") from error


def meaning(error: BaseException) -> MskDeskError:
    """The error that a user should see for an error of the database library."""
    text = str(error).lower()
    for signs, kind in _SIGNS:
        if any(sign in text for sign in signs):
            return kind(type(error).__name__)
    return MskDeskError(f"Unexpected {type(error).__name__} of the local database.")
