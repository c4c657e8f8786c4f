"""A service restored from yesterday's backup, and the nightly comparison with what is held here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from db.central.store import restore
from msk_desk.domain.outbox import Remote
from msk_desk.domain.roles import Role
from msk_desk.sync.engine import checking
from msk_desk.sync.ports import Tokens
from tests.fakes.computers import Computer, somebody
from tests.fakes.service import RunningService, running_service

Make = Callable[..., Computer]


def held(computer: Computer) -> dict[str, str]:
    return dict(computer.store.mirror.identities("Patient"))


def check(computer: Computer) -> int:
    session = computer.session()
    session.capabilities = session.known_capabilities()
    steps = checking(session)
    while True:
        try:
            next(steps)
        except StopIteration as done:
            return int(done.value)


def test_comparison_of_equals_finds_nothing(computer: Make) -> None:
    ann = computer("ann")
    for _ in range(3):
        ann.save(somebody())
    ann.sync()
    assert check(ann) == 0


def test_comparison_mends_what_is_stale_missing_or_too_much(computer: Make) -> None:
    ann, ben = computer("ann"), computer("ben", Role.RECEPTIONIST)
    people = [somebody() for _ in range(3)]
    for person in people:
        ben.save(person)
    ben.sync()
    ann.sync()
    right = held(ann)
    with ann.store.files.cache.writing() as cache:
        cache.execute("UPDATE resource SET base_version='77' WHERE id=?", (people[0].id,))
        cache.execute("DELETE FROM resource WHERE id=?", (people[1].id,))
    stranger = somebody()
    body = b'{"resourceType":"Patient","id":"%b"}' % stranger.id.encode()
    ann.store.mirror.apply_page([Remote("Patient", stranger.id, "1", "2026-01-01T00:00:00Z", body)])
    assert check(ann) == 3
    # Absent once is not enough to remove anything.
    assert held(ann) == right | {stranger.id: "1"}
    assert check(ann) == 1
    assert held(ann) == right
    assert check(ann) == 0


def test_restored_service_gets_back_what_it_lost(computer: Make, service: RunningService, tmp_path: Path) -> None:
    ann, ben = computer("ann"), computer("ben", Role.RECEPTIONIST)
    old = somebody("Old")
    ann.save(old)
    ann.sync()
    ben.sync()
    service.store.backup(tmp_path / "backup.db")
    new = somebody("New")
    ann.save(new, what="After the backup")
    ben.save(replace(old, gender="female"))
    ann.sync()
    new = replace(new, language="pl")
    ann.save(new, what="Edited after the backup")
    ann.sync()
    ben.sync()
    folder = tmp_path / "restored"
    folder.mkdir()
    restore(tmp_path / "backup.db", f"sqlite:///{folder / 'central.db'}").close()
    with running_service(folder) as restored:
        assert restored.store.epoch != service.store.epoch
        move(ann, restored)
        move(ben, restored)
        for _ in range(2):
            for each in (ann, ben):
                each.clock.pass_by(seconds=400)
                each.sync()
        assert not ann.store.sync_states.waiting()
        assert not ben.store.sync_states.waiting()
        assert held(ann) == held(ben)
        assert ben.patient(new.id) == new
        assert ann.patient(old.id) == replace(old, gender="female")
        assert check(ann) == 0


def move(computer: Computer, service: RunningService) -> None:
    """Sign a computer in at another service with the same accounts."""
    account = next(a for a in service.store.accounts() if a.practitioner == computer.actor.staff_id)
    computer.transport.base_url = service.base  # type: ignore[attr-defined]
    token = service.token(account.name, computer.actor.role.value, computer.actor.device_id)
    computer.transport._tokens.held = Tokens(token)  # type: ignore[attr-defined]
