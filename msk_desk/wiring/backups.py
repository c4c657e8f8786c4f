"""Backups of one person's store: one zip file, as encrypted as the store, checked when written and when put back."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path, PurePosixPath

from db.local.copies import CACHE, KEYS, WORK, back_up, faults_of, opens
from db.local.engine import Database
from msk_desk.domain.errors import BadInput, CacheDamaged, DiskFull, EnvironmentUnfit, WrongCode
from msk_desk.platform import profile as profiles
from msk_desk.platform.profile import FILE, PEOPLE, Profile
from msk_desk.platform.single_instance import SingleInstance
from msk_desk.platform.vault import Vault

_NO_BACKUP = "This file is no backup of a profile."


def write(profile: Profile, store: Path, key: bytes, target: Path) -> None:
    """Write a backup of an open store; the file appears under its name only when it is whole.

    Raises:
        BadInput: there is something under that name.
        DiskFull, CacheDamaged: there is no backup.
    """
    if target.exists():
        raise BadInput(f"{target} is there already.", advice="Choose another name.")
    with tempfile.TemporaryDirectory(dir=_existing(target.parent), prefix=".backup-") as room:
        made = Path(room) / PEOPLE / store.name
        back_up(store, key, made)
        _require_sound(made, key)
        shutil.copyfile(profile.folder / FILE, Path(room) / FILE)
        part = Path(room) / "backup.part"
        try:
            _pack(Path(room), part)
            part.chmod(0o600)
            part.replace(target)
        except OSError as error:
            raise DiskFull("The backup could not be written.") from error


def put_back(backup: Path, folder: Path, code: str, now: Callable[[], datetime], *, replace: bool) -> Path | None:
    """Put a backed-up store in its place; returns where the store that was there is kept now, if there was one.

    Args:
        folder: the profile folder; made when it is not there.
        code: the unlock code that was in use when the backup was made.
        replace: whether a store that is there may be put aside.

    Raises:
        BadInput: it is no backup, is of another profile, or something is there and may not be replaced.
        WrongCode, CacheDamaged: the backup does not open; nothing was changed.
        EnvironmentUnfit: the profile is in use.
    """
    with tempfile.TemporaryDirectory(dir=_existing(folder.parent), prefix=".restore-") as room:
        unpacked = Path(room) / "profile"
        _unpack(backup, unpacked)
        found = profiles.read(unpacked)
        (store,) = found.stores()
        _require_opens(store, code, now)
        if not (folder / FILE).exists():
            _take_new(unpacked, folder)
            return None
        if profiles.read(folder).device_id != found.device_id:
            raise BadInput("This backup is of another profile.", advice="Restore it into a folder of its own.")
        return _exchange(store, folder, replace)


def _take_new(unpacked: Path, folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise BadInput(f"{folder} has something in it that is no profile.", advice="Choose another folder.")
    if folder.exists():
        folder.rmdir()
    unpacked.rename(folder)


def _exchange(store: Path, folder: Path, replace: bool) -> Path | None:
    place = folder / PEOPLE / store.name
    if place.exists() and not replace:
        raise BadInput("There is a store in that place; work that was not sent would be put aside.",
                       advice="Synchronise first, then give --yes.")  # fmt: skip
    instance = SingleInstance(folder)
    if not instance.acquire():
        raise EnvironmentUnfit("MSK Desk is open with this profile.", advice="Close it, then restore.")
    try:
        aside = _put_aside(place, folder) if place.exists() else None
        place.parent.mkdir(exist_ok=True)
        store.rename(place)
    finally:
        instance.release()
    return aside


def _put_aside(place: Path, folder: Path) -> Path:
    aside = folder.with_name(folder.name + ".replaced") / PEOPLE / place.name
    if aside.exists():
        shutil.rmtree(aside)
    aside.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    place.rename(aside)
    return aside


def _pack(room: Path, target: Path) -> None:
    files = sorted(path for path in room.rglob("*") if path.is_file() and path != target)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed:  # encrypted bytes do not become smaller
        for path in files:
            packed.write(path, path.relative_to(room).as_posix())


def _unpack(backup: Path, room: Path) -> None:
    try:
        with zipfile.ZipFile(backup) as packed:
            names = packed.namelist()
            if not _is_backup(names):
                raise BadInput(_NO_BACKUP)
            packed.extractall(room)
    except OSError as error:
        raise BadInput(f"{backup} could not be opened: {error.strerror}.", advice="Check the name.") from error
    except zipfile.BadZipFile as error:
        raise BadInput(_NO_BACKUP) from error


def _is_backup(names: list[str]) -> bool:
    """Whether these are the files of one person's store and nothing else, none of them leading elsewhere."""
    paths = [PurePosixPath(name) for name in names]
    if any(path.is_absolute() or ".." in path.parts or "\\" in str(path) or ":" in str(path) for path in paths):
        return False
    people = {path.parts[1] for path in paths if len(path.parts) > 2 and path.parts[0] == PEOPLE}
    if len(people) != 1 or FILE not in names:
        return False
    inside = {path.parts[2] for path in paths if path.parts[0] == PEOPLE}
    others = [path for path in paths if path.parts[0] != PEOPLE and str(path) != FILE]
    return not others and {WORK, CACHE, KEYS} == inside


def _require_opens(store: Path, code: str, now: Callable[[], datetime]) -> None:
    vault = Vault(store, now=now)
    users = vault.users()
    if not users:
        raise BadInput(_NO_BACKUP)
    try:
        key = vault.open(users[0].person.login, code)
    except WrongCode as error:
        raise WrongCode(advice="Use the unlock code that was in use when the backup was made.") from error
    wanted = next((one for one in (key.data, key.later) if one and opens(store / WORK, one)), None)
    if wanted is None:
        raise CacheDamaged("The backup does not open.", advice="Nothing was changed. Use another backup.")
    _require_sound(store, wanted)


def _require_sound(store: Path, key: bytes) -> None:
    for name in (WORK, CACHE):
        database = Database(store / name, key, synchronous="FULL")
        try:
            faults = faults_of(database)
        finally:
            database.close()
        if faults:
            raise CacheDamaged("The copy is damaged.", advice="Nothing was changed. Try again, or use another backup.")


def _existing(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"{folder} cannot be made: {error.strerror}.", advice="Choose another folder.") from error
    return folder
