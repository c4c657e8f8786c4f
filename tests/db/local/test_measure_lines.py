"""The lists that what is due is worked out of: made with each resource, and made anew alike."""

from __future__ import annotations

import uuid
from datetime import date
from pathlib import Path

import orjson

from db.local.engine import Database
from db.local.opening import open_local
from db.local.rebuilding import rebuild_projections
from db.local.schema import bring_up
from msk_desk.district.district import District
from msk_desk.domain.outbox import Remote
from tests.db.local.conftest import KEY, Clock

TODAY = date(2026, 11, 23)
LISTS = (
    "pathway_line", "prom_line", "visit_line", "prom_task_line", "referral_line", "triage_line", "todo_line",
    "letter_line", "session_line", "slot_line", "appointment_line",
)  # fmt: skip


def lines(folder: Path) -> dict[str, set[tuple[object, ...]]]:
    database = Database(folder / "cache.db", KEY, synchronous="NORMAL")
    with database.reading() as connection:
        found = {name: set(connection.execute(f"SELECT * FROM {name}").fetchall()) for name in LISTS}
    database.close()
    return found


def test_made_on_arrival_made_anew_and_made_after_an_update_are_the_same(tmp_path: Path) -> None:
    store = open_local(tmp_path, KEY, Clock(), lambda: str(uuid.uuid4()), "device")
    with store.mirror.first_load() as load:
        load.add(
            Remote(each["resourceType"], each["id"], "1", "2026-11-23T06:00:00Z", orjson.dumps(each))
            for each in District(today=TODAY, patients=60).resources()
        )
        load.finish()
    courses = store.measures.courses(TODAY)
    made = lines(tmp_path)
    assert all(made[name] for name in LISTS if name != "prom_task_line")
    assert rebuild_projections(store.files)
    assert lines(tmp_path) == made
    with store.files.cache.writing() as cache:
        for name in LISTS:
            cache.execute(f"DELETE FROM {name}")
        for type in (
            "EpisodeOfCare",
            "QuestionnaireResponse",
            "Observation",
            "Encounter",
            "Task",
            "ServiceRequest",
            "Composition",
            "Schedule",
            "Slot",
            "Appointment",
        ):
            cache.execute("INSERT INTO unmade VALUES (?)", (type,))
    store.close()
    store = open_local(tmp_path, KEY, Clock(), lambda: str(uuid.uuid4()), "device")
    assert lines(tmp_path) == made
    assert store.measures.courses(TODAY) == courses
    store.close()


def test_a_cache_of_the_version_before_notes_what_is_to_be_made(tmp_path: Path) -> None:
    database = Database(tmp_path / "cache.db", KEY, synchronous="NORMAL")
    bring_up(database, "cache", "c0002")
    with database.writing() as connection:
        connection.execute("INSERT INTO resource(rid, type, id, base_json) VALUES (1, 'Task', 't', x'7b7d')")
    bring_up(database, "cache")
    with database.reading() as connection:
        assert connection.execute("SELECT type FROM unmade").fetchall() == [("Task",)]
    database.close()
