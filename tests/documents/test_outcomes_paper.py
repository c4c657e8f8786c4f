"""Printed outcomes: each page names its patient, each measure has its chart, its table and where figures come from."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pypdfium2
import pytest
from pypdf import PdfReader

from msk_desk.content.proms import load_all
from msk_desk.content.texts import Texts
from msk_desk.documents.maker import PaperMaker
from msk_desk.domain.papers import Masthead
from msk_desk.domain.people import Patient, PersonName
from msk_desk.domain.proms.change import Care, interpret_change
from msk_desk.domain.visits import Score
from msk_desk.drawing.prom_marks import ChartEvent
from msk_desk.services.outcome_pages import OutcomePage, OutcomesPaper, grouped
from msk_desk.services.outcomes import ActivityRating, Series

MARGARET = Patient("p1", (PersonName("Holloway", ("Margaret",), "Mrs"),), "1956-03-14", "female", "9997680472")
FIRST = datetime(2026, 6, 1, 10, tzinfo=UTC)


def series(code: str, values: list[float | None], score_name: str = "") -> Series:
    definition = load_all()[code]
    rule = definition.score(score_name) if score_name else definition.main_score
    scores = tuple(
        Score(f"s{at}", "p1", code, rule.name, value, FIRST + timedelta(days=40 * at), "1", answered=5, imputed=at % 2)
        for at, value in enumerate(values)
    )
    known = [value for value in values if value is not None]
    change = interpret_change(definition, rule.name, known[0], known[-1], Care("Knee")) if len(known) > 1 else None
    return Series(definition, rule, scores, change)


def paper(*found: Series) -> bytes:
    events = (ChartEvent(datetime(2026, 7, 1, tzinfo=UTC).date(), "Injection, right knee"),)
    page = OutcomePage("p1", grouped(found), events, (ActivityRating("Walk to the allotment", 3, 4),), (), ())
    made = OutcomesPaper(MARGARET, page, Masthead("West District MSK Service", None, "01632 960011"), FIRST)
    return PaperMaker(Texts.load()).outcomes(made)


def pages(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


@pytest.fixture(scope="module")
def printed() -> bytes:
    parts = [series("KOOS-12", [40, 50, 60], rule.name) for rule in load_all()["KOOS-12"].scores]
    return paper(series("OKS", [14, None, 31]), series("PHQ-9", [12, 9, 4]), series("NPRS", [8, 6, 5]), *parts)


def test_every_page_names_the_patient_and_counts(printed: bytes) -> None:
    found = pages(printed)
    assert len(found) > 1
    for number, text in enumerate(found, 1):
        assert "Margaret Holloway" in text
        assert "999 768 0472" in text
        assert f"Page {number} of {len(found)}" in text


def test_charts_tables_sources_and_activities_are_in_it(printed: bytes) -> None:
    whole = " ".join(pages(printed))
    for words in (
        "0–48, higher is better", "No score", "Injection, right knee", "moderate", "on its own who is referred",
        "taken as the mean of the others", "397 adults with knee osteoarthritis", "Walk to the allotment",
        "Function", "+17 since the first score",
    ):  # fmt: skip
        assert words in whole, words


def test_the_same_outcomes_give_the_same_bytes() -> None:
    assert paper(series("NPRS", [8, 5])) == paper(series("NPRS", [8, 5]))


def test_nothing_is_drawn_beyond_the_margins(printed: bytes) -> None:
    for page in pypdfium2.PdfDocument(printed):
        image = page.render(scale=1).to_pil().convert("L")
        wide, high = image.size
        for box in ((0, 0, 40, high), (wide - 40, 0, wide, high)):
            assert image.crop(box).getextrema()[0] > 250
