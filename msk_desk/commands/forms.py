"""`msk-desk forms check|fill|shot` and `msk-desk fhirpath`: the form engine without a window."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from msk_desk.commands.output import Exit, read_json_file, read_lines, say, say_json
from msk_desk.content import forms
from msk_desk.content.resource_files import ContentInvalid
from msk_desk.domain.errors import BadInput, EnvironmentUnfit
from msk_desk.forms.check import check_questionnaire, evaluate, fill
from msk_desk.forms.definition import Definition
from msk_desk.forms.errors import FormsError
from msk_desk.platform.clock import now

_UNUSABLE = (BadInput, ContentInvalid, FormsError, RecursionError)


def add_arguments(parser: ArgumentParser, name: str) -> None:
    """Options."""
    if name == "forms":
        parser.add_argument("do", choices=("check", "fill", "shot", "print"))
        parser.add_argument("files", nargs="*", type=Path, metavar="QUESTIONNAIRE")
        parser.add_argument("--answers", type=Path, help='JSON: {"linkId": value}, or a QuestionnaireResponse')
        parser.add_argument(
            "--out",
            type=Path,
            metavar="PNG",
            help="where shot puts the picture, and print its PDFs: a folder, or one PDF",
        )
        parser.add_argument("--section", type=int, help="the section shot draws, counted from 0; else all of them")
        parser.add_argument("--theme", choices=("light", "dark", "high-contrast"), default="light")
        parser.add_argument("--scale", type=int, default=100, help="text size of shot in per cent, 100 to 200")
    parser.add_argument("--batch", type=Path, help="one task a line, one result a line")
    parser.add_argument("--json", action="store_true")


def run(options: Namespace, name: str) -> int:
    """Do it."""
    if name == "fhirpath":
        return _batch(_given(options.batch, "--batch FILE"), _evaluated)
    if options.do == "check":
        return _check(options)
    if options.do == "shot":
        return _shot(options)
    if options.do == "print":
        return _print(options)
    if options.batch is not None:
        return _batch(options.batch, _filled)
    return _fill(options)


def _given(value: Path | None, what: str) -> Path:
    if value is None:
        raise BadInput("Something is missing.", advice=f"Give {what}.")
    return value


def _questionnaire(options: Namespace) -> Path:
    if len(options.files) != 1:
        raise BadInput("Which form?", advice="Give one QUESTIONNAIRE file.")
    found: Path = options.files[0]
    return found


def _read(path: Path) -> Any:
    """A Questionnaire's JSON; one of ours that is written in parts is put together."""
    found = read_json_file(path)
    return forms.whole(found) if isinstance(found, dict) and forms.needs_assembly(found) else found


def _moment() -> datetime:
    return now().astimezone()


# Checking


def _check(options: Namespace) -> int:
    if not options.files:
        raise BadInput("Which forms?", advice="Give one or more files.")
    found = [_checked(path) for path in options.files]
    if options.json:
        say_json(found)
    else:
        for one in found:
            _say_checked(one)
    sound = all(not one["problems"] and not one["unsupported"] for one in found)
    return Exit.DONE if sound else Exit.FINDINGS


def _checked(path: Path) -> dict[str, Any]:
    try:
        return {"file": path, **check_questionnaire(_read(path))}
    except _UNUSABLE as error:
        return {"file": path, "title": "", "items": 0, "unsupported": [], "problems": [_unusable(error)], "notUsed": []}


def _unusable(error: Exception) -> dict[str, str]:
    return {"linkId": "", "code": "unusable", "message": _words(error)}


def _words(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)


def _say_checked(one: Mapping[str, Any]) -> None:
    say(f"{one['file']}: {one['title'] or 'no title'}, {one['items']} items")
    for each in one["unsupported"]:
        say(f"  not supported: {each['linkId']} {each['what']}")
    for each in one["notUsed"]:
        say(f"  not used here: {each['linkId']} {each['what']}")
    for each in one["problems"]:
        say(f"  wrong: {each['linkId']} {each['message']}")


# Filling


def _fill(options: Namespace) -> int:
    task = {
        "questionnaire": _read(_questionnaire(options)),
        "answers": read_json_file(_given(options.answers, "--answers FILE, or --batch FILE")),
    }
    try:
        result = _filled_in(task)
    except FormsError as error:
        raise BadInput(f"The form cannot be used: {error}.", advice="See msk-desk forms check.") from error
    say_json(result)
    return Exit.FINDINGS if result["problems"] else Exit.DONE


def _filled(task: Mapping[str, Any], folder: Path) -> tuple[dict[str, Any], bool]:
    try:
        form = task.get("questionnaire")
        found = _read(_beside(folder, form)) if isinstance(form, str) else form
        result = _filled_in({**task, "questionnaire": found})
    except _UNUSABLE as error:
        result = {"response": None, "problems": [_unusable(error)]}
    return result, not result["problems"]


def _filled_in(task: Mapping[str, Any]) -> dict[str, Any]:
    answers, environment = task.get("answers") or {}, task.get("environment")
    if not isinstance(answers, Mapping):
        raise BadInput("Answers are an object.", advice="See msk-desk forms --help.")
    if environment is not None and not isinstance(environment, Mapping):
        raise BadInput("An environment is an object.")
    return fill(task["questionnaire"], answers, environment, now=_moment())


def _beside(folder: Path, name: str) -> Path:
    """A file as it is named, else beside the batch that names it."""
    path = Path(name)
    return path if path.exists() else folder / name


# Expressions


def _evaluated(task: Mapping[str, Any], _folder: Path) -> tuple[dict[str, Any], bool]:
    try:
        expression = str(task.get("expression", ""))
        found = evaluate(expression, task.get("resource"), task.get("environment"), now=_moment())
    except _UNUSABLE as error:
        return {"error": _words(error)}, False
    return {"result": found}, True


def _batch(path: Path, do: Any) -> int:
    worst = Exit.DONE
    for task in read_lines(path):
        if not isinstance(task, Mapping):
            raise BadInput("Each line is an object.", advice="Check the file.")
        result, sound = do(task, path.parent)
        worst = worst if sound else Exit.FINDINGS
        say_json({"id": task.get("id"), **result})
    return worst


# Drawing


def _shot(options: Namespace) -> int:
    from msk_desk.content.texts import Texts
    from msk_desk.forms.state import FormState

    out = _given(options.out, "--out PNG")
    form = _read(_questionnaire(options))
    answers = read_json_file(options.answers) if options.answers else None
    try:
        definition = Definition.load(form)
        filled = _filled_in({"questionnaire": form, "answers": answers})["response"] if answers else None
        state = FormState(definition, filled, now=_moment())
    except FormsError as error:
        raise BadInput(f"The form cannot be used: {error}.", advice="See msk-desk forms check.") from error
    _draw(definition, state, Texts.load(), out, options)
    say_json({"out": out}) if options.json else say(f"Written to {out}.")
    return Exit.DONE


def _draw(definition: Definition, state: Any, words: Any, out: Path, options: Namespace) -> None:
    try:
        from ui.forms.shot import shot
    except ImportError as error:
        raise EnvironmentUnfit(f"Qt cannot be loaded: {error}.", advice="Run msk-desk doctor.") from error
    try:
        today, look = _moment().date(), {"theme": options.theme, "scale": options.scale}
        shot(definition, state, words, today, out, section=options.section, **look)
    except IndexError as error:
        raise BadInput(f"There is no section {options.section}: {error}.", advice="Count them from 0.") from error
    except OSError as error:
        raise BadInput(str(error), advice="Check the folder.") from error


# Blank forms on paper


def _print(options: Namespace) -> int:
    """Every form that ships, or those given, blank; each a PDF in a folder, or all in one."""
    from msk_desk.content.texts import Texts
    from msk_desk.documents.maker import PaperMaker
    from msk_desk.domain.papers import Masthead

    out, papers = _given(options.out, "--out FOLDER or --out PDF"), PaperMaker(Texts.load())
    found = {path.stem: _read(path) for path in options.files} or {
        url.rsplit("/", 1)[1]: form for url, form in sorted(forms.load_all().items())
    }
    try:
        if out.suffix.lower() == ".pdf":
            out.write_bytes(papers.blank_forms(tuple(found.values()), Masthead("", None)))
        else:
            out.mkdir(parents=True, exist_ok=True)
            for name, form in found.items():
                (out / f"{name}.pdf").write_bytes(papers.blank_forms((form,), Masthead("", None)))
    except FormsError as error:
        raise BadInput(f"A form cannot be used: {error}.", advice="See msk-desk forms check.") from error
    say_json({"out": out, "forms": sorted(found)}) if options.json else say(f"{len(found)} forms written to {out}.")
    return Exit.DONE
