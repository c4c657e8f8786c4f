"""What the district says agrees with what the product ships: instruments, exercises, codes, letters, decisions."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pypdf
import pytest

from msk_desk.content import codes, exercises, forms, letters, proms
from msk_desk.district.conditions import CONDITIONS, SNOMED_CODES, TITLES
from msk_desk.district.letters import one_page_pdf
from msk_desk.district.measures import MEASURES, Measure, answers_adding_to, item_code
from msk_desk.domain.letters import Letter, StoredDocument
from msk_desk.domain.proms.scorer import score
from msk_desk.domain.visits import FormAnswers, Problem, Score
from msk_desk.drawing.body.resolving import regions_of
from msk_desk.fhir.mapping import read
from msk_desk.forms.check import fill
from msk_desk.services.body_charts import areas_of_items

Resources = Sequence[dict[str, Any]]
PROM_FORM = "https://msk-desk.example/fhir/Questionnaire/prom-"
DECISION = "https://msk-desk.example/fhir/Questionnaire/decision-knee-osteoarthritis"


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: measure.code)
def test_measures_score_as_the_instruments_do(measure: Measure) -> None:
    definition = proms.load_all()[measure.code]
    rule = definition.score(measure.score)
    assert (definition.version, rule.direction.value) == (measure.version, measure.direction)
    for answer in (measure.low, measure.high):
        answers = [answer] * measure.items
        given = {item_code(measure, number): float(value) for number, value in enumerate(answers, 1)}
        result = score(definition, given)
        assert result.problems == ()
        assert result.scores[measure.score] == pytest.approx(measure.value(answers))


def test_every_stored_score_is_that_of_its_answers(district_resources: Resources) -> None:
    records = list(map(read, district_resources))
    answers = {record.id: record for record in records if isinstance(record, FormAnswers)}
    checked: Counter[str] = Counter()
    for stored in records:
        if not isinstance(stored, Score) or not stored.answers_id:
            continue
        given: Mapping[str, Any] = {
            item["linkId"]: item["answer"][0]["valueInteger"] for item in answers[stored.answers_id].items
        }
        result = score(proms.load_all()[stored.instrument], given)
        assert result.scores[stored.score] == pytest.approx(stored.value)
        checked[stored.instrument] += 1
    assert len(checked) > 6


def test_scores_mostly_move_towards_better(district_resources: Resources) -> None:
    series: dict[tuple[str, str], list[Score]] = {}
    for record in map(read, district_resources):
        if isinstance(record, Score):
            series.setdefault((record.patient_id, record.instrument), []).append(record)
    moves: Counter[str] = Counter()
    for scores in series.values():
        ordered = [s.value or 0 for s in sorted(scores, key=lambda s: s.taken)]
        change = (ordered[-1] - ordered[0]) * (1 if scores[0].direction == "higher-better" else -1)
        if len(ordered) > 1:
            moves["better" if change > 0 else "worse" if change < 0 else "same"] += 1
    assert moves["better"] > 3 * moves["worse"]
    assert moves["worse"] + moves["same"] > 0


@pytest.mark.parametrize(("code", "total"), [("OKS", 14), ("MSK-HQ", 29), ("BCTQ-SSS", 34), ("PSEQ", 19)])
def test_answers_made_for_a_total_add_up_to_it(code: str, total: int) -> None:
    measure = MEASURES[code]
    answers = answers_adding_to(measure, total)
    assert sum(answers) == total
    assert len(answers) == measure.items
    assert all(measure.low <= answer <= measure.high for answer in answers)


def test_plans_use_exercises_of_the_library() -> None:
    library = exercises.load_all()
    assert {code: library[code].title for code in TITLES} == TITLES
    assert {code for condition in CONDITIONS for code in condition.exercises} <= set(TITLES)


def test_codes_are_those_with_a_source(district_resources: Resources) -> None:
    assert set(SNOMED_CODES.values()) <= {term.code for term in codes.load_all()}
    used = [record for record in map(read, district_resources) if isinstance(record, Problem) and record.code]
    assert used
    for problem in used:
        assert codes.code_of(_without_side(problem.text)) == problem.code


def _without_side(problem: str) -> str:
    return re.sub(r",? (left|right)\b", "", problem)


def test_letters_follow_their_templates(district_resources: Resources) -> None:
    written = [record for record in map(read, district_resources) if isinstance(record, Letter)]
    assert {letter.status for letter in written} >= {"draft", "signed"}
    for letter in written:
        titles = {section.heading: section.title for section in letters.load(letter.kind).sections}
        assert letter.title == letters.load(letter.kind).title
        assert all(titles[section.heading] == section.title for section in letter.sections)


def test_the_decision_on_record_fits_its_form(district_resources: Resources) -> None:
    records = (read(resource) for resource in district_resources)
    decision = next(r for r in records if isinstance(r, FormAnswers) and r.canonical == DECISION)
    items = {item["linkId"]: item for item in forms.by_canonical(decision.form)["item"]}
    for item in decision.items:
        offered = [o["valueCoding"]["code"] for o in items[item["linkId"]].get("answerOption", ())]
        for answer in item["answer"]:
            assert not offered or answer["valueCoding"]["code"] in offered


@pytest.mark.parametrize("name", ["knee-assessment", "shoulder-assessment", "lumbar-assessment", "follow-up"])
def test_assessments_fill_their_forms_without_fault(district_resources: Resources, name: str) -> None:
    started = f"https://msk-desk.example/fhir/Questionnaire/{name}|"
    made = [resource for resource in district_resources if resource.get("questionnaire", "").startswith(started)]
    assert len(made) > 5
    form = forms.by_canonical(made[0]["questionnaire"])
    assert made[0]["questionnaire"] == forms.canonical_with_version(form["url"]), "the newest version of it"
    for resource in made[:8]:
        filled = fill(form, resource, now=datetime(2026, 11, 23, tzinfo=UTC))
        assert filled["problems"] == []
        assert _answers(filled["response"]) == _answers(resource)
        areas = areas_of_items(resource["item"])
        assert areas or name == "follow-up", "where it is felt"
        offered = _codings(form)
        for area in areas:
            assert area.regions == regions_of(area.view, area.shape, area.points)
            assert area.intensity is not None
        assert _codings(resource) <= offered


def _codings(node: Any) -> set[tuple[str, str, str]]:
    """Codes of the body chart with their words."""
    if isinstance(node, list):
        return set().union(*map(_codings, node))
    if not isinstance(node, dict):
        return set()
    own = "display" in node and "/CodeSystem/body-" in str(node.get("system"))
    found = {(node["system"], node["code"], node["display"])} if own else set()
    return found.union(*map(_codings, node.values()))


def _answers(node: dict[str, Any]) -> dict[str, Any]:
    found = {node["linkId"]: _plain(node["answer"])} if "answer" in node else {}
    for item in node.get("item", ()):
        found.update(_answers(item))
    return found


def _plain(answers: list[dict[str, Any]]) -> list[Any]:
    values = (value for answer in answers for key, value in answer.items() if key.startswith("value"))
    return [value["code"] if isinstance(value, dict) else value for value in values]


def test_documents_are_pdf_files_that_open(district_resources: Resources) -> None:
    documents = [r for r in map(read, district_resources) if isinstance(r, StoredDocument)]
    assert documents
    page = pypdf.PdfReader(io.BytesIO(documents[0].data), strict=True).pages[0]
    assert page.extract_text() in ("X-ray report (made up)", "Blood results (made up)")


def test_a_page_holds_any_ascii_text() -> None:
    page = pypdf.PdfReader(io.BytesIO(one_page_pdf(r"a (b) \ c")), strict=True).pages[0]
    assert page.extract_text() == r"a (b) \ c"
