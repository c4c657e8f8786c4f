"""A conflict is settled by a person: the chosen side where it clashes, both sides where not, on both computers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from msk_desk.domain.errors import BadInput, NotSignedIn, Refused
from msk_desk.domain.people import Address, Patient
from msk_desk.domain.roles import Role
from msk_desk.domain.synchronising import StoredConflict
from msk_desk.wiring.deciding import ConflictSettler
from msk_desk.wiring.office import Office, build_office
from tests.fakes.computers import Computer, somebody

Make = Callable[..., Computer]


def clashed(computer: Make) -> tuple[Computer, Computer, Patient, StoredConflict]:
    """Ann and Ben changed the birth date; Ann also the address, Ben also the gender."""
    ann, ben = computer("ann"), computer("ben", Role.RECEPTIONIST)
    nell = somebody()
    ann.save(nell)
    ann.sync()
    ben.sync()
    ann.save(replace(nell, born="1970-03-05", addresses=(Address(("1 New Lane",), "Ilkley"),)))
    ben.save(replace(nell, born="1970-03-06", gender="male"))
    ben.sync()
    ann.sync()
    (conflict,) = ann.store.sync_states.conflicts()
    return ann, ben, nell, conflict


def office_of(computer: Computer) -> Office:
    """The services over a computer's store; the store is closed by its owner."""
    office = build_office()
    office.opened.take(computer.store)
    office.access.begin(computer.actor)
    return office


@pytest.mark.parametrize(("mine", "born"), [(True, "1970-03-05"), (False, "1970-03-06")])
def test_the_chosen_side_stands_and_nothing_else_is_lost(computer: Make, mine: bool, born: str) -> None:
    ann, ben, nell, conflict = clashed(computer)
    office = office_of(ann)
    changes = office.sync.decide(conflict.id, mine=mine)
    assert changes.touches_patient(nell.id)
    assert office.sync.conflicts() == ()
    ann.sync()
    ben.sync()
    found = ann.patient(nell.id)
    assert found is not None
    assert found == ben.patient(nell.id)
    assert found.born == born
    assert found.addresses[0].town == "Ilkley"
    assert found.gender == "male"
    assert office.sync.waiting() == ()


def test_a_decision_is_made_once_and_by_somebody_who_may(computer: Make) -> None:
    ann, _, _, conflict = clashed(computer)
    office = office_of(ann)
    office.access.end()
    with pytest.raises(NotSignedIn):
        office.sync.decide(conflict.id, mine=True)
    office.access.begin(replace(ann.actor, role=Role.ANALYST))
    with pytest.raises(Refused):
        office.sync.decide(conflict.id, mine=True)
    assert len(ann.store.sync_states.conflicts()) == 1
    office.access.begin(ann.actor)
    office.sync.decide(conflict.id, mine=False)
    with pytest.raises(BadInput):
        office.sync.decide(conflict.id, mine=True)


def test_who_decided_what_is_in_the_audit(computer: Make) -> None:
    ann, _, _, conflict = clashed(computer)
    office_of(ann).sync.decide(conflict.id, mine=True)
    (line,) = [event for event in ann.store.audit.events() if event.action == "resolved"]
    assert line.staff_id == ann.actor.staff_id
    assert line.what == "kept ours"


def test_ones_own_side_is_kept_though_the_list_of_clashes_is_old(computer: Make) -> None:
    ann, _, nell, conflict = clashed(computer)
    settler = ConflictSettler(office_of(ann).opened)
    settler.settle(replace(conflict, fields=()), True, ann.actor, ann.clock())
    found = ann.patient(nell.id)
    assert found is not None
    assert (found.born, found.gender) == ("1970-03-05", "male")
