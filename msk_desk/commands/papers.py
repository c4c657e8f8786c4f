"""`msk-desk letter|plan --patient ID --out PDF`: a document from the record."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from msk_desk.commands.opening import Desk, add_profile_arguments, open_desk
from msk_desk.commands.output import Exit, say, say_json
from msk_desk.domain.errors import BadInput


def add_arguments(parser: ArgumentParser, name: str) -> None:
    """Options."""
    parser.add_argument("--patient", required=True, metavar="ID")
    parser.add_argument("--out", required=True, type=Path, metavar="PDF")
    if name == "letter":
        parser.add_argument("--kind", default="discharge")
    add_profile_arguments(parser)


def run(options: Namespace, name: str) -> int:
    """Write the PDF; an unsigned letter says that it is a draft, nothing is stored."""
    with open_desk(options) as desk:
        desk.office.patients.read(options.patient)
        pdf = _letter(desk, options) if name == "letter" else _plan(desk, options)
    options.out.write_bytes(pdf)
    if options.json:
        say_json({"out": options.out, "bytes": len(pdf)})
    else:
        say(f"Written to {options.out}.")
    return Exit.DONE


def _letter(desk: Desk, options: Namespace) -> bytes:
    letters = desk.office.letters
    return letters.preview(letters.begin(options.patient, options.kind))


def _plan(desk: Desk, options: Namespace) -> bytes:
    plans = desk.office.plans.of_patient(options.patient)
    if not plans:
        raise BadInput("This patient has no plan.", advice="Make one in the application first.")
    plan = next((plan for plan in plans if plan.status == "active"), plans[0])
    return desk.office.plans.preview(plan, desk.office.plans.goal_of(plan))
