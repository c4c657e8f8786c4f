"""What a letter says: to the patient, plan first, under PRSB headings, with who gets a copy."""

from __future__ import annotations

from msk_desk.documents.build.person import address_lines, greeting, whose
from msk_desk.documents.model import Block, Bullets, Document, Facts, Gap, Heading, Layout, Lines, Paragraph, Together
from msk_desk.domain.dates import patient_date
from msk_desk.domain.letters import LetterSection
from msk_desk.domain.nhs_number import shown
from msk_desk.domain.papers import LetterContent
from msk_desk.services.ports import Words


def build_letter(content: LetterContent, words: Words) -> Document:
    """The document of a letter; empty sections are left out."""
    head = content.masthead
    sender = " · ".join(part for part in (head.service, head.site.name if head.site else "") if part)
    blocks: list[Block] = [
        Lines((*_site(content), patient_date(content.written)), quiet=True, right=True),
        Lines(tuple(content.to.split(", ")) if content.to else address_lines(content.patient)),
        _facts(content, words),
        Heading(content.letter.title, 1),
        Paragraph(_greeting(content, words)),
    ]
    for section in content.letter.sections:
        blocks += _section(section)
    blocks += _ending(content, words)
    large = content.patient.preferred_format == "large-print" and not content.to
    return Document(
        content.letter.title, sender, whose(content.patient, words), tuple(blocks),
        words.get("documents.page"), Layout.LARGE_PRINT if large else Layout.STANDARD,
    )  # fmt: skip


def _greeting(content: LetterContent, words: Words) -> str:
    """To the patient, or to whoever it is for, by the name before the comma."""
    if not content.to:
        return greeting(content.patient, words)
    return words.get("documents.dear", name=content.to.split(",")[0])


def _site(content: LetterContent) -> tuple[str, ...]:
    site = content.masthead.site
    return tuple(part for part in ((site.name, site.address) if site else ()) if part)


def _facts(content: LetterContent, words: Words) -> Facts:
    patient = content.patient
    number = shown(patient.nhs_number) if patient.nhs_number else words.get("documents.no_nhs_number")
    rows = [(words.get("documents.about"), patient.name.spoken())] if content.to else []
    rows += [
        (words.get("documents.born"), patient_date(patient.born)),
        (words.get("documents.nhs_number"), number),
    ]
    if content.practice is not None:
        rows.append((words.get("documents.practice"), content.practice.name))
    return Facts(tuple(rows))


def _section(section: LetterSection) -> list[Block]:
    lines = [line.strip() for line in section.text.split("\n") if line.strip()]
    if not lines:
        return []
    blocks: list[Block] = [Heading(section.title)]
    bullets: list[str] = []
    for line in lines:
        if line.startswith("- "):
            bullets.append(line[2:])
            continue
        if bullets:
            blocks.append(Bullets(tuple(bullets)))
            bullets = []
        blocks.append(Paragraph(line))
    if bullets:
        blocks.append(Bullets(tuple(bullets)))
    return blocks


def _ending(content: LetterContent, words: Words) -> list[Block]:
    author = content.author
    signed = content.letter.status in ("signed", "sent")
    below = [words.get("documents.signed" if signed else "documents.draft")]
    blocks: list[Block] = []
    if author is not None:
        profession = " · ".join(part for part in (author.profession, author.registration) if part)
        below = [line for line in (profession, *below) if line]
        blocks += [Gap(), Paragraph(words.get("documents.sincerely")), Paragraph(author.spoken(), strong=True)]
    blocks = [Together((*blocks, Lines(tuple(below), quiet=True)))]
    if content.copies:
        blocks.append(Paragraph(words.get("documents.copies", names=", ".join(content.copies)), quiet=True))
    if content.masthead.phone and not content.to:
        blocks.append(Paragraph(words.get("documents.other_formats", phone=content.masthead.phone), quiet=True))
    return blocks
