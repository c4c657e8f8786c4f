"""Forgets what work.db no longer needs: followed changes, and closed operations after 90 days."""

from __future__ import annotations

from datetime import datetime, timedelta

from db.local.engine import Connection

KEPT = timedelta(days=90)
"""How long an acknowledged operation is kept, to be sent again to a service restored from an older backup."""
_CLOSED = "('acked','withdrawn')"


def tidy(work: Connection, followed: int, now: datetime) -> None:
    """Remove what is done with, in the open transaction. The audit is never shortened.

    Args:
        followed: the change up to which the cache has followed.
    """
    work.execute("DELETE FROM touched WHERE seq <= ?", (followed,))
    before = (now - KEPT).isoformat()
    work.execute("CREATE TEMP TABLE IF NOT EXISTS old_unit (unit_id TEXT PRIMARY KEY)")
    work.execute("DELETE FROM old_unit")
    work.execute(
        f"INSERT INTO old_unit SELECT unit_id FROM unit WHERE state IN {_CLOSED} AND saved_at < ? AND NOT EXISTS ("
        f"SELECT 1 FROM outbox o WHERE o.unit_id=unit.unit_id AND (o.state NOT IN {_CLOSED} OR o.acked_at >= ?))",
        (before, before),
    )
    old_ops = "SELECT op_id FROM outbox WHERE unit_id IN (SELECT unit_id FROM old_unit)"
    work.execute(f"DELETE FROM conflict WHERE op_id IN ({old_ops})")
    work.execute("DELETE FROM outbox WHERE unit_id IN (SELECT unit_id FROM old_unit)")
    work.execute("DELETE FROM unit WHERE unit_id IN (SELECT unit_id FROM old_unit)")
