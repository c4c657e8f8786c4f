"""Services that are not ours, or not of our version: what the handshake refuses and what the probe finds out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from msk_desk.domain.errors import EnvironmentUnfit, Offline
from msk_desk.sync.capabilities import Capabilities, Feed, from_mapping
from msk_desk.sync.ports import NONE, Reply, Transport
from tests.fakes.computers import Computer, somebody

Make = Callable[..., Computer]


@dataclass
class Stranger:
    """The real service behind a mask: it says something else of itself, or forgets something it can do."""

    real: Transport
    statement: Callable[[dict[str, Any]], dict[str, Any]] = lambda statement: statement
    forgets: tuple[str, ...] = ()
    breaks_up: bool = False
    pack_requests: bool = False

    def send(self, method: str, url: str, body: bytes | None = None, headers: Mapping[str, str] = NONE) -> Reply:
        kept = {name: value for name, value in headers.items() if name not in self.forgets}
        if "_history" in url and "no history" in self.forgets:
            return Reply(404, {}, b'{"resourceType":"OperationOutcome"}')
        if method == "PUT" and len(kept) < len(headers) and (answer := self._careless(url, body, kept)):
            return answer
        if method == "POST" and self.breaks_up and body:
            bundle = json.loads(body)
            return self.real.send(method, url, json.dumps({**bundle, "type": "batch"}).encode(), kept)
        reply = self.real.send(method, url, body, kept)
        if url == "metadata":
            statement = self.statement(json.loads(reply.body))
            return Reply(reply.status, reply.headers, json.dumps(statement).encode())
        return reply

    def _careless(self, url: str, body: bytes | None, kept: Mapping[str, str]) -> Reply | None:
        """Overwrites whatever is there."""
        current = self.real.send("GET", url)
        if not current.ok:
            return None
        return self.real.send("PUT", url, body, {**kept, "If-Match": current.headers["etag"]})

    def stream(self, url: str, headers: Mapping[str, str] = NONE) -> Any:
        return self.real.stream(url, headers)


def anonymous(statement: dict[str, Any]) -> dict[str, Any]:
    """Nothing that only our service says."""
    return {**statement, "implementation": {"description": "Some FHIR server"}, "rest": [{"mode": "server"}]}


def speaking(version: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    def change(statement: dict[str, Any]) -> dict[str, Any]:
        for extension in statement["implementation"]["extension"]:
            if extension["url"].endswith("/protocol"):
                extension["valueString"] = version
        return statement

    return change


def masked(computer: Computer, **mask: Any) -> Computer:
    computer.transport = Stranger(computer.transport, **mask)
    return computer


def found(computer: Computer) -> Capabilities:
    return from_mapping(computer.store.server.get())


def test_other_fhir_version_is_refused(computer: Make) -> None:
    ann = masked(computer("ann"), statement=lambda statement: statement | {"fhirVersion": "5.0.0"})
    with pytest.raises(EnvironmentUnfit):
        ann.sync()


def test_other_major_protocol_is_refused_and_minor_is_read_only(computer: Make) -> None:
    with pytest.raises(EnvironmentUnfit):
        masked(computer("ann"), statement=speaking("2.0")).sync()
    ben = masked(computer("ben"), statement=speaking("1.9"))
    ben.save(somebody())
    assert ben.sync().sent == 0
    assert len(ben.store.sync_states.waiting()) == 1


def test_what_is_no_service_is_offline(computer: Make) -> None:
    ann = masked(computer("ann"), statement=lambda statement: {"resourceType": "Patient"})
    with pytest.raises(Offline):
        ann.sync()


def test_probe_finds_a_good_stranger_good(computer: Make) -> None:
    ann, ben = masked(computer("ann"), statement=anonymous), computer("ben")
    nell = somebody()
    ann.save(nell)
    assert ann.sync().sent == 1
    able = found(ann)
    assert (able.bundled, able.if_match, able.if_none_match, able.atomic) == (False, True, True, True)
    assert able.feed is Feed.SYSTEM_HISTORY
    ben.sync()
    assert ben.patient(nell.id) == nell
    assert ann.store.mirror.count("Basic") == 0


def test_nothing_is_sent_where_versions_are_not_honoured(computer: Make) -> None:
    ann = masked(computer("ann"), statement=anonymous, forgets=("If-Match",))
    ann.save(somebody())
    assert ann.sync().sent == 0
    assert not found(ann).if_match
    assert len(ann.store.sync_states.waiting()) == 1


def test_transactions_that_are_broken_up_are_noticed(computer: Make) -> None:
    ann, ben = masked(computer("ann"), statement=anonymous, breaks_up=True), computer("ben")
    nell = somebody()
    ann.save(nell)
    unit = ann.store.outbox.next_units()[0]
    assert ann.sync().sent == 1
    assert not found(ann).atomic
    ben.sync()
    assert ben.patient(nell.id) == nell
    # The mark that the unit is whole came last, alone.
    assert ben.transport.send("GET", f"Provenance/{unit.unit_id}").ok


def test_search_is_used_where_there_is_no_history(computer: Make) -> None:
    ann = masked(computer("ann"), statement=anonymous, forgets=("no history",))
    ben = computer("ben")
    ben.save(somebody())
    ben.sync()
    ann.sync()
    assert found(ann).feed is Feed.SEARCH
    assert ann.store.mirror.count("Patient") == 1


def test_creates_wait_for_ghosts_where_if_none_match_is_not_honoured(computer: Make) -> None:
    ann = masked(computer("ann"), statement=anonymous, forgets=("If-None-Match",))
    ann.sync()
    assert not found(ann).if_none_match
    nell = somebody()
    ann.save(nell)
    unit = ann.store.outbox.next_units()[0]
    ann.store.outbox.mark_inflight(unit.unit_id, ann.clock())
    assert ann.sync().sent == 0
    ann.clock.pass_by(seconds=121)
    assert ann.sync().sent == 1
