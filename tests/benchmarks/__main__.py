"""`make bench`: runs every measurement and prints one table; writes build/bench.json."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
import time
import traceback
from pathlib import Path

from tests.benchmarks.bench_district import BenchDistrict
from tests.benchmarks.measure import Measure

# In the order of the table, with the lines each measures; each module has `measure(district) -> list[Measure]`.
MODULES = {
    "s1_find": ("S1",),
    "s2_typing": ("S2",),
    "s3_record": ("S3",),
    "s4_start": ("S4",),
    "s5_first_load": ("S5", "S5b"),
    "s6_changes": ("S6",),
    "s7_beside": ("S7", "S8"),
    "s9_forms": ("S9",),
    "s10_papers": ("S10",),
    "s11_memory": ("S11",),
    "p1_prom_grid": ("P1",),
    "k1_calendar": ("K1",),
    "l1_lists": ("L1",),
}
BUILD = Path("build")


def main() -> int:
    """Run the measurements asked for."""
    options = _options()
    rows: list[Measure] = []
    with BenchDistrict(options.patients) as district:
        for name, ids in MODULES.items():
            if options.only and not set(ids) & set(options.only):
                continue
            began = time.perf_counter()
            print(f"… {name}", file=sys.stderr, flush=True)
            rows += _measured(name, ids, district)
            print(f"  {time.perf_counter() - began:.1f} s", file=sys.stderr, flush=True)
    _write(rows)
    return 0 if all(row.held for row in rows) else 1


def _measured(name: str, ids: tuple[str, ...], district: BenchDistrict) -> list[Measure]:
    """One module's rows; a measurement that fails is a row that is not held, and the others go on."""
    try:
        return list(importlib.import_module(f"tests.benchmarks.{name}").measure(district))
    except Exception as error:
        traceback.print_exc()
        return [Measure(ids[0], f"failed: {type(error).__name__}: {error}", None, None, "", False, "")]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench ARGS=…")
    parser.add_argument("--patients", type=int, default=45_000)
    parser.add_argument("--only", nargs="*", default=[], help="S1 S5 …")
    return parser.parse_args()


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:,.1f}" if abs(value) < 1000 else f"{value:,.0f}"


def _write(rows: list[Measure]) -> None:
    BUILD.mkdir(exist_ok=True)
    (BUILD / "bench.json").write_text(json.dumps([row.as_json() for row in rows], indent=1))
    print(f"{os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f} at the end of the run")
    print(f"{'':5} {'measure':58} {'ours':>10} {'baseline':>10} {'ratio':>7}  {'target':32} held")
    for row in rows:
        ours, baseline = _number(row.ours), _number(row.baseline)
        print(
            f"{row.id:5} {row.measure[:58]:58} {ours:>10} {baseline:>10} {_number(row.ratio):>7}  "
            f"{row.target[:32]:32} {'yes' if row.held else 'NO'}  {row.unit}"
        )


if __name__ == "__main__":
    sys.exit(main())
