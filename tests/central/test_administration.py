"""What the command line does with the service, and the service as a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import httpx2
import orjson
import pytest
from sqlalchemy import text

from db.central.store import open_store, restore
from msk_desk.central import administration
from msk_desk.central.context import Settings
from msk_desk.central.rights import EVERYTHING
from msk_desk.central.server import check_settings
from msk_desk.domain.errors import BadInput, EnvironmentUnfit
from tests.fakes.made_up import of_patient, patient

SETTINGS = Settings("", argon_memory=64, argon_lanes=1, argon_turns=1)
ROOT = Path(__file__).parents[2]
ALTERED = "CAST(replace(CAST(json AS TEXT), 'Okafor', 'Okafur') AS BLOB)"


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'central.db'}"


@pytest.fixture
def store(url: str):
    opened = open_store(url)
    yield opened
    opened.close()


def record() -> list[dict]:
    who = patient()
    return [who, *(of_patient(kind, who["id"]) for kind in ("Appointment", "Encounter", "Condition"))]


def test_accounts(store) -> None:
    given = {"display": "Ann", "practitioner": "p1", "roles": ["clinician"], "password": "long enough"}
    made = administration.add_user(store, SETTINGS, name="Ann", **given)
    assert store.account("ANN") == made
    with pytest.raises(BadInput):
        administration.add_user(store, SETTINGS, name="ann", **given)
    with pytest.raises(BadInput):
        administration.add_user(store, SETTINGS, name="bob", **(given | {"password": "short"}))
    with pytest.raises(BadInput):
        administration.add_user(store, SETTINGS, name="bob", **(given | {"roles": ["king"]}))
    with pytest.raises(BadInput):
        administration.set_roles(store, "nobody", ["esp"])
    with pytest.raises(BadInput):
        administration.switch_device(store, "none", on=False)
    assert administration.set_roles(store, "ann", ["esp", "team-lead"]).roles == ("esp", "team-lead")
    assert [a.name for a in store.accounts()] == ["ann"]


def test_a_sound_database_has_no_findings(store) -> None:
    assert administration.seed(store, [*record(), orjson.dumps(patient())]).loaded == 5
    assert administration.check(store) == []


def test_what_exists_is_not_loaded_again(store) -> None:
    resources = record()
    administration.seed(store, resources)
    with pytest.raises(BadInput):
        administration.seed(store, [patient(), resources[0]])
    assert store.last_seq() == 4


@pytest.mark.parametrize(
    ("damage", "finding"),
    [
        (f"UPDATE version SET json = {ALTERED} WHERE type = 'Patient'", "not what was stored"),
        ("UPDATE version SET json = CAST('{' AS BLOB) WHERE type = 'Patient'", "cannot be read"),
        ("UPDATE version SET label = 'booking' WHERE type = 'Condition'", "filed under booking"),
        ("UPDATE version SET last_updated = 1 WHERE type = 'Condition'", "not later"),
        ("UPDATE version SET id = 'else' WHERE type = 'Condition'", "something else"),
        ("DELETE FROM version WHERE type = 'Condition'", "no current version"),
        ("DELETE FROM search_index WHERE param = 'Patient.family'", "not indexed"),
        ("INSERT INTO search_index (rid, param, value) VALUES (999, 'x', 'y')", "resource number 999"),
        ("UPDATE counter SET seq = 1", "counter is behind"),
    ],
)  # fmt: skip
def test_damage_is_found(store, damage: str, finding: str) -> None:
    administration.seed(store, record())
    with store._writers.begin() as connection:
        connection.execute(text(damage))
    found = administration.check(store)
    assert any(finding in sentence for sentence in found), found
    assert not any("Okaf" in sentence for sentence in found)


def test_a_backup_is_restored_into_another_life(store, tmp_path: Path) -> None:
    resources = record()
    administration.seed(store, resources)
    copy = tmp_path / "copies" / "central.backup"
    administration.backup(store, copy)
    with pytest.raises(BadInput):
        administration.backup(store, copy)
    with pytest.raises(BadInput):
        restore(copy, str(store._writers.url))
    again = restore(copy, f"sqlite:///{tmp_path / 'restored.db'}")
    try:
        assert administration.check(again) == []
        assert again.last_seq() == 4
        assert again.epoch != store.epoch
        kept = again.epoch
    finally:
        again.close()
    reopened = open_store(f"sqlite:///{tmp_path / 'restored.db'}")
    assert reopened.epoch == kept
    reopened.close()


def test_what_is_erased_is_nowhere(store, tmp_path: Path) -> None:
    resources = record()
    administration.seed(store, resources)
    subject = resources[0]["id"]
    assert administration.erase(store, "Patient", subject) == 2
    with pytest.raises(BadInput):
        administration.erase(store, "Patient", "nobody")
    assert store.read_version("Patient", subject, 1, EVERYTHING).deleted
    assert b"Okafor" not in b"".join(v.json for v in store.all_versions())
    assert store.index_rows_of("Patient", subject) == []
    assert administration.check(store) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"host": "0.0.0.0"},
        {"host": "clinic.example"},
        {"certificate": Path("cert.pem")},
        {"host": "0.0.0.0", "certificate": Path("no.pem"), "key": Path("no.pem")},
    ],
)
def test_records_are_not_served_in_clear_over_a_network(changes) -> None:
    with pytest.raises(EnvironmentUnfit):
        check_settings(replace(SETTINGS, **changes))
    check_settings(SETTINGS)


SERVE = """
from db.central.store import open_store
from msk_desk.central.context import Settings
from msk_desk.central.rights import EVERYTHING
from msk_desk.central.server import serve
from msk_desk.content.texts import Texts
settings = Settings({url!r}, port=0)
serve(open_store(settings.database), settings, Texts.load())
"""


def test_the_service_as_a_process_says_where_it_listens_and_ends_when_told(url: str) -> None:
    command = [sys.executable, "-c", SERVE.format(url=url)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}
    ) as process:
        assert process.stdout is not None
        address = orjson.loads(process.stdout.readline())["listening"]
        answer = httpx2.get(f"{address}/fhir/metadata", trust_env=False)
        assert answer.json()["resourceType"] == "CapabilityStatement"
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0


KILLED = """
import os, signal
from db.central.store import open_store
from msk_desk.central import administration
store = open_store({url!r})
administration.seed(store, [{patient!r}])
with store.writing() as tx:
    tx.delete(tx.current("Patient", "p1"), "me")
with store.writing() as tx:
    tx.delete(tx.current("Patient", "p1"), "me")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_kill_keeps_what_was_committed_and_nothing_else(url: str) -> None:
    script = KILLED.format(url=url, patient=patient("p1"))
    killed = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    again = open_store(url)
    assert again.last_seq() == 2
    assert administration.check(again) == []
    again.close()


def test_commits_wait_for_the_disk(store) -> None:
    with store._writers.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
