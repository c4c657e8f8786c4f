"""`msk-desk proms list|score|pack`: the instruments, scores of answers in a file, packs checked and taken in."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msk_desk.commands.output import Exit, read_json_file, read_lines, say, say_json
from msk_desk.commands.profile_options import add_profile_arguments
from msk_desk.commands.prom_scores import scored, unusable
from msk_desk.content.packs import PackReader
from msk_desk.content.proms import load_all
from msk_desk.domain.errors import BadInput
from msk_desk.domain.proms.team import COLLABORATE
from msk_desk.domain.proms.wording import PackedForm
from msk_desk.platform.clock import now


def add_arguments(parser: ArgumentParser, _name: str) -> None:
    """Options."""
    parser.add_argument("do", choices=("list", "score", "pack"))
    parser.add_argument("code", nargs="?", help="the instrument to score; the folder or zip of a pack")
    parser.add_argument("--answers", help='JSON file: {"item": number or null}, or a list in item order')
    parser.add_argument("--batch", help='one {"id", "instrument", "answers"} a line')
    parser.add_argument("--licence-confirmed-by", default="", help="take the pack in: who confirmed the licence")
    parser.add_argument("--licence-date", type=date.fromisoformat, default=None, help="when, YYYY-MM-DD; today without")
    add_profile_arguments(parser)


def run(options: Namespace, _name: str) -> int:
    """List instruments or score."""
    if options.do == "list":
        return _list(options.json)
    if options.do == "pack":
        return _pack(options)
    if options.batch:
        return _batch(options.batch)
    if not options.code or not options.answers:
        raise BadInput(
            "Which instrument, and which answers?", advice="Give a code and --answers FILE, or --batch FILE."
        )
    result = scored(options.code, read_json_file(options.answers))
    say_json(result) if options.json else _words(result)
    return Exit.FINDINGS if result["problems"] else Exit.DONE


def _pack(options: Namespace) -> int:
    """Check a pack; with a confirmed licence take it in, all of it or nothing."""
    if not options.code:
        raise BadInput("Which pack?", advice="Give its folder or zip.")
    if not options.licence_confirmed_by:
        forms = PackReader().read(Path(options.code))
        return _say_pack(forms, False, options.json)
    from msk_desk.commands.opening import open_desk  # it loads every service

    with open_desk(options) as desk:
        packs = desk.office.packs
        look = packs.look(Path(options.code))
        if look.fits:
            packs.accept(look, options.licence_confirmed_by, options.licence_date or now().astimezone().date())
        return _say_pack(look.forms, look.fits, options.json)


def _say_pack(forms: Sequence[PackedForm], stored: bool, as_json: bool) -> int:
    found = any(form.problems for form in forms)
    if as_json:
        lines = [
            {"file": one.file, "instrument": one.instrument, "languages": list(one.languages),
             "counts": list(one.counts), "problems": list(one.problems)} for one in forms
        ]  # fmt: skip
        say_json({"forms": lines, "stored": stored})
        return Exit.FINDINGS if found else Exit.DONE
    for form in forms:
        say(f"{form.file}: {form.instrument or 'no instrument'}")
        for line in (*form.counts, *(f"does not fit: {problem}" for problem in form.problems)):
            say(f"  {line}")
    if stored:
        say("Taken in. It is synchronised to every computer of the service.")
    elif found:
        say("Nothing was stored: correct what does not fit.")
    else:
        say("It fits; nothing was stored. Give --licence-confirmed-by NAME to take it in.")
    return Exit.FINDINGS if found else Exit.DONE


def _list(as_json: bool) -> int:
    instruments = sorted((*load_all().values(), COLLABORATE), key=lambda one: one.code)
    if as_json:
        keys = ("code", "title", "version", "holder", "licence", "wording")
        say_json(
            [
                {
                    **{key: getattr(one, key) for key in keys},
                    "items": len(one.items),
                    "item_codes": [item.code for item in one.items],
                    "scores": [rule.name for rule in one.scores],
                }
                for one in instruments
            ]
        )
    else:
        for one in instruments:
            say(f"{one.code:16} {len(one.items):3} items  {one.title} ({one.licence})")
    return Exit.DONE


def _batch(path: str) -> int:
    worst = Exit.DONE
    for line in read_lines(path):
        try:
            result = scored(str(line.get("instrument")), line.get("answers"))
        except BadInput as error:
            result = unusable(str(line.get("instrument")), error.detail)
        if result["problems"]:
            worst = Exit.FINDINGS
        say_json({"id": line.get("id"), **result})
    return worst


def _words(result: Mapping[str, Any]) -> None:
    for name, value in result["scores"].items():
        band = result["bands"].get(name, "")
        say(f"{result['instrument']} {name}: {'not scored' if value is None else f'{value:g}'} {band}".rstrip())
    if result["missing"]:
        say(f"Not answered: {', '.join(result['missing'])}")
    for problem in result["problems"]:
        say(f"Problem: {problem['item']} {problem['kind']}")
    for name in result["flagged"]:
        say(f"To be read with care, it rests on too few answers: {name}")
