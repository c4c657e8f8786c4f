"""Finds the command that was asked for and runs it; errors become one sentence that says what to do."""

from __future__ import annotations

import argparse
import errno
import importlib
import os
import sys
from collections.abc import Sequence

from msk_desk.commands.output import Exit
from msk_desk.domain.errors import EnvironmentUnfit, MskDeskError

# Command -> (module, what it does); modules are imported only when their command runs, so that each starts fast.
COMMANDS = {
    "open": ("window", "open the application (also without a command)"),
    "demo": ("demo", "a made-up district on this computer, with the application"),
    "profile": ("profile", "create, list or remove a profile on this computer"),
    "central": ("central", "the bundled central service: serve, user, seed, backup, check"),
    "sync": ("sync", "synchronise a profile"),
    "referral": ("referral", "referrals that other systems sent as FHIR bundles, put to triage"),
    "import": ("exchange", "FHIR files into the profile, as changes to be synchronised"),
    "export": ("exchange", "a patient, or all, as FHIR"),
    "find": ("find", "patient search as the window does it"),
    "forms": ("forms", "check, fill, draw or print FHIR Questionnaires"),
    "fhirpath": ("forms", "evaluate FHIRPath expressions"),
    "proms": ("proms", "list and score outcome measures"),
    "codes": ("codes", "SNOMED CT terms that problems and places are coded with"),
    "clock": ("clock", "waiting-time clocks from events"),
    "reconcile": ("reconcile", "referrals in = ended + open, with the list behind each number"),
    "letter": ("papers", "a letter from the record as PDF"),
    "visit": ("papers", "the clinical record of a visit as PDF"),
    "plan": ("papers", "a self-management plan from the record as PDF"),
    "fallback": ("fallback", "clinic lists for when everything fails: list and open what is kept, print a day"),
    "doctor": ("doctor", "what is wrong with this computer"),
    "backup": ("backup", "an encrypted copy of a profile"),
    "restore": ("backup", "a profile from its copy"),
}

_WRONG_NAME = (errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST)


def run(arguments: Sequence[str]) -> int:
    """Run a command line; returns the exit status."""
    words = list(arguments)
    if words and words[0] in ("-h", "--help"):
        return _help()
    name = words.pop(0) if words and not words[0].startswith("-") else "open"
    if name not in COMMANDS:
        print(f"msk-desk: there is no command {name!r}; msk-desk --help lists them.", file=sys.stderr)
        return Exit.WRONG_USE
    module = importlib.import_module(f"msk_desk.commands.{COMMANDS[name][0]}")
    parser = argparse.ArgumentParser(prog=f"msk-desk {name}", description=COMMANDS[name][1])
    module.add_arguments(parser, name)
    # What a command makes holds records of patients or keys: it is its user's alone.
    others = os.umask(0o077)
    try:
        return int(module.run(parser.parse_intermixed_args(words), name))
    except KeyboardInterrupt:
        return Exit.FINDINGS
    except BrokenPipeError:
        return Exit.DONE
    except Exception as error:
        return _told(error)
    finally:
        os.umask(others)


def _told(error: Exception) -> int:
    """Say what went wrong and what to do; returns the exit status."""
    if isinstance(error, MskDeskError):
        print(f"msk-desk: {_sentence(error.detail or error.title)} {error.advice} ({error.code})", file=sys.stderr)
        return Exit.UNFIT if isinstance(error, EnvironmentUnfit) else Exit.WRONG_USE
    if isinstance(error, OSError) and error.filename and error.strerror:
        print(f"msk-desk: {error.filename}: {error.strerror}. Check the name and try again.", file=sys.stderr)
        return Exit.WRONG_USE if error.errno in _WRONG_NAME else Exit.UNFIT
    # The words of an error that is none of ours may name a patient: only its kind and place are told.
    from msk_desk.platform.logs import chain_of

    first = chain_of(error)[0]
    place = f"{first['kind']} at {first['at'][-1]}" if first["at"] else first["kind"]
    print(f"msk-desk: {MskDeskError.title}: {place}. {MskDeskError.advice} ({MskDeskError.code})", file=sys.stderr)
    return Exit.UNFIT


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def _help() -> int:
    print("usage: msk-desk [command] [options]\n")
    for name, (_, what) in COMMANDS.items():
        print(f"  {name:10} {what}")
    print("\nmsk-desk <command> --help says more.")
    return Exit.DONE
