"""Who wrote a piece of content, from what, when, and when it is to be looked at again."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

FIELDS = ("authorRole", "source", "date", "reviewDate")


def provenance(data: Mapping[str, Any]) -> Mapping[str, str]:
    """The fields every content file carries; empty texts for those it lacks."""
    return MappingProxyType({name: str(data.get(name, "")) for name in FIELDS})


def provenance_problems(data: Mapping[str, Any], today: date) -> list[str]:
    """What is missing, is not a date or is past its review."""
    found = [f"has no {name}" for name in FIELDS if not str(data.get(name, "")).strip()]
    dates = {name: _date(data.get(name)) for name in ("date", "reviewDate") if data.get(name)}
    found += [f"{name} is not a date" for name, day in dates.items() if day is None]
    written, review = dates.get("date"), dates.get("reviewDate")
    if written and review and review <= written:
        found.append("is to be reviewed before it was written")
    if review and review < today:
        found.append(f"was due for review on {review.isoformat()}")
    return found


def _date(value: Any) -> date | None:
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        return None
