"""The outbox: coalescing, freezing, chaining, acknowledging, conflicts."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from db.local.opening import LocalStore
from msk_desk.domain.errors import Conflict
from msk_desk.domain.outbox import Acked, OpState, OutboxOp, Remote
from msk_desk.domain.people import Contact, Patient
from msk_desk.domain.visits import Problem
from msk_desk.fhir.names import LAST_OP
from tests.db.local.conftest import ASHA, BEN, Profile

Made = Callable[..., Patient]


def phone(patient: Patient, number: str) -> Patient:
    return replace(patient, contacts=(Contact("phone", number, "mobile"),))


def answered(op: OutboxOp, version: str = "1") -> Acked:
    body = {**json.loads(op.body), "meta": {"versionId": version, "lastUpdated": f"2026-11-23T10:00:0{version}Z"}}
    return Acked(op.op_id, version, f"2026-11-23T10:00:0{version}Z", json.dumps(body).encode())


def served(op: OutboxOp, version: str, **changed: object) -> Remote:
    body = {**json.loads(op.base_json or op.body), **changed, "meta": {"versionId": version}}
    return Remote(op.type, op.id, version, f"2026-11-23T11:00:0{version}Z", json.dumps(body).encode())


def only_unit(store: LocalStore):  # type: ignore[no-untyped-def]
    (unit,) = store.outbox.next_units()
    return unit


def acked(profile: Profile, patient: Patient) -> None:
    """A patient that the service has as version 1."""
    profile.save(patient)
    unit = only_unit(profile.store)
    profile.store.outbox.mark_inflight(unit.unit_id, profile.clock())
    profile.store.outbox.ack(unit.unit_id, [answered(unit.ops[0])])


def test_a_save_waits_to_be_sent_with_the_mark_of_its_operation(profile: Profile, patient: Made) -> None:
    profile.save(patient(), what="New patient")
    unit = only_unit(profile.store)
    assert (unit.what, unit.by, unit.state, unit.attempts) == ("New patient", ASHA, OpState.PENDING, 0)
    (op,) = unit.ops
    assert (op.base_version, op.base_json, op.patient_id) == ("", None, "p1")
    assert {"url": LAST_OP, "valueString": op.op_id} in json.loads(op.body)["extension"]


def test_saving_what_is_already_so_sends_nothing(profile: Profile, patient: Made) -> None:
    acked(profile, patient())
    assert not profile.save(patient()).refs
    assert profile.store.outbox.next_units() == ()


def test_edits_coalesce_while_pending(profile: Profile, patient: Made) -> None:
    profile.save(patient())
    profile.save(phone(patient(), "07700 900456"), what="Telephone number changed")
    unit = only_unit(profile.store)
    assert len(unit.ops) == 1
    assert json.loads(unit.ops[0].body)["telecom"][0]["value"] == "07700 900456"
    assert unit.what == "Saved; Telephone number changed"


def test_what_is_saved_with_a_coalesced_edit_travels_with_it(profile: Profile, patient: Made) -> None:
    profile.save(patient())
    profile.save(phone(patient(), "07700 900456"), Problem("q1", "p1", "Knee pain"))
    assert [op.type for op in only_unit(profile.store).ops] == ["Patient", "Condition"]


@pytest.mark.parametrize(("by", "signed"), [(BEN, False), (ASHA, True)])
def test_another_person_or_a_signature_is_a_unit_of_its_own(
    profile: Profile, patient: Made, by: object, signed: bool
) -> None:
    profile.save(patient())
    profile.save(phone(patient(), "07700 900456"), by=by, signed=signed)  # type: ignore[arg-type]
    first = only_unit(profile.store)
    assert json.loads(first.ops[0].body)["telecom"][0]["value"] == "07700 900123"
    assert len(profile.store.sync_states.waiting()) == 2


def test_an_edit_of_an_inflight_resource_is_chained_and_rebased(profile: Profile, patient: Made) -> None:
    profile.save(patient())
    unit = profile.store.outbox.mark_inflight(only_unit(profile.store).unit_id, profile.clock())
    profile.save(phone(patient(), "07700 900456"))
    frozen, chained = profile.store.outbox.open_ops("Patient", "p1")
    assert frozen.body == unit.ops[0].body
    assert chained.base_json == frozen.body
    assert [u.unit_id for u in profile.store.outbox.next_units()] == [unit.unit_id]
    returned = json.loads(answered(frozen, "7").body) | {"language": "en"}
    profile.store.outbox.ack(
        unit.unit_id, [Acked(frozen.op_id, "7", "2026-11-23T10:00:07Z", json.dumps(returned).encode())]
    )
    (op,) = only_unit(profile.store).ops
    body = json.loads(op.body)
    assert (op.base_version, json.loads(op.base_json or b"")) == ("7", returned)
    assert (body["telecom"][0]["value"], body["language"], body["meta"]["versionId"]) == ("07700 900456", "en", "7")
    assert {"url": LAST_OP, "valueString": op.op_id} in body["extension"]
    assert profile.store.records.read(Patient, "p1") == phone(patient(), "07700 900456")


def test_acknowledged_is_clean_and_kept_byte_for_byte(profile: Profile, patient: Made) -> None:
    profile.save(patient())
    unit = only_unit(profile.store)
    body = b'{ "resourceType":"Patient", "id":"p1",  "x": 7.50 }'
    profile.store.outbox.mark_inflight(unit.unit_id, profile.clock())
    profile.store.outbox.ack(unit.unit_id, [Acked(unit.ops[0].op_id, "3", "2026-11-23T10:00:00Z", body)])
    base = profile.store.mirror.base_of("Patient", "p1")
    assert base is not None
    assert (base.version, base.json, base.dirty) == ("3", body, "")
    assert profile.store.sync_states.status().waiting == 0
    assert profile.store.outbox.last_acked_seq() == unit.ops[0].seq


def test_numbers_that_we_do_not_model_survive_an_edit(profile: Profile, patient: Made) -> None:
    body = (
        b'{"resourceType":"Patient","id":"p1","extension":[{"url":"u","valueDecimal":7.50}],"multipleBirthInteger":2}'
    )
    profile.store.mirror.apply_page([Remote("Patient", "p1", "1", "2026-11-23T10:00:00Z", body)])
    found = profile.store.records.read(Patient, "p1")
    assert found is not None
    profile.save(phone(found, "07700 900456"))
    sent = only_unit(profile.store).ops[0].body
    assert b'"valueDecimal":7.50' in sent
    assert b'"multipleBirthInteger":2' in sent


def test_postponed_waits_for_its_time(profile: Profile, patient: Made) -> None:
    profile.save(patient())
    outbox = profile.store.outbox
    unit = outbox.mark_inflight(only_unit(profile.store).unit_id, profile.clock())
    outbox.postpone(unit.unit_id, profile.clock() + timedelta(minutes=1), "503")
    assert outbox.next_units() == ()
    profile.clock.pass_by(minutes=2)
    assert (only_unit(profile.store).state, only_unit(profile.store).attempts) == (OpState.PENDING, 1)


def test_an_unknown_outcome_stays_frozen(profile: Profile, patient: Made) -> None:
    profile.save(patient())
    outbox = profile.store.outbox
    unit = outbox.mark_inflight(only_unit(profile.store).unit_id, profile.clock())
    outbox.postpone(unit.unit_id, profile.clock(), "timeout", unknown=True)
    assert only_unit(profile.store).state is OpState.INFLIGHT
    profile.save(phone(patient(), "07700 900456"))
    assert outbox.open_ops("Patient", "p1")[0].body == unit.ops[0].body


def test_a_refused_unit_waits_alone_and_goes_again_when_corrected(profile: Profile, patient: Made) -> None:
    profile.save(patient())
    profile.save(patient("p2"))
    outbox = profile.store.outbox
    bad, good = outbox.next_units()
    outbox.mark_inflight(bad.unit_id, profile.clock())
    outbox.quarantine(bad.unit_id, "birthDate is in the future")
    assert [u.unit_id for u in outbox.next_units()] == [good.unit_id]
    waiting = profile.store.sync_states.waiting()[0]
    assert (waiting.state, waiting.reason, waiting.patient_id) == ("quarantined", "birthDate is in the future", "p1")
    profile.save(phone(patient(), "07700 900456"), by=BEN)
    assert [u.unit_id for u in outbox.next_units()] == [bad.unit_id, good.unit_id]


def test_retry_sends_a_refused_unit_again(profile: Profile, patient: Made) -> None:
    profile.save(patient())
    unit = only_unit(profile.store)
    profile.store.outbox.quarantine(unit.unit_id, "no")
    profile.store.sync_states.retry(unit.unit_id)
    assert only_unit(profile.store).state is OpState.PENDING


def test_a_refused_unit_can_be_given_up(profile: Profile, patient: Made) -> None:
    acked(profile, patient())
    profile.save(phone(patient(), "07700 900456"))
    unit = only_unit(profile.store)
    profile.store.outbox.quarantine(unit.unit_id, "no")
    profile.store.outbox.withdraw(unit.unit_id, ASHA, profile.clock(), "typed by mistake")
    assert profile.store.records.read(Patient, "p1") == patient()
    assert profile.store.sync_states.status().waiting == 0
    assert profile.store.audit.events()[-1].action == "withdrawn"


def test_a_conflict_stops_edits_until_a_person_decides(profile: Profile, patient: Made) -> None:
    acked(profile, patient())
    profile.save(phone(patient(), "07700 900456"))
    outbox = profile.store.outbox
    unit = outbox.mark_inflight(only_unit(profile.store).unit_id, profile.clock())
    remote = served(unit.ops[0], "2", telecom=[{"system": "phone", "value": "07700 900789", "use": "mobile"}])
    conflict = outbox.conflict(unit.ops[0].op_id, remote, ["telecom"])
    assert outbox.next_units() == ()
    with pytest.raises(Conflict):
        profile.save(phone(patient(), "07700 900999"))
    (stored,) = profile.store.sync_states.conflicts()
    assert (stored.id, stored.patient_id, stored.fields) == (conflict, "p1", ("telecom",))
    assert stored.remote is not None
    assert stored.remote["telecom"][0]["value"] == "07700 900789"
    newer = served(unit.ops[0], "3", telecom=[])
    assert outbox.conflict(unit.ops[0].op_id, newer) == conflict
    outbox.resolve(conflict, unit.ops[0].body, BEN, profile.clock())
    (op,) = only_unit(profile.store).ops
    assert (op.base_version, op.base_json) == ("3", newer.body)
    assert profile.store.sync_states.conflicts() == ()
    assert profile.store.audit.events()[-1].staff_id == "ben"


def test_taking_theirs_shows_theirs(profile: Profile, patient: Made) -> None:
    acked(profile, patient())
    profile.save(phone(patient(), "07700 900456"))
    (op,) = only_unit(profile.store).ops
    remote = served(op, "2", telecom=[{"system": "phone", "value": "07700 900789", "use": "mobile"}])
    conflict = profile.store.outbox.conflict(op.op_id, remote)
    profile.store.outbox.resolve(conflict, None, ASHA, profile.clock())
    found = profile.store.records.read(Patient, "p1")
    assert found is not None
    assert found.phone() == "07700 900789"
    assert profile.store.sync_states.status().waiting == 0


def test_a_merge_is_sent_on_the_newest_version(profile: Profile, patient: Made) -> None:
    acked(profile, patient())
    profile.save(phone(patient(), "07700 900456"))
    (op,) = only_unit(profile.store).ops
    remote = served(op, "2", gender="female")
    merged = {**json.loads(op.body), "gender": "female"}
    profile.store.outbox.requeue_merged(op.op_id, json.dumps(merged).encode(), remote)
    (op,) = only_unit(profile.store).ops
    assert (op.base_version, op.base_json, op.state) == ("2", remote.body, OpState.PENDING)
    found = profile.store.records.read(Patient, "p1")
    assert found is not None
    assert (found.gender, found.phone()) == ("female", "07700 900456")


def test_what_a_restored_service_lost_is_queued_again(profile: Profile, patient: Made) -> None:
    acked(profile, patient())
    (op,) = profile.store.outbox.acked_since(profile.clock() - timedelta(days=1))
    assert op.acked_version == "1"
    assert profile.store.outbox.reopen([op.op_id]) == 1
    assert only_unit(profile.store).ops[0].op_id == op.op_id


def test_a_save_in_two_units_waits_for_both_and_never_the_other_way(profile: Profile, patient: Made) -> None:
    """No circle: a unit that touches two waiting ones is chained behind them, not joined."""
    profile.save(patient("p1"))
    profile.save(patient("p2"))
    profile.save(phone(patient("p1"), "07700 900456"), phone(patient("p2"), "07700 900457"))
    first, second = profile.store.outbox.next_units()
    for unit in (first, second):
        profile.store.outbox.mark_inflight(unit.unit_id, profile.clock())
        profile.store.outbox.ack(unit.unit_id, [answered(unit.ops[0])])
    assert [op.id for op in only_unit(profile.store).ops] == ["p1", "p2"]


def test_every_step_is_in_the_audit(profile: Profile, patient: Made) -> None:
    acked(profile, patient())
    profile.store.audit.read_by(BEN, "p1", "Record opened", profile.clock())
    events = [(e.action, e.staff_id, e.patient_id) for e in profile.store.audit.events()]
    assert events == [("save", "asha", "p1"), ("acknowledged", "asha", "p1"), ("read", "ben", "p1")]


def test_what_was_acknowledged_is_kept_90_days_and_the_audit_for_ever(profile: Profile, patient: Made) -> None:
    acked(profile, patient("p1"))
    profile.save(patient("p2"))
    profile.clock.pass_by(days=89)
    profile.open()
    assert len(list(profile.store.outbox.acked_since(profile.clock() - timedelta(days=365)))) == 1
    profile.clock.pass_by(days=2)
    store = profile.open()
    assert list(store.outbox.acked_since(profile.clock() - timedelta(days=365))) == []
    assert [unit.ops[0].id for unit in store.outbox.next_units()] == ["p2"]
    assert [event.action for event in store.audit.events()] == ["save", "acknowledged", "save"]
    assert store.records.read(Patient, "p1") == patient("p1")
