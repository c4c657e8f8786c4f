"""Lists as PDF: every page says which list it is and n of m, nothing is cut, long names wrap."""

from __future__ import annotations

import io
import os
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
from pypdf import PdfReader

from msk_desk.content.texts import Texts
from msk_desk.documents.maker import PaperMaker
from msk_desk.domain.clinics import Place
from msk_desk.domain.papers import ListColumn, ListContent, ListPart, Masthead

MAKER = PaperMaker(Texts.load())
HEAD = Masthead("West District MSK Service", Place("l1", "Harlow Community Clinic"))
LONG = "WOLFESCHLEGELSTEINHAUSENBERGERDORFF-ÓSÚILLEABHÁIN-MONTGOMERY, Bartholomew Alexander Featherstonehaugh"
COLUMNS = (
    ListColumn("Patient", 2.4, lead=True), ListColumn("NHS number", 1.1), ListColumn("Waiting for", 2),
    ListColumn("Weeks", 0.6), ListColumn("Note", 3),
)  # fmt: skip


def listed(count: int, *, apart: bool = False, landscape: bool = True) -> ListContent:
    rows = tuple(
        (f"{LONG if at % 7 == 3 else f'HOLLOWAY, Margaret {at}'}\nborn 14-Mar-1956", "999 768 0472", "First visit",
         f"{at % 30}", "Can come at short notice. " * (1 + at % 3))
        for at in range(count)
    )  # fmt: skip
    names = ("Asha Rao", "Tom Ellis") if apart else ("",)
    return ListContent(
        "Waiting list", COLUMNS, tuple(ListPart(rows, name) for name in names), HEAD,
        datetime(2026, 11, 29, 9, 12, tzinfo=UTC), "Kofi Mensah", (f"{count} people, longest wait first",),
        apart=apart, landscape=landscape,
    )  # fmt: skip


def texts(pdf: bytes) -> list[str]:
    return [" ".join((page.extract_text() or "").split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def test_every_page_of_a_list_says_which_and_n_of_m_and_has_its_columns() -> None:
    pages = texts(MAKER.listing(listed(90)))
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert "Waiting list · Printed 29-Nov-2026" in page
        assert "by Kofi Mensah" in page
        assert f"Page {number} of {len(pages)}" in page
        assert "West District MSK Service" in page
        assert page.index("NHS number") < page.index("999 768 0472")


def test_nothing_of_a_list_is_lost_or_cut() -> None:
    for landscape in (True, False):
        pdf = MAKER.listing(listed(60, landscape=landscape))
        text = " ".join(texts(pdf)).replace(" ", "")
        assert all(f"HOLLOWAY,Margaret{at}born" in text for at in range(60) if at % 7 != 3)
        assert text.count(LONG.replace(" ", "")) == len([at for at in range(60) if at % 7 == 3])
        edges_are_white(pdf)


def test_each_part_begins_on_its_own_page_and_every_page_says_whose_it_is() -> None:
    pages = texts(MAKER.listing(listed(40, apart=True)))
    own = [("Asha Rao" in page, "Tom Ellis" in page) for page in pages]
    half = len(pages) // 2
    assert own == [(True, False)] * half + [(False, True)] * half


def edges_are_white(pdf: bytes) -> None:
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        image = page.render(scale=1).to_pil().convert("L")
        width, height = image.size
        edges = [(0, 0, 30, height), (width - 30, 0, width, height), (0, 0, width, 24), (0, height - 24, width, height)]
        assert all(image.crop(edge).getextrema()[0] > 200 for edge in edges)
    document.close()


if __name__ == "__main__":
    Path(os.environ["OUT"]).write_bytes(MAKER.listing(listed(90, apart=True)))
