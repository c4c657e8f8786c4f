"""A form on paper, blank: every question that a person answers, with boxes to tick and room to write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msk_desk.documents.model import (
    TICK,
    Ask,
    Block,
    Document,
    Heading,
    Layout,
    Paragraph,
    Picture,
    Table,
    Together,
)
from msk_desk.domain.papers import Masthead
from msk_desk.drawing.body.chart import body_chart_drawing
from msk_desk.forms.definition import Definition
from msk_desk.forms.item import Item
from msk_desk.services.ports import Words

_SELF_REFERRAL = "self-referral"
"""The form that people fill in themselves: nobody knows yet where they live."""
_SCALE = 10
"""A whole number from 0 to this many is ticked, not written."""
_LINES = {"text": 2, "string": 1, "date": 1, "dateTime": 1, "time": 1, "integer": 1, "decimal": 1, "quantity": 1, "url": 1}
_EMPTY_ROWS = 4
_ROOM = 95.0
"""Points that a heading wants below it on its page."""
_CHART = (470.0, 250.0)
_TABLES = ("grid", "table", "htable")


def build_blank(form: Definition, words: Words, head: Masthead) -> Document:
    """The document; calculated and hidden parts are left out, the machine does those."""
    blocks: list[Block] = [Heading(form.title, 1), Paragraph(words.get("blank.how"), quiet=True)]
    own = _SELF_REFERRAL in form.url
    if own:
        blocks += [Ask(words.get("blank.address"), lines=2), Ask(words.get("blank.phone"), lines=1)]
    blocks += _items(form.items, words, 2)
    blocks.append(Together((Heading(words.get("blank.end"), 2), *_signature(words, own=own))))
    sender = " · ".join(filter(None, (head.service, form.title, f"v{form.version}" if form.version else "")))
    return Document(
        form.title, sender, words.get("blank.foot", title=form.title), tuple(blocks), words.get("documents.page"),
        Layout.RECORD, write_in=_person(words, own=own),
    )  # fmt: skip


def _person(words: Words, *, own: bool) -> tuple[str, ...]:
    """What is written at the head of every page, so that a loose page is never anybody's."""
    day = "blank.today" if own else "blank.date"
    return tuple(words.get(key) for key in ("blank.name", "blank.born", "blank.number", day))


def _signature(words: Words, *, own: bool) -> Iterator[Block]:
    """Who filled it in: a clinician with the times of the visit, or the person themselves."""
    for key in ("blank.own_signed", "blank.typed") if own else ("blank.seen_from", "blank.signed", "blank.typed"):
        yield Ask(words.get(key), lines=1)


def _items(items: Sequence[Item], words: Words, level: int) -> Iterator[Block]:
    shown = [item for item in items if _is_asked(item)]
    for same, run in groupby(shown, key=_answers):
        found = list(run)
        if same and len(found) > 1 and all(len(option) < 24 for option in same):
            yield _ticks(found, same)
            continue
        for item in found:
            yield from _item(item, words, level)


def _is_asked(item: Item) -> bool:
    if item.look.control == "body-chart":
        return True
    worked_out = item.calculated is not None or (item.read_only and item.is_question)
    conditional = item.type == "display" and (item.enable_when or item.enable_expression)
    inside = item.is_group and not any(map(_is_asked, item.items))
    return not (item.look.hidden or worked_out or conditional or inside)


def _answers(item: Item) -> tuple[str, ...]:
    """The answers of a plain choice, for questions that share them; none for anything else."""
    plain = item.type == "choice" and not item.repeats and len(item.options) <= 5 and not item.items
    return tuple(option.label for option in item.options) if plain else ()


def _ticks(items: Sequence[Item], options: tuple[str, ...]) -> Table:
    """Questions with the same answers as a table to tick."""
    share = min(0.14, 0.5 / len(options))
    rows = tuple((_label(item), *(TICK for _ in options)) for item in items)
    return Table(("", *options), rows, (1 - share * len(options), *(share for _ in options)))


def _item(item: Item, words: Words, level: int) -> Iterator[Block]:
    if item.look.control == "body-chart":
        yield Together((Heading(words.get("blank.chart"), 3), Picture(body_chart_drawing((), (), _CHART, words, legend=False))))
        return
    if item.type == "display":
        yield Paragraph(item.text, quiet=True)
    elif not item.is_group:
        yield _ask(item, words)
        yield from _items(item.items, words, level + 1)
    elif item.look.control in _TABLES:
        yield from _grid(item, words, level)
    elif item.look.control == "gtable" or item.repeats:
        yield from _repeated(item, level)
    else:
        yield from _headed(item.text, level, list(_items(item.items, words, level + 1)))


def _headed(title: str, level: int, blocks: list[Block]) -> Iterator[Block]:
    """A heading with room below it; a long table may begin on the same page and go on."""
    if title and blocks:
        yield Heading(title, min(level, 3), room=_ROOM)
    yield from blocks


def _grid(item: Item, words: Words, level: int) -> Iterator[Block]:
    """Rows of a table by the columns that any of them has; answers to choose from are named above it."""
    rows = [row for row in item.items if row.is_group and _is_asked(row)]
    asked = [cell for row in rows for cell in row.items if _is_asked(cell)]
    columns = list(dict.fromkeys(cell.text for cell in asked))
    keys = {f"{cell.text}: {' · '.join(o.label for o in cell.options)}" for cell in asked if cell.options}
    note = next((column for column in columns if column == columns[-1] and len(columns) > 1), "")
    share = 0.36 / max(1, len(columns) - bool(note)) if note else 0.64 / max(1, len(columns))
    widths = tuple(0.28 if column == note else share for column in columns)
    table = Table(
        ("", *columns), tuple((_label(row), *("" for _ in columns)) for row in rows),
        (1 - sum(widths), *widths), ruled=frozenset(range(1, len(columns) + 1)), room=17,
    )  # fmt: skip
    before: list[Block] = [Paragraph(key, quiet=True) for key in sorted(keys)]
    yield from _headed(item.text, level, [*before, table])
    others = [other for other in item.items if not other.is_group]
    yield from _items(others, words, level + 1)


def _repeated(item: Item, level: int) -> Iterator[Block]:
    """Something that there may be several of: empty rows."""
    columns = [cell for cell in item.walk() if cell.is_question and _is_asked(cell)]
    share = 1 / max(1, len(columns))
    table = Table(
        tuple(cell.look.short_text or cell.text for cell in columns), ((*("" for _ in columns),),) * _EMPTY_ROWS,
        tuple(share for _ in columns), ruled=frozenset(range(1, len(columns))), room=20,
    )  # fmt: skip
    yield from _headed(item.text, level, [table])


def _ask(item: Item, words: Words) -> Ask:
    options = _options(item, words)
    unit = str((item.look.unit or {}).get("display") or (item.look.unit or {}).get("code") or "")
    lines = 1 if item.type == "open-choice" else 0 if options else _LINES.get(item.type, 1)
    return Ask(_label(item), options, lines, unit)


def _options(item: Item, words: Words) -> tuple[str, ...]:
    if item.type == "boolean":
        return (words.get("blank.yes"), words.get("blank.no"))
    limits = item.limits
    if item.type == "integer" and limits.min_value == 0 and limits.max_value == _SCALE:
        return tuple(str(number) for number in range(_SCALE + 1))
    return tuple(option.label for option in item.options)


def _label(item: Item) -> str:
    return " ".join(filter(None, (item.prefix, item.text)))
