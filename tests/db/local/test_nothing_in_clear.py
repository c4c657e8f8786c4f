"""No name, number or word about a patient can be read in any file of a profile, nor in the log."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from db.local.copies import back_up
from msk_desk.domain.drafts import Draft
from msk_desk.domain.errors import MskDeskError
from msk_desk.domain.outbox import Remote
from msk_desk.domain.people import Contact, Patient
from msk_desk.domain.visits import Problem
from msk_desk.platform.logs import FILE, begin_logging, end_logging
from tests.db.local.conftest import ASHA, KEY, Profile

SECRETS = (
    b"Zebrafinch", b"Quillwort", b"9990000018", b"07700 900123", b"0770090012", b"LS12 9ZZ", b"ls129zz", b"1960-05-04",
    b"19600504", b"pangolin knee", b"zebrafinch", b"quillwort",
)  # fmt: skip


def found_in(folder: Path) -> list[tuple[str, bytes]]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return [(path.name, word) for path in files for word in SECRETS if word in path.read_bytes()]


def test_nothing_can_be_read_in_any_file(
    profile: Profile, patient: Callable[..., Patient], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary, logs = tmp_path / "temporary", tmp_path / "logs"
    temporary.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    (profile.folder / "keys").mkdir()
    handler = begin_logging(logs, logging.DEBUG)
    try:
        person = patient("p1", "Zebrafinch", "Quillwort", contacts=(Contact("phone", "07700 900123"),))
        profile.save(person, Problem("q1", "p1", "pangolin knee"), what="Saved for Zebrafinch")
        profile.store.drafts.note(Draft("d", "form", "f", "p1", "", "asha", profile.clock(), {"text": "pangolin knee"}))
        profile.store.audit.read_by(ASHA, "p1", "Zebrafinch opened", profile.clock())
        body = (
            b'{"resourceType":"Patient","id":"p2","name":[{"family":"Zebrafinch"}],'
            b'"address":[{"postalCode":"LS12 9ZZ"}]}'
        )
        with profile.store.mirror.first_load() as load:
            load.add([Remote("Patient", "p2", "1", "2026-11-23T10:00:00Z", body)])
        assert len(profile.store.finder.find("zebrafnich")) == 2
        # A sort too large for memory would spill: it must not reach the disk either.
        with profile.store.files.cache.reading() as cache:
            cache.execute("CREATE TEMP TABLE spill AS SELECT * FROM patient_line")
            cache.execute("SELECT a.name FROM patient_line a, patient_line b ORDER BY a.name || b.name").fetchall()
        with pytest.raises(MskDeskError) as failure, profile.store.files.work.writing() as work:
            work.execute("INSERT INTO setting VALUES ('Zebrafinch', NULL)")
        logging.getLogger("db.trial").error("Could not keep %s", "Zebrafinch", exc_info=failure.value)
        assert "Zebrafinch" not in str(failure.value)
        assert any(path.name == "work.db-wal" and path.stat().st_size for path in profile.folder.iterdir())
        assert found_in(profile.folder) == []
        back_up(profile.folder, KEY, tmp_path / "backup")
        assert found_in(tmp_path / "backup") == []
    finally:
        end_logging(handler)
    assert "Could not keep" in (logs / FILE).read_text()
    assert found_in(logs) == []
    assert list(temporary.iterdir()) == []


def test_the_search_would_find_what_is_in_clear(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"... Zebrafinch ...")
    assert found_in(tmp_path) == [("plain", b"Zebrafinch")]
