"""Reads the coded terms under resources/codes/; a term that is not among them is recorded as text."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from msk_desk.content.pieces import read_piece
from msk_desk.domain.codes import SNOMED_CT, CodedTerm

FILE = "codes/snomed-ct.json"
PROBLEM, FINDING = "problem", "finding"
VALUE_SETS = "https://msk-desk.example/fhir/ValueSet/"
COPYRIGHT = "SNOMED CT codes are copyright of SNOMED International and used in the United Kingdom under its licence."


@cache
def load_all() -> tuple[CodedTerm, ...]:
    """Every SNOMED CT code that was seen in a source."""
    return read_piece(FILE, _terms)


def of_use(use: str, area: str = "") -> tuple[CodedTerm, ...]:
    """The terms that may be recorded as a problem, a finding or something else, of one area of the body or of all."""
    return tuple(each for each in load_all() if each.use == use and (not area or area in each.areas))


def code_of(term: str) -> str:
    """The code of a term, or of a synonym, whatever its case, or an empty text: then the term alone is recorded."""
    return _codes().get(term.strip().casefold(), "")


def search(text: str, uses: Iterable[str] = (PROBLEM,), area: str = "", most: int = 12) -> tuple[CodedTerm, ...]:
    """The terms to offer while somebody types: each word begun is one of its names or further words.

    Args:
        text: what has been typed; nothing typed finds nothing.
        uses: what the term may be recorded as.
        area: the area of the body that is in hand; its terms come first.
        most: how many to offer.
    """
    begun = _words(text)
    if not begun:
        return ()
    wanted = set(uses)
    found = [each for each in load_all() if each.use in wanted and _fits(each, begun)]
    start = text.strip().casefold()
    found.sort(key=lambda each: (area not in each.areas, not each.term.casefold().startswith(start), len(each.term)))
    return tuple(found[:most])


def answer_options(area: str, use: str = PROBLEM) -> list[dict[str, Any]]:
    """The terms of one area as the answers of a FHIR question that also takes free text (`open-choice`)."""
    return [
        {"valueCoding": {"system": each.system, "code": each.code, "display": each.term}} for each in of_use(use, area)
    ]


def value_set(area: str, use: str = PROBLEM) -> dict[str, Any]:
    """The terms of one area as a FHIR R4 ValueSet."""
    name = f"{use}s-{area}"
    concepts = [{"code": each.code, "display": each.term} for each in of_use(use, area)]
    return {
        "resourceType": "ValueSet",
        "id": name,
        "url": f"{VALUE_SETS}{name}",
        "name": "".join(part.capitalize() for part in name.split("-")),
        "status": "active",
        "copyright": COPYRIGHT,
        "compose": {"include": [{"system": SNOMED_CT, "concept": concepts}]},
    }


@cache
def _codes() -> Mapping[str, str]:
    return {name.casefold(): each.code for each in load_all() for name in (each.term, *each.synonyms)}


def _fits(term: CodedTerm, begun: tuple[str, ...]) -> bool:
    words = _words(" ".join((term.term, *term.synonyms, *term.also)))
    return all(any(word.startswith(start) for word in words) for start in begun)


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", text.casefold()))


def _terms(data: Mapping[str, Any]) -> tuple[CodedTerm, ...]:
    return tuple(_term(each, data["sources"]) for each in data["terms"])


def _term(data: Mapping[str, Any], sources: Mapping[str, str]) -> CodedTerm:
    return CodedTerm(
        term=data["term"],
        code=data["code"],
        source="; ".join(sources[key] for key in data["sources"]),
        use=data["use"],
        areas=tuple(data.get("areas", ())),
        sided=data.get("sided", False),
        synonyms=tuple(data.get("synonyms", ())),
        also=tuple(data.get("also", ())),
    )
