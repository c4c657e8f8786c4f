"""The audit of a computer at the service: every line once, whatever happens to the answer, and never pulled."""

from __future__ import annotations

from collections.abc import Callable

from msk_desk.central.rights import reach_of
from msk_desk.domain.roles import Role
from msk_desk.sync.auditing import AUDIT, send_audit
from msk_desk.sync.session import Point
from tests.fakes.computers import Computer, somebody
from tests.fakes.service import RunningService

Make = Callable[..., Computer]
ADMINISTRATOR = reach_of(Role.ADMINISTRATOR, "")


def events(service: RunningService) -> set[str]:
    return {id for id, _ in service.store.identities("AuditEvent", ADMINISTRATOR)}


def test_every_line_is_sent_once(computer: Make, service: RunningService) -> None:
    ann = computer("ann")
    nell = somebody()
    ann.save(nell)
    ann.store.audit.read_by(ann.actor, nell.id, "Opened the record", ann.clock())
    ann.sync()
    lines = ann.store.audit.events()
    assert {line.action for line in lines} == {"save", "read", "acknowledged"}
    assert len(events(service)) == len(lines)
    for _ in range(2):
        ann.clock.pass_by(minutes=2)
        ann.sync()
    assert len(events(service)) == len(ann.store.audit.events()) == 3
    assert ann.store.mirror.count("AuditEvent") == 0


def test_lost_answer_doubles_nothing(computer: Make, service: RunningService) -> None:
    ann = computer("ann")
    for number in range(120):
        ann.store.audit.read_by(ann.actor, f"patient-{number}", "Opened the record", ann.clock())
    for point in (steps := send_audit(ann.session())):
        if point is Point.SENT:
            break
    steps.close()
    assert ann.store.cursors.get(AUDIT) is None
    ann.sync()
    assert len(events(service)) == 120
