"""`msk-desk find TEXT`: patient search as the window does it."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser, Namespace

from msk_desk.commands.opening import add_profile_arguments, open_desk
from msk_desk.commands.output import Exit, count, say, say_json
from msk_desk.domain.dates import staff_date
from msk_desk.domain.nhs_number import shown


def add_arguments(parser: ArgumentParser, _name: str) -> None:
    """Options."""
    parser.add_argument("text")
    parser.add_argument("--limit", type=count, default=20)
    parser.add_argument("--timing", action="store_true", help="milliseconds on standard error")
    add_profile_arguments(parser)


def run(options: Namespace, _name: str) -> int:
    """Find."""
    with open_desk(options) as desk:
        began = time.perf_counter()
        found = desk.office.patients.find(options.text, options.limit)
        took = (time.perf_counter() - began) * 1000
    if options.timing:
        sys.stderr.write(f'{{"milliseconds": {took:.3f}}}\n')
    if options.json:
        keys = ("id", "name", "born", "nhs_number", "matched_on")
        say_json([{key: getattr(line, key) or None for key in keys} for line in found])
    else:
        for line in found:
            say(f"{line.name:40} {staff_date(line.born):12} {shown(line.nhs_number):14} {line.matched_on}")
    return Exit.DONE if found else Exit.FINDINGS
