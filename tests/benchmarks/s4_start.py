"""S4: from the start of the process to the unlock page, and from the derived key to Today, painted."""

from __future__ import annotations

import statistics
import time

from tests.benchmarks import bare
from tests.benchmarks.bench_district import BenchDistrict
from tests.benchmarks.empty_window import EMPTY
from tests.benchmarks.measure import Measure

STARTS = 5


def measure(district: BenchDistrict) -> list[Measure]:
    """The median of five starts of each, in turn."""
    computer = district.loaded_clinician()
    unlock, today, empty = [], [], []
    for _ in range(STARTS):
        began = time.perf_counter()
        empty.append((bare.python(EMPTY)["painted"] - began) * 1000)
        began = time.perf_counter()
        found = bare.child("start", str(computer.profile.folder), computer.login)
        unlock.append((found["unlock painted"] - began) * 1000)
        today.append((found["today painted"] - found["derived"]) * 1000)
    first, second, base = (statistics.median(each) for each in (unlock, today, empty))
    return [
        Measure("S4", "process start to unlock page painted", first, base, "≤ 3×", first <= 3 * base, "ms"),
        Measure("S4", "key derived to Today painted", second, None, "≤ 500 ms", second <= 500.0, "ms"),
    ]
