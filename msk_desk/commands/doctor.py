"""`msk-desk doctor`: what is wrong with this computer."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from msk_desk.commands.output import Exit, say, say_json
from msk_desk.domain.errors import BadInput
from msk_desk.platform.folders import folders
from msk_desk.platform.profile import read
from msk_desk.wiring.doctor import examine


def add_arguments(parser: ArgumentParser, _name: str) -> None:
    """Options."""
    parser.add_argument("--profile", type=Path, default=None)
    parser.add_argument("--json", action="store_true")


def run(options: Namespace, _name: str) -> int:
    """Look at everything; nothing is changed."""
    folder = options.profile or folders().profile()
    try:
        profile = read(folder)
        checks = examine(folder, profile.central, profile.certificates)
    except BadInput:
        checks = examine(folder, "")
    if options.json:
        say_json([{"check": c.name, "ok": c.ok, "found": c.found, "advice": c.advice or None} for c in checks])
    else:
        for check in checks:
            say(f"{'ok ' if check.ok else 'NOT'}  {check.name}: {check.found}")
            if check.advice:
                say(f"     {check.advice}")
    return Exit.DONE if all(check.ok for check in checks) else Exit.FINDINGS
