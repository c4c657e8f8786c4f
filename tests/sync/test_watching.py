"""The sync process as the window sees it: commands in, events out, tokens renewed in turn, pauses that grow."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest

from msk_desk.domain.errors import NotSignedIn, Offline
from msk_desk.domain.roles import Role
from msk_desk.sync.lines import Commands, read_first_line
from msk_desk.sync.ports import BackOff, Reply, Tokens
from msk_desk.sync.running import Watch, run_once, run_watch
from msk_desk.sync.transport import HttpTransport, retry_after
from tests.fakes.computers import Clock, Computer, KeptTokens, somebody
from tests.fakes.service import RunningService

Make = Callable[..., Computer]


class Pipe:
    """The window's side of the pipe."""

    def __init__(self) -> None:
        self.reading, self.writing = os.pipe()

    def say(self, *lines: Any) -> None:
        os.write(self.writing, b"".join(json.dumps(line).encode() + b"\n" for line in lines))


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    pipe = Pipe()
    yield pipe
    os.close(pipe.reading)
    os.close(pipe.writing)


class Window(io.StringIO):
    """The window's ear: closes when the first synchronisation has ended, well or not."""

    def __init__(self, pipe: Pipe) -> None:
        super().__init__()
        self.pipe = pipe

    def write(self, text: str) -> int:
        if json.loads(text)["event"] in ("report", "offline", "signed-out"):
            self.pipe.say({"do": "quit"})
        return super().write(text)


def events(out: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


def watch(computer: Computer, pipe: Pipe, *wishes: Any) -> list[dict[str, Any]]:
    if wishes:
        pipe.say(*wishes)
    out = Window(pipe)
    status = run_watch(computer.store, computer.transport, computer.clock, computer.scope, pipe.reading, out)
    assert status == 0
    return events(out)


def test_first_line_is_read_and_no_more(pipe: Pipe) -> None:
    pipe.say({"key": "00"}, {"do": "quit"})
    assert json.loads(read_first_line(pipe.reading)) == {"key": "00"}
    assert Commands(pipe.reading).wait(1) == [{"do": "quit"}]


def test_what_is_not_a_command_is_passed_over(pipe: Pipe) -> None:
    os.write(pipe.writing, b'nonsense\n[1]\n{"do":"sync"}\n{"do":')
    commands = Commands(pipe.reading)
    assert commands.wait(1) == [{"do": "sync"}]
    os.write(pipe.writing, b'"quit"}\n')
    assert commands.wait(1) == [{"do": "quit"}]


def test_changes_and_report_are_told(computer: Make, pipe: Pipe) -> None:
    ann, ben = computer("ann"), computer("ben", Role.RECEPTIONIST)
    ben.sync()
    nell = somebody()
    ann.save(nell)
    ann.sync()
    told = watch(ben, pipe)
    (changes,) = [event for event in told if event["event"] == "changes"]
    assert f"Patient/{nell.id}" in changes["refs"]
    assert nell.id in changes["patients"]
    (report,) = [event for event in told if event["event"] == "report"]
    assert report["received"] == 2
    status = ben.store.sync_states.status()
    assert status.online
    assert not status.running
    assert status.last_success is not None


def test_first_load_tells_to_look_at_everything(computer: Make, service: RunningService, pipe: Pipe) -> None:
    service.load({"resourceType": "Patient", "id": f"p-{n}"} for n in range(5))
    told = watch(computer("ann"), pipe)
    assert {"event": "progress", "done": 5, "total": 5} in told
    assert any(event["event"] == "changes" and not event["whole"] for event in told)


def test_record_is_fetched_when_opened(computer: Make, service: RunningService, pipe: Pipe) -> None:
    ann = computer("ann")
    nell = somebody()
    service.load([{"resourceType": "Patient", "id": nell.id}])
    told = watch(ann, pipe, {"do": "detail", "patient": nell.id}, {"do": "sync"}, {"do": "check"}, {"do": "dance"})
    assert {"event": "opened", "patient": nell.id} in told


def test_offline_is_told_and_not_fatal(computer: Make, pipe: Pipe) -> None:
    ann = computer("ann", base="http://127.0.0.1:9/fhir")
    ann.save(somebody())
    (offline,) = watch(ann, pipe)
    assert offline["event"] == "offline"
    assert not ann.store.sync_states.status().online
    assert len(ann.store.sync_states.waiting()) == 1
    with pytest.raises(Offline):
        run_once(ann.store, ann.transport, ann.clock, ann.scope)


def test_end_of_sign_in_is_told(computer: Make, pipe: Pipe) -> None:
    ann = computer("ann")
    ann.transport._tokens.held = Tokens("no token")  # type: ignore[attr-defined]
    ann.save(somebody())
    told = watch(ann, pipe)
    assert [event["event"] for event in told] == ["signed-out"]
    assert ann.store.sync_states.waiting()[0].state == "pending"


def test_pauses_grow_and_a_service_is_obeyed(computer: Make) -> None:
    ann = computer("ann")
    loop = Watch(ann.store, ann.transport, ann.clock, ann.scope, None)
    pauses = []
    for failures in (1, 4, 6, 9, 20):
        loop.failures = failures
        pauses.append(loop.next_pause(Offline()))
    assert pauses == sorted(pauses)
    assert max(pauses) <= 300
    assert loop.next_pause(BackOff(17)) == 17


def test_pause_is_read_from_the_answer() -> None:
    clock = Clock()
    date = (datetime.now(UTC) + timedelta(seconds=90)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    assert retry_after({"retry-after": "12"}, clock, lambda: 0.5) == 12
    assert 80 < retry_after({"retry-after": date}, clock, lambda: 0.5) <= 90
    assert retry_after({"ratelimit": '"default";r=0;t=30'}, clock, lambda: 0.5) == 30
    assert 1 <= retry_after({}, clock, lambda: 0.0) <= retry_after({}, clock, lambda: 1.0) <= 300


def signed_in(service: RunningService, account: str) -> tuple[HttpTransport, KeptTokens, httpx2.Client]:
    grant = service.sign_in(account, "esp", "device-1")
    tokens = KeptTokens(Tokens(grant["access_token"], grant["refresh_token"]))
    client = httpx2.Client(timeout=10, trust_env=False)
    transport = HttpTransport(service.base, client, Clock(), tokens, f"{service.root}/auth/token")
    return transport, tokens, client


def test_ended_token_is_renewed_and_kept_before_use(service: RunningService) -> None:
    service.add_user("ann", roles=["esp"])
    transport, tokens, client = signed_in(service, "ann")
    assert tokens.held
    first = tokens.held.refresh
    tokens.held = replace(tokens.held, access="spoiled")
    assert transport.send("GET", "Patient").ok
    assert len(tokens.kept) == 1
    assert tokens.kept[0].refresh not in ("", first)
    tokens.held = replace(tokens.held, access="spoiled again")
    with transport.stream("Patient") as stream:
        assert stream.status == 200
        assert b"".join(stream.chunks())
    tokens.kept.pop()
    # Before it ends, by its time.
    tokens.held = replace(tokens.held, expires=datetime.now(UTC) + timedelta(seconds=5))
    assert transport.send("GET", "Patient").ok
    assert len(tokens.kept) == 2
    client.close()


def test_revoked_sign_in_ends(service: RunningService) -> None:
    service.add_user("ann", roles=["esp"])
    transport, tokens, client = signed_in(service, "ann")
    assert tokens.held
    tokens.held = Tokens("spoiled", "not a refresh token")
    with pytest.raises(NotSignedIn):
        transport.send("GET", "Patient")
    client.close()


def test_token_goes_to_no_other_server(service: RunningService) -> None:
    with httpx2.Client(trust_env=False) as client:
        transport = HttpTransport(service.base, client, Clock(), KeptTokens(Tokens("secret")))
        with pytest.raises(Offline):
            transport.send("GET", "http://127.0.0.1:1/fhir/Patient")


def test_packed_request_is_understood(computer: Make) -> None:
    ann = computer("ann")
    ann.transport.pack_requests = True
    people = [somebody(f"Name{n}") for n in range(40)]
    ann.save(*people)
    assert ann.sync().sent == 1


def test_reply_that_is_not_json_is_no_answer() -> None:
    with pytest.raises(Offline):
        Reply(200, {}, b"<html>").json()


def test_save_is_sent_and_quit_obeyed_in_the_middle_of_a_first_load(
    computer: Make, service: RunningService, pipe: Pipe
) -> None:
    service.load({"resourceType": "Patient", "id": f"p-{n}"} for n in range(5100))
    ann = computer("ann")
    nell = somebody()
    saved: list[int] = []

    class Saving(io.StringIO):
        """Saves at the first word of progress, as a person would, then closes the window."""

        def write(self, text: str) -> int:
            if '"progress"' in text and not saved:
                saved.append(1)
                ann.save(nell)
                pipe.say({"do": "sync"}, {"do": "detail", "patient": "p-1"}, {"do": "quit"})
            return super().write(text)

    out = Saving()
    assert run_watch(ann.store, ann.transport, ann.clock, ann.scope, pipe.reading, out) == 0
    told = [event["event"] for event in events(out)]
    assert "opened" in told
    assert "report" not in told
    assert not ann.store.sync_states.waiting()
    assert ann.store.mirror.count("Patient") <= 5001
    ann.sync()
    assert ann.store.mirror.count("Patient") == 5101


def test_fault_of_ours_is_told_and_survived(computer: Make, pipe: Pipe, monkeypatch: pytest.MonkeyPatch) -> None:
    ann = computer("ann")
    ann.sync()

    def broken(*_: object, **__: object) -> Any:
        raise KeyError("a name that must not be told")

    with monkeypatch.context() as patch:
        patch.setattr(ann.transport, "send", broken)
        out = io.StringIO()
        loop = Watch(ann.store, ann.transport, ann.clock, ann.scope, out)
        loop.attempt()
    (told,) = events(out)
    assert (told["event"], told["kind"]) == ("refused", "KeyError")
    assert "must not be told" not in out.getvalue()
    loop.attempt()
    assert events(out)[-1]["event"] == "report"
