"""The audit of every request: collected, and written by a thread in batches."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from msk_desk.central.context import Caller, Trace
from msk_desk.central.times import micros
from msk_desk.domain.central_store import Access, CentralStore

if TYPE_CHECKING:
    from msk_desk.central.wire import Asked

_LOG = logging.getLogger("msk_desk.central")
_BATCH = 500
_PAUSE_SECONDS = 0.2
_MOST_PATIENTS = 50


class AuditLog:
    """Lines of the audit on their way into the store.

    Writes carry their author in the version itself, in the same transaction; this adds who read what.
    """

    def __init__(self, store: CentralStore, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now
        self._lines: queue.SimpleQueue[Access | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to write."""
        self._thread = threading.Thread(target=self._run, name="audit", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Write what is left and end."""
        self._lines.put(None)
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        else:
            self._drain([])

    def note(self, caller: Caller | None, trace: Trace, status: int, asked: Asked) -> None:
        """Add a line for one request."""
        patients = list(trace.patients)
        named = " ".join(patients[:_MOST_PATIENTS])
        self._lines.put(
            Access(
                micros(self._now()),
                caller.person if caller else "",
                str(caller.role) if caller else "",
                caller.device if caller else "",
                trace.action,
                trace.type,
                trace.id,
                named if len(patients) <= _MOST_PATIENTS else f"{named} +{len(patients) - _MOST_PATIENTS}",
                status,
                trace.count,
                asked.headers.get("x-request-id", "")[:64],
            )
        )

    def fault(self, error: Exception) -> None:
        """Log a failure of the service by its kind and place; its words may hold patient data."""
        frame = error.__traceback__
        while frame is not None and frame.tb_next is not None:
            frame = frame.tb_next
        place = f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else "?"
        _LOG.error("request failed: %s at %s", type(error).__name__, place)

    def _run(self) -> None:
        while True:
            line = self._lines.get()
            if line is None:
                self._drain([])
                return
            # A short wait gathers a batch: one commit for many requests.
            threading.Event().wait(_PAUSE_SECONDS)
            if self._drain([line]):
                return

    def _drain(self, lines: list[Access]) -> bool:
        """Write all that waits; True where the end was among it."""
        ended = False
        while not self._lines.empty():
            line = self._lines.get()
            if line is None:
                ended = True
            else:
                lines.append(line)
        for start in range(0, len(lines), _BATCH):
            try:
                self._store.audit(lines[start : start + _BATCH])
            except Exception as error:
                self.fault(error)
        return ended
