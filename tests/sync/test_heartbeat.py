"""The counter of a computer at the service: steady, lost answers, copies of a profile, a service set back."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable

from db.local.opening import open_local
from msk_desk.domain.outbox import Cursor
from msk_desk.fhir import exact_json as exact
from msk_desk.sync.heartbeat import HEARTBEAT, Pulse, beat
from msk_desk.sync.session import Point
from tests.fakes.computers import KEY, Computer, somebody

Make = Callable[..., Computer]


def pulse(computer: Computer) -> Pulse:
    steps = beat(computer.session())
    while True:
        try:
            next(steps)
        except StopIteration as done:
            return Pulse(done.value)


def number(computer: Computer) -> int:
    cursor = computer.store.cursors.get(HEARTBEAT)
    assert cursor
    return int(exact.loads(cursor.opaque.encode())["number"])


def test_counter_rises_with_what_is_sent(computer: Make) -> None:
    ann = computer("ann")
    ann.sync()
    assert ann.store.cursors.get(HEARTBEAT) is None
    for count in (1, 2, 3):
        ann.clock.pass_by(minutes=6)
        ann.save(somebody())
        ann.sync()
        ann.save(somebody())
        ann.sync()
        assert number(ann) == count


def test_lost_answer_is_our_own(computer: Make) -> None:
    ann = computer("ann")
    assert pulse(ann) is Pulse.STEADY
    for point in (steps := beat(ann.session())):
        if point is Point.SENT:
            break
    steps.close()
    assert pulse(ann) is Pulse.STEADY
    assert number(ann) == 2
    assert pulse(ann) is Pulse.STEADY


def test_copied_profile_is_noticed(computer: Make) -> None:
    ann = computer("ann")
    assert pulse(ann) is Pulse.STEADY
    copy = ann.folder.with_name("copy")
    shutil.copytree(ann.folder, copy)
    assert pulse(ann) is Pulse.STEADY
    twin = open_local(copy, KEY, ann.clock, lambda: str(uuid.uuid4()), ann.actor.device_id)
    original, ann.store = ann.store, twin
    assert pulse(ann) is Pulse.COPIED
    twin.close()
    ann.store = original


def test_counter_that_fell_is_noticed(computer: Make) -> None:
    ann = computer("ann")
    assert pulse(ann) is Pulse.STEADY
    ahead = exact.dumps({"number": 9, "version": "9", "mark": ""}).decode()
    ann.store.cursors.put(Cursor(HEARTBEAT, ann.clock().isoformat(), ahead))
    assert pulse(ann) is Pulse.SET_BACK
    assert number(ann) == 1
