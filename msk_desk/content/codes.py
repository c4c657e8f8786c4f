"""Reads the coded terms under resources/codes/; a term that is not among them is recorded as text."""

from functools import cache

from msk_desk.content.resource_files import read_json
from msk_desk.domain.codes import CodedTerm

FILE = "codes/snomed-ct.json"


@cache
def load_all() -> tuple[CodedTerm, ...]:
    """Every SNOMED CT code that was seen in a source."""
    return tuple(CodedTerm(term["term"], term["code"], term["source"]) for term in read_json(FILE)["terms"])


def code_of(term: str) -> str:
    """The code of a term whatever its case, or an empty text: then the term alone is recorded."""
    wanted = term.strip().casefold()
    return next((known.code for known in load_all() if known.term.casefold() == wanted), "")
