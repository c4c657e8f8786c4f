"""A pack's wording is taken only when it asks exactly what the instrument scores."""

import json
import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from msk_desk.content import packs
from msk_desk.content.libraries import Forms
from msk_desk.content.pack_checks import pack_problems
from msk_desk.content.packs import read_pack
from msk_desk.content.prom_forms import PREFIX
from msk_desk.content.proms import load_all
from msk_desk.domain.errors import BadInput
from tests.fakes.made_up_pack import made_up_form

INSTRUMENTS = load_all()
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"


def option(value: int) -> dict[str, Any]:
    return {"valueCoding": {"code": f"a{value}", "extension": [{"url": ORDINAL, "valueDecimal": value}]}}


def knee_form() -> dict[str, Any]:
    """A form as a pack would hold it, with made-up wording, options best first."""
    asked = [
        {
            "linkId": f"question-{number}",
            "code": [{"code": f"Q{number:02d}"}],
            "text": f"Made-up wording {number}",
            "type": "choice",
            "answerOption": [option(value) for value in (4, 3, 2, 1, 0)],
        }
        for number in range(1, 13)
    ]
    intro = {"linkId": "intro", "type": "display", "text": "Made-up words"}
    page = {"linkId": "page", "type": "group", "item": [intro, *asked]}
    return {"resourceType": "Questionnaire", "url": PREFIX + "oks", "version": "0 to 48", "item": [page]}


def first(form: dict[str, Any]) -> dict[str, Any]:
    item: dict[str, Any] = form["item"][0]["item"][1]
    return item


def test_a_form_that_fits_is_taken() -> None:
    assert list(pack_problems(INSTRUMENTS["OKS"], knee_form())) == []


def test_whole_numbers_with_bounds_fit_too() -> None:
    bounds = [
        {"url": f"http://hl7.org/fhir/StructureDefinition/{n}Value", "valueInteger": v}
        for n, v in (("min", 0), ("max", 10))
    ]
    item = {"linkId": "PAIN", "text": "x", "type": "integer", "extension": bounds}
    form = {"url": PREFIX + "nprs", "version": "1", "item": [item]}
    assert list(pack_problems(INSTRUMENTS["NPRS"], form)) == []
    bounds[1]["valueInteger"] = 100
    assert list(pack_problems(INSTRUMENTS["NPRS"], form)) == ["PAIN does not run from 0 to 10"]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda form: form.update(version="12 to 60"), "version 12 to 60 is not 0 to 48"),
        (lambda form: form["item"][0]["item"].pop(), "Q12 is not asked"),
        (lambda form: first(form)["code"][0].update(code="Q02"), "Q02 is asked twice"),
        (lambda form: first(form).update(code=[{"code": "Q99"}]), "question-1 asks what the instrument"),
        (lambda form: first(form).update(text=" "), "Q01 has no wording"),
        (lambda form: first(form).update(type="string"), "Q01 is asked as string"),
        (lambda form: first(form)["answerOption"].pop(), "Q01 counts 1, 2, 3, 4, not 0 to 4"),
        (lambda form: first(form).update(answerOption=[option(n) for n in range(1, 6)]), "Q01 counts 1, 2, 3, 4, 5"),
        (
            lambda form: first(form)["answerOption"][0]["valueCoding"].pop("extension"),
            "Q01 has an answer without a value",
        ),
    ],
)
def test_a_form_that_does_not_fit_is_refused(change: Callable[[dict[str, Any]], Any], problem: str) -> None:
    form = deepcopy(knee_form())
    change(form)
    assert problem in "; ".join(pack_problems(INSTRUMENTS["OKS"], form))


def koos() -> dict[str, Any]:
    return made_up_form("KOOS")


def item_of(form: dict[str, Any], code: str) -> dict[str, Any]:
    return next(item for item in form["item"][0]["item"] if item["linkId"] == code)


def test_words_that_the_instrument_itself_turns_round_fit() -> None:
    assert list(pack_problems(INSTRUMENTS["KOOS"], koos())) == []
    assert "otherWay" not in str(koos())


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda form: item_of(form, "P3")["answerOption"].insert(0, item_of(form, "P3")["answerOption"].pop()),
         "P3 has its answers out of order"),
        (lambda form: item_of(form, "P3")["answerOption"].reverse(), "P3 has its answers in reversed order"),
        (lambda form: _swap_words(item_of(form, "P3")), "P3 counts the words of P1 the other way round"),
        (lambda form: _swap_words(item_of(form, "S4")), "S4 counts the words of P1 the other way round"),
        (lambda form: item_of(form, "P1").update(enableWhen=[{}]), "P1 says enableWhen"),
        (lambda form: item_of(form, "P1")["answerOption"][0].update(initialSelected=True), "chosen beforehand"),
        (lambda form: form.update(modifierExtension=[{"url": "https://example.org/x"}]), "the form cannot be used"),
    ],
)  # fmt: skip
def test_a_form_whose_answers_count_the_wrong_way_or_that_asks_otherwise_is_refused(
    change: Callable[[dict[str, Any]], Any], problem: str
) -> None:
    form = koos()
    change(form)
    assert problem in "; ".join(pack_problems(INSTRUMENTS["KOOS"], form))


def _swap_words(item: dict[str, Any]) -> None:
    codings = [option["valueCoding"] for option in item["answerOption"]]
    words = [coding["display"] for coding in codings]
    for coding, said in zip(codings, reversed(words), strict=True):
        coding["display"] = said


def test_what_the_answers_count_is_said_for_a_person_to_check(tmp_path: Path) -> None:
    (tmp_path / "oks.json").write_text(json.dumps(made_up_form("OKS", falling=True)))
    (form,) = read_pack(tmp_path, INSTRUMENTS)
    assert form.counts == ("every question: “More than I can manage” counts 4, “No trouble at all” counts 0",)
    assert form.languages == ("cy",)


def test_two_forms_for_one_instrument_are_refused(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.json").write_text(json.dumps(made_up_form("OKS")))
    assert all("more than once" in form.problems[0] for form in read_pack(tmp_path, INSTRUMENTS))


def test_not_applicable_may_be_offered_only_where_the_instrument_knows_it() -> None:
    without_value = {"valueCoding": {"code": "na"}}
    form = knee_form()
    first(form)["answerOption"].append(without_value)
    assert list(pack_problems(INSTRUMENTS["OKS"], form)) == ["Q01 has an answer without a value"]
    items = [
        {"linkId": f"Q{number:02d}", "text": "x", "type": "choice", "answerOption": [option(n) for n in range(11)]}
        for number in range(1, 14)
    ]
    items[0]["answerOption"].append(without_value)  # type: ignore[attr-defined]
    assert list(pack_problems(INSTRUMENTS["SPADI"], {"version": "1", "item": items})) == []


def test_an_imported_form_takes_the_place_of_the_numbered_one() -> None:
    form = knee_form()
    library = Forms({form["url"]: form})
    assert library.read(f"{PREFIX}oks|0 to 48") is form
    assert library.read(f"{PREFIX}ohs")["item"][0]["text"] == "Item 1"


def test_folders_and_zips_are_read_alike(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    (folder / "in").mkdir(parents=True)
    (folder / "in" / "knee.json").write_text(json.dumps(knee_form()), "utf-8-sig")
    (folder / "other.json").write_text('{"resourceType": "Patient"}')
    (folder / "licence.txt").write_text("not read")
    with zipfile.ZipFile(tmp_path / "pack.zip", "w") as pack:
        for file in sorted(folder.rglob("*.*")):
            pack.write(file, file.relative_to(folder))
    for place in (folder, tmp_path / "pack.zip"):
        (form,) = read_pack(place, INSTRUMENTS)
        assert (form.file, form.instrument, form.problems) == ("in/knee.json", "OKS", ())


def test_a_form_of_no_instrument_says_so(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(json.dumps({**knee_form(), "url": "https://example.org/x"}))
    (form,) = read_pack(tmp_path, INSTRUMENTS)
    assert form.problems == ("its URL names no instrument: https://example.org/x",)


def test_packs_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadInput, match="no Questionnaire"):
        read_pack(tmp_path, INSTRUMENTS)
    (tmp_path / "bad.zip").write_bytes(b"PK no zip")
    with pytest.raises(BadInput, match="cannot be opened"):
        read_pack(tmp_path / "bad.zip", INSTRUMENTS)
    (tmp_path / "bad.json").write_text("{")
    with pytest.raises(BadInput, match=r"bad\.json is not JSON"):
        read_pack(tmp_path, INSTRUMENTS)
    monkeypatch.setattr(packs, "MOST_BYTES", 10)
    (tmp_path / "bad.json").write_text(json.dumps(knee_form()))
    with pytest.raises(BadInput, match="larger"):
        read_pack(tmp_path, INSTRUMENTS)


def test_a_zip_that_unpacks_to_more_than_it_says_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("a.json", json.dumps({"resourceType": "Questionnaire", "title": "x" * 100_000}))
    assert (tmp_path / "bomb.zip").stat().st_size < 2000
    monkeypatch.setattr(packs, "MOST_BYTES", 50_000)
    with pytest.raises(BadInput, match="larger"):
        read_pack(tmp_path / "bomb.zip", INSTRUMENTS)
