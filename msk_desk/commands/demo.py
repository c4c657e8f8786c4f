"""`msk-desk demo`: a made-up district on this computer; with no display, a clinic day played through the windows."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from msk_desk.commands.output import Exit, say
from msk_desk.domain.errors import EnvironmentUnfit
from msk_desk.platform.folders import folders


def add_arguments(parser: ArgumentParser, _name: str) -> None:
    """Options."""
    parser.add_argument("--patients", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tour", type=Path, metavar="DIR", help="play a clinic day off-screen into DIR")
    parser.add_argument("--folder", type=Path, default=None, help="where the made-up district lives")


def run(options: Namespace, _name: str) -> int:
    """Seed, serve and show."""
    tour = options.tour
    if tour is None and not has_display():
        tour = Path("build/tour")
        say(f"There is no display: a clinic day is played off-screen, its pictures are in {tour}.")
    folder = options.folder or (tour / "district" if tour else folders().data / "demo")
    if tour is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        from msk_desk.wiring.showing import play_tour, show_window
    except ImportError as error:
        raise EnvironmentUnfit(f"Qt cannot be loaded: {error}.", advice="Run msk-desk doctor.") from error
    if tour is None:
        return show_window(folder, options.patients, options.seed)
    report = play_tour(folder, options.patients, options.seed, tour)
    for line in report.lines():
        say(line)
    return Exit.DONE if report.complete else Exit.FINDINGS


def has_display() -> bool:
    """Whether windows can be seen here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
