"""Checks everything under resources/: run by the tests and before a release, never at start-up."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import Any

from msk_desk.content import (
    aids,
    body_sites,
    codes,
    examination,
    exercises,
    forms,
    letters,
    neurology,
    pathways,
    patient_letters,
    proms,
)
from msk_desk.content.code_checks import code_problems, site_problems
from msk_desk.content.examination_checks import (
    function_problems,
    joint_problems,
    movement_problems,
    neurology_problems,
    special_test_problems,
)
from msk_desk.content.provenance import provenance_problems
from msk_desk.content.resource_files import ContentInvalid, names_in, read_json, read_toml
from msk_desk.content.texts import Texts
from msk_desk.domain.aids import aid_problems
from msk_desk.domain.patient_letters import NOT_IN_TEXTS, asked
from msk_desk.domain.proms.definition import Definition, Method
from msk_desk.domain.proms.rules import RULES
from msk_desk.domain.reading_age import reading_age
from msk_desk.domain.text_messages import septets
from msk_desk.drawing import symbols

OLDEST_READER = 12.0
"""Approximate reading age, in years, above which a patient's text is looked at again."""
FOLDERS = (
    ("proms", ".json"),
    ("aids", ".json"),
    ("exercises", ".json"),
    ("letters", ".toml"),
    ("letters/to_patients", ".toml"),
    ("codes", ".json"),
    ("pathways", ".json"),
    ("services", ".json"),
    ("booking", ".json"),
    ("examination", ".json"),
    ("phrases", ".json"),
    ("triage", ".json"),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with one content file."""

    file: str
    problem: str


def check_content(today: date) -> list[Finding]:
    """Everything wrong with the content that ships, on a given day."""
    parts: tuple[Callable[[date], Iterator[Finding]], ...] = (
        _provenance,
        _proms,
        _aids,
        _exercises,
        _letters,
        _patient_letters,
        _codes,
        _pathways,
        _examination,
        _forms,
        _texts,
    )
    found: list[Finding] = []
    for part in parts:
        try:
            found.extend(part(today))
        except ContentInvalid as error:
            found.append(Finding(str(error).partition(":")[0], str(error)))
    return found


def _provenance(today: date) -> Iterator[Finding]:
    for folder, suffix in FOLDERS:
        for name in names_in(folder, suffix):
            path = f"{folder}/{name}{suffix}"
            data: Any = read_json(path) if suffix == ".json" else read_toml(path)
            yield from (Finding(path, problem) for problem in provenance_problems(data, today))


def _proms(_today: date) -> Iterator[Finding]:
    for definition in proms.load_all().values():
        path = f"proms/{definition.code.lower()}.json"
        yield from (Finding(path, problem) for problem in definition_problems(definition))


def definition_problems(definition: Definition) -> Iterator[str]:
    """What keeps an instrument from being scored as its definition says."""
    known: set[str] = set()
    codes_of_items = [item.code for item in definition.items]
    if len(codes_of_items) != len(set(codes_of_items)):
        yield "two items share a code"
    for rule in definition.scores:
        if strangers := [code for code in rule.items if code not in codes_of_items]:
            yield f"score {rule.name} names no items {strangers}"
        if strangers := [name for name in rule.of if name not in known]:
            yield f"score {rule.name} needs scores that come later or not at all: {strangers}"
        if rule.method is Method.RULE and rule.rule not in RULES:
            yield f"score {rule.name} names no rule {rule.rule}"
        if not rule.of and rule.method is not Method.RULE and not 1 <= rule.fewest <= len(rule.items):
            yield f"score {rule.name} could be made of nothing"
        if not rule.low < rule.high:
            yield f"score {rule.name} has no range"
        known.add(rule.name)
    if definition.wording not in ("ours", "pack"):
        yield f"wording {definition.wording} is neither ours nor of a pack"
    if not definition.holder or not definition.licence or not definition.source:
        yield "holder, licence or source is missing"


def _aids(today: date) -> Iterator[Finding]:
    for aid in aids.load_all().values():
        path = f"aids/{aid.code}.json"
        yield from (Finding(path, problem) for problem in aid_problems(aid, today))
        words = [aid.condition, aid.decision, aid.no_cause_for_hurry]
        words += [answer.words for option in aid.options for answer in option.answers.values()]
        yield from _hard_to_read(path, " ".join(words))


def _exercises(_today: date) -> Iterator[Finding]:
    for exercise in exercises.load_all().values():
        path = f"exercises/{exercise.code}.json"
        yield from _hard_to_read(path, exercise.words())
        if any(character.isdigit() for character in exercise.words()):
            yield Finding(path, "says a number: doses come from the clinician alone")


def _hard_to_read(path: str, words: str) -> Iterator[Finding]:
    age = reading_age(words)
    if age is not None and age.years > OLDEST_READER:
        yield Finding(path, f"reads at about age {age.whole_years()}")


def _letters(_today: date) -> Iterator[Finding]:
    for template in letters.load_all().values():
        path = f"letters/{template.code}.toml"
        headings = [section.code for section in template.sections]
        if len(headings) != len(set(headings)):
            yield Finding(path, "a heading comes twice")


def _patient_letters(_today: date) -> Iterator[Finding]:
    """Plain words, pictures that there are, and a text message that fits with the longest facts."""
    for template in patient_letters.load_all().values():
        path = f"letters/to_patients/{template.code}.toml"
        words = [line for said in (*template.parts, *template.easy) for line in said.lines]
        yield from _hard_to_read(path, "\n".join(words))
        yield from (Finding(path, f"no picture {s.symbol}") for s in template.easy if s.symbol not in symbols.names())
        told = asked(template.message)
        if set(told) & NOT_IN_TEXTS:
            yield Finding(path, "its text message says what a text message must not")
        if septets(template.message) is None:
            yield Finding(path, "its text message has a character that telephones do not have")


def _codes(_today: date) -> Iterator[Finding]:
    yield from (Finding(codes.FILE, problem) for problem in code_problems(codes.load_all()))
    yield from (Finding(body_sites.FILE, problem) for problem in site_problems(body_sites.sites()))


def _pathways(_today: date) -> Iterator[Finding]:
    for schedule in pathways.load_all().values():
        problems = pathways.schedule_problems(schedule, proms.load_all())
        yield from (Finding(f"pathways/{schedule.code}.json", problem) for problem in problems)


def _examination(_today: date) -> Iterator[Finding]:
    joints = examination.joints()
    found = {
        examination.MOVEMENTS: (*joint_problems(joints), *movement_problems(examination.movements(), joints)),
        examination.TESTS: tuple(special_test_problems(examination.special_tests(), joints)),
        examination.FUNCTIONS: tuple(function_problems(examination.function_tests())),
        neurology.FILE: tuple(neurology_problems(neurology.neurology())),
    }
    for file, problems in found.items():
        yield from (Finding(file, problem) for problem in problems)


def _forms(_today: date) -> Iterator[Finding]:
    for url, form in forms.load_all().items():
        missing = [name for name in ("version", "title", "status", "date", "item") if not form.get(name)]
        if missing:
            yield Finding(f"forms/{url.rsplit('/', 1)[-1]}.json", f"has no {', '.join(missing)}")


def _texts(_today: date) -> Iterator[Finding]:
    for key, words in Texts.load().by_key.items():
        try:
            named = [name for _, name, _, _ in Formatter().parse(words) if name is not None]
        except ValueError as error:
            yield Finding(f"texts: {key}", str(error))
            continue
        if any(not name.isidentifier() for name in named):
            yield Finding(f"texts: {key}", "a place is not named")
