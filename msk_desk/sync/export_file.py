"""One file of an export: gz NDJSON as it comes over the wire, in batches of entries, resumed by Range."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from msk_desk.domain.errors import Offline
from msk_desk.domain.outbox import Remote
from msk_desk.fhir import exact_json as exact
from msk_desk.sync import wire
from msk_desk.sync.ports import Garbled, Stream, Transport

BATCH = 5000
# The head that our service writes: type, id and stamps without reading the rest.
_HEAD = re.compile(
    rb'\{"resourceType":"([A-Za-z]+)","id":"([A-Za-z0-9\-.]{1,64})",'
    rb'"meta":\{"versionId":"([^"\\]+)","lastUpdated":"([^"\\]+)"'
)


class FileGone(Offline):
    """The file is no longer there, or is another one."""


@dataclass(frozen=True, slots=True)
class ExportFile:
    """A file as the manifest names it."""

    type: str
    url: str
    count: int
    sha256: str = ""


@dataclass(slots=True)
class Position:
    """How far a file has been read in this process; `lines` of it were stored before."""

    lines: int = 0
    offset: int = 0
    read: int = 0
    etag: str = ""
    unpack: Any = field(default_factory=lambda: zlib.decompressobj(16 + zlib.MAX_WBITS))
    hash: Any = field(default_factory=hashlib.sha256)
    rest: bytes = b""


@dataclass(frozen=True, slots=True)
class Batch:
    """Entries to be stored together; `lines` is how many lines of the file are done with them."""

    entries: list[Remote]
    broken: list[bytes]
    lines: int
    size: int


def batches(transport: Transport, file: ExportFile, position: Position) -> Iterator[Batch]:
    """The entries not yet stored, 5,000 at a time.

    Raises:
        Offline: the connection broke; call again with the same position. FileGone, Garbled: begin again.
    """
    waiting: list[bytes] = []
    skip = position.lines
    for lines in _lines(transport, file, position):
        for line in lines:
            position.read += 1
            if position.read > skip:
                waiting.append(line)
        while len(waiting) >= BATCH:
            part, waiting = waiting[:BATCH], waiting[BATCH:]
            position.lines += len(part)
            yield _batch(part, position.lines)
    position.lines += len(waiting)
    if waiting:
        yield _batch(waiting, position.lines)
    if file.sha256 and position.hash.hexdigest() != file.sha256:
        raise Garbled("a file is not what the service made")


def _batch(lines: list[bytes], done: int) -> Batch:
    entries, broken = [], []
    for line in lines:
        found = _HEAD.match(line)
        if found:
            kind, id, version, updated = found.groups()
            entries.append(Remote(kind.decode(), id.decode(), version.decode(), updated.decode(), line))
            continue
        try:
            entries.append(wire.remote_of(exact.loads(line)))
        except ValueError:
            broken.append(line)
    return Batch(entries, broken, done, len(lines))


def _lines(transport: Transport, file: ExportFile, position: Position) -> Iterator[list[bytes]]:
    headers = {"Accept-Encoding": "identity"}
    if position.offset:
        headers |= {"Range": f"bytes={position.offset}-", "If-Range": position.etag}
    with transport.stream(file.url, headers) as stream:
        _check(stream, position)
        for chunk in stream.chunks():
            position.offset += len(chunk)
            position.hash.update(chunk)
            *lines, position.rest = (position.rest + _unpacked(position, chunk)).split(b"\n")
            yield [line for line in lines if line]
    if not position.unpack.eof:
        raise Offline("a file ended early")
    if position.rest:
        last, position.rest = position.rest, b""
        yield [last]


def _check(stream: Stream, position: Position) -> None:
    if stream.status in (404, 410, 412, 416) or (position.offset and stream.status == 200):
        raise FileGone(f"status {stream.status}")
    if stream.status not in (200, 206):
        raise Offline(f"a file: {stream.status}")
    position.etag = stream.headers.get("etag", position.etag)


def _unpacked(position: Position, chunk: bytes) -> bytes:
    try:
        text: bytes = position.unpack.decompress(chunk)
        return text
    except zlib.error as error:
        raise FileGone("a file that cannot be unpacked") from error
