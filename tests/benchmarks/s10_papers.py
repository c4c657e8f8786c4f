"""S10: papers to bytes, against reportlab drawing the same text as plain paragraphs in the same font.

A list is measured against a paragraph for each of its cells.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph as Flow
from reportlab.platypus import SimpleDocTemplate

from msk_desk.content.libraries import Exercises
from msk_desk.content.texts import Texts
from msk_desk.documents.build.letter import build_letter
from msk_desk.documents.build.patient_list import build_list
from msk_desk.documents.build.plan import build_plan
from msk_desk.documents.maker import _picture
from msk_desk.documents.model import Block, Bullets, Document, Facts, Heading, Lines, Paragraph, Table, Together
from msk_desk.documents.pdf.fonts import REGULAR
from msk_desk.documents.pdf.writer import write_pdf
from msk_desk.domain.papers import ListColumn, ListContent, ListPart, Masthead, PlanContent
from msk_desk.domain.plans import Dose, PlanExercise
from msk_desk.services.plans import Plans
from tests.benchmarks.bench_district import BenchDistrict, Computer
from tests.benchmarks.measure import Measure, timed

TURNS = 9
PAGES = 60


def measure(district: BenchDistrict) -> list[Measure]:
    """A letter and a plan as services make them, 60 pages of letters and of a list as one paper, medians of nine."""
    computer, texts = district.loaded_clinician(), Texts.load()
    lines = computer.office.today.mine(computer.today()).lines
    patient = next(line.patient_id for line in lines if line.patient_id)
    letters = computer.office.letters
    letter = letters.begin(patient)
    drawn = build_letter(letters._content(letter), texts)
    plan = _plan(computer, patient)
    many, listed = replace(drawn, blocks=_pages(drawn)), build_list(_list(), texts)
    plans, planned = computer.office.plans, build_plan(plan, texts, _picture)
    return [
        _row("discharge letter", lambda: letters.preview(letter), drawn),
        _row("plan with 8 exercises", lambda: plans.preview(plan.plan, None), planned),
        _row(f"{PAGES} pages of letters as one paper", lambda: write_pdf(many), many, turns=3),
        _row(f"{PAGES} pages of a list", lambda: write_pdf(listed), listed, turns=3),
    ]


def _list() -> ListContent:
    """A waiting list of 60 pages, with names and notes that wrap."""
    columns = (
        ListColumn("Patient", 2.4, lead=True), ListColumn("NHS number", 1.1), ListColumn("Waiting for", 2),
        ListColumn("Weeks", 0.6), ListColumn("Note", 3),
    )  # fmt: skip
    rows = tuple(
        (f"{'MONTGOMERY-FEATHERSTONEHAUGH, Bartholomew' if at % 7 == 3 else 'HOLLOWAY, Margaret'}\nborn 14-Mar-1956",
         "999 768 0472", "First visit", f"{at % 30}", "Can come at short notice. " * (1 + at % 3))
        for at in range(14 * PAGES)
    )  # fmt: skip
    head = Masthead("West District MSK Service", None)
    return ListContent("Waiting list", columns, (ListPart(rows),), head, datetime(2026, 11, 29, 9, tzinfo=UTC))


def _plan(computer: Computer, patient: str) -> PlanContent:
    plans: Plans = computer.office.plans
    chosen = tuple(PlanExercise(each.code, each.title, Dose(3, 10, None, 3)) for each in Exercises().every("knee")[:8])
    return plans.content(replace(plans.begin(patient, "My plan"), exercises=chosen), None)


def _pages(document: Document) -> tuple[Block, ...]:
    """The blocks of a letter over and over until they fill 60 pages."""
    page = write_pdf(document).count(b"/Type /Page\n") or 1
    return document.blocks * (PAGES // page)


def _row(name: str, ours: Callable[[], bytes], document: Document, turns: int = TURNS) -> Measure:
    text = [line for block in document.blocks for line in _text_of(block)]
    took = _median(ours, turns)
    base = _median(lambda: _plain(text), turns)
    return Measure("S10", f"{name} to bytes", took, base, "≤ 3×", took <= 3 * base, "ms")


def _median(work: Callable[[], object], turns: int) -> float:
    work()
    taken = []
    for _ in range(turns):
        with timed() as took:
            work()
        taken.append(took.milliseconds)
    return statistics.median(taken)


def _text_of(block: Block) -> list[str]:
    match block:
        case Heading() | Paragraph():
            return [block.text]
        case Lines():
            return list(block.lines)
        case Bullets():
            return list(block.items)
        case Facts():
            return [f"{label} {value}" for label, value in block.rows]
        case Table():
            return [cell for row in (block.header, *block.rows) for cell in row]
        case Together():
            return [line for inner in block.blocks for line in _text_of(inner)]
        case _:  # pictures, rules and room: nothing to read
            return []


def _plain(text: list[str]) -> bytes:
    out = BytesIO()
    style = ParagraphStyle("plain", fontName=REGULAR, fontSize=11, leading=14)
    SimpleDocTemplate(out, pagesize=A4).build([Flow(escape(line), style) for line in text if line.strip()])
    return out.getvalue()
