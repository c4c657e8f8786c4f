"""`msk-desk central serve|user|seed|backup|restore|check`: the bundled central service."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msk_desk.commands.output import Exit, count, say, say_json
from msk_desk.commands.secrets import PASSWORD_VARIABLE, ask_secret
from msk_desk.domain.errors import BadInput
from msk_desk.platform.logs import log_to_console
from msk_desk.wiring import central

if TYPE_CHECKING:
    from msk_desk.central.context import Settings
    from msk_desk.domain.central_store import CentralStore


def add_arguments(parser: ArgumentParser, _name: str) -> None:
    """Options."""
    parser.add_argument("do", choices=("serve", "user", "seed", "backup", "restore", "check"))
    parser.add_argument("--database", default="sqlite:///central.db", help="sqlite:///FILE or postgresql://…")
    parser.add_argument("--json", action="store_true")
    serving = parser.add_argument_group("serve")
    serving.add_argument("--host", default="127.0.0.1")
    serving.add_argument("--port", type=int, default=8765)
    serving.add_argument("--certificate", type=Path, help="TLS certificate, needed for any host but this computer")
    serving.add_argument("--key", type=Path, help="its key")
    serving.add_argument("--issuer", default="", help="an OpenID Connect issuer that signs people in instead")
    serving.add_argument("--audience", default="", help="what that issuer's tokens must be meant for")
    people = parser.add_argument_group("user")
    people.add_argument("--add", metavar="LOGIN")
    people.add_argument("--name", default="", help="the person's name")
    people.add_argument("--practitioner", default="", help="id of their Practitioner")
    people.add_argument("--role", action="append", default=[], help="may be given more than once")
    people.add_argument("--switch-off", metavar="LOGIN")
    people.add_argument("--switch-off-device", metavar="ID", help="a lost computer")
    seeding = parser.add_argument_group("seed")
    seeding.add_argument("--patients", type=count, default=2000)
    seeding.add_argument("--seed", type=int, default=1)
    seeding.add_argument("--today", type=date.fromisoformat, default=None, help="the day of the first clinic")
    parser.add_argument("--file", type=Path, help="backup to write, or to restore from")


def run(options: Namespace, _name: str) -> int:
    """Do it."""
    if options.do == "restore":
        return _restore(options)
    log_to_console()
    store = central.open_store(options.database)
    if options.do == "serve":
        central.serve(store, _settings(options))
        return Exit.DONE
    try:
        return _ACTIONS[options.do](store, options)
    finally:
        store.close()


def _settings(options: Namespace) -> Settings:
    how = central.settings(options.database, options.host, options.port, options.certificate, options.key)
    return replace(how, issuer=options.issuer, audience=options.audience)


def _user(store: CentralStore, options: Namespace) -> int:
    if options.switch_off:
        central.administration().switch_account(store, options.switch_off, on=False)
        say(f"{options.switch_off} can no longer sign in.")
    elif options.switch_off_device:
        central.administration().switch_device(store, options.switch_off_device, on=False)
        say("That computer is refused from now on.")
    elif options.add:
        if not options.role:
            raise BadInput("Which role?", advice="Give --role, more than once for several.")
        password = ask_secret("Password: ", PASSWORD_VARIABLE)
        central.administration().add_user(
            store,
            _settings(options),
            name=options.add,
            display=options.name or options.add,
            practitioner=options.practitioner,
            roles=options.role,
            password=password,
        )
        say(f"{options.add} can sign in.")
    else:
        raise BadInput("Nothing to do.", advice="Give --add, --switch-off or --switch-off-device.")
    return Exit.DONE


def _seed(store: CentralStore, options: Namespace) -> int:
    began = time.perf_counter()
    report = central.seed_district(store, _settings(options), options.patients, options.seed, options.today)
    seconds = time.perf_counter() - began
    if options.json:
        say_json({"resources": report.resources, "accounts": report.accounts, "seconds": round(seconds, 3)})
    else:
        made = f"{report.resources:,} resources and {report.accounts} accounts"
        say(f"{made} in {seconds:.1f} s ({report.resources / max(seconds, 0.001):,.0f} a second).")
    return Exit.DONE


def _backup(store: CentralStore, options: Namespace) -> int:
    if options.file is None:
        raise BadInput("Where to?", advice="Give --file.")
    central.administration().backup(store, options.file)
    say(f"Copied to {options.file}.")
    return Exit.DONE


def _check(store: CentralStore, options: Namespace) -> int:
    findings = central.administration().check(store)
    if options.json:
        say_json(findings)
    else:
        for finding in findings:
            say(finding)
        say("Nothing wrong was found." if not findings else f"{len(findings)} findings.")
    return Exit.FINDINGS if findings else Exit.DONE


def _restore(options: Namespace) -> int:
    if options.file is None:
        raise BadInput("From which backup?", advice="Give --file.")
    central.restore(options.file, options.database).close()
    sys.stderr.write("Every computer will check what it had sent.\n")
    say("Restored.")
    return Exit.DONE


_ACTIONS: dict[str, Callable[[CentralStore, Namespace], int]] = {
    "user": _user,
    "seed": _seed,
    "backup": _backup,
    "check": _check,
}
