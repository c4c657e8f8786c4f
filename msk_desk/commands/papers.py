"""`msk-desk letter|plan|visit --patient ID --out PDF`: a document from the record."""

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
        parser.add_argument("--kind", default="discharge", help="a kind of letter, or triage-outcome")
        parser.add_argument("--appointment", default="", metavar="ID", help="the letter that an appointment asks for")
    if name == "visit":
        parser.add_argument("--visit", default="", metavar="ID", help="without it the newest that is signed")
    add_profile_arguments(parser)


def run(options: Namespace, name: str) -> int:
    """Write the PDF; an unsigned letter says that it is a draft, nothing is stored."""
    with open_desk(options) as desk:
        desk.office.patients.read(options.patient)
        pdf = {"letter": _letter, "plan": _plan, "visit": _visit}[name](desk, options)
    options.out.write_bytes(pdf)
    if options.json:
        say_json({"out": options.out, "bytes": len(pdf)})
    else:
        say(f"Written to {options.out}.")
    return Exit.DONE


def _letter(desk: Desk, options: Namespace) -> bytes:
    letters = desk.office.letters
    if options.kind == "triage-outcome":
        made = desk.office.appointment_letters
        return made.preview([made.of_last_triage(options.patient)])
    if options.appointment:
        letter = desk.office.appointment_letters.of_appointment(options.appointment)
        if letter.content.patient.id != options.patient:
            raise BadInput("This appointment is another patient's.", advice="Name the patient of the appointment.")
        return desk.office.appointment_letters.preview([letter])
    return letters.preview(letters.begin(options.patient, options.kind))


def _plan(desk: Desk, options: Namespace) -> bytes:
    plans = desk.office.plans.of_patient(options.patient)
    if not plans:
        raise BadInput("This patient has no plan.", advice="Make one in the application first.")
    plan = next((plan for plan in plans if plan.status == "active"), plans[0])
    return desk.office.plans.preview(plan, desk.office.plans.goal_of(plan))


def _visit(desk: Desk, options: Namespace) -> bytes:
    papers = desk.office.visit_papers
    if not options.visit:
        return papers.last_of(options.patient)
    if desk.office.visits.read(options.visit).patient_id != options.patient:
        raise BadInput("This visit is another patient's.", advice="Name the patient of the visit.")
    return papers.of_visit(options.visit)
