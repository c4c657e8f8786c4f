"""What ships is complete, and the checks find it when it is not."""

from copy import deepcopy
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from msk_desk.content import aids, codes, exercises, forms, letters, pieces, proms
from msk_desk.content.checks import Finding, check_content, definition_problems
from msk_desk.content.provenance import provenance_problems
from msk_desk.content.resource_files import (
    ContentInvalid,
    ContentMissing,
    names_in,
    read_bytes,
    read_json,
)
from msk_desk.domain.aids import FigureKind, aid_problems
from msk_desk.domain.letter_templates import Need

WRITTEN = date(2026, 11, 22)


def test_nothing_is_wrong_with_what_ships() -> None:
    assert check_content(WRITTEN) == []


def test_content_past_its_review_is_found() -> None:
    late = check_content(date(2029, 1, 1))
    assert Finding("aids/knee-osteoarthritis.json", "was due for review on 2027-11-22") in late
    folders = {"proms", "aids", "exercises", "letters", "codes", "examination", "phrases", "pathways", "services"}
    folders |= {"booking", "triage"}
    assert {finding.file.split("/")[0] for finding in late} == folders


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"authorRole": " "}, "has no authorRole"),
        ({"source": ""}, "has no source"),
        ({"date": "soon"}, "date is not a date"),
        ({"reviewDate": "2026-11-01"}, "is to be reviewed before it was written"),
    ],
)
def test_missing_provenance_is_found(changes: dict[str, str], problem: str) -> None:
    whole = {"authorRole": "a", "source": "s", "date": "2026-11-22", "reviewDate": "2027-11-22"}
    assert provenance_problems(whole, WRITTEN) == []
    assert problem in provenance_problems({**whole, **changes}, WRITTEN)


def knee_aid() -> dict[str, Any]:
    return deepcopy(read_json("aids/knee-osteoarthritis.json"))


def problems(data: dict[str, Any]) -> str:
    return "; ".join(aid_problems(aids.parsed(data), WRITTEN))


class TestKneeAid:
    """The decision aid for knee osteoarthritis."""

    def test_it_offers_every_option_and_still_deciding(self) -> None:
        aid = aids.load_all()["knee-osteoarthritis"]
        options = [option.code for option in aid.options]
        assert options == ["exercise", "gel", "injection", "replacement", "as-now"]
        assert [choice.code for choice in aid.choices] == [*options, "still-deciding"]

    def test_every_figure_names_where_it_was_read(self) -> None:
        for _, _, figure in aids.load_all()["knee-osteoarthritis"].figures():
            assert figure.source.location.startswith(("Abstract", "Key results"))
            assert figure.source.read in {"abstract", "publisher's plain language summary"}

    def test_icons_only_where_people_were_counted_in_both_groups(self) -> None:
        with_icons = [f for _, _, f in aids.load_all()["knee-osteoarthritis"].figures() if f.icons]
        assert [(f.icons.with_option, f.icons.with_comparator) for f in with_icons if f.icons] == [(60, 50)]
        assert all(figure.kind is FigureKind.PROPORTION for figure in with_icons)

    def test_sources_are_listed_once(self) -> None:
        sources = aids.load_all()["knee-osteoarthritis"].sources()
        assert len(sources) == len({source.citation for source in sources}) == 8

    def test_a_figure_without_its_source_is_found(self) -> None:
        data = knee_aid()
        data["options"][0]["answers"]["help"]["figures"][0]["source"]["location"] = ""
        assert "figure without a whole source" in problems(data)

    def test_a_mean_shown_as_people_is_found(self) -> None:
        data = knee_aid()
        icons = {"withOption": 12, "withComparator": 0, "total": 100}
        data["options"][0]["answers"]["help"]["figures"][0]["icons"] = icons
        assert "icons for what is no proportion" in problems(data)

    def test_a_number_slipped_into_words_is_found(self) -> None:
        data = knee_aid()
        data["options"][2]["answers"]["time"]["words"] = "About 20 minutes."
        assert "option injection, time: a number without a source" in problems(data)

    def test_neither_figure_nor_admission_is_found(self) -> None:
        data = knee_aid()
        del data["options"][0]["answers"]["harms"]["notKnown"]
        assert "option exercise, harms: figures and not known exclude each other" in problems(data)

    def test_an_option_that_is_told_less_of_is_found(self) -> None:
        data = knee_aid()
        del data["options"][4]["answers"]["harms"]
        found = aids.parsed(data)
        with pytest.raises(KeyError):
            list(found.figures())
        assert any("as-now does not answer harms" in p for p in _option_findings(found))

    def test_no_way_to_go_on_deciding_is_found(self) -> None:
        data = knee_aid()
        data["choices"] = data["choices"][:-1]
        assert "does not let a person go on deciding" in problems(data)

    @pytest.mark.parametrize("name", ["funding", "interests", "updatePolicy", "comparability", "whatElse"])
    def test_what_ipdas_asks_for_is_missed(self, name: str) -> None:
        assert "says nothing on" in problems({**knee_aid(), name: " "})


def _option_findings(aid: Any) -> list[str]:
    from msk_desk.domain.aids import _option_problems

    return [problem for option in aid.options for problem in _option_problems(aid, option)]


class TestDecisionForm:
    """The form that records a decision fits the aid it was made with."""

    FORM = forms.by_canonical("https://msk-desk.example/fhir/Questionnaire/decision-knee-osteoarthritis|1")

    def item(self, link_id: str) -> dict[str, Any]:
        return next(item for item in self.FORM["item"] if item["linkId"] == link_id)

    def codes(self, link_id: str) -> list[str]:
        return [option["valueCoding"]["code"] for option in self.item(link_id)["answerOption"]]

    def test_it_is_the_one_the_aid_names(self) -> None:
        aid = aids.load_all()["knee-osteoarthritis"]
        assert aid.questionnaire == self.FORM["url"]
        assert self.item("aid-version")["initial"] == [{"valueString": f"{aid.code}|{aid.version}"}]

    def test_its_answers_are_those_of_the_aid(self) -> None:
        aid = aids.load_all()["knee-osteoarthritis"]
        assert self.codes("options-discussed") == [option.code for option in aid.options]
        assert self.codes("choice") == [choice.code for choice in aid.choices]
        rated = [item["linkId"] for item in self.item("ratings")["item"]]
        assert rated == [f"ratings.{prompt.code}" for prompt in aid.prompts]

    def test_it_asks_who_was_there_why_and_what_next(self) -> None:
        asked = {item["linkId"] for item in self.FORM["item"]}
        assert {"what-matters", "reasons", "questions", "who-was-there", "next-step"} <= asked


def test_a_form_of_another_version_is_not_given_out() -> None:
    url = "https://msk-desk.example/fhir/Questionnaire/decision-knee-osteoarthritis"
    assert forms.canonical_with_version(url) == f"{url}|1"
    with pytest.raises(ContentMissing):
        forms.by_canonical(f"{url}|0.9")
    with pytest.raises(ContentMissing):
        forms.by_canonical("https://msk-desk.example/fhir/Questionnaire/none")


class TestLetters:
    """Letter templates under PRSB headings."""

    @pytest.mark.parametrize("code", ["clinic", "discharge"])
    def test_the_plan_comes_first_and_what_is_mandatory_is_there(self, code: str) -> None:
        template = letters.load_all()[code]
        assert template.sections[0].code == "plan"
        mandatory = {section.code for section in template.sections if section.need is Need.MANDATORY}
        assert mandatory == {
            "clinical-summary",
            "allergies-and-adverse-reactions",
            "attendance-details",
            "person-completing-record",
        }

    def test_unfilled_mandatory_sections_are_named(self) -> None:
        template = letters.load_all()["discharge"]
        texts = {"clinical-summary": "You are doing well.", "attendance-details": " "}
        assert [section.code for section in template.unfilled(texts)] == [
            "allergies-and-adverse-reactions",
            "attendance-details",
            "person-completing-record",
        ]


def test_exercises_carry_no_dose() -> None:
    for exercise in exercises.load_all().values():
        assert not any(character.isdigit() for character in exercise.words())
    assert len(exercises.load_all()) >= 8


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        (("scores", 0, "items"), ["Q99"], "names no items"),
        (("scores", 0, "fewest"), 0, "could be made of nothing"),
        (("scores", 0, "high"), 0, "has no range"),
        (("wording",), "copied", "neither ours nor of a pack"),
        (("licence",), "", "holder, licence or source is missing"),
        (("items", 0, "code"), "Q02", "two items share a code"),
    ],
)
def test_an_instrument_that_cannot_be_scored_is_found(path: tuple[Any, ...], value: Any, problem: str) -> None:
    data: Any = deepcopy(read_json("proms/oks.json"))
    part = data
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    assert problem in "; ".join(definition_problems(proms.parsed(data)))


def test_a_code_is_given_only_for_a_term_that_was_seen() -> None:
    assert codes.code_of(" osteoarthritis of KNEE") == "239873007"
    assert codes.code_of("Osteoarthritis of right knee") == ""


def test_files_that_are_not_there() -> None:
    with pytest.raises(ContentMissing):
        read_bytes("proms/none.json")
    assert list(names_in("nowhere", ".json")) == []


@pytest.mark.parametrize("loader", [proms.parsed, aids.parsed, exercises.parsed])
def test_a_file_that_lacks_something_is_refused(loader: Any) -> None:
    with pytest.raises(KeyError):
        loader({"code": "X"})


def test_a_broken_file_names_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "read_json", lambda path: {"code": "X"})
    with pytest.raises(ContentInvalid, match=r"proms/x\.json"):
        proms.load("x")


def test_resources_are_this_project_s() -> None:
    assert files("resources").joinpath("aids/knee-osteoarthritis.json").is_file()
