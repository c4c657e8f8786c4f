"""Opens a profile's two databases and gives every store; wiring calls it once, the sync process once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db.local.cache.loading import build_indexes
from db.local.engine import Database
from db.local.files import Files
from db.local.schema import bring_up
from db.local.stores.audit import StoredAudit
from db.local.stores.clinics import StoredClinics
from db.local.stores.cursors import StoredCursors, StoredPullQuarantine, StoredServerProfile
from db.local.stores.drafts import StoredDrafts
from db.local.stores.mirror import StoredMirror
from db.local.stores.outbox import StoredOutbox
from db.local.stores.patients import StoredPatients
from db.local.stores.records import StoredRecords
from db.local.stores.settings import StoredSettings
from db.local.stores.sync_states import StoredRunNotes, StoredSyncStates
from db.local.stores.timeline import StoredTimelines
from db.local.stores.whole import StoredWholeResources

WORK, CACHE = "work.db", "cache.db"


@dataclass(frozen=True, slots=True)
class LocalStore:
    """Every port of the local databases; `close` lets go of the files."""

    files: Files
    records: StoredRecords
    finder: StoredPatients
    clinics: StoredClinics
    timelines: StoredTimelines
    drafts: StoredDrafts
    settings: StoredSettings
    sync_states: StoredSyncStates
    audit: StoredAudit
    whole: StoredWholeResources
    outbox: StoredOutbox
    mirror: StoredMirror
    cursors: StoredCursors
    server: StoredServerProfile
    pull_quarantine: StoredPullQuarantine
    runs: StoredRunNotes

    @property
    def device_id(self) -> str:
        """The id of this computer."""
        return self.files.device_id

    def close(self) -> None:
        """Let go of both files."""
        self.files.work.close()
        self.files.cache.close()


def open_local(
    profile_dir: Path,
    key: bytes,
    now: Callable[[], datetime],
    new_id: Callable[[], str],
    device_id: str,
) -> LocalStore:
    """Open the databases of a profile, making or mending what is needed.

    Args:
        profile_dir: the folder of the profile; made when it is not there.
        key: 32 bytes, from the vault.

    Raises:
        CacheDamaged: work.db cannot be read under this key.
        EnvironmentUnfit: the disk cannot be written, or the files are of a newer program.
    """
    profile_dir.mkdir(parents=True, exist_ok=True)
    work = Database(profile_dir / WORK, key, synchronous="FULL")
    bring_up(work, "work")
    cache = Database(profile_dir / CACHE, key, synchronous="NORMAL", cache_kib=16000)
    bring_up(cache, "cache")
    files = Files(work, cache, now, new_id, device_id)
    build_indexes(files)
    files.catch_up()
    return LocalStore(
        files,
        StoredRecords(files),
        StoredPatients(files),
        StoredClinics(files),
        StoredTimelines(files),
        StoredDrafts(work),
        StoredSettings(work),
        StoredSyncStates(work),
        StoredAudit(files),
        StoredWholeResources(files),
        StoredOutbox(files),
        StoredMirror(files),
        StoredCursors(work),
        StoredServerProfile(work),
        StoredPullQuarantine(work, now),
        StoredRunNotes(work),
    )
