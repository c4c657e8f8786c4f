"""Tables of ranges made of the movement catalogue: right and left, and how much is missing to what is normal."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from textwrap import shorten

from msk_desk.content.examination import joints, movements
from msk_desk.content.form_items import (
    CODES,
    CORE,
    NO_COPY_FORWARD,
    OURS,
    SDC,
    UCUM,
    Item,
    calculated,
    found_extension,
    group,
    help_for,
    item,
    number,
    table,
    variable,
    without_extensions,
)
from msk_desk.domain.examination import Movement, Source, Unit

MARKER, PASSIVE = f"{OURS}movement-table", f"{OURS}passive"
SIDES = ("right", "left")
_BRIEF = 40
# "van den Bosch WB et al." or "Gagey OJ, Gagey N.", but not "Br J Sports Med".
_FIRST_AUTHOR = re.compile(r"((?:(?:van|den|der|de|De) )*[A-ZÀ-Þ][\w'-]+) [A-ZÀ-Þ]{1,4}(?=,| et al|\. )")
_JOURNAL = re.compile(r"(?:^|\. )([A-Z][^.,:;()]* (?:19|20)\d\d)\b")
_SHORT_TEXT = f"{SDC}shortText"
# What a stepper takes: UCUM code, words, least, most, decimal places.
_UNITS = {
    Unit.DEGREES: ("deg", "°", -60, 200, 0),
    Unit.CENTIMETRES: ("cm", "cm", -20, 100, 1),
    Unit.MILLIMETRES: ("mm", "mm", 0, 100, 0),
}


def movement_tables(marker: Item, named: str) -> Item:
    """The group: a table of active ranges for each joint, what hurts, and passive ranges once they are tested.

    Args:
        named: catalogue codes; `code:stem` begins the linkIds with another stem, `code=row` names the whole row.
    """
    rows = [_Row(entry) for entry in named.split()]
    for row in rows:
        row.label = _named(row, rows[0])
    passive = [row for row in rows if row.has_passive] if found_extension(marker, PASSIVE) else []
    inside: list[Item] = []
    for joint, of_joint in groupby(rows, key=_joint_of):
        inside += _joint_tables(joint, list(of_joint))
    inside.append(_painful(marker["linkId"], rows))
    if passive:
        inside += _passive(marker["linkId"], passive)
    inside.append(help_for(marker["linkId"], _help([row.movement for row in rows])))
    made = without_extensions(marker, (PASSIVE, MARKER))
    made["extension"] = [*made.get("extension", ()), NO_COPY_FORWARD]
    return {**made, "item": inside}


class _Row:
    """One movement in a form, with the beginning of its linkIds."""

    def __init__(self, entry: str) -> None:
        code, whole, row = entry.partition("=")
        code, _, stem = code.partition(":")
        self.movement: Movement = movements()[code]
        self._row = row if whole else ""
        self.stem = row or stem or code
        self.label = ""

    @property
    def has_passive(self) -> bool:
        """Whether it is also moved for the person."""
        return not self._row and self.movement.unit is Unit.DEGREES

    def said(self, kind: str) -> str:
        """Its words where it stands alone, as in a letter or beside an earlier visit."""
        return self.label if self._row else f"{self.label}, {kind}"

    def link_id(self, kind: str) -> str:
        """The row's linkId for active or passive."""
        return self._row or f"{self.stem}-{kind}"


def _joint_of(row: _Row) -> str:
    return row.movement.joint


def _joint_tables(joint: str, rows: list[_Row]) -> Iterator[Item]:
    name = joints()[joint].name
    sided = [row for row in rows if row.movement.sided and row.movement.unit in _UNITS]
    reached = [row for row in rows if row.movement.unit not in _UNITS]
    middle = [row for row in rows if not row.movement.sided]
    if middle:
        yield table(f"movement-{joint}-middle", name, [_single(row) for row in middle])
    if sided:
        lines = [_sided(row, "active", _bare(row.movement)) for row in sided]
        yield table(f"movement-{joint}", "" if middle else name, lines)
    if reached:
        yield table(f"movement-{joint}-reach", "", [_reach(row) for row in reached])


def _sided(row: _Row, kind: str, name: str) -> Item:
    link_id, movement = row.link_id(kind), row.movement
    cells = [_measure(f"{link_id}-{side}", side.capitalize(), movement) for side in SIDES]
    cells += [_missing(link_id, side, movement) for side in SIDES]
    return _line(row, kind, name, SIDES, cells)


def _reach(row: _Row) -> Item:
    """How far a hand gets, in words: there is no figure to miss."""
    link_id = row.link_id("active")
    cells = [item(f"{link_id}-{side}", "string", side.capitalize()) for side in SIDES]
    return _line(row, "active", _bare(row.movement), (), cells)


def _single(row: _Row) -> Item:
    link_id, movement = row.link_id("active"), row.movement
    cells = [_measure(f"{link_id}-range", "Range", movement), _missing(link_id, "range", movement)]
    return _line(row, "active", _bare(movement), ("range",), cells)


def _line(row: _Row, kind: str, name: str, measured: Iterable[str], cells: list[Item]) -> Item:
    link_id, movement = row.link_id(kind), row.movement
    held: list[Item] = []
    if movement.normal is not None:
        answers = "%resource.descendants().where(linkId='{}-{}').answer.value"
        held = [variable(each, answers.format(link_id, each)) for each in measured]
    if (source := movement.normal_source) is not None:
        held.append({"url": f"{OURS}source", "valueString": " ".join(filter(None, (source.citation, source.url)))})
    code = [{"system": f"{CODES}movement", "code": movement.code}]
    words = {"_text": {"extension": [{"url": _SHORT_TEXT, "valueString": row.said(kind)}]}}
    inside = [*cells, item(f"{link_id}-note", "string", "Note")]
    return {**group(link_id, f"{name} {_normal_words(movement)}".strip(), inside, held, code=code), **words}


def _normal_words(movement: Movement) -> str:
    """The normal values as a row says them."""
    if movement.normal is None:
        return ""
    low, high = movement.normal
    unit = _UNITS[movement.unit][1]
    ends = "–".join(dict.fromkeys(_shown(each, movement.unit) for each in (low, high)))
    return f"({ends}{unit})" if unit == "°" else f"({ends} {unit})"


def _shown(value: float, unit: Unit) -> str:
    """A normal value as it is read: nobody measures a tenth of a degree."""
    return f"{value:.0f}" if unit is Unit.DEGREES else f"{value:.3g}"


def _bare(movement: Movement) -> str:
    """Its name without what explains it, which stands above the table."""
    return movement.name.partition(" (")[0]


def _measure(link_id: str, text: str, movement: Movement) -> Item:
    code, words, least, most, places = _UNITS[movement.unit]
    return number(link_id, text, (code, words), (least, most), places)


def _missing(link_id: str, side: str, movement: Movement) -> Item:
    """What is missing to the lowest normal value; nothing is said where none is established or nothing measured."""
    place = "" if side == "range" else f", {side}"
    brief = "Short" if side == "range" else f"Short {side[0].upper()}"
    held: list[Item] = []
    places = _UNITS[movement.unit][4]
    if movement.normal is not None:
        low = f"{movement.normal[0]:g}"
        text = f"iif(%{side} < {low}, ({low} - %{side}).round({places}), iif(%{side}.exists(), 0, {{}}))"
        code, words = _UNITS[movement.unit][:2]
        unit = {"system": UCUM, "code": code, "display": words}
        held = [{"url": f"{CORE}questionnaire-unit", "valueCoding": unit}, calculated(text)]
    kind = "decimal" if places else "integer"
    words_of_column = {"_text": {"extension": [{"url": _SHORT_TEXT, "valueString": brief}]}}
    made = item(f"{link_id}-short-{side}", kind, f"Short of normal{place}", held, readOnly=True)
    return {**made, **words_of_column}


def _painful(link_id: str, rows: list[_Row]) -> Item:
    options = [_offered(row.stem, row.label) for row in rows]
    return item(f"{link_id}-painful", "choice", "These movements hurt", repeats=True, answerOption=options)


def _offered(code: str, words: str) -> Item:
    return {"valueCoding": {"system": f"{CODES}movement", "code": code, "display": words}}


def _named(row: _Row, first: _Row) -> str:
    """A movement's name, with its joint when that is not the one the form begins with."""
    name, joint = _bare(row.movement), row.movement.joint
    if joint == first.movement.joint:
        return name
    return f"{joints()[joint].name.partition(' (')[0]}, {name[:1].lower()}{name[1:]}"


def _passive(link_id: str, rows: list[_Row]) -> Iterator[Item]:
    tested = f"{link_id}-passive-tested"
    shown = [{"question": tested, "operator": "=", "answerBoolean": True}]
    yield item(tested, "boolean", "Passive movement tested")
    lines = [_sided(row, "passive", row.label) for row in rows if row.movement.sided]
    yield table(f"{link_id}-passive", "Passive", lines, enableWhen=shown)


def _help(found: list[Movement]) -> str:
    """How to read the figures: what a movement's name explains, and which sources the normal values come from."""
    explained = (each.name.partition(" (") for each in found)
    notes = [f"{name}: {note.rstrip(')')}." for name, bracket, note in explained if bracket]
    names = dict.fromkeys(brief(each.normal_source) for each in found if each.normal_source is not None)
    if not names:
        return " ".join([*notes, "Normal values are not established here."])
    normal = f"Normal in brackets ({'; '.join(names)}); where there is none it is not established."
    return " ".join([*notes, normal, "Many are averages of healthy people: less is no finding by itself."])


def brief(source: Source) -> str:
    """A source in a few words: who and when, else the journal and when, else how its citation begins."""
    year = re.search(r"\b(?:19|20)\d\d\b", source.citation)
    if who := _FIRST_AUTHOR.match(source.citation):
        return f"{who[1]} {year[0]}" if year else who[1]
    if journal := _JOURNAL.search(source.citation):
        return journal[1]
    return shorten(re.split(r"[,:;(]", source.citation, maxsplit=1)[0].strip(), _BRIEF, placeholder=" …")
