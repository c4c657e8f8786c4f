"""Blank forms: every question that a person answers is there, and each page has room for whose it is."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader

from msk_desk.__main__ import main
from msk_desk.content import forms
from msk_desk.content.texts import Texts
from msk_desk.documents.maker import PaperMaker
from msk_desk.domain.papers import Masthead
from msk_desk.forms.definition import Definition
from msk_desk.forms.item import Item

MAKER = PaperMaker(Texts.load())


def pages(pdf: bytes) -> list[str]:
    return [" ".join((page.extract_text() or "").split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def squeezed(text: str) -> str:
    return "".join(text.split())


def hidden(item: Item) -> bool:
    return item.look.hidden or item.calculated is not None or item.read_only


@pytest.mark.parametrize("name", ["knee-assessment", "lumbar-assessment", "follow-up", "decision-knee-osteoarthritis"])
def test_every_question_is_on_paper_and_every_page_has_room_for_the_patient(name: str) -> None:
    form = forms.by_canonical(f"{forms.CANONICAL}{name}")
    found = pages(MAKER.blank_forms([form], Masthead("West District MSK Service", None)))
    text = squeezed(" ".join(found))
    for number, page in enumerate(found, 1):
        assert "Patient’s name" in page
        assert f"Page {number} of {len(found)}" in page
    definition = Definition.load(dict(form))
    by_id = definition.by_link_id
    for item in definition.walk():
        inside = any(hidden(by_id[above]) for above in item.ancestors if above in by_id)
        if item.is_question and not hidden(item) and not inside:
            assert squeezed(item.text) in text, item.link_id


def test_nothing_of_a_form_is_cut() -> None:
    form = forms.by_canonical(f"{forms.CANONICAL}wrist-hand-assessment")
    document = pypdfium2.PdfDocument(MAKER.blank_forms([form], Masthead("", None)))
    for page in document:
        image = page.render(scale=1).to_pil().convert("L")
        width, height = image.size
        edges = [(0, 0, 40, height), (width - 40, 0, width, height), (0, height - 24, width, height)]
        assert all(image.crop(edge).getextrema()[0] > 200 for edge in edges)
    document.close()


def test_the_command_prints_every_form_that_ships(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "blank"
    shipped = Path(__file__).parents[2] / "resources/forms"
    some = [str(shipped / f"{name}.json") for name in ("follow-up", "decision-knee-osteoarthritis")]
    assert main(["forms", "print", *some, "--out", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert sorted(path.stem for path in out.glob("*.pdf")) == told["forms"]
    assert len(told["forms"]) == 2
