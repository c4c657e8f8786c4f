"""`msk-desk fallback`: what is kept opens with the code alone, whatever has become of the records and the service."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from msk_desk.__main__ import main
from msk_desk.domain.clinics import Appointment, Place, Session, Slot
from msk_desk.domain.people import Patient, PersonName, Staff
from msk_desk.domain.records import Unit
from msk_desk.platform.profile import read
from msk_desk.wiring.kept import keeper_of
from msk_desk.wiring.late import Opened
from msk_desk.wiring.lock import ProfileLock
from msk_desk.wiring.office import new_id, now

CODE = "a long unlock code"


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A profile whose user has a clinic tonight, kept on paper."""
    monkeypatch.setenv("MSK_DESK_UNLOCK_CODE", CODE)
    folder = tmp_path / "profile"
    assert main(["profile", "create", "--profile", str(folder), "--standalone", "--user", "ann"]) == 0
    fill(folder)
    capsys.readouterr()
    return folder


def fill(folder: Path) -> None:
    """A clinic of today with one person in it."""
    opened = Opened()
    lock = ProfileLock(read(folder), opened, now, new_id)
    user = lock.unlock("ann", CODE)
    noon = datetime.combine(datetime.now(ZoneInfo("Europe/London")).date(), time(12), ZoneInfo("Europe/London"))
    start, end = noon.astimezone(UTC), noon.astimezone(UTC) + timedelta(minutes=30)
    ids = [new_id() for _ in range(6)]
    opened.store.records.save(
        Unit(new_id(), "Before", user.actor("laptop"), now(), (
            Staff(user.staff_id, PersonName("Rao", ("Asha",))), Place(ids[0], "Harlow Community Clinic"),
            Place(ids[1], "Room 2", part_of=ids[0]),
            Patient(ids[2], (PersonName("Holloway", ("Margaret",)),), "1956-03-14"),
            Session(ids[3], user.staff_id, ids[1], ids[0], start, end), Slot(ids[4], ids[3], start, end, "busy"),
            Appointment(ids[5], ids[2], user.staff_id, ids[1], ids[4], start, end),
        ))
    )  # fmt: skip
    assert keeper_of(opened.store, user.actor("laptop"))() == 1
    lock.lock()


def run(profile: Path, *words: str) -> int:
    return main(["fallback", *words, "--profile", str(profile)])


def test_a_kept_list_opens_with_the_code_alone(
    profile: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = profile.parent / "list.pdf"
    assert run(profile, "print", "--day", "today", "--site", "Harlow", "--out", str(out)) == 0
    assert "HOLLOWAY, Margaret" in first_page(out)
    store = next(path for path in (profile / "people").iterdir())
    (store / "cache.db").unlink()
    (store / "work.db").write_bytes(b"damaged")
    capsys.readouterr()
    assert run(profile, "list", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [(paper["site"], paper["booked"]) for paper in told["papers"]] == [("Harlow Community Clinic", 1)]
    assert run(profile, "open", "--day", "today", "--site", "harlow", "--out", str(out)) == 0
    assert "HOLLOWAY, Margaret" in first_page(out)
    assert not (store / "cache.db").exists()  # nothing of the store was opened or made
    monkeypatch.setenv("MSK_DESK_UNLOCK_CODE", "not the code at all")
    assert run(profile, "list") == 2
    assert "That code does not match" in capsys.readouterr().err


def first_page(pdf: Path) -> str:
    return PdfReader(io.BytesIO(pdf.read_bytes())).pages[0].extract_text()
