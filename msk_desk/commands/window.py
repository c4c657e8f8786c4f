"""`msk-desk`: open the application."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from msk_desk.commands.output import Exit
from msk_desk.commands.secrets import forget_secrets
from msk_desk.domain.errors import EnvironmentUnfit
from msk_desk.platform.folders import folders
from msk_desk.platform.logs import begin_logging
from msk_desk.platform.profile import FILE, read
from msk_desk.platform.single_instance import SingleInstance


def add_arguments(parser: ArgumentParser, _name: str) -> None:
    """Options."""
    parser.add_argument("--profile", type=Path, default=None)


def run(options: Namespace, _name: str) -> int:
    """Show the window until it is closed.

    Raises:
        EnvironmentUnfit: the profile is open in another window, or Qt cannot start.
    """
    folder = options.profile or folders().profile()
    instance = SingleInstance(folder)
    if not instance.acquire():
        raise EnvironmentUnfit("MSK Desk is already open.", advice="Use the window that is open.")
    forget_secrets()
    begin_logging(folders().logs)
    try:
        return _show(folder)
    finally:
        instance.release()


def _show(folder: Path) -> int:
    try:
        from msk_desk.wiring.window import build_desk, first_run
        from ui.app import make_application
        from ui.app import run as run_window
    except ImportError as error:
        raise EnvironmentUnfit(f"Qt cannot be loaded: {error}.", advice="Run msk-desk doctor.") from error
    make_application()
    if not (folder / FILE).exists() and not first_run(folder):
        return Exit.DONE
    return run_window(build_desk(read(folder)))
