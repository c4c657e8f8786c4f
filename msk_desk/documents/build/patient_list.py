"""What a printed list says: its title, what was chosen, its rows, and on every page which list it is and of when."""

from __future__ import annotations

from collections.abc import Iterator

from msk_desk.documents.build.visit import sender_of
from msk_desk.documents.model import Block, Document, Heading, Layout, Lines, NewPart, Paragraph, Table
from msk_desk.domain.dates import clock_time, staff_date
from msk_desk.domain.papers import ListContent, ListPart
from msk_desk.services.ports import Words


def build_list(content: ListContent, words: Words) -> Document:
    """The document of a list."""
    blocks: list[Block] = []
    if not content.apart:
        blocks += _title(content.title, content.lines)
    for part in content.parts:
        blocks += _part(content, part)
    if content.ending:
        blocks.append(Paragraph(content.ending, quiet=True))
    return Document(
        content.title, sender_of(content.masthead), f"{content.title} · {_printed(content, words)}", tuple(blocks),
        words.get("documents.page"), Layout.LIST, landscape=content.landscape,
    )  # fmt: skip


def _part(content: ListContent, part: ListPart) -> Iterator[Block]:
    if content.apart:
        yield NewPart(part.title)
        yield from _title(" · ".join(filter(None, (content.title, part.title))), (*content.lines, *part.lines))
    elif part.title:
        yield Heading(part.title, 2)
        yield from _lines(part.lines)
    if not part.rows:
        yield Paragraph(content.empty)
        return
    whole = sum(column.share for column in content.columns)
    yield Table(
        tuple(column.title for column in content.columns),
        part.rows,
        tuple(column.share / whole for column in content.columns),
        frozenset(at for at, column in enumerate(content.columns) if column.lead),
        frozenset(at for at, column in enumerate(content.columns) if column.write),
    )


def _title(title: str, lines: tuple[str, ...]) -> Iterator[Block]:
    yield Heading(title, 1)
    yield from _lines(lines)


def _lines(lines: tuple[str, ...]) -> Iterator[Block]:
    if lines:
        yield Lines(lines, quiet=True)


def _printed(content: ListContent, words: Words) -> str:
    local = content.printed.astimezone()
    when = f"{staff_date(local.date())} {clock_time(local)}"
    if content.printed_by:
        return words.get("documents.list_printed_by", when=when, name=content.printed_by)
    return words.get("documents.list_printed", when=when)
