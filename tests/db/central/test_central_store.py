"""The order of commits, bulk loads, and writers side by side, on both databases."""

from __future__ import annotations

import contextlib
import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from db.central.store import open_store, restore
from db.central.tables import metadata
from msk_desk.domain.central_store import (
    Alternative,
    Condition,
    Device,
    Draft,
    HistorySearch,
    IndexRow,
    Reach,
    Search,
    Token,
)
from msk_desk.domain.errors import BadInput, EnvironmentUnfit
from tests.fakes.postgres import fresh_database, programs

ALL = Reach("me", "clinician", frozenset({"open", "closed"}))


def draft(id: str, type: str = "Patient", label: str = "open", **more) -> Draft:
    head = b'{"resourceType":"%b","id":"%b","meta":{' % (type.encode(), id.encode())
    values = {"rows": (IndexRow(f"{type}.family", id),), "digest": id.encode()} | more
    return Draft(type, id, head, b"}}", label=label, **values)


def write(store, id: str, **more):
    with store.writing() as tx:
        made = draft(id, **more)
        return tx.put(made, tx.current(made.type, id), "me")


def names(found) -> list[str]:
    return [f"{s.id}/{s.version}" for s in found]


def test_the_migrations_make_what_the_tables_say(store) -> None:
    with store._readers.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []


def test_a_database_is_opened_again_as_it_was(store, url: str) -> None:
    write(store, "a")
    again = open_store(url)
    assert again.epoch == store.epoch
    assert again.read("Patient", "a", ALL).version == 1
    again.close()


def test_versions_follow_each_other(store) -> None:
    first, second = write(store, "a"), write(store, "a", digest=b"2")
    assert (first.version, second.version) == (1, 2)
    assert second.seq == first.seq + 1
    assert second.last_updated > first.last_updated
    assert store.read_version("Patient", "a", 1, ALL).json == first.json
    assert b'"versionId":"2"' in store.read("Patient", "a", ALL).json


def test_time_never_goes_back_even_if_the_clock_does(url: str) -> None:
    times = iter([datetime(2026, 1, 2, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 3, tzinfo=UTC)])
    store = open_store(url, lambda: next(times))
    stamps = [write(store, id).last_updated for id in ("a", "b", "c")]
    assert stamps[1] == stamps[0] + 1
    assert stamps[2] - stamps[0] == timedelta(days=1) // timedelta(microseconds=1)
    store.close()


def test_a_failed_write_leaves_no_gap_and_no_trace(store) -> None:
    write(store, "a")

    def fail() -> None:
        with store.writing() as tx:
            tx.put(draft("b"), None, "me")
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError, match="in the middle"):
        fail()
    assert store.read("Patient", "b", ALL) is None
    assert write(store, "c").seq == 2


def test_a_sleeping_transaction_is_not_overtaken(store) -> None:
    """A reader who saw the end of history never finds something older appear before it."""
    sleeping, wake = threading.Event(), threading.Event()

    def slow() -> None:
        with store.writing() as tx:
            tx.put(draft("slow"), None, "me")
            sleeping.set()
            wake.wait(10)

    def fast() -> None:
        write(store, "fast")

    slow_one, fast_one = threading.Thread(target=slow), threading.Thread(target=fast)
    slow_one.start()
    assert sleeping.wait(10)
    fast_one.start()
    # While the slow one sleeps nothing later may be visible: its number is lower and not yet there.
    for _ in range(20):
        found, top = store.history(HistorySearch(after=0), ALL)
        assert (found, top) == ([], 0)
    wake.set()
    slow_one.join()
    fast_one.join()
    found, top = store.history(HistorySearch(after=0), ALL)
    assert names(found) == ["slow/1", "fast/1"]
    assert top == 2


def test_many_writers_side_by_side_lose_nothing(store) -> None:
    seen: list[int] = []
    done = threading.Event()

    def writer(name: int) -> None:
        for n in range(15):
            write(store, f"{name}-{n}")

    def follower() -> None:
        cursor, last_round = 0, False
        while True:
            last_round = done.is_set()
            found, top = store.history(HistorySearch(after=cursor, limit=7), ALL)
            seen.extend(s.seq for s in found)
            cursor = found[-1].seq if found else max(cursor, top)
            if last_round and not found:
                return

    writers = [threading.Thread(target=writer, args=(n,)) for n in range(4)]
    reader = threading.Thread(target=follower)
    reader.start()
    for thread in writers:
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    reader.join()
    assert seen == list(range(1, 61))


def test_only_one_of_two_creates_the_same(store) -> None:
    results: list[int] = []
    barrier = threading.Barrier(2)

    def create() -> None:
        barrier.wait()
        with store.writing() as tx:
            current = tx.current("Slot", "s")
            if current is None:
                tx.put(draft("s", "Slot"), None, "me")
                results.append(1)

    threads = [threading.Thread(target=create) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [1]


def test_a_bulk_load_is_like_writing_one_by_one(store) -> None:
    write(store, "before")
    report = store.bulk_load((draft(f"p{n}", patient=f"p{n}", carers=("doc",)) for n in range(25)), "seed")
    assert (report.loaded, report.types) == (25, {"Patient": 25})
    found, top = store.history(HistorySearch(after=0, limit=100), ALL)
    assert names(found) == ["before/1", *(f"p{n}/1" for n in range(25))]
    assert top == 26
    assert [s.last_updated for s in found] == sorted({s.last_updated for s in found})
    one = Search("Patient", (Condition("Patient.family", (Alternative("equal", "p7"),)),))
    assert names(store.search(one, ALL)) == ["p7/1"]
    with store.writing() as tx:
        assert tx.in_care("doc", "p7", 0)
        assert not tx.in_care("doc", "before", 0)
    assert write(store, "p7", digest=b"x").version == 2
    assert store.structural_faults() == []


def test_a_bulk_load_of_something_that_exists_loads_nothing(store) -> None:
    write(store, "a")
    with pytest.raises(BadInput):
        store.bulk_load([draft("b"), draft("a")], "seed")
    assert store.read("Patient", "b", ALL) is None
    assert write(store, "c").seq == 2


def test_an_empty_database_keeps_its_indexes_through_a_bulk_load(store) -> None:
    store.bulk_load([draft("a"), draft("b")], "seed")
    with store._readers.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    with pytest.raises(BadInput):
        store.bulk_load([draft("a")], "seed")


def test_what_a_reach_leaves_out_does_not_exist(store) -> None:
    write(store, "a", label="open")
    write(store, "b", label="closed")
    only = Reach("you", "clinician", frozenset({"open"}))
    assert store.read("Patient", "b", only) is None
    assert store.read_many([("Patient", "a"), ("Patient", "b")], only)[0].id == "a"
    assert store.count(Search("Patient"), only) == 1
    assert [i for i, _ in store.identities("Patient", only)] == ["a"]
    assert store.types_held(Reach("you", "x")) == {}
    found, top = store.history(HistorySearch(after=0), only)
    assert (names(found), top) == (["a/1"], 2)
    assert [len(page) for page in store.stream("Patient", only, 2)] == [1]


def test_care_ends(store) -> None:
    with store.writing() as tx:
        tx.put(draft("a", label="closed", patient="a"), None, "someone")
        tx.add_care("me", "a", 2**62, "because")
        tx.add_care("you", "a", 5, "long ago")
    reach = Reach("me", "clinician", own=frozenset({"closed"}))
    assert store.read("Patient", "a", reach) is not None
    assert store.read("Patient", "a", Reach("you", "clinician", own=frozenset({"closed"}))) is None


def test_a_stream_stops_at_its_number(store) -> None:
    write(store, "a")
    write(store, "b")
    write(store, "c")
    assert sum(len(page) for page in store.stream("Patient", ALL, 2)) == 2


def test_a_token_is_used_once_even_at_the_same_time(store) -> None:
    store.add_token(Token(b"h", "refresh", "f", "ann", "esp", "", 2**60))
    results: list[bool] = []
    barrier = threading.Barrier(4)

    def use() -> None:
        barrier.wait()
        token = store.use_token(b"h", "refresh")
        results.append(token is not None and not token.used)

    threads = [threading.Thread(target=use) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [False, False, False, True]


def test_devices_and_failures(store) -> None:
    device = Device("d", "Van 2", "ann", 5, False)
    store.save_device(device)
    assert store.device("d") == device
    assert store.device("e") is None
    for at in (1, 5, 9):
        store.note_failure("k", at)
    assert store.failures("k", 5) == 2
    store.clear_failures("k")
    assert store.failures("k", 0) == 0


def test_a_backup_begins_another_life(store, url: str, tmp_path: Path, request, monkeypatch) -> None:
    write(store, "a")
    store.save_device(Device("d", "Van 2", "ann", 5, True))
    if url.startswith("postgresql"):
        monkeypatch.setenv("PATH", f"{programs()}:{os.environ['PATH']}")
    copy = tmp_path / "copy"
    store.backup(copy)
    with pytest.raises((BadInput, EnvironmentUnfit)):
        restore(copy, url)
    with contextlib.ExitStack() as stack:
        target = f"sqlite:///{tmp_path / 'again.db'}"
        if url.startswith("postgresql"):
            target = stack.enter_context(fresh_database(request.getfixturevalue("postgres")))
        again = restore(copy, target)
        stack.callback(again.close)
        assert again.read("Patient", "a", ALL).json == store.read("Patient", "a", ALL).json
        assert again.device("d").disabled
        assert again.epoch != store.epoch
        assert write(again, "b").seq == 2
