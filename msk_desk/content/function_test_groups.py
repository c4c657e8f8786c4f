"""Timed and counted tests of a form, made of the catalogue, with the values a source gives to compare with."""

from collections.abc import Iterable, Iterator

from msk_desk.content.examination import function_tests
from msk_desk.content.form_items import (
    CODES,
    NO_COPY_FORWARD,
    OURS,
    Item,
    group,
    help_for,
    item,
    number,
    table,
    without_extensions,
)
from msk_desk.content.movement_tables import brief
from msk_desk.domain.examination import FunctionTest, Unit

MARKER = f"{OURS}function-tests"
SIDES = ("right", "left")
# What a stepper takes: UCUM code and words (none for counts), most, decimal places.
_UNITS = {
    Unit.SECONDS: (("s", "s"), 600, 1),
    Unit.KILOGRAMS: (("kg", "kg"), 150, 1),
    Unit.REPETITIONS: (("{#}", "times"), 200, 0),
    Unit.METRES_PER_SECOND: (("m/s", "m/s"), 5, 2),
}


def function_test_group(marker: Item, named: str) -> Item:
    """Tests done once, then a table of those done on each side.

    Args:
        named: catalogue codes; `code:stem` begins the linkIds with another stem.
    """
    entries = [_entry(each) for each in named.split()]
    inside = [_once(stem, test) for stem, test in entries if not test.sided]
    sided = [(stem, test) for stem, test in entries if test.sided]
    if sided:
        rows = [_row(stem, test) for stem, test in sided]
        link_id = f"{marker['linkId']}-sides"
        words = _compared(test for _, test in sided)
        inside.append(table(link_id, "", [*rows, help_for(link_id, words)] if words else rows))
    made = without_extensions(marker, (MARKER,))
    made["extension"] = [*made.get("extension", ()), NO_COPY_FORWARD]
    return {**made, "item": inside}


def _entry(entry: str) -> tuple[str, FunctionTest]:
    code, _, stem = entry.partition(":")
    return stem or code, function_tests()[code]


def _once(stem: str, test: FunctionTest) -> Item:
    words = "".join(_references(test)) or "No value to compare with is established here"
    made = _measure(stem, test.name, test)
    return {**made, "code": _coded(test), "item": [help_for(stem, f"{words}.")]}


def _row(stem: str, test: FunctionTest) -> Item:
    cells = [_measure(f"{stem}-{side}", side.capitalize(), test) for side in SIDES]
    return group(stem, test.name, [*cells, item(f"{stem}-note", "string", "Note")], code=_coded(test))


def _coded(test: FunctionTest) -> list[Item]:
    return [{"system": f"{CODES}function-test", "code": test.code}]


def _measure(link_id: str, text: str, test: FunctionTest) -> Item:
    unit, most, places = _UNITS[test.unit]
    return number(link_id, text, unit, (0, most), places)


def _references(test: FunctionTest) -> Iterator[str]:
    """The first value a source gives, for whom, and who found it."""
    for found in test.references[:1]:
        ends = "–".join(dict.fromkeys(f"{each:g}" for each in (found.low, found.high)))
        whom = found.applies.partition(" (")[0]
        yield f"{whom[:1].upper()}{whom[1:]}: {ends} ({brief(found.source)})"


def _compared(tests: Iterable[FunctionTest]) -> str:
    found = [(test.name.partition(",")[0], "".join(_references(test))) for test in tests]
    return " ".join(f"{name}: {words[:1].lower()}{words[1:]}." for name, words in found if words)
