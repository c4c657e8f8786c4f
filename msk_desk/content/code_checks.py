"""Checks the coded terms: a source, a check digit that fits, no code or term twice, areas that there are."""

from collections.abc import Iterable, Iterator, Mapping

from msk_desk.content.examination_checks import AREAS
from msk_desk.domain.codes import BodySite, CodedTerm, is_snomed_concept


def code_problems(terms: Iterable[CodedTerm]) -> Iterator[str]:
    """What keeps a term from being coded with."""
    codes: dict[str, str] = {}
    names: set[str] = set()
    for term in terms:
        if not is_snomed_concept(term.code) or not term.source.strip():
            yield f"{term.term}: {term.code} has no source or a wrong check digit"
        if term.code in codes:
            yield f"{term.term} has the code of {codes[term.code]}"
        own = {name.casefold() for name in (term.term, *term.synonyms)}
        if own & names or len(own) <= len(term.synonyms):
            yield f"{term.term} comes twice"
        if not AREAS.issuperset(term.areas):
            yield f"{term.term} is of no known area of the body"
        codes[term.code] = term.term
        names |= own


def site_problems(sites: Mapping[str, BodySite]) -> Iterator[str]:
    """What keeps a place of the body from being coded with."""
    for region, site in sites.items():
        held = [code for code in (site.code, site.left, site.right) if code]
        if not all(map(is_snomed_concept, held)) or not site.source.strip():
            yield f"{region} has no source or a wrong check digit"
        if not held or bool(site.left) != bool(site.right) or len(held) != len(set(held)):
            yield f"{region} has no code of its own, or one side without the other"
