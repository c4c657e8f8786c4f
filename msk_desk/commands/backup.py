"""`msk-desk backup|restore`: an encrypted copy of a person's store in a profile, and back."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from msk_desk.commands.opening import add_profile_arguments, folder_of, open_desk
from msk_desk.commands.output import Exit, say, say_json
from msk_desk.commands.secrets import UNLOCK_VARIABLE, ask_secret
from msk_desk.platform.clock import now
from msk_desk.wiring import backups


def add_arguments(parser: ArgumentParser, name: str) -> None:
    """Options."""
    if name == "backup":
        parser.add_argument("--out", type=Path, required=True, metavar="ZIP")
    else:
        parser.add_argument("backup", type=Path, metavar="ZIP")
        parser.add_argument("--yes", action="store_true", help="put the store that is there aside")
    add_profile_arguments(parser)


def run(options: Namespace, name: str) -> int:
    """Write a backup, or put one back."""
    return _backup(options) if name == "backup" else _restore(options)


def _backup(options: Namespace) -> int:
    with open_desk(options) as desk:
        store, key = desk.lock.folder, desk.lock.key
        assert store is not None
        assert key is not None
        desk.office.ports.audit.read_by(desk.actor, "", "Backup of this computer's records", now())
        backups.write(desk.profile, store, key, options.out)
    size = options.out.stat().st_size
    if options.json:
        say_json({"out": options.out, "bytes": size})
    else:
        say(f"Written to {options.out}. It opens with the unlock code of today; keep both.")
    return Exit.DONE


def _restore(options: Namespace) -> int:
    folder = folder_of(options)
    code = ask_secret("Unlock code: ", UNLOCK_VARIABLE, options.unlock_code_fd)
    aside = backups.put_back(options.backup, folder, code, now, replace=options.yes)
    if options.json:
        say_json({"profile": folder, "replaced": aside})
        return Exit.DONE
    say("Restored. Synchronise now: the service knows what changed since the backup.")
    if aside is not None:
        say(f"What was there is kept in {aside}.")
    return Exit.DONE
