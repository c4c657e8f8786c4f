"""S5, S5b: the first synchronisation of a whole service, and of one clinician's computer."""

from __future__ import annotations

import time

from msk_desk.sync.engine import synchronising
from msk_desk.sync.session import Session
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
    rate, name = count / ours, "first load, whole service"
    return [
        Measure("S5", f"{name}, {count:,} resources", ours, baseline, "≤ 2.5×", ours <= 2.5 * baseline, "s"),
        Measure("S5", f"{name}, rate", rate, len(rows) / baseline, "≥ 12,000/s", rate >= 12_000, "resources/s"),
    ]


def _clinician(district: BenchDistrict) -> list[Measure]:
    computer = district.clinician("clinic-first")
    scope = scope_of(computer.store, computer.actor.staff_id, computer.actor.role)
    usable = 0.0
    began = time.perf_counter()
    for point in synchronising(Session(computer.store, computer.transport(), now, scope)):
        if not usable and point.endswith("-stored") and _today_is_whole(computer):
            usable = time.perf_counter() - began
    done = time.perf_counter() - began
    district.keep_loaded(computer)
    first, held = usable or done, computer.store.mirror.count()
    name = "first load, clinician"
    return [
        Measure("S5b", f"{name}: today's clinic usable", first, None, "≤ 3 s", first <= 3.0, "s"),
        Measure("S5b", f"{name}: all {held:,} resources", done, None, "≤ 15 s", done <= 15.0, "s"),
    ]


def _today_is_whole(computer: Computer) -> bool:
    """Whether the list of today has each booked line with its patient's name."""
    lines = computer.office.today.mine(now().astimezone().date()).lines
    booked = [line for line in lines if line.appointment_id]
    return bool(booked) and all(line.patient_name for line in booked)
