"""The window over one profile: services, lock and the synchronising process joined."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from msk_desk.domain.errors import BadInput
from msk_desk.platform.clock import new_id, now
from msk_desk.platform.profile import Profile
from msk_desk.services.session import Session
from msk_desk.wiring.front import LateOffice, build_front
from msk_desk.wiring.lock import ProfileLock

if TYPE_CHECKING:
    from ui.context import Desk
    from ui.workers.sync_process import Launch


class SyncLauncher:
    """How the synchronising process is started for whoever is signed in."""

    def __init__(self, profile: Profile, lock: ProfileLock, session: Session) -> None:
        self._profile = profile
        self._lock = lock
        self._session = session

    def __call__(self) -> Launch | None:
        """The command and the line with the key; None for a profile without a service or a locked one."""
        from ui.workers.sync_process import Launch

        if not self._profile.central or self._lock.key is None or self._session.actor is None:
            return None
        actor = self._session.actor
        first = {
            "key": self._lock.key.hex(), "store": str(self._lock.folder),
            "staff": actor.staff_id, "role": str(actor.role),
        }  # fmt: skip
        return Launch(*command(self._profile.folder), json.dumps(first).encode())


def command(profile: Path) -> tuple[str, tuple[str, ...]]:
    """The program and arguments that start this application's synchronising process."""
    wanted = ("sync", "--watch", "--profile", str(profile))
    if getattr(sys, "frozen", False):
        return sys.executable, wanted
    return sys.executable, ("-m", "msk_desk", *wanted)


def build_desk(profile: Profile) -> Desk:
    """Everything the window needs; a QApplication must exist."""
    from msk_desk.services.papers_alone import PapersAlone
    from ui.context import desk_of
    from ui.workers.sync_process import SyncProcess

    front = build_front()
    late = LateOffice(front)
    lock = ProfileLock(profile, front.opened, now, new_id)
    session = Session(lock, front.access, profile.device_id)
    return desk_of(
        late.part,
        texts=front.texts,
        session=session,
        access=front.access,
        settings=front.ports.settings,
        now=now,
        new_id=new_id,
        site_name=profile.site_name,
        device_name=profile.device_name,
        papers_alone=PapersAlone(lock, profile.device_id, now),
        prepare=late.prepare,
        background=SyncProcess(SyncLauncher(profile, lock, session)),
    )


def set_up_profile(folder: Path, address: str, site: str) -> Profile:
    """A new profile for a service that answers.

    Raises:
        Offline, BadInput: it does not answer, or is not a FHIR R4 service; nothing was made.
    """
    from msk_desk.platform.profile import create
    from msk_desk.wiring.doctor import look_for_service

    typed = (address if "://" in address else f"https://{address}").rstrip("/")
    for base in (typed, f"{typed}/fhir"):
        check = look_for_service(base, "")
        if check.ok:
            return create(folder, base, site)
    raise BadInput(f"The service {check.found}.", advice="Check the address and the network, then try again.")


def first_run(folder: Path) -> bool:
    """Ask which service this computer belongs to; False when the user gave up and nothing was made."""
    from msk_desk.content.texts import Texts
    from ui.first_run import FirstRun
    from ui.workers.runner import Runner

    def set_up(address: str, site: str) -> Profile:
        return set_up_profile(folder, address, site)

    runner = Runner()
    try:
        return bool(FirstRun(Texts.load(), runner, set_up).exec())
    finally:
        runner.stop()
