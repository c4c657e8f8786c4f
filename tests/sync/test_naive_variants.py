"""What others got wrong, done here on purpose: each mistake must be seen by the promises, and only then."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from msk_desk.domain.outbox import Cursor, OutboxOp, OutboxUnit, Remote
from msk_desk.sync import answers, paging, pull, push, recovery, settling, wire
from msk_desk.sync.capabilities import Feed
from msk_desk.sync.paging import Page
from msk_desk.sync.recovery import Found
from msk_desk.sync.session import Point, Session, Steps
from tests.fakes.sync_world import World, folder, template

Patch = pytest.MonkeyPatch


@pytest.fixture(scope="module")
def empty() -> Iterator[Path]:
    with template() as path:
        yield path


def checkpoint_first(patch: Patch) -> None:
    """The watermark is kept before the page is stored."""
    store_page = pull.store_page

    def naive(session: Session, page: Page, wanted: frozenset[str]) -> Steps[None]:
        session.store.cursors.put(Cursor(pull.FEED, page.at, page.cursor))
        yield Point.CURSOR_KEPT
        yield from store_page(session, page, wanted)

    patch.setattr(pull, "store_page", naive)


def no_overlap(patch: Patch) -> None:
    """Changes are asked for from the watermark on."""
    patch.setattr(paging, "overlapping", lambda able, watermark: watermark)


def strictly_greater(patch: Patch) -> None:
    """Changes are asked for after the watermark."""
    patch.setattr(paging, "overlapping", lambda able, mark: mark.replace(".000Z", ".500Z"))


def never_recover(patch: Patch) -> None:
    def naive(session: Session, unit: Any) -> Steps[bool]:
        return False
        yield

    patch.setattr(push, "recover", naive)


def blind_create(patch: Patch) -> None:
    """A create is sent without If-None-Match, its Provenance too, and again when the answer was lost."""
    transaction = wire.transaction

    def naive(unit: OutboxUnit, ops: tuple[OutboxOp, ...]) -> bytes:
        bundle = json.loads(transaction(unit, ops))
        for entry in bundle["entry"]:
            entry["request"].pop("ifNoneMatch", None)
        return json.dumps(bundle).encode()

    patch.setattr(wire, "transaction", naive)
    never_recover(patch)


def no_if_match(patch: Patch) -> None:
    """An update is sent without the version that it was made on."""
    patch.setattr(wire, "precondition", lambda op: {})
    never_recover(patch)


def accept_remote(patch: Patch) -> None:
    """Where both changed, theirs is taken and ours is dropped."""

    def naive(session: Session, op: OutboxOp, remote: Remote | None) -> Steps[None]:
        kept = session.store.outbox.conflict(op.op_id, remote)
        unit = session.store.outbox.unit(op.unit_id)
        assert unit is not None
        session.store.outbox.resolve(kept, None, unit.by, session.now())
        yield Point.CONFLICTED

    for module in (settling, answers, push):
        patch.setattr(module, "settle_changed", naive)


def refusal_is_conflict(patch: Patch) -> None:
    """412 is taken for somebody else's change, without looking whether it was our own."""
    find = recovery.find

    def naive(session: Session, op: OutboxOp) -> Steps[Found]:
        found = yield from find(session, op)
        return Found(op, None, found.current)

    patch.setattr(recovery, "find", naive)
    accept_remote(patch)


def dies_after_the_cursor(world: World) -> None:
    ann, ben = world.clients
    ben.sync()
    world.create(0, "gender")
    ann.sync()
    world.service.tick(20)
    ben.until(Point.CURSOR_KEPT)
    ben.kill()
    world.service.tick(20)


def two_in_one_tick(world: World) -> None:
    ann, ben = world.clients
    world.create(0, "gender")
    ann.sync()
    ben.sync()
    world.create(0, "gender")
    ann.sync()
    ben.sync()


def slow_transaction(world: World) -> None:
    ann, ben = world.clients
    world.create(1, "gender")
    ben.sync()
    world.create(0, "gender")
    ann.takes = 3
    ann.until(Point.SENT)
    world.service.tick(2)
    ben.sync()
    world.service.tick(2)


def retry_after_a_stranger(world: World) -> None:
    ann, ben = world.clients
    id = world.create(1, "gender")
    ben.until(Point.SENT)
    ben.kill()
    ann.sync()
    world.edit(0, id, "gender")
    ann.sync()
    ben.sync()


def both_edit_one_field(world: World) -> None:
    ann, ben = world.clients
    id = world.create(0, "gender")
    ann.sync(), ben.sync()
    world.edit(0, id, "gender")
    world.edit(1, id, "gender")
    ann.sync(), ben.sync()


def both_edit_apart(world: World) -> None:
    ann, ben = world.clients
    id = world.create(0, "gender")
    ann.sync(), ben.sync()
    world.edit(0, id, "gender")
    world.edit(1, id, "language")
    ann.sync(), ben.sync()


def edit_on_a_lost_answer(world: World) -> None:
    ann, ben = world.clients
    id = world.create(0, "gender")
    ann.sync(), ben.sync()
    world.edit(0, id, "gender")
    ann.until(Point.SENT)
    world.edit(0, id, "language")
    ann.kill()
    ann.sync()


CASES = [
    (checkpoint_first, dies_after_the_cursor, "diverged"),
    (no_overlap, slow_transaction, "diverged"),
    (strictly_greater, two_in_one_tick, "diverged"),
    (blind_create, retry_after_a_stranger, "silent overwrite"),
    (no_if_match, both_edit_one_field, "silent overwrite"),
    (accept_remote, both_edit_apart, "lost write"),
    (refusal_is_conflict, edit_on_a_lost_answer, "lost write"),
]
NAMES = [variant.__name__ for variant, _, _ in CASES]


@pytest.mark.parametrize(("variant", "story", "broken"), CASES, ids=NAMES)
def test_mistake_is_seen(
    empty: Path,
    monkeypatch: Patch,
    variant: Callable[[Patch], None],
    story: Callable[[World], None],
    broken: str,
) -> None:
    world = World(folder(), empty, Feed.SYSTEM_HISTORY)
    variant(monkeypatch)
    try:
        with pytest.raises(AssertionError, match=broken):
            tell(world, story)
    finally:
        world.close()


@pytest.mark.parametrize("feed", [Feed.SYSTEM_HISTORY, Feed.CURSOR])
@pytest.mark.parametrize("story", [story for _, story, _ in CASES], ids=NAMES)
def test_story_ends_well(empty: Path, story: Callable[[World], None], feed: Feed) -> None:
    world = World(folder(), empty, feed)
    try:
        tell(world, story)
    finally:
        world.close()


def tell(world: World, story: Callable[[World], None]) -> None:
    story(world)
    world.settle()
