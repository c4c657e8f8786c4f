"""Synchronising once, and over and over beside the window: what the command line calls."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, TextIO

from msk_desk.domain.errors import CacheLocked, MskDeskError, NotSignedIn, Offline
from msk_desk.domain.outbox import SyncStore
from msk_desk.domain.synchronising import SyncReport
from msk_desk.sync.detail import open_patient
from msk_desk.sync.engine import checking, is_check_due, synchronising
from msk_desk.sync.heartbeat import Pulse
from msk_desk.sync.lines import Commands, tell
from msk_desk.sync.ports import BackOff, Clock, Transport
from msk_desk.sync.push import push
from msk_desk.sync.scopes import Scope
from msk_desk.sync.session import Point, Session, Steps

POLL = 30.0
_LONGEST_PAUSE = 300.0
_NOTE_EVERY = 1.0
# A changes event names at most this many resources; beyond that the window refreshes everything.
_NAMED = 500


def run_once(
    store: SyncStore,
    transport: Transport,
    now: Clock,
    scope: Scope,
    progress: Callable[[int, int], None] | None = None,
    keep: Callable[[], int] | None = None,
) -> SyncReport:
    """One synchronisation to its end; `keep` then keeps the papers for when everything fails.

    Raises:
        Offline, NotSignedIn: what was done is kept, what waits is safe.
    """
    session = Session(store, transport, now, scope)
    if progress is not None:
        session.progress = progress
    watch = Watch(store, transport, now, scope, None, keep=keep)
    try:
        return watch.once(session)
    finally:
        watch.keep_papers()


def run_watch(
    store: SyncStore,
    transport: Transport,
    now: Clock,
    scope: Scope,
    stdin_fd: int,
    out: TextIO,
    poll: float = POLL,
    keep: Callable[[], int] | None = None,
) -> int:
    """Synchronise every `poll` seconds and when told, until told to stop. Returns the exit status."""
    return Watch(store, transport, now, scope, out, poll, keep=keep).run(Commands(stdin_fd))


class Stopped(Exception):
    """The window asked to end in the middle of a first load, which goes on the next time."""


@dataclass(slots=True)
class Watch:
    """The loop of the sync process; `out` None for a single silent run.

    `keep` keeps the papers for when everything fails: after each attempt, also one that found no service.
    """

    store: SyncStore
    transport: Transport
    now: Clock
    scope: Scope
    out: TextIO | None
    poll: float = POLL
    failures: int = 0
    pause: float = 0.0
    noted: float = field(default=-_NOTE_EVERY)
    commands: Commands | None = None
    wishes: list[Mapping[str, Any]] = field(default_factory=list)
    ending: bool = False
    keep: Callable[[], int] | None = None

    def run(self, commands: Commands) -> int:
        """Until quit or the end of the pipe."""
        self.commands = commands
        self.attempt()
        while not self.ending:
            self.listen(self.pause)
            if not self.wishes and not self.ending:
                self.attempt()
            while self.wishes and not self.ending:
                self.attempt(self.wishes.pop(0))
        return 0

    def listen(self, seconds: float) -> None:
        """Take in commands; the same one twice is done once."""
        if self.commands is None:
            return
        for wish in self.commands.wait(seconds):
            if wish.get("do") == "quit":
                self.ending = True
            elif wish not in self.wishes:
                self.wishes.append(wish)
        self.ending = self.ending or self.commands.ended

    def attempt(self, wish: Mapping[str, Any] | None = None) -> None:
        """Do what was asked for (nothing: synchronise), and tell how it went; never raises for being offline."""
        session = Session(self.store, self.transport, self.now, self.scope)
        session.progress = self.note_progress
        try:
            self.do(session, wish or {"do": "sync"})
            self.failures, self.pause = 0, self.poll
        except NotSignedIn:
            self.store.runs.note(online=True, running=False)
            self.pause = _LONGEST_PAUSE
            self.tell("signed-out")
        except Offline as error:
            self.failures += 1
            self.pause = self.next_pause(error)
            self.store.runs.note(online=isinstance(error, BackOff), running=False)
            self.tell("offline", code=error.code, retry=round(self.pause, 1))
        except Stopped:
            self.store.runs.note(running=False)
        except CacheLocked:
            self.pause = 1.0
        except MskDeskError as error:
            self.tell_trouble(error)
        except Exception as error:
            # A fault of ours: any step may be the last without harm, so the next attempt begins afresh.
            self.tell_trouble(MskDeskError(type(error).__name__))
        finally:
            self.tell_changes(session)
            self.keep_papers()

    def keep_papers(self) -> None:
        """Keep the papers right; a paper that could not be kept stops no synchronisation, but it is told."""
        if self.keep is None or self.ending:
            return
        try:
            made = self.keep()
        except MskDeskError as error:
            self.tell("papers", made=0, code=error.code)
        except Exception as error:
            self.tell("papers", made=0, code=MskDeskError.code, kind=type(error).__name__)
        else:
            if made:
                self.tell("papers", made=made)

    def do(self, session: Session, wish: Mapping[str, Any]) -> None:
        """One command.

        Raises:
            Offline, NotSignedIn, and what the store may raise.
        """
        match wish.get("do"):
            case "detail":
                patient = str(wish.get("patient", ""))
                session.capabilities = session.known_capabilities()
                self.drive(session, open_patient(session, patient, str(wish.get("reason", ""))))
                self.tell("opened", patient=patient)
            case "check":
                self.once(session)
                self.drive(session, checking(session))
            case "sync":
                self.once(session)
                if is_check_due(session):
                    self.drive(session, checking(session))

    def once(self, session: Session) -> SyncReport:
        """One synchronisation, its changes told as they come."""
        self.store.runs.note(running=True)
        report: SyncReport = self.drive(session, synchronising(session))
        self.store.runs.note(online=True, running=False, last_success=self.now(), loading=(0, 0))
        self.tell("report", **asdict(report))
        if session.tally.to_rebook:
            self.tell("rebook", appointments=session.tally.to_rebook)
        if session.pulse == Pulse.COPIED:
            self.tell("copied")
        return report

    def drive(self, session: Session, steps: Steps[Any]) -> Any:
        """Run steps to their end, telling now and then what they touched and listening to the window."""
        told = time.monotonic()
        while True:
            try:
                point = next(steps)
            except StopIteration as done:
                return done.value
            if time.monotonic() - told > _NOTE_EVERY:
                self.tell_changes(session)
                told = time.monotonic()
            if point is Point.LOAD_STORED:
                self.listen(0)
                self.serve_between(session)
                if self.ending:
                    steps.close()
                    raise Stopped

    def serve_between(self, session: Session) -> None:
        """A long first load makes nobody wait: what was saved is sent, a record that is opened is fetched."""
        wishes, self.wishes = self.wishes, []
        for wish in wishes:
            if wish.get("do") == "detail":
                patient = str(wish.get("patient", ""))
                self.exhaust(open_patient(session, patient))
                self.tell("opened", patient=patient)
            elif wish.get("do") == "sync":
                self.exhaust(push(session))
            else:
                self.wishes.append(wish)

    @staticmethod
    def exhaust(steps: Steps[Any]) -> None:
        """Run steps to their end."""
        for _ in steps:
            pass

    def next_pause(self, error: Offline) -> float:
        """How long to wait after a failure: as asked, else longer each time, never all at the same moment."""
        if isinstance(error, BackOff):
            return error.seconds
        highest = min(_LONGEST_PAUSE, 2.0 ** min(self.failures, 9))
        return min(self.poll, random.uniform(highest / 2, highest)) if self.failures < 5 else highest

    def note_progress(self, done: int, total: int) -> None:
        """Tell how far a first load is, at most once a second."""
        if time.monotonic() - self.noted >= _NOTE_EVERY or done == total:
            self.noted = time.monotonic()
            self.store.runs.note(loading=(done, total))
            self.tell("progress", done=done, total=total)

    def tell_trouble(self, error: MskDeskError) -> None:
        """Tell what went wrong, in words without patient data, and try again after a long pause."""
        self.pause = _LONGEST_PAUSE
        self.store.runs.note(running=False)
        ours = error.code == MskDeskError.code
        kind = error.detail if ours else type(error).__name__
        self.tell("refused", code=error.code, title=error.title, advice=error.advice, kind=kind)

    def tell_changes(self, session: Session) -> None:
        """Tell what was touched, so that the window shows it."""
        changes = session.tally.take_changes()
        everything, session.tally.everything = session.tally.everything, False
        if not (changes.refs or changes.patients or everything):
            return
        refs = [f"{ref.type}/{ref.id}" for ref in changes.refs]
        whole = len(refs) <= _NAMED and not everything
        types = sorted({ref.type for ref in changes.refs})
        named = sorted(refs) if whole else []
        self.tell("changes", refs=named, patients=sorted(changes.patients) if whole else [], types=types, whole=whole)

    def tell(self, event: str, **values: Any) -> None:
        """One event, where somebody listens."""
        if self.out is not None:
            tell(self.out, event, **values)
