"""Erasure at the service, a place in the history that is known no more, and a computer that was away too long."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from msk_desk.central.rights import reach_of
from msk_desk.domain.errors import Offline
from msk_desk.domain.outbox import Cursor
from msk_desk.domain.roles import Role
from msk_desk.sync.engine import is_check_due, synchronising
from msk_desk.sync.pull import FEED
from msk_desk.sync.session import Point
from tests.fakes.computers import Computer, somebody
from tests.fakes.service import RunningService

Make = Callable[..., Computer]


def erase(service: RunningService, id: str) -> None:
    current = service.store.read("Patient", id, reach_of(Role.TEAM_LEAD, ""))
    assert current
    with service.store.writing() as tx:
        tx.delete(current, "data protection officer")


def test_erased_there_is_gone_here(computer: Make, service: RunningService) -> None:
    ann = computer("ann")
    nell = somebody()
    ann.save(nell)
    ann.sync()
    erase(service, nell.id)
    ann.sync()
    assert ann.patient(nell.id) is None


def test_erased_with_work_waiting_is_decided_by_a_person(computer: Make, service: RunningService) -> None:
    ann = computer("ann")
    nell = somebody()
    ann.save(nell)
    ann.sync()
    ann.save(replace(nell, gender="female"))
    erase(service, nell.id)
    assert ann.sync().conflicts == 1
    (conflict,) = ann.store.sync_states.conflicts()
    assert conflict.remote is None
    assert conflict.fields == ("deleted elsewhere",)
    ann.store.outbox.resolve(conflict.id, None, ann.actor, ann.clock())
    ann.sync()
    assert ann.patient(nell.id) is None
    assert not ann.store.sync_states.waiting()


def points(computer: Computer) -> set[Point]:
    return set(synchronising(computer.session()))


def test_forgotten_place_means_loading_again(computer: Make) -> None:
    ann = computer("ann")
    ann.sync()
    ann.store.cursors.put(Cursor(FEED, "", "not a place"))
    with suppress(Offline):
        ann.sync()
    assert Point.LOAD_FINISHED in points(ann)
    assert Point.LOAD_FINISHED not in points(ann)


def test_away_for_too_long_means_loading_again(computer: Make) -> None:
    ann = computer("ann")
    ann.sync()
    ann.clock.pass_by(days=399)
    assert Point.LOAD_FINISHED not in points(ann)
    ann.clock.pass_by(days=402)
    assert Point.LOAD_FINISHED in points(ann)


def test_comparison_is_due_after_a_load_and_daily(computer: Make) -> None:
    from msk_desk.sync.running import Watch

    ann = computer("ann")
    loop = Watch(ann.store, ann.transport, ann.clock, ann.scope, None)
    assert is_check_due(ann.session())
    loop.attempt()
    assert not is_check_due(ann.session())
    ann.clock.pass_by(hours=25)
    assert is_check_due(ann.session())
