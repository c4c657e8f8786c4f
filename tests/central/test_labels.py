"""Which row of the table of roles a resource belongs to, where that is not plain from its type."""

from __future__ import annotations

import pytest

from msk_desk.central.labels import Label, label_of

KIND = "https://msk-desk.example/fhir/CodeSystem/letter-kind"


@pytest.mark.parametrize(
    ("resource", "label"),
    [
        ({"resourceType": "Composition", "type": {"text": "appointment"}}, Label.LETTER_ADMIN),
        ({"resourceType": "Composition", "type": {"coding": [{"code": "did-not-attend"}]}}, Label.LETTER_ADMIN),
        (
            {
                "resourceType": "Composition",
                "type": {"coding": [{"system": KIND, "code": "clinic"}], "text": "Your appointment of 3 May"},
            },
            Label.LETTER_CLINICAL,
        ),
        ({"resourceType": "Composition", "type": {"text": "Your appointment of 3 May"}}, Label.LETTER_CLINICAL),
        ({"resourceType": "Composition", "type": {"text": "Clinical note"}}, Label.CLINICAL),
        ({"resourceType": "Composition"}, Label.LETTER_CLINICAL),
        ({"resourceType": "DocumentReference", "status": "current", "docStatus": "final"}, Label.LETTER_PRINT),
        ({"resourceType": "DocumentReference", "status": "superseded", "docStatus": "final"}, Label.LETTER_CLINICAL),
        ({"resourceType": "Flag", "category": [{"coding": [{"code": "safety"}]}]}, Label.DEMOGRAPHIC),
        ({"resourceType": "Flag"}, Label.CLINICAL),
        ({"resourceType": "Task", "code": {"coding": [{"code": "to-do"}]}}, Label.TASK),
        ({"resourceType": "QuestionnaireResponse", "questionnaire": "x/Questionnaire/decision-knee|1"}, Label.CLINICAL),
        ({"resourceType": "QuestionnaireResponse", "questionnaire": "x/Questionnaire/red-flags|1"}, Label.TRIAGE),
        ({"resourceType": "QuestionnaireResponse"}, Label.CLINICAL),
        ({"resourceType": "Provenance", "target": [{"reference": "Appointment/1"}]}, Label.ACT),
        (
            {"resourceType": "Provenance", "target": [{"reference": "Appointment/1"}, {"reference": "Encounter/2"}]},
            Label.ACT_CLINICAL,
        ),
        ({"resourceType": "Provenance"}, Label.ACT_CLINICAL),
        ({"resourceType": "Basic", "meta": {"tag": [{"code": "probe"}]}}, Label.PROBE),
        ({"resourceType": "Basic"}, Label.CLINICAL),
        ({"resourceType": "MedicationStatement"}, Label.CLINICAL),
        ({"resourceType": "Media"}, Label.CLINICAL),
    ],
)
def test_labels(resource: dict, label: Label) -> None:
    assert label_of(resource) is label
