"""Two clinicians without a network decide one referral: one triage, one place on the list, and a person settles."""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import patch

from msk_desk.domain.pathways import Pathway, Referral, Triage
from msk_desk.domain.triage import TriageForm, triage_id
from msk_desk.domain.waiting_list import WaitingEntry
from msk_desk.wiring import office as office_module
from msk_desk.wiring.office import Office
from tests.fakes.computers import Computer, somebody

Make = Callable[..., Computer]


def at(computer: Computer) -> Office:
    """The services over a computer's store, with its person at it."""
    with patch.object(office_module, "now", computer.clock):
        made = office_module.build_office()
    made.opened.take(computer.store)
    made.access.begin(computer.actor)
    return made


def test_two_who_decide_offline_leave_one_triage_and_one_entry(computer: Make) -> None:
    ann, ben = computer("ann"), computer("ben")
    nell = somebody()
    referral = Referral(Computer.new_id(), nell.id, "2026-11-23", "gp", "Heel pain", "Foot and ankle")
    first, second = at(ann), at(ben)
    pathway = first.waiting.open_pathway(referral)
    ann.save(nell, referral, pathway)
    ann.sync()
    ben.sync()

    first.triage.claim(pathway.id)
    second.triage.claim(pathway.id)
    first.triage_decisions.decide(pathway.id, TriageForm("podiatry", "Feet", confirmed=True))
    second.triage_decisions.decide(pathway.id, TriageForm("physiotherapy", "Calf", confirmed=True))
    ann.sync()
    assert ben.sync().conflicts > 0
    told = {each.resource_id for each in ben.store.sync_states.conflicts() if each.type == "Task"}
    assert triage_id(referral.id) in told

    while ben.store.sync_states.conflicts():
        second.sync.decide(ben.store.sync_states.conflicts()[0].id, mine=False)
        ben.sync()
    ann.sync()
    for computer_ in (ann, ben):
        (triage,) = computer_.store.records.of_patient(Triage, nell.id)
        (entry,) = computer_.store.records.of_patient(WaitingEntry, nell.id)
        assert (triage.decision, entry.service) == ("podiatry", "podiatry")
        after = computer_.store.records.read(Pathway, pathway.id)
        assert after is not None
        assert (after.stage, after.service) == ("triaged", "podiatry")
        assert not computer_.store.triage.open()
