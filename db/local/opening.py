"""Opens a profile's two databases and gives every store; wiring calls it once, the sync process once."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db.local.cache.loading import build_indexes
from db.local.cache.takeover import applied_seq
from db.local.copies import CACHE, WORK, keep_copy_of_start, put_aside
from db.local.engine import Connection, Database
from db.local.files import Files
from db.local.rebuilding import make_unmade
from db.local.schema import bring_up
from db.local.stores.audit import StoredAudit
from db.local.stores.clinics import StoredClinics
from db.local.stores.cursors import StoredCursors, StoredPullQuarantine, StoredServerProfile
from db.local.stores.diary import StoredDiary
from db.local.stores.drafts import StoredDrafts
from db.local.stores.forms import StoredForms
from db.local.stores.holdings import StoredHoldings
from db.local.stores.letters_wanted import StoredLettersWanted
from db.local.stores.lists import StoredLists
from db.local.stores.look_alikes import StoredLookAlikes
from db.local.stores.measures import StoredMeasures
from db.local.stores.mirror import StoredMirror
from db.local.stores.outbox import StoredOutbox
from db.local.stores.patients import StoredPatients
from db.local.stores.records import StoredRecords
from db.local.stores.sessions import StoredSessions
from db.local.stores.settings import StoredSettings
from db.local.stores.sync_states import StoredRunNotes, StoredSyncStates
from db.local.stores.timeline import StoredTimelines
from db.local.stores.triage import StoredTriage
from db.local.stores.whole import StoredWholeResources
from db.local.work.tidying import tidy
from msk_desk.domain.errors import CacheDamaged, EnvironmentUnfit

_CACHE_ID = "cache.id"


@dataclass(frozen=True, slots=True)
class LocalStore:
    """Every port of the local databases; `close` lets go of the files. `rebuilt`: the cache had to be made anew."""

    files: Files
    records: StoredRecords
    finder: StoredPatients
    look_alikes: StoredLookAlikes
    clinics: StoredClinics
    sessions: StoredSessions
    diary: StoredDiary
    timelines: StoredTimelines
    drafts: StoredDrafts
    settings: StoredSettings
    sync_states: StoredSyncStates
    audit: StoredAudit
    whole: StoredWholeResources
    forms: StoredForms
    letters_wanted: StoredLettersWanted
    outbox: StoredOutbox
    mirror: StoredMirror
    cursors: StoredCursors
    holdings: StoredHoldings
    measures: StoredMeasures
    lists: StoredLists
    triage: StoredTriage
    server: StoredServerProfile
    pull_quarantine: StoredPullQuarantine
    runs: StoredRunNotes
    rebuilt: bool = False

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
    *,
    copy_work: bool = True,
) -> LocalStore:
    """Open the databases of a profile, making or mending what is needed.

    Args:
        profile_dir: the folder of the profile; made when it is not there.
        key: 32 bytes, from the vault.
        copy_work: copy work.db aside first, as each start of the window does; the sync process need not.

    Raises:
        CacheDamaged: work.db cannot be read under this key; `latest_copy` may help.
        EnvironmentUnfit: the disk cannot be written, or the files are of a newer program.
    """
    try:
        profile_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise EnvironmentUnfit("The profile folder cannot be made.") from error
    work = Database(profile_dir / WORK, key, synchronous="FULL", cache_kib=2000)
    try:
        fresh = bring_up(work, "work")
        if copy_work and not fresh:
            keep_copy_of_start(work, now())
        cache = _open_cache(profile_dir, key)
    except BaseException:
        work.close()
        raise
    files = Files(work, cache, now, new_id, device_id)
    rebuilt = _begin_new_cache(files)
    build_indexes(files)
    make_unmade(files)
    if files.catch_up() and copy_work:
        _tidy(files)
    return _stores(files, rebuilt)


def _tidy(files: Files) -> None:
    with files.cache.reading() as cache:
        followed = applied_seq(cache)
    with files.work.writing() as work:
        tidy(work, followed, files.now())


def _open_cache(profile_dir: Path, key: bytes) -> Database:
    """The cache; one that cannot be read is put aside and begun anew."""
    path = profile_dir / CACHE
    for last_try in (False, True):
        cache = Database(path, key, synchronous="NORMAL", cache_kib=8000)
        try:
            bring_up(cache, "cache")
            return cache
        except CacheDamaged:
            cache.close()
            if last_try:
                raise
            put_aside(path)
    raise AssertionError


def _begin_new_cache(files: Files) -> bool:
    """When the cache is not the one that was followed so far: show all saved work again, pull all again."""
    with files.cache.reading() as cache, files.work.reading() as work:
        # The ordinary start: nothing to write, so nothing to wait for while another process loads.
        if _is_followed(*_cache_ids(cache, work)):
            return False
    with files.cache.writing() as cache, files.work.writing() as work:
        of_cache, followed = _cache_ids(cache, work)
        if _is_followed(of_cache, followed):
            return False
        fresh = of_cache or str(uuid.uuid4())
        cache.execute("INSERT OR REPLACE INTO meta VALUES ('id', ?)", (fresh,))
        cache.execute("DELETE FROM meta WHERE name='applied_seq'")
        work.execute("INSERT OR REPLACE INTO setting(name, value) VALUES (?,?)", (_CACHE_ID, fresh))
        _follow_all_again(work)
        return bool(followed)


def _cache_ids(cache: Connection, work: Connection) -> tuple[str, str]:
    """The id of the cache that is there, and of the one that was followed last; "" for none."""
    of_cache = cache.execute("SELECT value FROM meta WHERE name='id'").fetchone()
    followed = work.execute("SELECT value FROM setting WHERE name=?", (_CACHE_ID,)).fetchone()
    return (of_cache[0] if of_cache else ""), (followed[0] if followed else "")


def _is_followed(of_cache: str, followed: str) -> bool:
    return bool(of_cache) and of_cache == followed


def _follow_all_again(work: Connection) -> None:
    work.execute("DELETE FROM sync_cursor")
    work.execute("DELETE FROM touched")
    work.execute("INSERT INTO touched(type, id) SELECT DISTINCT type, id FROM outbox WHERE state NOT IN ('withdrawn')")


def _stores(files: Files, rebuilt: bool) -> LocalStore:
    work = files.work
    settings, cursors = StoredSettings(work), StoredCursors(work)
    holdings = StoredHoldings(files, settings, cursors)
    return LocalStore(
        files,
        StoredRecords(files),
        StoredPatients(files),
        StoredLookAlikes(files),
        StoredClinics(files),
        StoredSessions(files),
        StoredDiary(files),
        StoredTimelines(files),
        StoredDrafts(work),
        settings,
        StoredSyncStates(work),
        StoredAudit(files),
        StoredWholeResources(files),
        StoredForms(files),
        StoredLettersWanted(files),
        StoredOutbox(files),
        StoredMirror(files),
        cursors,
        holdings,
        StoredMeasures(files, holdings),
        StoredLists(files),
        StoredTriage(files),
        StoredServerProfile(work),
        StoredPullQuarantine(work, files.now),
        StoredRunNotes(work),
        rebuilt,
    )
