"""What a measurement is, and how times are taken."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Measure:
    """One row: `ours` and `baseline` in `unit`; `held` says whether the target was reached."""

    id: str
    measure: str
    ours: float | None
    baseline: float | None
    target: str
    held: bool
    unit: str

    @property
    def ratio(self) -> float | None:
        """Ours over baseline."""
        return self.ours / self.baseline if self.ours is not None and self.baseline else None

    def as_json(self) -> dict[str, Any]:
        """The row as `build/bench.json` holds it."""
        return {
            "id": self.id, "measure": self.measure, "ours": self.ours, "baseline": self.baseline,
            "ratio": self.ratio, "target": self.target, "held": self.held, "unit": self.unit,
        }  # fmt: skip


class Took:
    """Milliseconds of one block."""

    milliseconds = 0.0


@contextmanager
def timed() -> Iterator[Took]:
    """Time a block."""
    took = Took()
    start = time.perf_counter()
    yield took
    took.milliseconds = (time.perf_counter() - start) * 1000


def times(work: Callable[[Any], Any], inputs: Iterable[Any]) -> list[float]:
    """Milliseconds of each call."""
    found = []
    for one in inputs:
        with timed() as took:
            work(one)
        found.append(took.milliseconds)
    return found


def least(rounds: list[list[float]]) -> list[float]:
    """The least of each place over several rounds: what the work costs, not what else the machine did meanwhile."""
    return [min(takes) for takes in zip(*rounds, strict=True)]


def percentile(values: list[float], part: float) -> float:
    """The value that this part (0 to 1) of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]
