"""Which of two versions of a resource is newer; the service's word counts, never this computer's clock."""

from __future__ import annotations

from datetime import UTC, datetime

_NEVER = datetime(1, 1, 1, tzinfo=UTC)


def is_newer(version: str, last_updated: str, held_version: str, held_last_updated: str) -> bool:
    """Whether a version should replace the one that is held ("" for none)."""
    if not held_version:
        return True
    if version == held_version:
        return False
    if version.isdecimal() and held_version.isdecimal():
        return int(version) > int(held_version)
    return _moment(last_updated) >= _moment(held_last_updated)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return _NEVER
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
