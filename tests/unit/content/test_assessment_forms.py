"""Each assessment form: whole in the engine, quiet when empty, sound when full, and its parts as agreed."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from msk_desk.content import forms
from msk_desk.content.examination import joints, movements, special_tests
from msk_desk.content.resource_files import names_in, read_text
from msk_desk.domain.form_catalogue import Origin, entry_of
from tests.unit.content.assessment_forms import NAMES, NOW, definition, fill_everything, opened, raw
from tests.unit.content.json_layout import laid_out

OURS = "https://msk-desk.example/fhir/StructureDefinition/"
KINDS = {"follow-up": "follow-up", "post-operative-review": "post-operative"}


def coded(name: str, system: str) -> set[str]:
    """The catalogue codes that a form's items carry."""
    found = (code for item in definition(name).walk() for code in item.raw.get("code", ()))
    return {code["code"] for code in found if code.get("system", "").endswith(f"/{system}")}


def answered(items: list[Mapping[str, Any]]) -> Iterator[str]:
    for item in items:
        yield from (item["linkId"] for _ in item.get("answer", ()))
        yield from answered(item.get("item", []))


@pytest.mark.parametrize("name", NAMES)
def test_it_is_whole_and_nothing_is_wrong_with_it(name: str) -> None:
    assert definition(name).problems == ()
    assert definition(name).unsupported == ()
    assert not forms.needs_assembly(raw(name)), "what leaves here is a plain Questionnaire"


@pytest.mark.parametrize("name", NAMES)
def test_nothing_in_gives_nothing_out(name: str) -> None:
    form = opened(name)
    assert form.faults == {}
    assert list(answered(form.response().get("item", []))) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_given_leaves_no_fault_and_nothing_missing(name: str) -> None:
    form = opened(name)
    fill_everything(form)
    assert form.faults == {}
    assert [each for each in form.problems() if not each.warning] == []
    again = type(form)(form.definition, form.response(), now=NOW)
    assert sorted(answered(again.response()["item"])) == sorted(answered(form.response()["item"]))


@pytest.mark.parametrize("name", NAMES)
def test_it_says_who_wrote_it_what_for_and_until_when(name: str) -> None:
    form = raw(name)
    held = {each["url"].removeprefix(OURS): each for each in form["extension"]}
    assert held["author-role"]["valueString"]
    assert held["source"]["valueString"]
    assert date.fromisoformat(held["review-date"]["valueDate"]) > date.fromisoformat(form["date"])
    assert all(form[key] for key in ("title", "purpose", "version", "publisher", "copyright"))
    entry = entry_of(form, Origin.SHIPPED)
    assert entry.kind == KINDS.get(name, "assessment")
    assert entry.areas


@pytest.mark.parametrize("name", NAMES)
def test_its_sections_carry_the_codes_that_letters_pick_by(name: str) -> None:
    codes = {code for item in definition(name).items for code in item.codes}
    assert {"red-flags", "history", "examination", "impression", "plan"} <= codes
    assert all(item.codes for item in definition(name).items)


@pytest.mark.parametrize("name", NAMES)
def test_what_must_be_found_afresh_is_not_copied_forward(name: str) -> None:
    fresh = {"red-flags", "examination", "tests"}
    for item in definition(name).items:
        marked = any(each["url"] == f"{OURS}no-copy-forward" for each in item.raw.get("extension", ()))
        assert marked or item.link_id not in fresh, item.link_id


@pytest.mark.parametrize("name", NAMES)
def test_only_what_safety_and_the_record_need_must_be_answered(name: str) -> None:
    needed = {item.link_id for item in definition(name).walk() if item.required}
    words = {
        "complaint", "side", "impression-words", "diagnosis", "plan-words", "since-words", "procedure",
        "operation-date", "rf-detail", "rf-concern", "rf-route", "rf-route-reason", "rf-action",
    }  # fmt: skip
    assert {each for each in needed - words if not each.startswith("rf-")} == set()


def test_together_they_examine_enough() -> None:
    moved = {code for name in NAMES for code in coded(name, "movement")}
    tested = {code for name in NAMES for code in coded(name, "special-test")}
    assert len(moved) >= 26
    assert len({movements()[code].joint for code in moved} & set(joints())) >= 13
    assert len(tested) >= 60
    assert tested <= set(special_tests())


def test_a_form_for_every_area() -> None:
    entries = [entry_of(raw(name), Origin.SHIPPED) for name in NAMES]
    first = {area for entry in entries if entry.kind == "assessment" for area in entry.areas}
    assert first == {
        "lumbar", "cervical", "thoracic", "shoulder", "elbow", "wrist-hand", "hip", "knee", "ankle-foot",
        "widespread", "inflammatory",
    }  # fmt: skip


@pytest.mark.parametrize("folder", [forms.FOLDER, forms.PARTS])
def test_forms_are_written_briefly(folder: str) -> None:
    for name in names_in(folder, ".json"):
        if folder == forms.PARTS and name == "body-chart":
            continue
        text = read_text(f"{folder}/{name}.json")
        if name != "decision-knee-osteoarthritis":
            assert text == laid_out(json.loads(text)) + "\n", f"{name} is not laid out as the others"


def test_parts_are_only_included_and_every_one_of_them_is() -> None:
    kinds = {entry_of(part, Origin.SHIPPED).kind for part in forms.parts().values()}
    assert kinds == {"part"}
    used = {
        each["valueCanonical"].partition("|")[0]
        for url in forms.written()
        for each in forms.by_canonical(url).get("extension", ())
        if each["url"].endswith("assembledFrom")
    }
    assert set(forms.parts()) - used == set()


def test_an_earlier_version_stays_readable() -> None:
    url = forms.CANONICAL + "knee-assessment"
    assert forms.by_canonical(f"{url}|1.0.0")["version"] == "1.0.0"
    assert forms.by_canonical(url)["version"] != "1.0.0"
    assert (files("resources") / "forms" / "earlier").is_dir()


def test_weeks_since_an_operation() -> None:
    form = opened("post-operative-review")
    form.set_answer("operation-date", "2026-10-04")
    assert form.values("weeks-since") == [{"valueInteger": 8}]
    form.set_answer("operation-date", "2024-02-28")
    assert form.values("weeks-since") == [{"valueInteger": (date(2026, 11, 29) - date(2024, 2, 28)).days // 7}]
    form.set_answer("operation-date", "2027-01-01")
    assert form.values("weeks-since") == []


def test_joints_and_places_are_counted_and_none_is_not_zero() -> None:
    form = opened("inflammatory-assessment")
    assert form.values("tender-count") == form.values("swollen-count") == []
    form.set_answer("joint-mcp-tender-right", 3)
    form.set_answer("joint-wrist-tender-left", 1)
    assert form.values("tender-count") == [{"valueInteger": 4}]
    assert form.values("swollen-count") == []
    places = opened("widespread-assessment")
    assert places.values("sites-count") == []
    places.set_answer("sites", ["neck", "low-back", "leg-left"])
    assert places.values("sites-count") == [{"valueInteger": 3}]
