"""Each check of content finds what it is there to find."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from types import ModuleType
from typing import Any

import pytest

from msk_desk.content import aids, checks, codes, exercises, forms, letters, pieces, proms, resource_files, texts
from msk_desk.content.resource_files import ContentInvalid
from msk_desk.domain.codes import CodedTerm
from msk_desk.domain.proms.definition import Method

DAY = date(2026, 11, 22)
LONG = " ".join(["Multidisciplinary rehabilitation necessitates individualised biopsychosocial evaluation"] * 5) + "."

Shipped = Callable[[ModuleType, Any], list[str]]


@pytest.fixture
def problems_with(monkeypatch: pytest.MonkeyPatch) -> Shipped:
    """What the checks say when a module loads this instead of what ships."""

    def found(module: ModuleType, content: Any) -> list[str]:
        monkeypatch.setattr(module, "load_all", lambda: content)
        return [finding.problem for finding in checks.check_content(DAY)]

    return found


def test_an_exercise_with_a_dose(problems_with: Shipped) -> None:
    bridge = exercises.load_all()["bridge"]
    dosed = replace(bridge, steps=(*bridge.steps, "Do this 10 times."))
    assert "says a number: doses come from the clinician alone" in problems_with(exercises, {"bridge": dosed})


def test_an_exercise_that_is_hard_to_read(problems_with: Shipped) -> None:
    hard = replace(exercises.load_all()["bridge"], steps=(LONG,))
    assert any(problem.startswith("reads at about age") for problem in problems_with(exercises, {"bridge": hard}))


def test_an_aid_that_is_hard_to_read(problems_with: Shipped) -> None:
    aid = aids.load_all()["knee-osteoarthritis"]
    hard = replace(aid, condition=LONG * 20)
    assert any(problem.startswith("reads at about age") for problem in problems_with(aids, {aid.code: hard}))


def test_an_aid_with_one_option_or_unreadable_icons(problems_with: Shipped) -> None:
    aid = aids.load_all()["knee-osteoarthritis"]
    assert "has fewer than two options" in problems_with(aids, {aid.code: replace(aid, options=aid.options[:1])})


def test_an_option_nobody_can_choose(problems_with: Shipped) -> None:
    aid = aids.load_all()["knee-osteoarthritis"]
    without = replace(aid, choices=aid.choices[1:])
    assert "option exercise cannot be chosen" in problems_with(aids, {aid.code: without})


def test_a_figure_read_tomorrow() -> None:
    aid = aids.load_all()["knee-osteoarthritis"]
    assert any("figure read in the future" in problem for problem in checks.aid_problems(aid, date(2026, 11, 21)))


def test_a_letter_with_a_heading_twice(problems_with: Shipped) -> None:
    clinic = letters.load_all()["clinic"]
    twice = replace(clinic, sections=(*clinic.sections, clinic.sections[0]))
    assert "a heading comes twice" in problems_with(letters, {"clinic": twice})


@pytest.mark.parametrize("term", [CodedTerm("Knee", "239873008", "somewhere"), CodedTerm("Knee", "239873007", " ")])
def test_a_code_that_is_wrong_or_without_a_source(problems_with: Shipped, term: CodedTerm) -> None:
    assert f"Knee: {term.code} has no source or a wrong check digit" in problems_with(codes, (term,))


def test_a_form_that_lacks_its_version(problems_with: Shipped) -> None:
    form = {"title": "x", "status": "active", "date": "2026-11-22", "item": [{}]}
    assert problems_with(forms, {"https://msk-desk.example/fhir/Questionnaire/x": form}) == ["has no version"]


def test_instruments_whose_scores_cannot_be_made(problems_with: Shipped) -> None:
    koos = proms.load_all()["KOOS-12"]
    backwards = replace(koos, scores=tuple(reversed(koos.scores)))
    assert "score summary needs scores that come later or not at all" in "; ".join(
        problems_with(proms, {"KOOS-12": backwards})
    )
    ruled = replace(koos, scores=(replace(koos.scores[0], method=Method.RULE, rule="magic"),))
    assert "score pain names no rule magic" in problems_with(proms, {"KOOS-12": ruled})


@pytest.mark.parametrize(
    ("words", "problem"),
    [("{} waiting", "a place is not named"), ("{n waiting", "expected '}' before end of string")],
)
def test_texts_that_cannot_be_filled(monkeypatch: pytest.MonkeyPatch, words: str, problem: str) -> None:
    monkeypatch.setattr(texts, "names_in", lambda folder, suffix: ["area"])
    monkeypatch.setattr(texts, "read_toml", lambda path: {"key": words})
    assert checks.Finding("texts: area.key", problem) in checks.check_content(DAY)


def test_a_file_that_cannot_be_read_is_a_finding_not_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Any:
        raise ContentInvalid("aids/x.json: KeyError('code')")

    monkeypatch.setattr(aids, "load_all", broken)
    assert checks.Finding("aids/x.json", "aids/x.json: KeyError('code')") in checks.check_content(DAY)


@pytest.mark.parametrize(("module", "read"), [(aids, "read_json"), (exercises, "read_json"), (letters, "read_toml")])
def test_a_file_that_lacks_something_is_named(monkeypatch: pytest.MonkeyPatch, module: Any, read: str) -> None:
    monkeypatch.setattr(pieces, read, lambda path: {"code": "x"})
    with pytest.raises(ContentInvalid, match=r"/x\.(json|toml): KeyError"):
        module.load("x")


def test_two_forms_of_one_url(monkeypatch: pytest.MonkeyPatch) -> None:
    form = {"resourceType": "Questionnaire", "url": "u"}
    monkeypatch.setattr(forms, "names_in", lambda folder, suffix: ["a", "b"])
    monkeypatch.setattr(forms, "read_json_exactly", lambda path: form)
    with pytest.raises(ContentInvalid, match=r"forms/b\.json"):
        forms.written.__wrapped__()


def test_broken_json_and_toml_name_their_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource_files, "read_text", lambda path: "{")
    with pytest.raises(ContentInvalid, match=r"a\.json"):
        resource_files.read_json("a.json")
    with pytest.raises(ContentInvalid, match=r"a\.toml"):
        resource_files.read_toml("a.toml")
