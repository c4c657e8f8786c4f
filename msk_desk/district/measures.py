"""Outcome measures in numbers: answers that add up to a score, moving plausibly from visit to visit."""

from __future__ import annotations

from dataclasses import dataclass

from msk_desk.district.draws import Draws
from msk_desk.district.parts import SURVEY, Json, ref
from msk_desk.fhir.names import PROM, PROM_SCORE, QUESTIONNAIRE

UCUM = "http://unitsofmeasure.org"


@dataclass(frozen=True, slots=True)
class Measure:
    """How one instrument is answered and scored here: every item from `low` to `high`.

    `scale` turns the answers into the score: sum, mean or percent (of the greatest sum).
    """

    code: str
    score: str
    items: int
    low: int
    high: int
    scale: str
    better: bool
    version: str = "1"

    @property
    def direction(self) -> str:
        """As the scoring engine names it."""
        return "higher-better" if self.better else "higher-worse"

    def value(self, answers: list[int]) -> float:
        """The score of complete answers, unrounded.

        Source: 5-point and 11-point sums, means and percentages as in each instrument's published rule.
        """
        total = sum(answers)
        if self.scale == "percent":
            return 100 * total / (self.high * len(answers))
        return total / len(answers) if self.scale == "mean" else total


MEASURES = {
    measure.code: measure
    for measure in (
        Measure("NPRS", "score", 1, 0, 10, "sum", False),
        Measure("PSFS", "mean", 3, 0, 10, "mean", True),
        Measure("MSK-HQ", "score", 14, 0, 4, "sum", True),
        Measure("OKS", "score", 12, 0, 4, "sum", True, "0 to 48"),
        Measure("OHS", "score", 12, 0, 4, "sum", True, "0 to 48"),
        Measure("OSS", "score", 12, 0, 4, "sum", True, "0 to 48"),
        Measure("ODI", "score_percent", 10, 0, 5, "percent", False, "2.1a"),
        Measure("NDI", "score_percent", 10, 0, 5, "percent", False),
        Measure("LEFS", "score", 20, 0, 4, "sum", True),
        Measure("PSEQ", "score", 10, 0, 6, "sum", True),
        Measure("BCTQ-SSS", "mean", 11, 1, 5, "mean", False),
        Measure("PHQ-9", "score", 9, 0, 3, "sum", False),
    )
}


def answers_near(draws: Draws, measure: Measure, wellness: float) -> list[int]:
    """Answers scattered about a level; `wellness` runs from 0 (worst) to 1 (best)."""
    share = wellness if measure.better else 1 - wellness
    span = measure.high - measure.low
    centre = measure.low + share * span
    spread = 0.18 * span
    found = (round(centre + (2 * draws.random() - 1) * spread) for _ in range(measure.items))
    return [min(measure.high, max(measure.low, answer)) for answer in found]


def answers_adding_to(measure: Measure, total: int) -> list[int]:
    """Answers, as even as can be, with that sum."""
    each, more = divmod(total, measure.items)
    return [each + (number < more) for number in range(measure.items)]


def item_code(measure: Measure, number: int) -> str:
    """The code of an instrument's item, counted from 1."""
    if measure.items == 1:
        return "PAIN"
    return f"ACTIVITY{number}" if measure.code == "PSFS" else f"Q{number:02d}"


def canonical(measure: Measure) -> str:
    """The Questionnaire and version that were answered; a canonical holds no spaces."""
    return f"{QUESTIONNAIRE}/prom-{measure.code.lower()}|{measure.version.replace(' ', '-')}"


def response(
    record_id: str, patient_id: str, measure: Measure, answers: list[int], when: str,
    visit_id: str = "", author_id: str = "", activities: tuple[str, ...] = (),
) -> Json:  # fmt: skip
    """The answers as given, a QuestionnaireResponse."""
    items: list[Json] = [
        {"linkId": item_code(measure, number), "answer": [{"valueInteger": answer}]}
        for number, answer in enumerate(answers, 1)
    ]
    for item, activity in zip(items, activities, strict=False):
        item["text"] = activity
    resource: Json = {
        "resourceType": "QuestionnaireResponse",
        "id": record_id,
        "questionnaire": canonical(measure),
        "status": "completed",
        "subject": ref("Patient", patient_id),
        "authored": when,
        "item": items,
    }
    if visit_id:
        resource["encounter"] = ref("Encounter", visit_id)
    if author_id:
        resource["author"] = ref("Practitioner", author_id)
    return resource


def score(
    record_id: str, patient_id: str, measure: Measure, answers: list[int], when: str,
    visit_id: str = "", answers_id: str = "", mode: str = "paper",
) -> Json:  # fmt: skip
    """The score of those answers, an Observation."""
    value = measure.value(answers)
    resource: Json = {
        "resourceType": "Observation",
        "id": record_id,
        "extension": [{"url": PROM_SCORE, "extension": _scored(measure, len(answers), mode)}],
        "status": "final",
        "category": SURVEY,
        "code": {
            "coding": [{"system": PROM, "code": f"{measure.code}-{measure.score}".lower()}],
            "text": f"{measure.code} {measure.score}",
        },
        "subject": ref("Patient", patient_id),
        "effectiveDateTime": when,
        "valueQuantity": {"value": value, "unit": "score", "system": UCUM, "code": "{score}"},
    }
    if visit_id:
        resource["encounter"] = ref("Encounter", visit_id)
    if answers_id:
        resource["derivedFrom"] = [ref("QuestionnaireResponse", answers_id)]
    return resource


def _scored(measure: Measure, answered: int, mode: str) -> list[Json]:
    return [
        {"url": "instrument", "valueString": measure.code},
        {"url": "version", "valueString": measure.version},
        {"url": "score", "valueString": measure.score},
        {"url": "ruleVersion", "valueString": "1"},
        {"url": "mode", "valueString": mode},
        {"url": "direction", "valueString": measure.direction},
        {"url": "answered", "valueInteger": answered},
        {"url": "imputed", "valueInteger": 0},
    ]
