"""How referrals, routes and due times are said on the triage screen."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from msk_desk.domain.clinic_time import CLINIC_ZONE
from msk_desk.domain.dates import clock_time, staff_date
from ui.context import Texts

if TYPE_CHECKING:
    from msk_desk.domain.pathways import Referral
    from msk_desk.services.triage import InboxLine

Chip = tuple[str, str]
SOURCES = {
    "gp": "triage.source_gp", "fcp": "triage.source_fcp", "self": "triage.source_self",
    "internal": "triage.source_internal",
}  # fmt: skip
ROUTES = {
    "E": ("triage.route_e", "bad"), "S": ("triage.route_s", "bad"), "C": ("triage.route_c", "warn"),
    "U": ("triage.route_u", "warn"), "R": ("triage.route_r", "info"),
}  # fmt: skip
_SOON, _TODAY = timedelta(hours=4), timedelta(hours=12)


def source_words(source: str, texts: Texts) -> str:
    """Where a referral comes from."""
    return texts.get(SOURCES.get(source, "triage.source_other"))


def route_words(route: str, texts: Texts) -> str:
    """A route in words."""
    return texts.get(ROUTES[route][0])


def due_chip(due: datetime, now: datetime, texts: Texts) -> Chip:
    """How long until a referral is due, or since when it is late."""
    left = due - now
    if left <= timedelta():
        days = (now - due).days
        return (texts.get("triage.late_days", n=days) if days else texts.get("triage.late")), "bad"
    if left < _TODAY:
        hours = max(1, round(left / timedelta(hours=1)))
        return texts.get("triage.hours_left", n=hours), "bad" if left <= _SOON else "warn"
    days = max(1, (due.astimezone(CLINIC_ZONE).date() - now.astimezone(CLINIC_ZONE).date()).days)
    return texts.get("triage.days_left", n=days), "good"


def line_chips(line: InboxLine, now: datetime, texts: Texts) -> tuple[Chip, ...]:
    """The one chip of a line: the urgency where it has one, else the time that is left."""
    if line.route in ("E", "S"):
        key, role = ROUTES[line.route]
        return ((texts.get(key), role),)
    if line.referral.priority in ("stat", "asap", "urgent"):
        return ((texts.get("triage.urgent"), "bad"),)
    return (due_chip(line.due, now, texts),)


def line_below(line: InboxLine, texts: Texts) -> str:
    """Whose it is, and what it is about."""
    referral = line.referral
    parts = [source_words(referral.source, texts)]
    if referral.kind == "advice":
        parts.append(texts.get("triage.asks_advice"))
    parts.append(referral.reason or referral.region)
    whose = _whose(line, texts)
    return " · ".join([whose, *parts] if whose else parts)


def _whose(line: InboxLine, texts: Texts) -> str:
    if line.for_me:
        return texts.get("triage.asks_you")
    if line.asked:
        return texts.get("triage.asked_of", name=line.asked[0])
    if line.answered:
        return texts.get("triage.answered_by", name=line.answered[0])
    if line.mine:
        return texts.get("triage.yours")
    return texts.get("triage.with", name=line.owner) if line.owner else ""


def received_words(referral: Referral, due: datetime, texts: Texts) -> str:
    """Where it came from, when, and by when it is to be triaged."""
    source = source_words(referral.source, texts)
    who = referral.referrer if referral.referrer.startswith(source) else f"{source} {referral.referrer}".strip()
    when = staff_date(referral.received)
    came = _moment(referral.received_at)
    if came is not None:
        when = f"{staff_date(came.date())} {clock_time(came)}"
    by = due.astimezone(CLINIC_ZONE)
    return texts.get("triage.received", who=who, when=when, due=f"{staff_date(by.date())} {clock_time(by)}")


def moment_words(moment: datetime | str) -> str:
    """A moment as staff read it."""
    found = moment if isinstance(moment, datetime) else _moment(moment)
    local = found.astimezone(CLINIC_ZONE) if found else None
    return f"{staff_date(local.date())} {clock_time(local)}" if local else ""


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found.astimezone(CLINIC_ZONE) if found.tzinfo else None
