"""`$export`: files of everything a caller may receive, made by a thread and fetched with Range."""
# ruff: noqa: ARG002 - handlers share one signature

from __future__ import annotations

import contextlib
import hashlib
import logging
import shutil
import tempfile
import threading
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import orjson

from msk_desk.central.context import Caller, Service, Settings, Trace
from msk_desk.central.outcomes import Refusal, not_found
from msk_desk.central.times import instant, micros
from msk_desk.central.validation import TYPES
from msk_desk.central.wire import Answer, Asked
from msk_desk.domain.central_store import Reach

NDJSON = "application/fhir+ndjson"
EXT = "https://msk-desk.example/fhir/StructureDefinition/"
_KEPT_SECONDS = 3600
_LEVEL = 1
_AT_ONCE = 2
_LOG = logging.getLogger("msk_desk.central")


@dataclass(frozen=True, slots=True)
class ExportFile:
    """One finished file: gz ndjson of one type; sizes in bytes, hash of the compressed bytes."""

    type: str
    count: int
    size: int
    plain: int
    sha256: str


@dataclass(slots=True)
class Job:
    """An export under way or done; `begun` on a clock that only goes forward."""

    id: str
    key: tuple[object, ...]
    folder: Path
    at: int
    upto: int
    url: str
    begun: float
    files: list[ExportFile] = field(default_factory=list)
    total: int = 0
    done: bool = False
    failed: bool = False


class Exports:
    """All exports of a running service."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._folder = _folder_for(service.settings)
        # Making files takes a whole processor: more at once would only starve the saves.
        self._turns = threading.Semaphore(_AT_ONCE)
        self._remove_leftovers()
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []

    def _remove_leftovers(self) -> None:
        """What a killed service left behind: nobody knows its address any more."""
        for folder in self._folder.glob("*-*-*-*-*") if self._folder.is_dir() else ():
            shutil.rmtree(folder, ignore_errors=True)

    def close(self) -> None:
        """Remove the files."""
        with self._lock:
            jobs, self._jobs = list(self._jobs.values()), {}
        for thread in self._threads:
            thread.join()
        for job in jobs:
            shutil.rmtree(job.folder, ignore_errors=True)
        with contextlib.suppress(OSError):
            self._folder.rmdir()

    def begin(self, service: Service, caller: Caller, asked: Asked, trace: Trace) -> Answer:
        """Start an export, or give the address of one that still tells the truth."""
        types = tuple(sorted({t for t in (asked.one("_type") or "").split(",") if t}))
        if not set(types) <= TYPES:
            raise Refusal(404, "not-supported", "One of the types is not supported.")
        if asked.one("_since") is not None:
            raise Refusal(400, "not-supported", "_since is not supported here: use _history.")
        upto = service.store.last_seq()
        job = self._job((_key(caller.reach), types, upto), caller.reach, types, asked, upto)
        return Answer(202, b"", {"Content-Location": f"{asked.base}/$export-status/{job.id}"})

    def status(self, service: Service, caller: Caller, asked: Asked, trace: Trace) -> Answer:
        """202 while it is made, then the manifest."""
        job = self._found(asked.path["job"], caller)
        if asked.method == "DELETE":
            return Answer(202)
        if job.failed:
            raise Refusal(500, "exception", "The export failed. Start another.")
        if not job.done:
            done = sum(file.count for file in job.files)
            return Answer(202, headers={"X-Progress": f"{done} of {job.total}", "Retry-After": "1"})
        trace.count = sum(file.count for file in job.files)
        body = orjson.dumps(_manifest(job, asked.base))
        return Answer(200, body, media="application/json")

    def file(self, service: Service, caller: Caller, asked: Asked, trace: Trace) -> Answer:
        """One file, whole or a range of it."""
        job = self._found(asked.path["job"], caller)
        name = asked.path["name"]
        made = next((f for f in job.files if name == f"{f.type}.ndjson.gz"), None)
        if made is None:
            raise not_found()
        trace.type, trace.count = made.type, made.count
        headers = {"ETag": f'"{made.sha256}"', "Cache-Control": "private"}
        return Answer(200, b"", headers, "application/gzip", job.folder / name)

    def _found(self, id: str, caller: Caller) -> Job:
        with self._lock:
            job = self._jobs.get(id)
        # Another role's export is as absent as none.
        if job is None or job.key[0] != _key(caller.reach):
            raise not_found()
        return job

    def _job(self, key: tuple[object, ...], reach: Reach, types: tuple[str, ...], asked: Asked, upto: int) -> Job:
        with self._lock:
            self._forget_old()
            same = next((j for j in self._jobs.values() if j.key == key and not j.failed), None)
            if same is not None:
                return same
            id = self._service.new_id()
            folder = self._folder / id
            folder.mkdir(parents=True)
            at = micros(self._service.now())
            job = Job(id, key, folder, at, upto, f"{asked.base}/$export", time.monotonic())
            self._jobs[id] = job
            thread = threading.Thread(target=self._make, args=(job, reach, types), name="export", daemon=True)
            self._threads = [t for t in self._threads if t.is_alive()] + [thread]
        thread.start()
        return job

    def _forget_old(self) -> None:
        for id, job in list(self._jobs.items()):
            if time.monotonic() - job.begun > _KEPT_SECONDS and (job.done or job.failed):
                del self._jobs[id]
                shutil.rmtree(job.folder, ignore_errors=True)

    def _make(self, job: Job, reach: Reach, types: tuple[str, ...]) -> None:
        with self._turns:
            self._make_all(job, reach, types)

    def _make_all(self, job: Job, reach: Reach, types: tuple[str, ...]) -> None:
        try:
            held = self._service.store.types_held(reach)
            wanted = [t for t in sorted(held) if not types or t in types]
            job.total = sum(held[t] for t in wanted)
            for type in wanted:
                made = self._write(job, reach, type)
                if made.count:
                    job.files.append(made)
            job.done = True
        except Exception as error:
            _LOG.error("export failed: %s", type_name(error))
            job.failed = True

    def _write(self, job: Job, reach: Reach, type: str) -> ExportFile:
        count = plain = 0
        with (job.folder / f"{type}.ndjson.gz").open("wb") as out:
            packed = _Packed(out)
            for page in self._service.store.stream(type, reach, job.upto):
                text = b"\n".join(page) + b"\n"
                count += len(page)
                plain += len(text)
                packed.write(text)
            size, sha256 = packed.end()
        return ExportFile(type, count, size, plain, sha256)


class _Packed:
    """A gzip file that is hashed as it is written."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._pack = zlib.compressobj(_LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
        self._hash = hashlib.sha256()
        self._size = 0

    def write(self, text: bytes) -> None:
        self._put(self._pack.compress(text))

    def end(self) -> tuple[int, str]:
        self._put(self._pack.flush())
        return self._size, self._hash.hexdigest()

    def _put(self, piece: bytes) -> None:
        self._out.write(piece)
        self._hash.update(piece)
        self._size += len(piece)


def type_name(error: Exception) -> str:
    """The kind of an error; its words may hold data."""
    return type(error).__name__


def _folder_for(settings: Settings) -> Path:
    """Where exports lie: as asked, beside a database that is a file, or in a folder of our own."""
    place, _, name = settings.database.partition(":///")
    if settings.exports is not None:
        return settings.exports
    if place == "sqlite" and name:
        folder = Path(f"{name}.exports")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder
    return Path(tempfile.mkdtemp(prefix="msk-desk-export-"))


def _key(reach: Reach) -> tuple[object, ...]:
    personal = reach.own or reach.desk or reach.mine
    return (reach.role, reach.person if personal else "")


def _manifest(job: Job, base: str) -> Mapping[str, object]:
    return {
        "transactionTime": instant(job.at),
        "request": job.url,
        "requiresAccessToken": True,
        "output": [
            {
                "type": file.type,
                "url": f"{base}/$export-file/{job.id}/{file.type}.ndjson.gz",
                "count": file.count,
                "extension": {"sha256": file.sha256, "size": file.size, "plainSize": file.plain},
            }
            for file in job.files
        ],
        "error": [],
        "extension": {EXT + "cursor": str(job.upto)},
    }
