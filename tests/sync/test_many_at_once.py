"""Several computers save at the same moment while another pulls, on both databases: no change is ever skipped."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest

from msk_desk.central.rights import reach_of
from msk_desk.domain.roles import Role
from tests.fakes.computers import Computer, somebody
from tests.fakes.postgres import fresh_database, postgres_server
from tests.fakes.service import RunningService, running_service

Make = Callable[..., Computer]
EVERYTHING = reach_of(Role.TEAM_LEAD, "")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def service(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    with ExitStack() as stack:
        address = ""
        if request.param == "postgresql":
            address = stack.enter_context(fresh_database(stack.enter_context(postgres_server())))
        yield stack.enter_context(running_service(tmp_path_factory.mktemp("service"), address))


def there(service: RunningService) -> dict[str, str]:
    return {id: str(version) for id, version in service.store.identities("Patient", EVERYTHING)}


def test_puller_misses_nothing(computer: Make, service: RunningService) -> None:
    writers = [computer(name, Role.RECEPTIONIST) for name in ("ann", "ben", "cat")]
    reader = computer("dan")
    shared = somebody("Shared")
    writers[0].save(shared)
    for each in (*writers, reader):
        each.sync()
    finished = threading.Event()
    failures: list[Exception] = []

    def write(writer: Computer) -> None:
        try:
            for number in range(8):
                writer.save(somebody(f"Name{number}"))
                if number == 3:
                    held = writer.patient(shared.id)
                    assert held
                    writer.save(replace(held, language=writer.actor.name[:2].lower()))
                writer.sync()
        except Exception as error:
            failures.append(error)

    def read() -> None:
        try:
            while not finished.is_set():
                reader.sync()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(writer,)) for writer in writers]
    watcher = threading.Thread(target=read)
    for thread in (*threads, watcher):
        thread.start()
    for thread in threads:
        thread.join()
    finished.set()
    watcher.join()
    assert not failures
    for each in (*writers, reader):
        each.sync()
        assert dict(each.store.mirror.identities("Patient")) == there(service)
    # Whoever saved first is in the service; each later edit of the same word waits for its author, with both.
    waiting = [each.store.sync_states.conflicts() for each in writers]
    assert all(len(conflicts) <= 1 for conflicts in waiting)
    assert sum(map(len, waiting)) <= len(writers) - 1
    assert len(there(service)) == 1 + 3 * 8
