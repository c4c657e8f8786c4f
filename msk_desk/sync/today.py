"""Today's clinic before everything else: a few searches, so that work can begin while the rest is loading."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from msk_desk.sync.paging import PageRefused, fetch
from msk_desk.sync.pull import store_page
from msk_desk.sync.scopes import REFERENCE_TYPES
from msk_desk.sync.session import Session, Steps

_COUNT = 500


def load_today(session: Session) -> Steps[None]:
    """Fetch who works here and today's sessions, bookings and patients; what a service cannot search is skipped."""
    for search in _searches(session):
        url = search
        while url:
            try:
                page = yield from fetch(session, url)
            except PageRefused:
                break
            yield from store_page(session, page, frozenset())
            url = page.next
    session.tally.everything = True


def _searches(session: Session) -> Iterator[str]:
    today = session.now().date()
    wanted = set(session.scope.types)
    for type in REFERENCE_TYPES:
        if type in wanted:
            yield f"{type}?_count={_COUNT}"
    if {"Schedule", "Slot", "Appointment", "Patient"} <= wanted:
        yield f"Schedule?date={today.isoformat()}&_count={_COUNT}"
        yield f"Slot?{_on('start', today)}&_count={_COUNT}"
        yield f"Appointment?{_on('date', today)}&_include=Appointment:patient&_count={_COUNT}"


def _on(name: str, day: date) -> str:
    return f"{name}=ge{day.isoformat()}&{name}=lt{(day + timedelta(days=1)).isoformat()}"
