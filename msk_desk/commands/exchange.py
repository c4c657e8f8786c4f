"""`msk-desk import FILE…` and `msk-desk export`: FHIR in and out of the profile."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from msk_desk.commands.opening import Desk, add_profile_arguments, open_desk
from msk_desk.commands.output import Exit, say, say_json
from msk_desk.commands.referral import referrals_among, told, words
from msk_desk.domain.errors import BadInput
from msk_desk.domain.incoming import REFUSED, TAKEN, FileOutcome
from msk_desk.services import exact_json
from msk_desk.services.import_files import files_of
from msk_desk.services.importing import ImportReport, Refusal
from msk_desk.services.matching import EDITORS
from msk_desk.wiring.exchange import exporter, importer


def add_arguments(parser: ArgumentParser, name: str) -> None:
    """Options."""
    if name == "import":
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    else:
        parser.add_argument("--patient", default="", metavar="ID")
        parser.add_argument("--all", action="store_true", help="NDJSON, one resource a line")
        parser.add_argument("--out", type=Path, default=None, help="file to write; standard output without it")
    add_profile_arguments(parser)


def run(options: Namespace, name: str) -> int:
    """Import or export."""
    with open_desk(options) as desk:
        return _import(desk, options) if name == "import" else _export(desk, options)


def _import(desk: Desk, options: Namespace) -> int:
    sent = referrals_among(options.files) if desk.actor.role in EDITORS else ()
    rest = [path for path in files_of(options.files) if path not in sent]
    taken = desk.office.referral_files.take_paths(sent)
    report = _with_referrals(importer(desk.office).import_paths(rest, desk.actor), taken)
    if options.json:
        counts = {"created": report.created, "updated": report.updated, "unchanged": report.unchanged}
        more = {"referrals": [told(each) for each in taken]} if taken else {}
        say_json({**counts, "refused": report.refused, "doubtful": report.doubtful, **more})
    else:
        for each in taken:
            say(words(each))
        _words(report)
    return Exit.FINDINGS if report.refused else Exit.DONE


def _with_referrals(report: ImportReport, taken: Iterable[FileOutcome]) -> ImportReport:
    """The counts of an import with what was made of referrals in it: patient, referral, pathway, documents."""
    for each in taken:
        if each.status == REFUSED:
            report = replace(report, refused=(*report.refused, Refusal(each.name, "ServiceRequest", each.reason)))
        elif each.status == TAKEN:
            report = replace(report, created=report.created + each.records)
        else:
            report = replace(report, unchanged=report.unchanged + 1)
    return report


def _words(report: ImportReport) -> None:
    counts = f"{report.created} created, {report.updated} updated, {report.unchanged} unchanged"
    say(f"{counts}, {len(report.refused)} refused.")
    for one in report.refused:
        say(f"Refused: {one.file} {one.resource}: {one.reason}")
    for one in report.doubtful:
        say(f"Kept, but the service may refuse it: {one.file} {one.resource}: {one.reason}")


def _export(desk: Desk, options: Namespace) -> int:
    if bool(options.patient) == options.all:
        raise BadInput("Which patient?", advice="Give --patient ID, or --all.")
    export = exporter(desk.office)
    parts = export.export_all() if options.all else iter([exact_json.dumps(export.export_patient(options.patient))])
    if options.out is None:
        for part in parts:
            sys.stdout.write(part + "\n")
        return Exit.DONE
    with options.out.open("w", encoding="utf-8") as out:
        for part in parts:
            out.write(part + "\n")
    return Exit.DONE
