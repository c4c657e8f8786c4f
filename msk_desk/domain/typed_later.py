"""What was written on paper and typed up afterwards: the record bears the true times, this who typed it and when."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TypedLater:
    """When it was typed (an instant) and by which member of staff."""

    at: str
    by: str
