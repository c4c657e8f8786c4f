"""The body chart in the printed record of a visit: its figures, its legend and each area in words."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pypdfium2
from pypdf import PdfReader

from msk_desk.documents.maker import PaperMaker
from msk_desk.domain.body_chart import BodyArea, BodyView, Shape, Symptom
from msk_desk.domain.form_reading import ReadAnswers, ReadForm, ReadLine, ReadSection
from msk_desk.domain.papers import VisitContent
from msk_desk.domain.visits import FormAnswers
from msk_desk.drawing.body.resolving import regions_of
from msk_desk.drawing.palette import LIGHT
from tests.documents.test_papers import HEAD, MARGARET, TEXTS

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
KNEE = ((-6.4, 68.0), (-3.0, 67.6), (-2.6, 73.8), (-6.6, 74.4))
SCIATIC = ((3.4, 49.0), (4.8, 58.0), (4.8, 71.0), (4.8, 82.0))


def area(view: BodyView, shape: Shape, symptom: Symptom, points: tuple[tuple[float, float], ...]) -> BodyArea:
    return BodyArea(view, symptom, shape, points, regions_of(view, shape, points), 6)


CHART = (
    area(BodyView.FRONT, Shape.AREA, Symptom.PAIN, KNEE),
    area(BodyView.BACK, Shape.ARROW, Symptom.PINS, SCIATIC),
    area(BodyView.RIGHT_PALM, Shape.SPOT, Symptom.NUMB, ((9.6, 20.0),)),
)


def paper(chart: tuple[BodyArea, ...]) -> bytes:
    answers = FormAnswers("a1", MARGARET.id, "https://msk-desk.example/f|1", "completed", NOW, "s1")
    lines = (ReadLine("a/b", "b", "Main complaint", "Right knee pain"),)
    form = ReadForm("Knee assessment", (ReadSection("a", "Complaint", lines),), chart=chart)
    content = VisitContent(MARGARET, (ReadAnswers(answers, form, "Asha Rao"),), HEAD, NOW, NOW, (), 0)
    return PaperMaker(TEXTS).visit(content)


def _colours(pdf: bytes) -> set[tuple[int, int, int]]:
    document = pypdfium2.PdfDocument(pdf)
    image = document[0].render(scale=2).to_pil().convert("RGB")
    found = {colour for _, colour in image.getcolors(1 << 22)}
    document.close()
    return found


def _rgb(token: str) -> tuple[int, int, int]:
    value = LIGHT[token]
    return int(value[1:3], 16), int(value[3:5], 16), int(value[5:7], 16)


def test_the_record_shows_what_was_drawn_and_says_it() -> None:
    pdf = paper(CHART)
    text = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    for words in (
        "Where it is felt", "Front", "Back", "Right palm", "Pins and needles", "Right knee, front: pain, 6 of 10",
        "Right buttock: pins and needles, spreading, 6 of 10", "Main complaint",
    ):  # fmt: skip
        assert words in text, words
    assert "Left palm" not in text
    assert {_rgb("mark_pain_soft"), _rgb("mark_pins_soft"), _rgb("body_fill")} <= _colours(pdf)


def test_a_record_without_marks_has_no_figures() -> None:
    pdf = paper(())
    assert "Where it is felt" not in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert _rgb("body_fill") not in _colours(pdf)


def test_the_same_chart_gives_the_same_bytes() -> None:
    assert paper(CHART) == paper(CHART)
