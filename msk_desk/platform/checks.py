"""What `msk-desk doctor` looks at on this computer: key protection, credential store, disk, clock."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from msk_desk.platform.credential_store import CredentialStore, DeviceSecrets
from msk_desk.platform.keys import BOUND_COST, KEY_BYTES, SALT_BYTES, unwrap, wrap, wrapping_key

LEAST_FREE = 2 * 1024**3
"""Bytes that should be free: a whole service's cache with room for its rebuilding."""
SLOWEST_UNLOCK = 3.0
BUILT = datetime(2026, 11, 1, tzinfo=UTC)
"""The clock cannot be before this program was written."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at, in words for the help desk."""

    name: str
    ok: bool
    found: str
    advice: str = ""


def check_computer(
    profile_dir: Path, now: Callable[[], datetime], secrets: DeviceSecrets | None = None
) -> tuple[Check, ...]:
    """Everything that this computer must have for a profile in a folder."""
    store = secrets if secrets is not None else CredentialStore()
    return (
        check_key_protection(),
        check_credential_store(store),
        check_writable(profile_dir),
        check_space(profile_dir),
        check_clock(now()),
    )


def check_key_protection() -> Check:
    """Wraps and unwraps a key as unlocking does, and says how long that takes here."""
    key, salt, began = os.urandom(KEY_BYTES), os.urandom(SALT_BYTES), time.perf_counter()
    wrapping = wrapping_key("a code for trying", salt, "", BOUND_COST)
    whole = unwrap(wrap(key, wrapping, {"for": "doctor"}), wrapping, {"for": "doctor"}) == key
    seconds = time.perf_counter() - began
    quick = seconds < SLOWEST_UNLOCK
    advice = "" if quick else "This computer is slow to unlock; close other programs."
    found = f"Argon2id and AES-256-GCM work; {seconds:.1f} s to unlock"
    return Check("Key protection", whole and quick, found, advice)


def check_credential_store(store: DeviceSecrets) -> Check:
    """Whether the system's credential store keeps a secret."""
    name = "MSK Desk doctor"
    kept = store.make(name)
    if kept is None:
        return Check(
            "Credential store", False, store.describe() or "none",
            "Keys are protected by the code alone: use codes of at least 12 characters.",
        )  # fmt: skip
    whole = store.read(name) == kept
    store.forget(name)
    return Check("Credential store", whole, store.describe())


def check_writable(folder: Path) -> Check:
    """Whether the profile folder can be written, or made where it is not there yet."""
    try:
        with tempfile.TemporaryFile(dir=_nearest(folder)) as handle:
            handle.write(b"msk-desk")
            handle.flush()
            os.fsync(handle.fileno())
    except OSError as error:
        return Check("Profile folder", False, type(error).__name__, "Give the user the right to write there.")
    return Check("Profile folder", True, "can be written")


def check_space(folder: Path) -> Check:
    """Whether there is room on the disk."""
    free = shutil.disk_usage(_nearest(folder)).free
    enough = free >= LEAST_FREE
    return Check("Disk space", enough, f"{free / 1024**3:.1f} GB free", "" if enough else "Free some space.")


def check_clock(moment: datetime) -> Check:
    """Whether the clock can be right."""
    sane = moment.tzinfo is not None and moment >= BUILT
    return Check("Clock", sane, moment.isoformat(timespec="seconds"), "" if sane else "Set this computer's clock.")


def _nearest(folder: Path) -> Path:
    """The folder, or the closest above it that is there: looking makes nothing."""
    return next(at for at in (folder.absolute(), *folder.absolute().parents) if at.is_dir())
