"""`msk-desk codes`: SNOMED CT terms by the words of them, the problems of an area, the place of a drawn region."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable

from msk_desk.commands.output import Exit, count, say, say_json
from msk_desk.content.body_sites import codings_of
from msk_desk.content.codes import load_all, search, value_set
from msk_desk.domain.codes import CodedTerm
from msk_desk.domain.errors import BadInput


def add_arguments(parser: ArgumentParser, _name: str) -> None:
    """Options."""
    parser.add_argument("what", choices=("find", "value-set", "place"))
    parser.add_argument("text", help="words of a term, an area of the body, or a region of the body chart")
    parser.add_argument("--as", dest="use", default="problem", help="problem, finding or history")
    parser.add_argument("--area", default="", help="the area of the body whose terms come first")
    parser.add_argument("--limit", type=count, default=20)
    parser.add_argument("--json", action="store_true")


def run(options: Namespace, _name: str) -> int:
    """Look up; the record is not opened."""
    if options.use not in {each.use for each in load_all()}:
        raise BadInput(f"Nothing is recorded as {options.use}.", advice="Use problem, finding or history.")
    if options.what == "place":
        return _say_place(codings_of(options.text), options.json)
    if options.what == "value-set":
        return _say_value_set(options.text, options.use)
    found = search(options.text, (options.use,), options.area, options.limit)
    if options.json:
        say_json([_shape(each) for each in found])
    else:
        _say_terms(found)
    return Exit.DONE if found else Exit.FINDINGS


def _shape(term: CodedTerm) -> dict[str, object]:
    return {"code": term.code, "term": term.term, "synonyms": term.synonyms, "areas": term.areas, "source": term.source}


def _say_terms(terms: Iterable[CodedTerm]) -> None:
    for term in terms:
        say(f"{term.code:18} {'; '.join((term.term, *term.synonyms))}")


def _say_place(codings: list[dict[str, str]], as_json: bool) -> int:
    if as_json:
        say_json(codings)
    else:
        for each in codings:
            say(f"{each['code']:18} {each['display']}")
    return Exit.DONE if codings else Exit.FINDINGS


def _say_value_set(area: str, use: str) -> int:
    areas = sorted({each for term in load_all() for each in term.areas})
    if area not in areas:
        raise BadInput(f"There is no area {area}.", advice=f"Areas are {', '.join(areas)}.")
    say_json(value_set(area, use))
    return Exit.DONE
