"""Work away from the window's thread: answers, failures, order, and owners that are gone."""

from __future__ import annotations

import gc
import threading
import time

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.workers.runner import Runner


class Owner(QObject):
    """Collects what comes."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[object] = []
        self.errors: list[Exception] = []
        self.threads: list[int] = []

    def take(self, answer: object) -> None:
        self.answers.append(answer)
        self.threads.append(threading.get_ident())

    def fail(self, error: Exception) -> None:
        self.errors.append(error)


def broken() -> None:
    raise ValueError("no")


def test_answers_come_on_the_windows_thread(runner: Runner, qtbot: QtBot) -> None:
    owner = Owner()
    runner.run(threading.get_ident, then=owner.take)
    qtbot.waitUntil(lambda: bool(owner.answers))
    assert owner.answers[0] != threading.get_ident()
    assert owner.threads == [threading.get_ident()]


def test_arguments_are_passed(runner: Runner, qtbot: QtBot) -> None:
    owner = Owner()
    runner.run(pow, 2, 10, then=owner.take)
    qtbot.waitUntil(lambda: owner.answers == [1024])


def test_failures_go_to_their_handler(runner: Runner, qtbot: QtBot) -> None:
    owner = Owner()
    runner.run(broken, then=owner.take, failed=owner.fail)
    qtbot.waitUntil(lambda: bool(owner.errors))
    assert isinstance(owner.errors[0], ValueError)
    assert not owner.answers


def test_a_failure_nobody_handles_is_told(runner: Runner, qtbot: QtBot) -> None:
    with qtbot.waitSignal(runner.problem) as told:
        runner.run(broken)
    assert isinstance(told.args[0], ValueError)


def test_only_bound_methods_take_answers(runner: Runner) -> None:
    with pytest.raises(TypeError, match="bound methods"):
        runner.run(broken, then=print)


def test_answers_for_the_dead_are_dropped(runner: Runner, qtbot: QtBot) -> None:
    gate, owner, other = threading.Event(), Owner(), Owner()
    runner.run(gate.wait, 5, then=owner.take)
    taken = owner.answers
    owner.deleteLater()
    qtbot.wait(1)
    gate.set()
    runner.run(int, then=other.take)
    qtbot.waitUntil(lambda: not runner.busy)
    assert taken == []
    assert other.answers == [0]


def test_a_cancelled_answer_is_dropped(runner: Runner, qtbot: QtBot) -> None:
    gate, owner = threading.Event(), Owner()
    job = runner.run(gate.wait, 5, then=owner.take)
    job.cancel()
    gate.set()
    qtbot.waitUntil(lambda: not runner.busy)
    assert owner.answers == []


def test_writes_keep_their_order_one_at_a_time(runner: Runner, qtbot: QtBot) -> None:
    done: list[int] = []
    inside = threading.Lock()

    def write(number: int) -> None:
        assert inside.acquire(blocking=False)
        time.sleep(0.001)
        done.append(number)
        inside.release()

    for number in range(20):
        runner.run(write, number, write=True)
    qtbot.waitUntil(lambda: not runner.busy)
    assert done == list(range(20))


def test_stopping_finishes_every_write_and_takes_no_more(qtbot: QtBot) -> None:
    runner, owner = Runner(), Owner()
    done: list[int] = []
    for number in range(10):
        runner.run(done.append, number, then=owner.take, write=True)
    runner.stop()
    runner.run(done.append, 99, write=True)
    runner.stop()
    assert done == list(range(10))
    assert owner.answers == []


def test_busy_is_told_once_at_each_end(runner: Runner, qtbot: QtBot) -> None:
    told: list[object] = []
    runner.busy_changed.connect(told.append)
    for _ in range(5):
        runner.run(int)
    qtbot.waitUntil(lambda: not runner.busy)
    assert told == [True, False]


def test_no_cycles_are_looked_for_while_a_worker_works(qtbot: QtBot) -> None:
    """On a worker's thread that search would destroy widgets of the window, and end the program."""
    runner, owner = Runner(), Owner()
    runner.run(gc.isenabled, then=owner.take)
    qtbot.waitUntil(lambda: not runner.busy)
    assert owner.answers == [False]
    assert gc.isenabled()
    runner.run(gc.isenabled, then=owner.take)
    runner.stop()
    assert gc.isenabled()
