"""Papers for when everything fails are kept after each attempt, with or without the service, and stop none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from msk_desk.domain.errors import DiskFull, Offline
from msk_desk.sync.running import Watch, run_once
from tests.fakes.computers import Computer, somebody

Make = Callable[..., Computer]


def test_papers_are_kept_whether_the_service_answers_or_not(computer: Make) -> None:
    kept: list[str] = []

    def keep() -> int:
        kept.append("kept")
        return 1

    ann = computer("ann")
    ann.save(somebody())
    assert run_once(ann.store, ann.transport, ann.clock, ann.scope, keep=keep).sent == 1
    alone = computer("ben", base="http://127.0.0.1:9/fhir")
    with pytest.raises(Offline):
        run_once(alone.store, alone.transport, alone.clock, alone.scope, keep=keep)
    Watch(alone.store, alone.transport, alone.clock, alone.scope, None, keep=keep).attempt()
    assert len(kept) == 3


def test_a_full_disk_stops_no_synchronisation(computer: Make) -> None:
    def keep() -> int:
        raise DiskFull()

    ann = computer("ann")
    ann.save(somebody())
    assert run_once(ann.store, ann.transport, ann.clock, ann.scope, keep=keep).sent == 1
