"""Finds the command that was asked for and runs it; errors become one sentence that says what to do."""

from __future__ import annotations

import argparse
import importlib
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
    "import": ("exchange", "FHIR files into the profile, as changes to be synchronised"),
    "export": ("exchange", "a patient, or all, as FHIR"),
    "find": ("find", "patient search as the window does it"),
    "forms": ("forms", "check, fill or draw FHIR Questionnaires"),
    "fhirpath": ("forms", "evaluate FHIRPath expressions"),
    "proms": ("proms", "list and score outcome measures"),
    "letter": ("papers", "a letter from the record as PDF"),
    "plan": ("papers", "a self-management plan from the record as PDF"),
    "doctor": ("doctor", "what is wrong with this computer"),
    "backup": ("backup", "an encrypted copy of a profile"),
    "restore": ("backup", "a profile from its copy"),
}


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
    try:
        return int(module.run(parser.parse_intermixed_args(words), name))
    except MskDeskError as error:
        print(f"msk-desk: {error.detail or error.title + '.'} {error.advice} ({error.code})", file=sys.stderr)
        return Exit.UNFIT if isinstance(error, EnvironmentUnfit) else Exit.WRONG_USE
    except KeyboardInterrupt:
        return Exit.FINDINGS
    except BrokenPipeError:
        return Exit.DONE


def _help() -> int:
    print("usage: msk-desk [command] [options]\n")
    for name, (_, what) in COMMANDS.items():
        print(f"  {name:10} {what}")
    print("\nmsk-desk <command> --help says more.")
    return Exit.DONE
