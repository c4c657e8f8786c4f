"""What is held of a resource from the service, wherever it was written last; the stores ask it before an edit."""

from __future__ import annotations

from db.local.cache.versions import is_newer
from db.local.engine import Connection
from db.local.work.ops import newest_acked

Held = tuple[str, str, bytes | None]
NOTHING: Held = ("", "", None)


def held_base(work: Connection, cache: Connection, type: str, id: str) -> Held:
    """Version, last updated and JSON of the service's resource; a deleted one has no JSON."""
    row = cache.execute(
        "SELECT base_version, base_last_updated, base_json FROM resource WHERE type=? AND id=?", (type, id)
    ).fetchone()
    held: Held = (row[0], row[1], row[2]) if row else NOTHING
    acked = newest_acked(work, type, id)
    return acked if acked and is_newer(acked[0], acked[1], held[0], held[1]) else held
