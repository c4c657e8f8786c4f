"""`msk-desk clock`: the waiting-time clocks that events make, from a file."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msk_desk.commands.output import Exit, read_json_file, read_lines, say, say_json
from msk_desk.domain.dates import staff_date
from msk_desk.domain.errors import BadInput
from msk_desk.domain.waiting.clock import Reading, RttClock, clocks_json
from msk_desk.domain.waiting.events import event_of
from msk_desk.domain.waiting.rtt import read_clocks


def add_arguments(parser: ArgumentParser, _name: str) -> None:
    """Options."""
    parser.add_argument("file", nargs="?", type=Path, help='JSON: {"events": [{"date", "event", …}]}')
    parser.add_argument("--batch", type=Path, help="a list of them, or one a line; one result a line with its id")
    parser.add_argument("--json", action="store_true")


def run(options: Namespace, _name: str) -> int:
    """Read clocks from events."""
    if options.batch is not None:
        return _batch(options.batch)
    if options.file is None:
        raise BadInput("Which events?", advice="Give a FILE, or --batch FILE.")
    reading = _reading(read_json_file(options.file))
    if options.json:
        say_json({"clocks": clocks_json(reading.clocks)})
    else:
        for clock in reading.clocks:
            say(_words(clock))
    return Exit.DONE


def _batch(path: Path) -> int:
    worst = Exit.DONE
    for case in _cases(path):
        name = case.get("id") if isinstance(case, Mapping) else None
        try:
            say_json({"id": name, "clocks": clocks_json(_reading(case).clocks)})
        except BadInput as problem:
            worst = Exit.FINDINGS
            say_json({"id": name, "error": f"{problem} {problem.advice}"})
    return worst


def _cases(path: Path) -> list[Any]:
    """The cases of a file: a list, an object that holds one, or one case a line."""
    try:
        found = read_json_file(path)
    except BadInput:
        return read_lines(path)
    if isinstance(found, Mapping) and "events" not in found:
        found = next((value for value in found.values() if isinstance(value, list)), [])
    return found if isinstance(found, list) else [found]


def _reading(case: Any) -> Reading:
    events = case.get("events") if isinstance(case, Mapping) else case
    if not isinstance(events, list):
        raise BadInput('Events are a list under "events".', advice="See msk-desk clock --help.")
    return read_clocks([event_of(raw) for raw in events])


def _words(clock: RttClock) -> str:
    state = str(clock.state).replace("_", " ")
    parts = [f"{state}, code {clock.code}"]
    if clock.start is not None:
        parts.append(f"from {staff_date(clock.start)}" + (f" to {staff_date(clock.stop)}" if clock.stop else ""))
    if clock.wait is not None:
        parts.append(f"{clock.wait.days} days, band {clock.wait.band}")
    return "; ".join([*parts, *([clock.reason] if clock.reason else [])])
