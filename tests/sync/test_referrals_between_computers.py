"""A referral taken at reception is read whole by whoever triages it; a merge is seen and parted at every desk."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from db.local.stores.caseload import patients_of
from msk_desk.domain.letters import StoredDocument
from msk_desk.domain.pathways import Referral
from msk_desk.domain.people import Patient
from msk_desk.domain.roles import Role
from msk_desk.sync.scopes import clinic, desk
from tests.fakes.computers import Computer
from tests.sync.test_answers_from_reception import office_of
from tests.unit.services.test_referral_files import LETTER, bundle

Make = Callable[..., Computer]
SINCE, UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)


def clinician(computer: Make, name: str) -> Computer:
    """A computer that holds its own clinics' patients, as a clinician's does."""
    made = computer(name, Role.CLINICIAN)

    def wanted() -> frozenset[str]:
        return patients_of(made.store.files, made.actor.staff_id, SINCE, UNTIL)

    made.scope = clinic(wanted)
    return made


def test_what_came_with_a_referral_reaches_whoever_triages_it(computer: Make, tmp_path: Path) -> None:
    front, ann = computer("front", Role.RECEPTIONIST, scope=desk()), clinician(computer, "ann")
    sent = tmp_path / "sent.json"
    sent.write_text(json.dumps(bundle()))
    (outcome,) = office_of(front).referral_files.take_paths([sent])
    report = front.sync()
    assert [unit.reason for unit in front.store.sync_states.waiting()] == []
    assert (report.quarantined, report.waiting) == (0, 0)
    ann.sync()
    ann.sync()
    referral = ann.store.records.read(Referral, outcome.referral_id)
    assert referral is not None
    documents = [ann.store.records.read(StoredDocument, each) for each in referral.attachments]
    assert [each.data == LETTER for each in documents if each] == [True, False]


def test_a_merge_at_one_desk_is_seen_and_parted_at_another(computer: Make, tmp_path: Path) -> None:
    front, back = (computer(name, Role.RECEPTIONIST, scope=desk()) for name in ("front", "back"))
    for at, number in enumerate(("9990123454", "")):
        file = tmp_path / f"{at}.json"
        file.write_text(json.dumps(bundle(number=number, identifier=[{"system": "x", "value": str(at)}])))
        office_of(front).referral_files.take_paths([file])
    (pair,) = office_of(front).matching.pairs()
    kept, gone = pair.first.id, pair.second.id
    office_of(front).matching.merge(kept, gone, "She confirmed it")
    front.sync()
    back.sync()
    there = office_of(back)
    assert [line.id for line in there.patients.find("holloway")] == [kept]
    assert len(back.store.records.of_patient(Referral, kept)) == 2
    there.matching.unmerge(kept, gone)
    back.sync()
    front.sync()
    assert {line.id for line in office_of(front).patients.find("holloway")} == {kept, gone}
    parted = front.store.records.read(Patient, gone)
    assert parted is not None
    assert parted.active
    assert parted.links == ()
