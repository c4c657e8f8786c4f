"""What the printed clinical record of a visit says: each form's answers in reading order, who signed, what was added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msk_desk.documents.build.body_chart import chart_blocks
from msk_desk.documents.build.person import whose
from msk_desk.documents.model import (
    Block,
    Document,
    Facts,
    Gap,
    Heading,
    Layout,
    Lines,
    Paragraph,
    Table,
    Together,
)
from msk_desk.domain.dates import clock_time, staff_date
from msk_desk.domain.form_reading import ReadAnswers, ReadLine, ReadSection
from msk_desk.domain.nhs_number import shown
from msk_desk.domain.papers import Masthead, VisitContent
from msk_desk.domain.people import Patient
from msk_desk.services.ports import Words

_QUESTION_SHARE, _NAME_SHARE = 0.44, 0.34
"""Of the width: the column of questions, and the one that names the rows of a table."""


def build_visit(content: VisitContent, words: Words) -> Document:
    """The document; what was entered in error says so across every page."""
    visited = staff_date(content.visited.astimezone().date()) if content.visited else ""
    title = words.get("documents.visit_title", day=visited) if visited else words.get("documents.visit_no_day")
    blocks: list[Block] = [Heading(title, 1), person_facts(content.patient, words)]
    for one in content.forms:
        blocks += _form(one, words)
    if content.scores:
        blocks += [Heading(words.get("documents.visit_scores")), Facts(content.scores)]
    if content.left_out:
        blocks.append(Paragraph(words.get("documents.visit_left_out", n=content.left_out), quiet=True))
    blocks += [Gap(), Paragraph(printed_line(content.printed, words), quiet=True)]
    wrong = bool(content.forms) and all(one.answers.in_error for one in content.forms)
    return Document(
        title, sender_of(content.masthead), whose(content.patient, words), tuple(blocks),
        words.get("documents.page"), Layout.RECORD, words.get("documents.in_error_across") if wrong else "",
    )  # fmt: skip


def person_facts(patient: Patient, words: Words) -> Facts:
    """Who it is about, under the title."""
    number = shown(patient.nhs_number) if patient.nhs_number else words.get("documents.no_nhs_number")
    return Facts((
        (words.get("documents.patient"), patient.name.banner()),
        (words.get("documents.born"), staff_date(patient.born)),
        (words.get("documents.nhs_number"), number),
    ))  # fmt: skip


def sender_of(head: Masthead) -> str:
    """The line at the head of every page."""
    return " · ".join(part for part in (head.service, head.site.name if head.site else "") if part)


def printed_line(moment: object, words: Words) -> str:
    """When the paper was made: what was recorded later is not on it."""
    local = moment.astimezone()  # type: ignore[attr-defined]
    return words.get("documents.printed", when=f"{staff_date(local.date())} {clock_time(local)}")


def _form(one: ReadAnswers, words: Words) -> Iterator[Block]:
    moment = one.answers.authored.astimezone()
    when = f"{staff_date(moment.date())} {clock_time(moment)}"
    signed = words.get("documents.signed_by", name=one.author or words.get("documents.unknown_author"), when=when)
    yield Heading(one.form.title)
    yield Paragraph(signed, quiet=True)
    mark = one.answers.error
    if one.answers.in_error:
        reason = mark.reason if mark is not None else ""
        day = staff_date(mark.at.astimezone().date()) if mark is not None else ""
        text = words.get("documents.in_error", reason=reason or "—", name=one.error_by, day=day)
        yield Paragraph(text, strong=True)
    if not one.form.known:
        yield Paragraph(words.get("documents.form_not_here"), quiet=True)
    if one.form.chart:
        yield Together(tuple(chart_blocks(one.form.chart, words)))
    for section in one.form.sections:
        yield from section_blocks(section, words)
    for addendum in one.addenda:
        heading = words.get("documents.addendum", name=addendum.author, when=addendum.when)
        yield Together((Heading(heading, 3), Lines(tuple(addendum.text.split("\n")))))


def section_blocks(section: ReadSection, words: Words) -> Iterator[Block]:
    """A section: its heading, then facts and tables in the order that they were asked."""
    if section.title:
        yield Heading(section.title, 2)
    for (group, table), found in groupby(section.lines, key=_place):
        lines = list(found)
        if group and group != section.title:
            yield Heading(group, 3)
        if table:
            yield table_of(lines)
        else:
            marked = frozenset(at for at, line in enumerate(lines) if line.raised or line.not_asked)
            yield Facts(tuple((line.question, words_of(line, words)) for line in lines), _QUESTION_SHARE, marked)


def words_of(line: ReadLine, words: Words) -> str:
    """The answer, or that it was not asked; one that was copied says from when."""
    if line.not_asked:
        return words.get("documents.not_asked")
    if line.copied_from:
        return words.get("documents.copied", words=line.words, day=staff_date(line.copied_from))
    return line.words


def table_of(lines: Sequence[ReadLine]) -> Table:
    """The lines of a table as a table: rows down, columns across, in the order that they were met."""
    rows = list(dict.fromkeys(line.row for line in lines))
    columns = list(dict.fromkeys(line.column for line in lines))
    cells = {(line.row, line.column): line.words for line in lines}
    share = (1 - _NAME_SHARE) / max(len(columns), 1)
    return Table(
        ("", *columns),
        tuple((row, *(cells.get((row, column), "") for column in columns)) for row in rows),
        (_NAME_SHARE, *(share for _ in columns)),
    )


def _place(line: ReadLine) -> tuple[str, str]:
    return line.group, line.table
