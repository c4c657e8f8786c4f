"""The real client and the real service with a bad network between them: each fault, at each exchange that matters."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from msk_desk.central.rights import reach_of
from msk_desk.domain.central_store import HistorySearch
from msk_desk.domain.errors import NotSignedIn, Offline
from msk_desk.domain.people import Contact
from msk_desk.domain.roles import Role
from tests.fakes.computers import Computer, somebody
from tests.fakes.fault_proxy import LATE, FaultProxy, fault_proxy
from tests.fakes.service import RunningService, running_service

EVERYTHING = reach_of(Role.TEAM_LEAD, "")
Make = Callable[..., Computer]

ON_ANSWERS = ["truncate", "corrupt", "short", "html", "slow", "drop after", "twice"]
ON_THE_WAY = ["drop before", "late"]
REFUSED = ["status 401", "status 403 html", "status 404 html", "status 408", "status 409", "status 410 html"]
REFUSED += ["status 412", "status 412 html", "status 413 html", "status 422 html", "status 429", "status 500"]
REFUSED += ["status 502 html", "status 503", "status 504 html"]
RARE = ["metadata", "$export?", "$export-status"]
DONE_AND_REFUSED = ["after 500", "after 502", "after 412", "after 409", "after 422", "after 404", "after 504"]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    """One service for all faults: every test has people and patients of its own."""
    with running_service(tmp_path_factory.mktemp("service")) as running:
        running.load({"resourceType": "Patient", "id": f"p-{n}", "gender": "female"} for n in range(40))
        yield running


@pytest.fixture
def proxy(service: RunningService) -> Iterator[FaultProxy]:
    port = urlsplit(service.base).port
    assert port
    with fault_proxy(port) as running:
        yield running


def until_quiet(*computers: Computer) -> None:
    """Fair weather and patience: everybody synchronises until nothing waits."""
    for _ in range(3):
        for computer in computers:
            computer.clock.pass_by(seconds=400)
            with suppress(Offline):
                computer.sync()


def history(service: RunningService, id: str) -> list[int]:
    found, _ = service.store.history(HistorySearch(("Patient",), id, before=2**60), EVERYTHING)
    return [version.version for version in found]


@pytest.mark.parametrize("fault", ON_ANSWERS + ON_THE_WAY + REFUSED + DONE_AND_REFUSED)
def test_save_arrives_once_whatever_happens_to_it(
    computer: Make, service: RunningService, proxy: FaultProxy, fault: str
) -> None:
    ann, ben = computer("ann", base=proxy.base), computer("ben", Role.RECEPTIONIST)
    nell = somebody()
    ann.save(nell)
    ann.sync()
    changed = replace(nell, contacts=(Contact("phone", "07700 900456", "mobile"),))
    ann.save(changed)
    proxy.arm(fault)
    with suppress(Offline, NotSignedIn):
        ann.sync()
    assert proxy.done
    if fault == "late":
        time.sleep(LATE * 1.5)
    until_quiet(ann, ben)
    assert not ann.store.sync_states.waiting()
    assert not ann.store.sync_states.conflicts()
    assert ben.patient(nell.id) == ann.patient(nell.id) == changed
    assert history(service, nell.id) == [2, 1]


@pytest.mark.parametrize("fault", [*ON_ANSWERS, "drop before", "status 401", "status 429", "status 500", "status 503"])
@pytest.mark.parametrize(
    "path", ["_history", "$export-file", *(pytest.param(path, marks=pytest.mark.soak) for path in RARE)]
)
def test_first_load_and_pull_come_through(
    computer: Make, service: RunningService, proxy: FaultProxy, fault: str, path: str
) -> None:
    ann = computer("ann", base=proxy.base)
    proxy.arm(fault, "GET", path)
    with suppress(Offline, NotSignedIn):
        ann.sync()
    assert proxy.done
    until_quiet(ann)
    there = {id: str(version) for id, version in service.store.identities("Patient", EVERYTHING)}
    assert dict(ann.store.mirror.identities("Patient")) == there


def test_refused_by_the_service_waits_for_a_person(computer: Make, proxy: FaultProxy) -> None:
    ann = computer("ann", base=proxy.base)
    ann.save(somebody())
    proxy.arm("refused 422")
    assert ann.sync().quarantined == 1
    (waiting,) = ann.store.sync_states.waiting()
    ann.store.sync_states.retry(waiting.unit_id)
    assert ann.sync().sent == 1
    assert not ann.store.sync_states.waiting()


def test_what_something_on_the_way_stops_holds_up_nothing_else(computer: Make, proxy: FaultProxy) -> None:
    ann, ben = computer("ann", base=proxy.base), computer("ben", Role.RECEPTIONIST)
    stopped, fine = somebody("Stopped"), somebody("Fine")
    ann.save(stopped)
    ann.save(fine)
    proxy.fault, proxy.times = "status 413 html", 99
    proxy.concerns = lambda request: b"Stopped" in request.raw
    until_quiet(ann, ben)
    assert ben.patient(fine.id) == fine
    assert ben.patient(stopped.id) is None
    (waiting,) = ann.store.sync_states.waiting()
    assert waiting.state == "inflight"
    proxy.times = 0
    until_quiet(ann, ben)
    assert ben.patient(stopped.id) == stopped


def test_edit_made_while_an_answer_is_lost_is_kept(computer: Make, service: RunningService, proxy: FaultProxy) -> None:
    ann, ben = computer("ann", base=proxy.base), computer("ben", Role.RECEPTIONIST)
    nell = somebody()
    ann.save(nell)
    proxy.arm("drop after")
    with pytest.raises(Offline):
        ann.sync()
    ben.sync()
    ben.save(replace(nell, gender="female"))
    ben.sync()
    ann.save(replace(nell, language="pl"))
    until_quiet(ann, ben)
    assert ann.patient(nell.id) == ben.patient(nell.id) == replace(nell, gender="female", language="pl")
    assert history(service, nell.id) == [3, 2, 1]
