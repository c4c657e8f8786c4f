"""Copies of the encrypted files: at each start, as a backup, and back again; and a change of their key."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from db.local.engine import Connection, Database, raw_connection
from db.local.faults import translated
from msk_desk.domain.errors import BadInput, DiskFull

WORK, CACHE, KEYS = "work.db", "cache.db", "keys"
COPIES, KEPT = "copies", 3
_SIDE_FILES = ("-wal", "-shm", "-journal")


def keep_copy_of_start(work: Database, at: datetime) -> Path | None:
    """Copy work.db aside and forget all but the newest three copies; None when there is no room for it."""
    folder = work.path.parent / COPIES
    target = folder / f"work-{at:%Y%m%dT%H%M%S%f}.db"
    try:
        folder.mkdir(exist_ok=True, mode=0o700)
        _copy_whole(work, target)
    except (DiskFull, OSError):
        # A full disk must not keep people from their records: the copies that are there stay.
        return None
    for old in sorted(folder.glob("work-*.db"))[:-KEPT]:
        old.unlink(missing_ok=True)
    return target


def copies_of(profile_dir: Path) -> tuple[Path, ...]:
    """The copies of work.db, newest first."""
    return tuple(sorted((profile_dir / COPIES).glob("work-*.db"), reverse=True))


def put_aside(path: Path) -> None:
    """Move a damaged file out of the way; of several only the newest is kept, for whoever looks into it."""
    for suffix in ("", *_SIDE_FILES):
        file = path.with_name(path.name + suffix)
        if file.exists():
            file.replace(path.with_name(f"{path.name}{suffix}.damaged"))


def back_up(profile_dir: Path, key: bytes, target: Path) -> None:
    """A copy of a profile, as encrypted as it is, while it is in use.

    Raises:
        BadInput: the target folder has something in it.
        DiskFull, CacheDamaged.
    """
    if target.exists() and any(target.iterdir()):
        raise BadInput("The folder for the backup is not empty.")
    try:
        target.mkdir(parents=True, exist_ok=True)
        for name in (WORK, CACHE):
            source = Database(profile_dir / name, key, synchronous="FULL")
            try:
                _copy_whole(source, target / name)
            finally:
                source.close()
        shutil.copytree(profile_dir / KEYS, target / KEYS, dirs_exist_ok=True)
    except OSError as error:
        raise DiskFull("The backup could not be written.") from error


def restore(backup: Path, profile_dir: Path) -> None:
    """Put a backup in the place of a profile that is not in use; what was there is kept beside it.

    The first synchronisation after it finds out what the service has meanwhile.

    Raises:
        BadInput: the folder holds no backup.
    """
    if not (backup / WORK).is_file() or not (backup / KEYS).is_dir():
        raise BadInput("This folder holds no backup of a profile.")
    if profile_dir.exists():
        replaced = profile_dir.with_name(profile_dir.name + ".replaced")
        if replaced.exists():
            shutil.rmtree(replaced)
        profile_dir.rename(replaced)
    shutil.copytree(backup, profile_dir)


def rekey(profile_dir: Path, old: bytes, new: bytes) -> None:
    """Change the key of a profile that is not in use; a file that has the new key already is left.

    Killed on the way each file still opens with one of the two keys: try the old one, then the new.

    Raises:
        CacheDamaged: a file opens with neither.
    """
    for name in (WORK, CACHE):
        path = profile_dir / name
        if path.exists() and not opens(path, new):
            with translated():
                connection = raw_connection(path, old)
                try:
                    _change_key(connection, new)
                finally:
                    connection.close()
    for copy in copies_of(profile_dir):
        copy.unlink(missing_ok=True)


def opens(path: Path, key: bytes) -> bool:
    """Whether a file opens with a key."""
    import sqlcipher3.dbapi2 as sqlcipher

    try:
        raw_connection(path, key).close()
    except sqlcipher.DatabaseError:
        return False
    return True


def faults_of(database: Database) -> tuple[str, ...]:
    """What is wrong with a file, in SQLite's words; empty when it is whole."""
    with database.reading() as connection:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        dangling = connection.execute("PRAGMA foreign_key_check").fetchall()
    return (*(text for text in found if text != "ok"), *(f"dangling row in {row[0]}" for row in dangling))


def _change_key(connection: Connection, new: bytes) -> None:
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute(f"PRAGMA rekey = \"x'{new.hex()}'\"")


def _copy_whole(source: Database, target: Path) -> None:
    """A copy that appears under its name only when it is complete."""
    part = target.with_suffix(".part")
    part.unlink(missing_ok=True)
    try:
        source.copy_to(part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
