"""Two real profiles and the real service: they converge, merge, keep conflicts, and let nothing stand in the way."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from msk_desk.domain.outbox import OpState
from msk_desk.domain.people import Address, Contact
from msk_desk.domain.roles import Role
from msk_desk.sync.engine import synchronising
from msk_desk.sync.first_load import LOAD
from msk_desk.sync.pull import FEED
from tests.fakes.computers import Computer, somebody
from tests.fakes.service import RunningService

Make = Callable[..., Computer]


def held(computer: Computer, type: str = "Patient") -> dict[str, str]:
    return dict(computer.store.mirror.identities(type))


def test_second_computer_sees_what_the_first_saved(computer: Make) -> None:
    ann, ben = computer("ann"), computer("ben", Role.RECEPTIONIST)
    nell = somebody()
    ann.save(nell, what="Registered")
    assert ann.sync().sent == 1
    ben.sync()
    assert ben.patient(nell.id) == nell
    assert held(ann) == held(ben)
    assert not ann.store.outbox.next_units()


def test_every_unit_arrives_with_its_provenance(computer: Make) -> None:
    ann = computer("ann")
    nell = somebody()
    ann.save(nell, what="Registered")
    unit = ann.store.outbox.next_units()[0]
    ann.sync()
    found = ann.transport.send("GET", f"Provenance/{unit.unit_id}").json()
    assert found["target"] == [{"reference": f"Patient/{nell.id}"}]
    assert found["agent"][0]["who"]["reference"] == f"Practitioner/{ann.actor.staff_id}"


def test_idle_synchronisation_changes_nothing(computer: Make) -> None:
    ann = computer("ann")
    ann.save(somebody())
    ann.sync()
    ann.sync()
    before = ann.store.cursors.get(FEED)
    report = ann.sync()
    assert (report.sent, report.received, report.merged) == (0, 0, 0)
    assert ann.store.cursors.get(FEED).opaque == before.opaque  # type: ignore[union-attr]


def test_disjoint_edits_are_joined(computer: Make) -> None:
    ann, ben = computer("ann"), computer("ben", Role.RECEPTIONIST)
    nell = somebody()
    ann.save(nell)
    ann.sync()
    ben.sync()
    ann.save(replace(nell, addresses=(Address(("1 Mill Lane",), "Ilkley", "LS29 9AA"),)))
    ben.save(replace(nell, contacts=(Contact("phone", "07700 900456", "mobile"),)))
    ben.sync()
    report = ann.sync()
    assert (report.merged, report.conflicts) == (1, 0)
    ben.sync()
    both = ann.patient(nell.id)
    assert both == ben.patient(nell.id)
    assert both is not None
    assert both.addresses[0].town == "Ilkley"
    assert both.contacts[0].value == "07700 900456"


def test_same_field_becomes_a_conflict_with_both_versions(computer: Make) -> None:
    ann, ben = computer("ann"), computer("ben", Role.RECEPTIONIST)
    nell = somebody()
    ann.save(nell)
    ann.sync()
    ben.sync()
    ann.save(replace(nell, born="1970-03-05"))
    ben.save(replace(nell, born="1970-03-06"))
    ben.sync()
    report = ann.sync()
    assert report.conflicts == 1
    (conflict,) = ann.store.sync_states.conflicts()
    assert conflict.local["birthDate"] == "1970-03-05"  # type: ignore[index]
    assert conflict.remote["birthDate"] == "1970-03-06"  # type: ignore[index]
    assert "birthDate" in conflict.fields

    chosen = dict(conflict.remote or {}) | {"birthDate": "1970-03-05"}
    ann.store.outbox.resolve(conflict.id, json.dumps(chosen).encode(), ann.actor, ann.clock())
    ann.sync()
    ben.sync()
    assert ben.patient(nell.id) == ann.patient(nell.id)
    assert ben.patient(nell.id).born == "1970-03-05"  # type: ignore[union-attr]
    assert not ann.store.sync_states.conflicts()


def test_taking_theirs_shows_theirs(computer: Make) -> None:
    ann, ben = computer("ann"), computer("ben", Role.RECEPTIONIST)
    nell = somebody()
    ann.save(nell)
    ann.sync()
    ben.sync()
    ann.save(replace(nell, born="1970-03-05"))
    ben.save(replace(nell, born="1970-03-06"))
    ben.sync()
    ann.sync()
    (conflict,) = ann.store.sync_states.conflicts()
    ann.store.outbox.resolve(conflict.id, None, ann.actor, ann.clock())
    ann.sync()
    assert ann.patient(nell.id) == ben.patient(nell.id)
    assert held(ann) == held(ben)


def test_poison_does_not_block_what_follows(computer: Make) -> None:
    ann = computer("ann")
    broken, fine = somebody("Broken"), somebody("Fine")
    whole = {"resourceType": "Patient", "id": broken.id, "gender": "not-a-code"}
    ann.store.whole.store_whole([whole], ann.actor, "Imported")
    ann.save(fine)
    report = ann.sync()
    assert (report.sent, report.quarantined) == (1, 1)
    (waiting,) = ann.store.sync_states.waiting()
    assert waiting.state == OpState.QUARANTINED.value
    assert "gender" in waiting.reason


def test_what_the_role_may_not_write_is_set_aside(computer: Make) -> None:
    admin = computer("adam", Role.ADMINISTRATOR)
    admin.save(somebody())
    assert admin.sync().quarantined == 1


def test_first_load_goes_on_where_it_was_cut_off(computer: Make, service: RunningService) -> None:
    names = ["Smith"] * 6999 + ["Quillfeather"]
    service.load({"resourceType": "Patient", "id": f"p-{n}", "name": [{"family": f}]} for n, f in enumerate(names))
    ann = computer("ann")
    steps = synchronising(ann.session())
    for point in steps:
        if point == "load-stored":
            break
    steps.close()
    assert ann.store.cursors.get(LOAD) is not None
    ann.sync()
    assert ann.store.mirror.count("Patient") == 7000
    assert ann.store.cursors.get(LOAD) is None
    assert len(ann.store.finder.find("quillf")) == 1


@pytest.mark.parametrize("rounds", [3])
def test_chained_edits_arrive_in_order(computer: Make, rounds: int) -> None:
    ann, ben = computer("ann"), computer("ben", Role.RECEPTIONIST)
    nell = somebody()
    ann.save(nell)
    for n in range(rounds):
        ann.save(replace(nell, born=f"1970-03-0{n + 1}"), signed=True, what=f"Edit {n}")
    ann.sync()
    ben.sync()
    assert ben.patient(nell.id).born == f"1970-03-0{rounds}"  # type: ignore[union-attr]
    assert held(ann) == held(ben)
