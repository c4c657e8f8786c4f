"""Made-up Questionnaires of a given size for S9: sections of scored questions with totals, words and conditions."""

from __future__ import annotations

from typing import Any

CORE = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
SYSTEM = "https://example.org/fhir/CodeSystem/how-much"
_WORDS = ("Not at all", "A little", "Somewhat", "Much", "Very much")
_QUESTIONS = 4


def sixty_items() -> dict[str, Any]:
    """Return the form of S9: 60 items, 40 expressions."""
    return made_form(sections=5)


def eight_hundred_items() -> dict[str, Any]:
    """Return a form as large as the largest met in use: 800 items, 536 expressions."""
    return made_form(sections=66, sums=8)


def first_question(form: dict[str, Any]) -> str:
    """Return the linkId of a question that many expressions look at; its codes are `0` to `4`."""
    found: str = form["item"][0]["item"][1]["linkId"]
    return found


def made_form(sections: int, sums: int = 0) -> dict[str, Any]:
    """Return a form of so many sections, each of 12 items (its group counted) and 8 expressions.

    Args:
        sums: calculated items at the end, each over the totals of all sections.
    """
    totals = "%resource.item.item.where(linkId.endsWith('-total')).answer.value"
    return {
        "resourceType": "Questionnaire",
        "url": f"https://example.org/fhir/Questionnaire/made-{sections}-{sums}",
        "status": "active",
        "title": f"Made up, {sections} sections",
        "item": [
            *(_section(at) for at in range(sections)),
            *(_calculated(f"sum-{at}", f"All parts and {at}", f"{totals}.sum() + {at}") for at in range(sums)),
        ],
    }


def _section(at: int) -> dict[str, Any]:
    name = f"s{at}"
    answers = f"%resource.item.where(linkId='{name}').item.where(linkId.startsWith('{name}-q')).answer.value"
    more = {"linkId": f"{name}-more", "type": "text", "text": "Say more"}
    return {
        "linkId": name,
        "type": "group",
        "text": f"Part {at + 1}",
        "extension": [
            _expression(CORE + "variable", answers, name=f"answers{at}"),
            _expression(CORE + "variable", _answer(f"{name}-total"), name=f"score{at}"),
        ],
        "item": [
            _said(f"{name}-said", at),
            *(_question(f"{name}-q{q}", f"Question {q + 1} of part {at + 1}") for q in range(_QUESTIONS)),
            _calculated(f"{name}-total", "Total", f"%answers{at}.ordinal().sum()"),
            _calculated(f"{name}-mean", "Mean", f"%answers{at}.ordinal().avg().round(1)", "decimal"),
            {"linkId": f"{name}-height", "type": "decimal", "text": "Height", "extension": [_unit("m")]},
            _calculated(f"{name}-index", "Index", f"({_answer(f'{name}-height')}.power(2) * 10).round(2)", "decimal"),
            _calculated(f"{name}-share", "Share", f"(%score{at} * 100 / {4 * _QUESTIONS}).round(1)", "decimal"),
            {**more, "extension": [_expression(SDC + "enableWhenExpression", f"%score{at} > 8")]},
        ],
    }


def _said(link_id: str, at: int) -> dict[str, Any]:
    expression = f"'Part {at + 1}: ' & %answers{at}.count().toString() & ' answered'"
    return {
        "linkId": link_id,
        "type": "display",
        "text": f"Part {at + 1}",
        "_text": {"extension": [_expression(CORE + "cqf-expression", expression)]},
    }


def _question(link_id: str, text: str) -> dict[str, Any]:
    options = [
        {
            "valueCoding": {"system": SYSTEM, "code": str(value), "display": words},
            "extension": [{"url": CORE + "ordinalValue", "valueDecimal": value}],
        }
        for value, words in enumerate(_WORDS)
    ]
    return {"linkId": link_id, "type": "choice", "text": text, "answerOption": options}


def _calculated(link_id: str, text: str, expression: str, kind: str = "integer") -> dict[str, Any]:
    extension = [_expression(SDC + "calculatedExpression", expression)]
    return {"linkId": link_id, "type": kind, "text": text, "readOnly": True, "extension": extension}


def _answer(link_id: str) -> str:
    return f"%resource.descendants().where(linkId='{link_id}').answer.value.first()"


def _expression(url: str, text: str, **more: str) -> dict[str, Any]:
    return {"url": url, "valueExpression": {"language": "text/fhirpath", "expression": text, **more}}


def _unit(code: str) -> dict[str, Any]:
    unit = {"system": "http://unitsofmeasure.org", "code": code, "display": code}
    return {"url": CORE + "questionnaire-unit", "valueCoding": unit}
