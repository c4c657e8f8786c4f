"""S5, S5b: the first synchronisation of a whole service, and of one clinician's computer."""

from __future__ import annotations

import time

from msk_desk.sync.running import run_once
from msk_desk.wiring.office import now
from msk_desk.wiring.synchronising import scope_of
from tests.benchmarks import bare
from tests.benchmarks.bench_district import BenchDistrict, Computer
from tests.benchmarks.measure import Measure


def measure(district: BenchDistrict) -> list[Measure]:
    """Both first loads."""
    return [*_whole(district), *_clinician(district)]


def _whole(district: BenchDistrict) -> list[Measure]:
    computer = district.whole()
    ours, count = district.whole_seconds, computer.store.mirror.count()
    fetched, rows = bare.transfer(computer)
    inserted = bare.insert(computer, rows, district.folder)
    baseline = fetched + inserted
    rate = count / ours
    return [
        Measure("S5", f"first load, whole service: {count:,} resources", ours, baseline, "≤ 2.5×", ours <= 2.5 * baseline, "s"),
        Measure("S5", "first load, whole service: rate", rate, len(rows) / baseline, "≥ 12,000/s", rate >= 12_000, "resources/s"),
    ]  # fmt: skip


def _clinician(district: BenchDistrict) -> list[Measure]:
    computer = district.clinician("clinic-first")
    scope = scope_of(computer.store, computer.actor.staff_id, computer.actor.role)
    usable = Usable(computer)
    began = time.perf_counter()
    run_once(computer.store, computer.transport(), now, scope, usable.look)
    done = time.perf_counter() - began
    first = usable.at - began if usable.at else done
    held = computer.store.mirror.count()
    return [
        Measure("S5b", "first load, clinician: today's clinic usable", first, None, "≤ 3 s", first <= 3.0, "s"),
        Measure("S5b", f"first load, clinician: all done ({held:,} resources)", done, None, "≤ 15 s", done <= 15.0, "s"),
    ]  # fmt: skip


class Usable:
    """Notes when the clinician's list of today first has every line with its patient's name."""

    def __init__(self, computer: Computer) -> None:
        self._computer = computer
        self.at = 0.0

    def look(self, done: int, total: int) -> None:
        """Look at the list as the window would."""
        if self.at:
            return
        lines = self._computer.office.today.mine(now().astimezone().date()).lines
        booked = [line for line in lines if line.appointment_id]
        if booked and all(line.patient_name for line in booked):
            self.at = time.perf_counter()
