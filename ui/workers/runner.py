"""Runs work away from the window's thread and brings the answer back to a bound method on it."""

from __future__ import annotations

import gc
import inspect
import weakref
from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRunnable, Qt, QThreadPool, Signal

READERS, WRITERS = 4, 1


class Job:
    """One piece of work; `cancel` drops its answer, and a read that has not begun; a write is always done."""

    def __init__(
        self, then: Callable[..., None] | None, failed: Callable[[Exception], None] | None,
        work: Callable[[], Any], write: bool,
    ) -> None:  # fmt: skip
        self._then = _weak(then)
        self._failed = _weak(failed)
        self.work = work
        self.write = write
        self.handles_failure = failed is not None
        self.cancelled = False
        self.done = False

    def cancel(self) -> None:
        """Nobody wants the answer any more."""
        self.cancelled = True

    def receiver(self, failed: bool) -> Callable[[Any], None] | None:
        """Who gets the answer, when they are still alive."""
        reference = self._failed if failed else self._then
        method = reference() if reference is not None else None
        if method is None or self.cancelled:
            return None
        owner = method.__self__
        return None if isinstance(owner, QObject) and not shiboken6.isValid(owner) else method


class _Collecting:
    """Holds Python's search for cycles while workers work: on their threads it would destroy widgets of the window.

    Held and let go on the window's thread only; what another switched off stays off.
    """

    def __init__(self) -> None:
        self._held = 0
        self._was_on = False

    def hold(self) -> None:
        """One more piece of work is under way."""
        if not self._held:
            self._was_on = gc.isenabled()
            gc.disable()
        self._held += 1

    def let_go(self, times: int = 1) -> None:
        """So many pieces of work are over."""
        self._held -= times
        if times and not self._held and self._was_on:
            gc.enable()


_collecting = _Collecting()


class _Task(QRunnable):
    def __init__(self, job: Job, answers: _Answers) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self.job = job
        self._answers = answers

    def run(self) -> None:
        result: Any = None
        error: Exception | None = None
        if self.job.write or not self.job.cancelled:
            try:
                result = self.job.work()
            except Exception as caught:
                error = caught
        self._answers.came.emit((self, result, error))


class _Answers(QObject):
    came = Signal(object)


class Runner(QObject):
    """Two pools: readers side by side, writes one after another.

    Signals:
        problem: an exception that the caller did not handle.
        busy_changed: whether any work is under way.
    """

    problem = Signal(object)
    busy_changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reads = _pool(READERS)
        self._writes = _pool(WRITERS)
        self._answers = _Answers()
        self._answers.came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._tasks: set[_Task] = set()
        self._stopped = False

    @property
    def busy(self) -> bool:
        """Whether any work is under way or its answer not yet delivered."""
        return bool(self._tasks)

    def run(
        self,
        work: Callable[..., Any],
        *args: Any,
        then: Callable[..., None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        write: bool = False,
    ) -> Job:
        """Do `work(*args)` on a worker.

        Args:
            then: bound method that takes the result, called on the window's thread.
            failed: bound method that takes the exception; without it the window shows the error.
            write: use the single writer, so that writes keep their order.
        """
        job = Job(then, failed, lambda: work(*args), write)
        if self._stopped:
            job.cancel()
            return job
        task = _Task(job, self._answers)
        self._tasks.add(task)
        _collecting.hold()
        if len(self._tasks) == 1:
            self.busy_changed.emit(True)
        (self._writes if write else self._reads).start(task)
        return job

    def finish_writes(self) -> None:
        """Wait for what is being written and bring its answers: the window is about to close."""
        self._writes.waitForDone()
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)

    def stop(self) -> None:
        """Take no more work, wait for what runs, drop the answers. Safe to call twice."""
        self._stopped = True
        for task in self._tasks:
            task.job.cancel()
        self._reads.waitForDone()
        self._writes.waitForDone()
        over = len(self._tasks)
        self._tasks.clear()
        _collecting.let_go(over)

    def _deliver(self, answer: tuple[_Task, Any, Exception | None]) -> None:
        task, result, error = answer
        if task in self._tasks:
            self._tasks.discard(task)
            _collecting.let_go()
        task.job.done = True
        if not self._stopped:
            self._tell(task.job, result, error)
            if not self._tasks:
                self.busy_changed.emit(False)

    def _tell(self, job: Job, result: Any, error: Exception | None) -> None:
        receiver = job.receiver(failed=error is not None)
        if error is not None and not job.handles_failure and not job.cancelled:
            self.problem.emit(error)
        elif receiver is not None:
            receiver(error if error is not None else result)


def _pool(threads: int) -> QThreadPool:
    pool = QThreadPool()
    pool.setMaxThreadCount(threads)
    pool.setExpiryTimeout(-1)
    return pool


def _weak(method: Callable[..., None] | None) -> weakref.WeakMethod[Any] | None:
    if method is None:
        return None
    if not inspect.ismethod(method):
        raise TypeError("answers go to bound methods only, so that they can be dropped with their owner")
    return weakref.WeakMethod(method)
