"""Each earlier version of each file, filled, comes up to the newest with everything in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

import db.migrations.local as versions_folder
from db.local.engine import Database
from db.local.schema import HEADS, bring_up, version_of
from msk_desk.domain.errors import EnvironmentUnfit
from tests.db.local.conftest import KEY

FOLDER = Path(str(versions_folder.__file__)).parent

# One filled row for each table that a version brought; text for text, bytes for bytes.
FILL = {
    "w0001": (
        "INSERT INTO unit(unit_id, what, staff_id, staff_name, role, device_id, saved_at)"
        " VALUES ('u1', 'Saved', 'asha', 'Asha Rao', 'clinician', 'd', '2026-11-23T09:00:00+00:00')",
        "INSERT INTO outbox(op_id, unit_id, type, id, body) VALUES ('o1', 'u1', 'Patient', 'p1', x'7b7d')",
        "INSERT INTO touched(type, id) VALUES ('Patient', 'p1')",
        "INSERT INTO conflict(id, op_id, type, resource_id, found_at) VALUES ('c1', 'o1', 'Patient', 'p1', 'now')",
        "INSERT INTO audit(at, staff_id, role, device_id, action) VALUES ('now', 'asha', 'clinician', 'd', 'save')",
        "INSERT INTO draft VALUES ('d1', 'form', 'f', 'p1', '', 'asha', 'now', x'7b7d', '')",
        "INSERT INTO setting VALUES ('theme', 'dark')",
        "INSERT INTO sync_cursor VALUES ('index', 'w', 'o', 'e')",
        "INSERT INTO server_profile VALUES (1, x'7b7d')",
        "INSERT INTO pull_quarantine(at, reason, raw) VALUES ('now', 'broken', x'7b')",
    ),
    "w0002": ("INSERT INTO form_version VALUES ('f|1', x'7b7d')",),
    "c0001": (
        "INSERT INTO meta VALUES ('id', 'x')",
        "INSERT INTO resource(rid, type, id, base_json) VALUES (1, 'Patient', 'p1', x'7b7d')",
        "INSERT INTO patient_line VALUES (1, 'p1', 'TESTER, Tess', 'tester', 'tess', '', '1960-05-04', '',"
        " '9990000018', '', '', '', 'n9990000018 b19600504')",
        "INSERT INTO patient_words(rowid, words) VALUES (1, 'tester tess')",
        "INSERT INTO spelling VALUES ('tess', 'ts')",
        "INSERT INTO spelling_gram VALUES ('tes', 'tess')",
        "INSERT INTO session_line(rid, id, staff_id, room_id, site_id) VALUES (2, 's', 'asha', 'r', 'l')",
        "INSERT INTO slot_line(rid, id, session_id, starts, ends, status) VALUES (3, 'sl', 's', 1, 2, 'free')",
        "INSERT INTO appointment_line(rid, id, patient_id, staff_id, place_id, slot_id, starts, ends, status, kind,"
        " mode, reason) VALUES (4, 'a', 'p1', 'asha', 'r', 'sl', 1, 2, 'booked', 'new', 'f2f', '')",
        "INSERT INTO name_line(rid, id, type, name, part_of) VALUES (5, 'asha', 'Practitioner', 'Asha Rao', '')",
    ),
    "c0003": (
        "INSERT INTO pathway_line(rid, id, patient_id, title, status, stage, started, ended, manager_id)"
        " VALUES (6, 'e', 'p1', 'Knee', 'active', 'assessed', 739000, 0, 'asha')",
        "INSERT INTO prom_line VALUES (7, 'q', 'p1', 'OKS', 739001, 'completed')",
        "INSERT INTO visit_line VALUES (8, 'p1', 739001)",
        "INSERT INTO prom_task_line VALUES (9, 't', 'p1', 'prom-alert', 'requested', 'asha', '2026-11-23', 'q',"
        " 'PHQ-9', 'Q09', '')",
        "INSERT INTO unmade VALUES ('Task')",
    ),
    "c0004": (
        "INSERT INTO referral_line VALUES (10, 'r', 'p1', 739000, 0, 'gp', 'Knee', 'Knee', 'esp', 'routine', 'active',"
        " 'Dr Poole', 'referral')",
        "INSERT INTO triage_line(rid, id, patient_id, referral_id, status, decision, owner_id, done)"
        " VALUES (11, 't1', 'p1', 'r', 'completed', 'esp', 'asha', 1)",
        "INSERT INTO waiting_line VALUES (12, 'w', 'p1', 'r', 739000, 'new', 'esp', '', '', 'routine', '', 0, 0, '',"
        " '', 'requested', '')",
        "INSERT INTO todo_line VALUES (13, 't2', 'p1', 'to-do', 'Ring', 'requested', 'asha', 0, '')",
        "INSERT INTO letter_line VALUES (14, 'm', 'p1', 'clinic', 'Letter', 'draft', 739000, 'asha')",
    ),
    "c0005": (
        "INSERT INTO leave_line VALUES (15, 'v', 'asha', '2026-12-21', '2026-12-23', 'Annual leave', '', 0, 1440, 1)",
    ),
    "c0006": ("INSERT INTO star_line VALUES (16, 't3', 'p1', 'asha', 'requested')",),
    "c0008": ("INSERT INTO patient_link VALUES (1, 'p1', 'p2')",),
    "c0009": ("UPDATE triage_line SET opinion_of=''",),
}


def script(name: str) -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(FOLDER / name))
    return ScriptDirectory.from_config(config)


def revisions(name: str) -> list[str]:
    return [revision.revision for revision in reversed(list(script(name).walk_revisions()))]


EVERY = [(name, revision) for name in HEADS for revision in revisions(name)]


def tables(database: Database) -> dict[str, list[object]]:
    with database.reading() as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%'"
            " AND name NOT LIKE 'patient_words%' AND name != 'alembic_version' ORDER BY name"
        ).fetchall()
        return {row[0]: connection.execute(f"SELECT * FROM {row[0]}").fetchall() for row in names}


@pytest.mark.parametrize("name", list(HEADS))
def test_the_newest_version_is_the_one_that_the_program_expects(name: str) -> None:
    assert script(name).get_current_head() == HEADS[name]


@pytest.mark.parametrize(("name", "revision"), EVERY)
def test_up_from_every_version_with_everything_in_it(name: str, revision: str, tmp_path: Path) -> None:
    database = Database(tmp_path / "file.db", KEY, synchronous="FULL")
    assert bring_up(database, name, revision)
    with database.writing() as connection:
        for filled in revisions(name):
            for statement in FILL.get(filled, ()):
                connection.execute(statement)
            if filled == revision:
                break
    before = tables(database)
    assert all(before[table] for table in before if table not in ("patient_number", "spelling_cut"))
    assert bring_up(database, name) == (revision != HEADS[name])
    after = tables(database)
    for table, rows in before.items():
        width = len(rows[0]) if rows else 0  # type: ignore[arg-type]
        assert [row[:width] for row in after[table]] == rows, "kept, whatever columns came behind"  # type: ignore[index]
    with database.reading() as connection:
        assert version_of(connection) == HEADS[name]
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()


def test_numbers_and_near_spellings_are_made_for_what_was_there(tmp_path: Path) -> None:
    database = Database(tmp_path / "file.db", KEY, synchronous="FULL")
    bring_up(database, "cache", "c0001")
    with database.writing() as connection:
        for statement in FILL["c0001"]:
            connection.execute(statement)
    bring_up(database, "cache")
    after = tables(database)
    assert after["patient_number"] == [("b19600504", 1), ("n9990000018", 1)]
    assert {row[0] for row in after["spelling_cut"]} == {"tess", "ess", "tss", "tes"}  # type: ignore[index]
    database.close()


def test_a_file_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    database = Database(tmp_path / "file.db", KEY, synchronous="FULL")
    bring_up(database, "work")
    with database.writing() as connection:
        connection.execute("UPDATE alembic_version SET version_num='w9999'")
    with pytest.raises(EnvironmentUnfit):
        bring_up(database, "work")
    with database.reading() as connection:
        assert version_of(connection) == "w9999"
    database.close()


def test_a_version_that_fails_half_way_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    database = Database(tmp_path / "file.db", KEY, synchronous="FULL")
    bring_up(database, "cache", "c0001")
    with database.writing() as connection:
        connection.execute("CREATE TABLE spelling_cut (already TEXT)")
    with pytest.raises(Exception, match="spelling_cut"):
        bring_up(database, "cache")
    with database.reading() as connection:
        assert version_of(connection) == "c0001"
        assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name='patient_number'").fetchone()
    database.close()
