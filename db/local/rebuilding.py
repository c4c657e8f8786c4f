"""Makes every projection again from the resources, when its rules have changed or it is in doubt."""

from __future__ import annotations

import orjson

from db.local.cache.projector import PROJECTED, TABLES, Projector
from db.local.files import Files

_PAGE = 2000


def rebuild_projections(files: Files) -> int:
    """Empty the lists and the search words and make them again, in one transaction. Count of resources."""
    count, last = 0, 0
    with files.cache.writing() as cache:
        for table in (*TABLES, "spelling", "spelling_gram", "spelling_cut", "patient_number"):
            cache.execute(f"DELETE FROM {table}")
        cache.execute("INSERT INTO patient_words(patient_words) VALUES ('delete-all')")
        cache.execute("DELETE FROM unmade")
        projector = Projector(cache)
        while rows := cache.execute(
            "SELECT rid, type, coalesce(local_json, base_json) FROM resource"
            " WHERE rid > ? AND (deleted=0 OR local_json IS NOT NULL) ORDER BY rid LIMIT ?",
            (last, _PAGE),
        ).fetchall():
            for rid, type, data in rows:
                if type in PROJECTED and data:
                    projector.add(rid, type, orjson.loads(data), known=False)
                    count += 1
            projector.flush()
            last = rows[-1][0]
    return count


def make_unmade(files: Files) -> int:
    """Make the lists of kinds of resources that were here before this version. Count of resources looked at."""
    with files.cache.reading() as cache:
        types = [row[0] for row in cache.execute("SELECT type FROM unmade")]
    count = 0
    for type in types:
        with files.cache.writing() as cache:
            projector = Projector(cache)
            rows = cache.execute(
                "SELECT rid, coalesce(local_json, base_json) FROM resource"
                " WHERE type=? AND (deleted=0 OR local_json IS NOT NULL)",
                (type,),
            )
            while page := rows.fetchmany(_PAGE):
                for rid, data in page:
                    projector.add(rid, type, orjson.loads(data), known=False)
                projector.flush()
                count += len(page)
            cache.execute("DELETE FROM unmade WHERE type=?", (type,))
    return count
