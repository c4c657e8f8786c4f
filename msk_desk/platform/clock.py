"""The computer's clock and the maker of ids: the only places where either is read."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def new_id() -> str:
    """A new random id (uuid4 text)."""
    return str(uuid.uuid4())
