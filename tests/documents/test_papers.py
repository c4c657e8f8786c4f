"""Letters and plans as PDF: every page names its patient, nothing is cut, the same content gives the same bytes."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise

import pypdfium2
import pytest
from pypdf import PdfReader
from reportlab.lib.styles import ParagraphStyle

from msk_desk.content.libraries import Exercises
from msk_desk.content.texts import Texts
from msk_desk.documents.build.letter import build_letter
from msk_desk.documents.build.plan import dose_words, shared_cautions
from msk_desk.documents.maker import PaperMaker
from msk_desk.documents.model import Layout, Lines
from msk_desk.documents.pdf.fonts import REGULAR, drawable, markup, register
from msk_desk.documents.pdf.setting import set_text
from msk_desk.documents.pdf.styles import Styles
from msk_desk.domain.clinics import Organisation, Place
from msk_desk.domain.letters import Letter, LetterSection
from msk_desk.domain.papers import LetterContent, Masthead, PlanContent
from msk_desk.domain.people import Address, Patient, PersonName, Staff
from msk_desk.domain.plans import Dose, Plan, PlanExercise
from msk_desk.domain.visits import Goal

TEXTS = Texts.load()
MAKER = PaperMaker(TEXTS)
HEAD = Masthead(
    "West District MSK Service", Place("l1", "Harlow Community Clinic", address="2 Clinic Road"), "01632 960011"
)
ASHA = Staff("s1", PersonName("Rao", ("Asha",)), "Extended-scope practitioner", "PH00000")
MARGARET = Patient(
    "p1", (PersonName("Holloway", ("Margaret",), "Mrs"),), "1956-03-14", "female", "9997680472",
    addresses=(Address(("1 Mill Lane",), "Harlow", "HW1 1AA"),),
)  # fmt: skip
DOSE = Dose(3, 10, None, 3)


def letter(
    patient: Patient = MARGARET, text: str = "We saw you for your knee.", status: str = "draft"
) -> LetterContent:
    sections = (
        LetterSection("plan", "What happens next", "Keep going with your plan.\n- Sit to stand"),
        LetterSection("clinical-summary", "Summary", text),
        LetterSection("empty", "Nothing here"),
    )
    written = datetime(2026, 11, 23, 12, tzinfo=UTC)
    about = Letter("x", patient.id, "discharge", "Discharge letter", status, written, "s1", "", sections)
    practice = Organisation("o1", "Old Mill Surgery", "gp")
    return LetterContent(about, patient, ASHA, practice, HEAD, date(2026, 11, 23), ("Old Mill Surgery",))


ALIKE = ("Sit to stand", "Straight leg raise", "Straighten the knee in sitting", "Bridge", "Heel raise", "Step up")
"""Exercises with a caution in common."""


def plan(layout: str = "standard", dose: Dose = DOSE, titles: tuple[str, ...] = ()) -> PlanContent:
    every = Exercises().every("knee")
    exercises = tuple(each for each in every if each.title in titles) if titles else every[:8]
    entries = tuple(PlanExercise(exercise.code, exercise.title, dose) for exercise in exercises)
    made = Plan(
        "n1", "p1", "My plan: right knee", 3, "active", "v1", ("g1",), entries, "Do less, not nothing.", "Call us."
    )
    goal = Goal("g1", "p1", "Walk to the allotment and back", "2026-12-15", 7)
    return PlanContent(made, MARGARET, (goal,), exercises, HEAD, ASHA, date(2026, 11, 23), layout)


def largest_letter(pdf: bytes) -> float:
    """The height in points of the paper's title."""
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage()
    heights = [top - bottom for _, bottom, _, top in (text.get_charbox(at) for at in range(text.count_chars()))]
    document.close()
    return max(heights)


def pages(pdf: bytes) -> list[str]:
    return [" ".join((page.extract_text() or "").split()) for page in PdfReader(io.BytesIO(pdf)).pages]


@pytest.mark.parametrize("pdf", [MAKER.letter(letter(text="A long story about a knee. " * 900)), MAKER.plan(plan())])
def test_every_page_names_its_patient_and_says_n_of_m(pdf: bytes) -> None:
    found = pages(pdf)
    assert len(found) > 1
    for number, text in enumerate(found, 1):
        assert "Margaret Holloway · born 14 March 1956 · NHS number 999 768 0472" in text
        assert f"Page {number} of {len(found)}" in text
        assert "West District MSK Service" in text


def test_the_same_content_gives_the_same_bytes() -> None:
    assert MAKER.letter(letter()) == MAKER.letter(letter())
    assert MAKER.plan(plan()) == MAKER.plan(plan())


def test_a_letter_says_what_it_must_and_leaves_out_what_is_empty() -> None:
    text = " ".join(pages(MAKER.letter(letter())))
    for words in (
        "Dear Mrs Holloway",
        "What happens next",
        "Sit to stand",
        "Old Mill Surgery",
        "Asha Rao",
        "Draft: not signed.",
    ):
        assert words in text
    assert "Nothing here" not in text
    assert "Signed electronically." in " ".join(pages(MAKER.letter(letter(status="signed"))))


def test_a_paper_is_titled_and_in_english() -> None:
    reader = PdfReader(io.BytesIO(MAKER.letter(letter())))
    assert reader.metadata is not None
    assert reader.metadata.title == "Discharge letter"
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"


@pytest.mark.parametrize("name", ["Żak-Łęski", "Şahin", "Ó Súilleabháin", "محمد", "नमस्ते", "Иванова", "Παπαδοπούλου"])
def test_a_name_in_any_script_we_have_a_font_for_is_drawn_whole(name: str) -> None:
    assert drawable(name) == name
    # A run falls back in the markup alone: no character of the paper's own font is lost on the way.
    assert "".join(character for character in markup(name) if character in name)


@pytest.mark.parametrize(
    ("name", "shaped"), [("Holloway", False), ("Żak-Łęski", False), ("محمد", True), ("नमस्ते", True)]
)
def test_a_script_whose_letters_join_is_shaped(name: str, shaped: bool) -> None:
    style = Styles(Layout.STANDARD).paragraph()
    assert bool(getattr(set_text(style, "Dear", name).style, "shaping", 0)) is shaped


def test_a_character_that_no_font_has_is_left_out_rather_than_drawn_as_a_box() -> None:
    assert drawable("Li 李\U0001f600") == "Li "


def test_markup_in_a_name_is_text_and_not_markup() -> None:
    hostile = replace(MARGARET, names=(PersonName("<b>&O'Neil</b>", ("A",), "Dr"),))
    assert "Dear Dr <b>&O'Neil</b>" in " ".join(pages(MAKER.letter(letter(hostile))))


def test_large_print_is_larger_and_plain_has_no_pictures() -> None:
    standard, large, plain = (MAKER.plan(plan(layout)) for layout in ("standard", "large-print", "plain"))
    assert largest_letter(large) > largest_letter(standard)
    assert largest_letter(plain) > largest_letter(standard)
    assert len(plain) < len(standard) / 2  # the drawings are most of a plan


def test_a_letter_follows_the_recorded_format() -> None:
    wanted = replace(MARGARET, preferred_format="large-print")
    long = "You told us about your knee. " * 60
    assert len(pages(MAKER.letter(letter(wanted, long)))) > len(pages(MAKER.letter(letter(text=long))))


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        (DOSE, "10 times, rest, 3 rounds. 3 days a week."),
        (Dose(1, 8, None, 7), "8 times. Every day."),
        (Dose(None, None, 20, 1, "Breathe"), "Hold for 20 seconds. One day a week. Breathe"),
        (Dose(), ""),
    ],
)
def test_a_dose_is_said_in_a_patient_s_words(dose: Dose, words: str) -> None:
    assert dose_words(dose, TEXTS) == words


def test_a_dose_that_nobody_entered_is_not_printed() -> None:
    assert "times" not in " ".join(pages(MAKER.plan(plan(dose=Dose()))))


@pytest.mark.parametrize("pdf", [MAKER.letter(letter(text="Words " * 1500)), MAKER.plan(plan("large-print"))])
def test_nothing_is_drawn_beyond_the_margins(pdf: bytes) -> None:
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        image = page.render(scale=1).to_pil().convert("L")
        width, height = image.size
        edges = [(0, 0, 40, height), (width - 40, 0, width, height), (0, 0, width, 24), (0, height - 24, width, height)]
        assert all(image.crop(edge).getextrema()[0] > 200 for edge in edges)
    document.close()


def test_an_address_is_one_block_of_close_lines() -> None:
    blocks = [block for block in build_letter(letter(), TEXTS).blocks if isinstance(block, Lines)]
    assert blocks[1].lines == ("Mrs Margaret Holloway", "1 Mill Lane", "Harlow", "HW1 1AA")
    document = pypdfium2.PdfDocument(MAKER.letter(letter()))
    text = document[0].get_textpage()
    whole = text.get_text_range()
    start = whole.index("Mrs Margaret Holloway")
    bottoms = [text.get_charbox(whole.index(line, start), loose=True)[1] for line in blocks[1].lines]
    document.close()
    assert [round(above - below) for above, below in pairwise(bottoms)] == [15, 15, 15]  # 12-point words


def test_what_each_exercise_asks_is_said_once_and_nothing_is_lost() -> None:
    content = plan(titles=ALIKE)
    shared = shared_cautions(content.exercises)
    assert shared
    text = " ".join(pages(MAKER.plan(content)))
    for exercise in content.exercises:
        for caution in exercise.cautions:
            assert text.count(caution) >= 1
    assert [text.count(each) for each in shared] == [1] * len(shared)
    assert shared_cautions(content.exercises[:1]) == ()


def test_a_large_print_plan_leaves_no_page_half_empty() -> None:
    document = pypdfium2.PdfDocument(MAKER.plan(plan("large-print", titles=ALIKE)))
    for at in range(len(document) - 1):
        text = document[at].get_textpage()
        boxes = [text.get_charbox(n) for n in range(text.count_chars())]
        lowest = min((box[1] for box in boxes if box[1] > 80), default=842)
        assert lowest < 842 * 0.45, f"page {at + 1} ends at {lowest:.0f} points"
    document.close()


@pytest.mark.parametrize("name", ["ADÉBÁYỌ̀, Kofi", "LLEWELLYN, Llŷr", "خالد, Sam", "अनिल-Jones خ", "Ọ̀خ"])
@pytest.mark.parametrize("lead", [False, True])
def test_a_name_that_no_single_font_has_is_drawn_at_any_width(name: str, lead: bool) -> None:
    """A word is shaped by one font: mixed ones once stopped every list that they stood in."""
    style = ParagraphStyle("x", fontName=REGULAR, fontSize=9, leading=11)
    register()
    for width in (40, 90, 300):
        _, height = set_text(style, name, "Knee", lead=lead).wrap(width, 500)
        assert height > 0
