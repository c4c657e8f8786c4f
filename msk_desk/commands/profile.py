"""`msk-desk profile create|list|remove`: profiles on this computer."""

from __future__ import annotations

import shutil
from argparse import ArgumentParser, Namespace
from pathlib import Path

from msk_desk.commands.output import Exit, say, say_json
from msk_desk.commands.secrets import PASSWORD_VARIABLE, UNLOCK_VARIABLE, ask_secret
from msk_desk.domain.errors import BadInput
from msk_desk.domain.roles import Role
from msk_desk.platform.folders import folders
from msk_desk.platform.profile import Profile, create, read
from msk_desk.platform.vault import Person
from msk_desk.wiring.lock import ProfileLock
from msk_desk.wiring.office import build_office, new_id, now


def add_arguments(parser: ArgumentParser, _name: str) -> None:
    """Options."""
    parser.add_argument("do", choices=("create", "list", "remove"))
    parser.add_argument("--profile", type=Path, default=None)
    parser.add_argument("--central", default="", help="FHIR base address of the service")
    parser.add_argument("--standalone", action="store_true", help="no service yet")
    parser.add_argument("--user", default="", help="name to sign in with")
    parser.add_argument("--name", default="", help="the person's name, for a profile that stands alone")
    parser.add_argument("--role", default="", choices=tuple(map(str, Role)), help="the hat to wear")
    parser.add_argument("--site", default="", help="the site this computer stands at")
    parser.add_argument("--certificates", default="", help="file of a private certificate authority")
    parser.add_argument("--unlock-code-fd", type=int, default=None)
    parser.add_argument("--yes", action="store_true", help="remove without asking")
    parser.add_argument("--json", action="store_true")


def run(options: Namespace, _name: str) -> int:
    """Do it."""
    folder = options.profile or folders().profile()
    if options.do == "create":
        return _create(folder, options)
    if options.do == "remove":
        return _remove(folder, options)
    found = [_line(path) for path in _existing(options.profile)]
    if options.json:
        say_json(found)
        return Exit.DONE
    for one in found:
        say(f"{one['folder']}  {one.get('problem') or one['central'] or 'standalone'}")
    return Exit.DONE


def _existing(given: Path | None) -> list[Path]:
    if given is not None:
        read(given)
        return [given]
    home = folders()
    return [home.profile(name) for name in home.profiles()]


def _line(folder: Path) -> dict[str, object]:
    try:
        profile = read(folder)
    except BadInput as error:  # one damaged profile does not hide the others
        return {"folder": folder, "central": None, "device": None, "people": [], "problem": error.detail}
    people = [path.name for path in profile.stores()]
    return {"folder": folder, "central": profile.central or None, "device": profile.device_name, "people": people}


def _create(folder: Path, options: Namespace) -> int:
    if bool(options.central) == options.standalone:
        raise BadInput("With a service or without?", advice="Give --central URL, or --standalone.")
    if not options.user:
        raise BadInput("Who will use it?", advice="Give --user NAME.")
    profile = create(folder, options.central, options.site, options.certificates)
    try:
        warning = _first_user(profile, options)
    except BaseException:
        shutil.rmtree(folder)  # nothing of a person is in it yet
        raise
    if options.json:
        say_json({"folder": folder, "user": options.user, "warning": warning or None})
    else:
        say(f"The profile is in {folder}.")
        if warning:
            say(warning)
    return Exit.DONE


def _first_user(profile: Profile, options: Namespace) -> str:
    lock = ProfileLock(profile, build_office().opened, now, new_id)
    password = "" if options.standalone else ask_secret("Password at the service: ", PASSWORD_VARIABLE)
    code = ask_secret("New unlock code: ", UNLOCK_VARIABLE, options.unlock_code_fd)
    try:
        if options.standalone:
            role = Role(options.role) if options.role else Role.CLINICIAN
            person = Person(options.user, options.name or options.user, new_id(), (role,))
            return lock.create_alone(person, code).warning
        return lock.sign_in(options.user, password, code, options.role).warning
    finally:
        lock.lock()


def _remove(folder: Path, options: Namespace) -> int:
    read(folder)
    if not options.yes:
        raise BadInput("Work that was not sent would be lost.", advice="Synchronise first, then give --yes.")
    shutil.rmtree(folder)
    say("Removed.")
    return Exit.DONE
