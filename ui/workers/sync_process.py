"""The synchronising process beside the window: started with a key on its pipe, heard line by line."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QProcess, QTimer

from msk_desk.domain.records import Changes, Ref

_RESTART_MS = 5000
_GOODBYE_MS = 3000


@dataclass(frozen=True, slots=True)
class Launch:
    """How to start it: nothing secret in the arguments; `first_line` goes down the pipe, then is forgotten."""

    program: str
    arguments: tuple[str, ...]
    first_line: bytes


class SyncProcess(QObject):
    """Runs `msk-desk sync --watch` while somebody is signed in; starts it again when it dies.

    `launch` is asked at each start and answers None when there is nothing to synchronise with.
    """

    def __init__(self, launch: Callable[[], Launch | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._launch = launch
        self._process: QProcess | None = None
        self._tell: Callable[[Changes], None] | None = None
        self._rest = b""
        self._telling = False
        self._leaving: QProcess | None = None
        self._wanted = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_RESTART_MS)
        self._again.timeout.connect(self.start)

    def on_change(self, tell: Callable[[Changes], None]) -> None:
        """Call `tell` with what a synchronisation brought."""
        self._tell = tell

    def start(self) -> None:
        """Begin; does nothing while it runs, or when there is no service."""
        launch = self._launch()
        self._wanted = launch is not None
        if self._process is not None or self._leaving is not None or launch is None:
            return
        process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._hear)
        process.finished.connect(self._ended)
        self._process, self._rest = process, b""
        process.start(launch.program, list(launch.arguments))
        process.write(launch.first_line + b"\n")

    def stop(self) -> None:
        """Ask it to end; it finishes the step it is in, and the window does not wait for it."""
        self._wanted = False
        self._again.stop()
        process, self._process = self._process, None
        if process is None:
            return
        process.finished.disconnect(self._ended)
        process.finished.connect(self._left)
        self._leaving = process
        process.write(b'{"do":"quit"}\n')
        process.closeWriteChannel()

    def finish(self) -> None:
        """At the end of the program: wait for what is leaving, and insist after a while."""
        self.stop()
        process = self._leaving
        if process is not None and not process.waitForFinished(_GOODBYE_MS):
            process.kill()
            process.waitForFinished(_GOODBYE_MS)

    @property
    def ended(self) -> bool:
        """Whether nothing runs and nothing is on its way out."""
        return self._process is None and self._leaving is None

    def _left(self) -> None:
        """The one that was asked to end has ended; whoever signed in meanwhile gets theirs now.

        Never two at once on a store: a refresh token that one of them used would end the other's sign-in.
        """
        if self._leaving is not None:
            self._leaving.deleteLater()
            self._leaving = None
        if self._wanted:
            self.start()

    def sync_now(self) -> None:
        """Ask for a synchronisation at once; not because of what one just brought."""
        if not self._telling:
            self._ask({"do": "sync"})

    def open_patient(self, patient_id: str, reason: str) -> None:
        """Fetch the detail of a patient who is not kept here; the service keeps the reason."""
        self._ask({"do": "detail", "patient": patient_id, "reason": reason})

    @property
    def running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.state() != QProcess.ProcessState.NotRunning

    def _ask(self, command: Mapping[str, str]) -> None:
        if self._process is not None:
            self._process.write(json.dumps(command).encode() + b"\n")

    def _hear(self) -> None:
        if self._process is None:
            return
        *lines, self._rest = (self._rest + bytes(self._process.readAllStandardOutput().data())).split(b"\n")
        for line in lines:
            self._take(line)

    def _take(self, line: bytes) -> None:
        try:
            event = json.loads(line)
        except ValueError:
            return  # a library's own words, not an event
        if self._tell is not None and isinstance(event, dict):
            changes = changes_of(event)
            if changes is not None:
                self._telling = True
                self._tell(changes)
                self._telling = False

    def _ended(self) -> None:
        """It died by itself: nothing is lost; it starts again in a moment."""
        if self._process is not None:
            self._process.deleteLater()
            self._process = None
            self._again.start()


def changes_of(event: Mapping[str, Any]) -> Changes | None:
    """The changes an event tells of; a report touches the state of synchronisation alone."""
    kind = event.get("event")
    if kind in ("report", "offline", "signed-out", "refused", "progress", "papers"):
        return Changes(frozenset({Ref("Sync", str(kind))}))
    if kind == "opened":
        return Changes(frozenset({Ref("Sync", "opened")}), frozenset({str(event.get("patient", ""))}))
    if kind != "changes":
        return None
    refs = {Ref(*ref.split("/", 1)) for ref in event.get("refs", ()) if "/" in ref}
    refs |= {Ref(type, "") for type in event.get("types", ())}
    return Changes(frozenset(refs), frozenset(event.get("patients", ())))
