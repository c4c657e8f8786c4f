"""What a letter to a patient about an appointment or a wait says: the facts first, then short parts, or easy lines."""

from __future__ import annotations

from collections.abc import Iterator

from msk_desk.documents.build.person import address_lines, greeting, whose
from msk_desk.documents.build.visit import sender_of
from msk_desk.documents.model import (
    Block,
    Bullets,
    Document,
    Facts,
    Gap,
    Heading,
    Layout,
    Lines,
    Paragraph,
    PictureLines,
    Together,
)
from msk_desk.domain.dates import patient_date
from msk_desk.domain.papers import PatientLetterContent
from msk_desk.drawing.symbols import symbol
from msk_desk.services.ports import Words


def build_patient_letter(content: PatientLetterContent, words: Words) -> Document:
    """The document, in the layout that the patient asked for."""
    layout = Layout(content.layout)
    head, site = content.masthead, content.masthead.site
    above = [", ".join(filter(None, (site.name, site.address)))] if site else [head.service]
    if head.phone:
        above.append(words.get("documents.call_us", phone=head.phone))
    blocks: list[Block] = [
        Lines((*above, patient_date(content.written)), quiet=True, right=True),
        Lines(address_lines(content.patient)),
        Heading(content.letter.title, 1),
        Paragraph(greeting(content.patient, words)),
        *(_easy(content) if layout is Layout.EASY_READ else _parts(content, layout)),
        Together((Gap(), Paragraph(words.get("documents.sincerely")), Paragraph(head.service, strong=True))),
    ]
    return Document(
        content.letter.title, sender_of(head), whose(content.patient, words), tuple(blocks),
        words.get("documents.page"), layout,
    )  # fmt: skip


def _easy(content: PatientLetterContent) -> Iterator[Block]:
    for picture, line in content.letter.easy:
        yield Together((PictureLines(((symbol(picture), line),)),))


def _parts(content: PatientLetterContent, layout: Layout) -> Iterator[Block]:
    """The opening words, what to know at a glance, then the rest."""
    parts = list(content.letter.parts)
    share = 0.34 if layout is Layout.LARGE_PRINT else 0.22
    while parts and not parts[0][0]:
        yield from _lines(parts.pop(0)[1])
    if content.letter.facts:
        yield Together((Facts(content.letter.facts, share, boxed=True),))
    for title, lines in parts:  # a part is not left without its heading
        body = list(_lines(lines))
        yield Together((Heading(title), body[0])) if title else body[0]
        yield from body[1:]


def _lines(lines: tuple[str, ...]) -> Iterator[Block]:
    bullets: list[str] = []
    for line in lines:
        if line.startswith("- "):
            bullets.append(line[2:])
            continue
        if bullets:
            yield Bullets(tuple(bullets))
            bullets = []
        yield Paragraph(line)
    if bullets:
        yield Bullets(tuple(bullets))
