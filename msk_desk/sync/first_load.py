"""The first load: files of the bulk export, or searches, into an empty cache; goes on where it was cut off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from msk_desk.domain.errors import Offline
from msk_desk.domain.outbox import Cursor, FirstLoad
from msk_desk.fhir import exact_json as exact
from msk_desk.fhir.names import EXT
from msk_desk.sync.export_file import ExportFile, FileGone, Position, batches
from msk_desk.sync.handshake import check_busy
from msk_desk.sync.paging import fetch
from msk_desk.sync.ports import Garbled
from msk_desk.sync.pull import keep_cursor, store_page
from msk_desk.sync.session import Point, Session, Steps
from msk_desk.sync.today import load_today

LOAD = "load"
_TRIES = 5
# Who works here, then the clinic list, then everything else.
_FIRST = ("Organization", "Location", "Practitioner", "PractitionerRole", "HealthcareService", "Schedule", "Slot")


@dataclass(frozen=True, slots=True)
class Plan:
    """An export under way: its files in the order they are read, how far, and where the delta begins."""

    started: str
    cursor: str
    files: tuple[ExportFile, ...]
    at: int = 0
    lines: int = 0
    loaded: int = 0

    @property
    def total(self) -> int:
        """Resources in all files, as the service counts them."""
        return sum(file.count for file in self.files)

    def to_text(self) -> str:
        """As the cursor keeps it."""
        return exact.dumps(asdict(self)).decode()


def plan_of(text: str) -> Plan:
    """As the cursor kept it."""
    kept = exact.loads(text.encode())
    files = tuple(ExportFile(**file) for file in kept.pop("files"))
    return Plan(files=files, **kept)


def first_load(session: Session) -> Steps[None]:
    """Load everything in scope, then leave the cursor where the first delta begins.

    Raises:
        Offline, NotSignedIn: what is stored stays; the next time goes on from there.
    """
    yield Point.LOAD_BEGUN
    if session.capabilities.export:
        yield from _by_export(session)
    else:
        yield from _by_search(session)


def _by_export(session: Session) -> Steps[None]:
    kept = session.store.cursors.get(LOAD)
    plan = plan_of(kept.opaque) if kept and kept.epoch == session.capabilities.epoch else None
    if plan is None:
        plan = yield from _begin_export(session)
        yield from _keep(session, plan)
    with session.store.mirror.first_load() as load:
        while plan.at < len(plan.files):
            plan = yield from _load_file(session, load, plan)
    session.tally.everything = True
    yield Point.LOAD_FINISHED
    yield from keep_cursor(session, plan.started, plan.cursor)
    session.store.cursors.drop(LOAD)


def _begin_export(session: Session) -> Steps[Plan]:
    """Ask for an export and wait until it is made."""
    asked = session.transport.send(
        "GET", f"$export?_type={','.join(session.scope.types)}", headers={"Prefer": "respond-async"}
    )
    yield Point.PAGE_RECEIVED
    check_busy(session, asked)
    place = asked.headers.get("content-location", "")
    if asked.status != 202 or not place:
        raise Offline(f"export: {asked.status}")
    # The service makes its files meanwhile.
    yield from load_today(session)
    while True:
        reply = session.transport.send("GET", place, headers={"Accept": "application/json"})
        yield Point.PAGE_RECEIVED
        if reply.status == 200:
            return _plan(reply.json())
        check_busy(session, reply)
        if reply.status != 202:
            raise Offline(f"export: {reply.status}")
        asked_for = reply.headers.get("retry-after", "")
        session.wait(float(asked_for) if asked_for.isdigit() else 2.0)


def _plan(manifest: Mapping[str, Any]) -> Plan:
    files = sorted((_file(entry) for entry in manifest.get("output", ())), key=_turn)
    extra = manifest.get("extension") or {}
    return Plan(str(manifest.get("transactionTime", "")), str(extra.get(f"{EXT}/cursor", "")), tuple(files))


def _file(entry: Mapping[str, Any]) -> ExportFile:
    extra = entry.get("extension") or {}
    return ExportFile(str(entry["type"]), str(entry["url"]), int(entry.get("count", 0)), str(extra.get("sha256", "")))


def _turn(file: ExportFile) -> int:
    order = (*_FIRST, "Appointment", "Patient")
    return order.index(file.type) if file.type in order else len(order)


def _load_file(session: Session, load: FirstLoad, plan: Plan) -> Steps[Plan]:
    """Load one file from where it was left; a broken connection goes on at the byte where it broke."""
    file = plan.files[plan.at]
    position = Position(lines=plan.lines)
    for attempt in range(_TRIES):
        try:
            for batch in batches(session.transport, file, position):
                stored = load.add(batch.entries)
                for raw in batch.broken:
                    session.store.pull_quarantine.add(raw, "not a resource")
                session.tally.received += stored
                plan = replace(plan, lines=batch.lines, loaded=plan.loaded + batch.size)
                session.progress(plan.loaded, plan.total)
                yield Point.LOAD_STORED
                yield from _keep(session, plan)
            break
        except (FileGone, Garbled):
            session.store.cursors.drop(LOAD)
            raise
        except Offline:
            if attempt == _TRIES - 1:
                raise
            session.wait(0.5 * 2**attempt)
    plan = replace(plan, at=plan.at + 1, lines=0)
    yield from _keep(session, plan)
    return plan


def _keep(session: Session, plan: Plan) -> Steps[None]:
    session.store.cursors.put(Cursor(LOAD, plan.started, plan.to_text(), session.capabilities.epoch))
    yield Point.CURSOR_KEPT


def _by_search(session: Session) -> Steps[None]:
    """Type by type, oldest change first; what is stored twice is stored once."""
    started = ""
    wanted = session.wanted()
    for first in _searches(session):
        url = first
        while url:
            page = yield from fetch(session, url)
            started = started or page.at
            yield from store_page(session, page, wanted)
            session.progress(session.tally.received, 0)
            url = page.next
    yield Point.LOAD_FINISHED
    yield from keep_cursor(session, started, "")


def _searches(session: Session) -> Iterator[str]:
    for type in session.scope.types:
        yield f"{type}?_sort=_lastUpdated&_count={session.capabilities.page}"
