"""Opens a profile for a command: the same lock, roles and audit as the window."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from msk_desk.commands.profile_options import add_profile_arguments
from msk_desk.commands.secrets import UNLOCK_VARIABLE, ask_secret
from msk_desk.domain.errors import BadInput
from msk_desk.domain.roles import Actor
from msk_desk.platform.folders import folders
from msk_desk.platform.logs import log_to_console
from msk_desk.platform.profile import Profile, read
from msk_desk.wiring.lock import ProfileLock
from msk_desk.wiring.office import Office, build_office, new_id, now

__all__ = ["Desk", "add_profile_arguments", "folder_of", "open_desk"]


@dataclass(frozen=True)
class Desk:
    """An open profile: its services, its lock and who opened it."""

    profile: Profile
    office: Office
    lock: ProfileLock
    actor: Actor


def folder_of(options: Namespace) -> Path:
    """The profile folder: the one given, or this computer's own."""
    given: Path | None = options.profile
    return given if given is not None else folders().profile()


@contextmanager
def open_desk(options: Namespace) -> Iterator[Desk]:
    """Open the profile in the name of its user; closed again at the end.

    Raises:
        BadInput: there is no profile, or it is not clear whose store is meant.
        WrongCode, NotSignedIn: it does not open.
    """
    log_to_console()
    profile = read(folder_of(options))
    office = build_office()
    lock = ProfileLock(profile, office.opened, now, new_id)
    login = options.user or _only_user(lock)
    code = ask_secret("Unlock code: ", UNLOCK_VARIABLE, options.unlock_code_fd)
    user = lock.unlock(login, code)
    actor = user.actor(profile.device_id, options.role)
    office.access.begin(actor)
    try:
        yield Desk(profile, office, lock, actor)
    finally:
        office.access.end()
        lock.lock()


def _only_user(lock: ProfileLock) -> str:
    users = lock.users()
    if len(users) != 1:
        names = ", ".join(user.login for user in users) or "nobody yet"
        raise BadInput(f"Whose store? On this profile: {names}.", advice="Give --user.")
    return users[0].login
