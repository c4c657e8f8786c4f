"""`msk-desk sync`: synchronise once, or keep synchronising beside the window (`--watch`)."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from msk_desk.commands.opening import add_profile_arguments, folder_of, open_desk
from msk_desk.commands.output import Exit, plain, say, say_json
from msk_desk.domain.errors import BadInput, Offline
from msk_desk.domain.roles import Role
from msk_desk.platform.folders import folders
from msk_desk.platform.logs import begin_logging
from msk_desk.platform.profile import read
from msk_desk.wiring.synchronising import once, watch


def add_arguments(parser: ArgumentParser, _name: str) -> None:
    """Options."""
    parser.add_argument("--once", action="store_true", help="one synchronisation (also without any option)")
    parser.add_argument("--watch", action="store_true", help="until told to stop; the key comes on standard input")
    add_profile_arguments(parser)


def run(options: Namespace, _name: str) -> int:
    """Synchronise."""
    if options.watch:
        return _watch(options)
    with open_desk(options) as desk:
        if not desk.profile.central:
            raise BadInput("This profile has no service.", advice="Make one with --central.")
        try:
            report = once(desk.profile, desk.office.opened.store, desk.actor)
        except Offline as error:
            sys.stderr.write(f"msk-desk: {error.title}. {error.advice} ({error.code})\n")
            return Exit.FINDINGS
    if options.json:
        say_json({**plain(report), "seconds": round(report.seconds, 3)})
    else:
        say(
            f"{report.sent} sent, {report.received} received, {report.merged} merged, {report.conflicts} in conflict, "
            f"{report.quarantined} quarantined, {report.waiting} still waiting ({report.seconds:.1f} s)."
        )
    return Exit.FINDINGS if report.conflicts or report.quarantined or report.waiting else Exit.DONE


def _watch(options: Namespace) -> int:
    from msk_desk.sync.lines import read_first_line

    try:
        first = json.loads(read_first_line(sys.stdin.fileno()))
        key, store = bytes.fromhex(first["key"]), Path(first["store"])
        staff, role = str(first["staff"]), Role(first["role"])
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput("The first line did not say what to open.", advice="The window starts this command.") from error
    begin_logging(folders().logs, file="sync.log")
    return watch(read(folder_of(options)), key, store, staff, role)
