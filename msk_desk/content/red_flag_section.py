"""The red-flag section of a form, made of the flags it names: three-state questions and the routes they lead to.

'Not asked' blocks a 'no red flags' statement, and a route is never lowered by itself: the service's safety rule.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from msk_desk.content.form_items import (
    CODES,
    NO_COPY_FORWARD,
    OURS,
    SDC,
    Item,
    choice,
    found_extension,
    group,
    help_for,
    item,
    variable,
    without_extensions,
)
from msk_desk.content.pieces import read_piece

FILE = "examination/red-flags.json"
ROUTES = ("E", "S", "U", "C", "R")
"""Emergency, same day, urgent, suspected cancer, routine with safety net: the highest first."""
LIST, MORE, PREFIX = "red-flag-list", "red-flag-more", "rf-"
_PARTS = "https://msk-desk.example/fhir/Questionnaire/"
_ANSWERS = f"%resource.item.where(linkId='red-flags').item.where(linkId='{LIST}').item"
_ACTION = "%resource.item.where(linkId='red-flags').item.where(linkId='rf-action-group')"
MARKER, _PLACE = f"{OURS}red-flags", f"{OURS}place"


@dataclass(frozen=True, slots=True)
class RedFlag:
    """One sign to ask for; `lowered` is a route and the FHIRPath that must hold for it instead of `route`."""

    code: str
    text: str
    route: str
    within: str
    help: str
    brief: str
    source: str
    more: tuple[str, ...]
    lowered: tuple[str, str] | None


@cache
def red_flags() -> Mapping[str, RedFlag]:
    """Every red flag by its code."""
    return read_piece(FILE, lambda data: {row["code"]: _flag(row, data["sources"]) for row in data["flags"]})


@cache
def review_date() -> str:
    """When the flags are to be looked at again."""
    return read_piece(FILE, lambda data: str(data["reviewDate"]))


def _flag(row: Mapping[str, Any], sources: Mapping[str, Mapping[str, str]]) -> RedFlag:
    named = [sources[name] for name in row["sources"]]
    lowered = row.get("lowered")
    return RedFlag(
        code=row["code"],
        text=row["text"],
        route=row["route"],
        within=row.get("within", ""),
        help=row.get("help", ""),
        brief="; ".join(source["brief"] for source in named),
        source="; ".join(source["citation"] for source in named),
        more=tuple(row.get("more", ())),
        lowered=(lowered["to"], lowered["when"]) if lowered else None,
    )


def red_flag_section(section: Item, named: str) -> Item:
    """The section with its questions, what more they ask, and the reasoning that follows."""
    flags = [red_flags()[code] for code in named.split()]
    place = str(found_extension(section, _PLACE) or "")
    inside = [group(LIST, "", [_question(flag, place) for flag in flags], [NO_COPY_FORWARD])]
    if parts := dict.fromkeys(part for flag in flags for part in flag.more):
        inside.append(group(MORE, "", [_included(part) for part in parts], [NO_COPY_FORWARD]))
    inside.append(_included("red-flag-reasoning"))
    made = without_extensions(section, (_PLACE, MARKER))
    made["extension"] = [*made.get("extension", ()), *_variables(flags), NO_COPY_FORWARD]
    return {**made, "item": inside}


_ROUTE_WORDS = {"E": "Emergency", "S": "Same day", "U": "Urgent", "C": "Suspected cancer route", "R": "Routine"}


def _help(flag: RedFlag) -> str:
    """How fast, why, and where that comes from."""
    route = ": ".join(part for part in (_ROUTE_WORDS[flag.route], flag.within) if part)
    return ". ".join(part.rstrip(".") for part in (route, flag.help, flag.brief) if part) + "."


def _question(flag: RedFlag, place: str) -> Item:
    link_id = PREFIX + flag.code
    held = [
        {"url": f"{OURS}red-flag-route", "valueCode": flag.route},
        {"url": f"{OURS}source", "valueString": flag.source},
        {"url": f"{OURS}review-date", "valueDate": review_date()},
    ]
    code = [{"system": f"{CODES}red-flag", "code": flag.code}]
    text = flag.text.replace("{place}", place).replace("{Place}", place.capitalize())
    inside = [help_for(link_id, _help(flag))]
    return choice(link_id, text, "red-flag-answer", held, code=code, required=True, item=inside)


def _included(part: str) -> Item:
    canonical = {"url": f"{SDC}subQuestionnaire", "valueCanonical": _PARTS + part}
    return item(f"include-{part}", "display", part, [canonical])


def _variables(flags: list[RedFlag]) -> list[Item]:
    """What the reasoning reads: which flags are present, how many were asked, and the routes they lead to."""
    asked = f"{_ANSWERS}.answer.value.where(code = 'present' or code = 'absent').count()"
    return [
        variable("asked", asked),
        variable("found", f"{_ANSWERS}.where(answer.value.code = 'present').linkId"),
        variable("flags", str(len(flags))),
        variable("routes", " | ".join([*_fixed(flags), *_lowered(flags)])),
        variable("suggested", _highest()),
        variable("chosen", f"{_ACTION}.item.where(linkId='rf-route').answer.value.code"),
    ]


def _highest() -> str:
    """FHIRPath of the highest route there is; nothing when no flag is present."""
    found = "{}"
    for route in reversed(ROUTES):
        found = f"iif('{route}' in %routes, '{route}', {found})"
    return found


def _fixed(flags: list[RedFlag]) -> Iterable[str]:
    for route in ROUTES:
        links = [f"'{PREFIX}{flag.code}'" for flag in flags if flag.route == route and flag.lowered is None]
        if links:
            yield f"iif(%found.where($this in ({' | '.join(links)})).exists(), '{route}', {{}})"


def _lowered(flags: list[RedFlag]) -> Iterable[str]:
    """A route that an answer lowers is the higher one until that answer is given: what is not known counts as bad."""
    for flag in flags:
        if flag.lowered is not None:
            lower, condition = flag.lowered
            yield f"iif('{PREFIX}{flag.code}' in %found, iif({condition}, '{lower}', '{flag.route}'), {{}})"
