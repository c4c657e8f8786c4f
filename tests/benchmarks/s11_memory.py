"""S11: memory of the window after much use, in a process of its own, against an empty window."""

from __future__ import annotations

from tests.benchmarks import bare
from tests.benchmarks.bench_district import BenchDistrict
from tests.benchmarks.empty_window import EMPTY
from tests.benchmarks.measure import Measure

ACTIONS = 1000
GROWTH_MB = 10.0
"""What may be left over between the two halves: caches that fill, not a leak."""


def measure(district: BenchDistrict) -> list[Measure]:
    """1,000 actions: as much as an hour of clinic, without its pauses."""
    computer = district.loaded_clinician()
    found = bare.child("memory", str(computer.profile.folder), computer.login, str(ACTIONS))
    empty = bare.python(EMPTY)["resident"]
    ours, grown = found["end"], found["end"] - found["half"]
    return [
        Measure("S11", f"memory after {ACTIONS:,} actions", ours, empty, "≤ 250 MB", ours <= 250.0, "MB"),
        Measure("S11", "growth over the last 400", grown, None, "not growing (≤ 10 MB)", grown <= GROWTH_MB, "MB"),
    ]  # fmt: skip
