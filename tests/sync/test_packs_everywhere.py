"""Licensed wording that an administrator takes in reaches every computer, and is gone from it when withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from msk_desk.domain.proms.answering import Circumstances, GivenBy, Mode
from msk_desk.domain.roles import Role
from msk_desk.wiring.office import Office, build_office
from tests.fakes.computers import Computer, somebody
from tests.fakes.made_up_pack import write_pack

Make = Callable[..., Computer]


def office_of(computer: Computer) -> Office:
    """The services over a computer's store; the store is closed by its owner."""
    office = build_office()
    office.opened.take(computer.store)
    office.access.begin(computer.actor)
    return office


def sent(computer: Computer) -> None:
    report = computer.sync()
    assert [unit.reason for unit in computer.store.sync_states.waiting()] == []
    assert (report.quarantined, report.waiting) == (0, 0)


@pytest.mark.parametrize("reader", [Role.ESP, Role.RECEPTIONIST])
def test_wording_reaches_every_computer_and_leaves_it(computer: Make, tmp_path: Path, reader: Role) -> None:
    admin, other = computer("adam", Role.ADMINISTRATOR), computer("ben", reader)
    setting_up = office_of(admin)
    look = setting_up.packs.look(write_pack(tmp_path / "pack", "OKS"))
    setting_up.packs.accept(look, "Helen Marsh", date(2026, 11, 20))
    sent(admin)
    sent(other)
    sheet = office_of(other).asking.sheet("OKS", "cy")
    assert sheet is not None
    assert sheet.questions[0].words.startswith("[cy]")
    (held,) = setting_up.packs.held()
    setting_up.packs.withdraw(held.id, "The licence has ended")
    sent(admin)
    sent(other)
    assert office_of(other).asking.sheet("OKS") is None
    assert office_of(other).packs.held()[0].licensed_by == "Helen Marsh"


def test_how_answers_came_and_that_they_were_wrong_is_taken_by_the_service(computer: Make) -> None:
    ann = computer("ann")
    nell = somebody()
    ann.save(nell)
    working = office_of(ann)
    working.visits.start_without(nell.id)
    how = Circumstances(mode=Mode.PATIENT_SCREEN, given_by=GivenBy.PROXY)
    working.outcomes.enter(nell.id, "SLEEP", {"SLEEP": 3}, how=how)
    sent(ann)
    (entered,) = working.outcomes.entered(nell.id)
    working.outcomes.withdraw(entered.answers.id, "Her daughter's form")
    sent(ann)
    (again,) = working.outcomes.entered(nell.id)
    assert again.in_error
    assert (again.answers.mode, again.answers.given_by) == ("patient-screen", "proxy")
    assert working.outcomes.series(nell.id) == ()
