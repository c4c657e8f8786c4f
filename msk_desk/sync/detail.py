"""The detail of single patients: fetched whole when they come into scope, removed when they leave it."""

from __future__ import annotations

import orjson

from msk_desk.domain.errors import Refused
from msk_desk.domain.outbox import Cursor
from msk_desk.sync.paging import PageGone, fetch
from msk_desk.sync.pull import store_page
from msk_desk.sync.session import OPENED, Point, Session, Steps

PATIENT = "patient:"


def held_patients(session: Session) -> frozenset[str]:
    """Whose detail is here."""
    scopes = session.store.cursors.scopes()
    return frozenset(scope.removeprefix(PATIENT) for scope in scopes if scope.startswith(PATIENT))


def match_scope(session: Session) -> Steps[None]:
    """Fetch who came into scope, remove who left it. After the feed, so that nothing falls between."""
    if not session.scope.detail_types:
        return
    wanted, held = session.wanted(), held_patients(session)
    for patient in sorted(wanted - held):
        try:
            yield from enter(session, patient)
        except PageGone:
            continue
    for patient in sorted(held - wanted):
        yield from depart(session, patient)


def enter(session: Session, patient: str) -> Steps[None]:
    """Fetch everything of a patient; the feed brings what changes from then on.

    Raises:
        Offline: no answer; asked again the next time.
    """
    started = ""
    if session.capabilities.bundled:
        urls = [f"Patient/{patient}/$everything?_count={session.capabilities.page}"]
    else:
        urls = [f"{type}?patient={patient}&_count={session.capabilities.page}" for type in session.scope.detail_types]
    for first in urls:
        url = first
        while url:
            page = yield from fetch(session, url)
            started = started or page.at
            yield from store_page(session, page, frozenset({patient}))
            url = page.next
    session.store.cursors.put(Cursor(PATIENT + patient, started, "", session.capabilities.epoch))
    yield Point.CURSOR_KEPT


def open_patient(session: Session, patient: str, reason: str = "") -> Steps[None]:
    """Fetch a patient's detail because somebody opened the record; it stays for 14 days.

    Args:
        reason: why, in words, for a patient who is not in one's care; the service keeps it and tells the team lead.

    Raises:
        Refused: the service does not open it for this reason or role.
    """
    if reason and session.capabilities.bundled:
        body = orjson.dumps({"reason": reason})
        reply = session.transport.send("POST", f"Patient/{patient}/$open-with-reason", body)
        yield Point.ASKED
        if not reply.ok:
            raise Refused(advice="The service did not open this record. Ask your team lead.")
    session.store.cursors.put(Cursor(OPENED + patient, session.now().isoformat()))
    yield Point.CURSOR_KEPT
    if session.scope.detail_types:
        yield from enter(session, patient)


def depart(session: Session, patient: str) -> Steps[None]:
    """Remove a patient's detail; the index and what is not yet sent stay."""
    session.store.mirror.purge_patient(patient, frozenset(session.scope.types))
    yield Point.PURGED
    session.store.cursors.drop(PATIENT + patient)
    yield Point.CURSOR_KEPT
