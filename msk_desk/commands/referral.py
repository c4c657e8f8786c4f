"""`msk-desk referral FILE…`: referrals that other systems sent as FHIR bundles, matched and put to triage."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from msk_desk.commands.opening import add_profile_arguments, open_desk
from msk_desk.commands.output import Exit, say, say_json
from msk_desk.domain.incoming import KNOWN_ALREADY, REFUSED, FileOutcome
from msk_desk.fhir.referral_bundle import is_referral
from msk_desk.services.exact_json import NotJson, loads
from msk_desk.services.import_files import files_of


def add_arguments(parser: ArgumentParser, _name: str) -> None:
    """Options."""
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="bundles, or folders of them; they stay")
    parser.add_argument("--watch-folder", type=Path, default=None, metavar="DIR", help="look at it from now on")
    parser.add_argument("--look", action="store_true", help="take what lies in the watched folder now")
    add_profile_arguments(parser)


def run(options: Namespace, _name: str) -> int:
    """Take files, and say what became of each."""
    with open_desk(options) as desk:
        files = desk.office.referral_files
        if options.watch_folder is not None:
            files.watch(str(options.watch_folder.resolve()))
        found = files.take_paths(files_of(options.files))
        if options.look or options.watch_folder is not None:
            found += files.look()
    if options.json:
        say_json([told(each) for each in found])
    else:
        for each in found:
            say(words(each))
        say(f"{len(found)} referral{'' if len(found) == 1 else 's'} looked at.")
    return Exit.FINDINGS if any(each.status == REFUSED for each in found) else Exit.DONE


def told(outcome: FileOutcome) -> dict[str, object]:
    """What became of one file, as JSON says it."""
    return {
        "file": outcome.name, "status": outcome.status, "reason": outcome.reason, "referral": outcome.referral_id,
        "patient": outcome.patient_id, "matched": outcome.matched, "look_alikes": outcome.alike,
        "urgent": outcome.urgent, "open_pathway": outcome.open,
    }  # fmt: skip


def words(outcome: FileOutcome) -> str:
    """What became of one file, in words."""
    if outcome.status == REFUSED:
        return f"Refused: {outcome.name}: {outcome.reason}"
    if outcome.status == KNOWN_ALREADY:
        return f"Here already: {outcome.name}"
    whom = "somebody known" if outcome.matched else "somebody new"
    alike = f"; {outcome.alike} may be the same person: decide in Look-alikes" if outcome.alike else ""
    urgent = "; its words may need help now" if outcome.urgent else ""
    return f"Taken: {outcome.name}, for {whom}{alike}{urgent}"


def referrals_among(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Those of some files that refer a patient; the others are records to be imported as they are."""
    found = []
    for path in files_of(paths):
        with suppress(OSError, NotJson):
            bundle = loads(path.read_bytes())
            if isinstance(bundle, dict) and bundle.get("resourceType") == "Bundle" and is_referral(bundle):
                found.append(path)
    return tuple(found)
