"""What is known about somebody: problems, allergies, flags, what matters to them, notes of visits, plans."""

from __future__ import annotations

from collections.abc import Sequence

from msk_desk.district.conditions import TITLES
from msk_desk.district.parts import (
    ACTIVE_ALLERGY,
    ACTIVE_CLINICAL,
    RESOLVED_CLINICAL,
    Json,
    code_extension,
    coded,
    ref,
    words,
)
from msk_desk.fhir.names import (
    CONFIDENCE,
    CS,
    DOSE,
    EXERCISE,
    FLAG_CATEGORY,
    FLARE,
    PLAN_VERSION,
    QUESTIONNAIRE,
    SEEK_HELP,
    SNOMED,
)

_KNEE_OPTIONS = f"{CS}/decision-knee-osteoarthritis"
DECISION_FORM = f"{QUESTIONNAIRE}/decision-knee-osteoarthritis|1"
NOTE_FORM = f"{QUESTIONNAIRE}/visit-note|1"


def problem(
    record_id: str, patient_id: str, text: str, recorded: str, onset: str = "", open: bool = True, code: str = ""
) -> Json:
    """A problem, a Condition; `code` is a SNOMED CT code that resources/codes has a source for."""
    resource: Json = {
        "resourceType": "Condition",
        "id": record_id,
        "clinicalStatus": ACTIVE_CLINICAL if open else RESOLVED_CLINICAL,
        "code": coded(SNOMED, code, text) if code else words(text),
        "subject": ref("Patient", patient_id),
        "recordedDate": recorded,
    }
    if onset:
        resource["onsetDateTime"] = onset
    return resource


def allergy(record_id: str, patient_id: str, text: str = "No known allergies", reaction: str = "") -> Json:
    """An allergy, or that none is known."""
    resource: Json = {
        "resourceType": "AllergyIntolerance",
        "id": record_id,
        "clinicalStatus": ACTIVE_ALLERGY,
        "code": words(text),
        "patient": ref("Patient", patient_id),
    }
    if reaction:
        resource["reaction"] = [{"manifestation": [words(reaction)]}]
    return resource


def flag(record_id: str, patient_id: str, text: str, category: str = "access") -> Json:
    """An alert, a Flag; `category` is access or safety."""
    return {
        "resourceType": "Flag",
        "id": record_id,
        "status": "active",
        "category": [coded(FLAG_CATEGORY, category)],
        "code": words(text),
        "subject": ref("Patient", patient_id),
    }


def goal(record_id: str, patient_id: str, text: str, said: str, confidence: int, due: str = "") -> Json:
    """What matters to the patient, a Goal; `said` and `due` are ISO dates, `confidence` 0 to 10."""
    resource: Json = {
        "resourceType": "Goal",
        "id": record_id,
        "extension": [{"url": CONFIDENCE, "valueInteger": confidence}],
        "lifecycleStatus": "active",
        "description": words(text),
        "subject": ref("Patient", patient_id),
        "startDate": said,
    }
    if due:
        resource["target"] = [{"dueDate": due}]
    return resource


def note(record_id: str, patient_id: str, impression: str, when: str, author: str, visit_id: str) -> Json:
    """The signed note of a visit in free words, a QuestionnaireResponse."""
    words_said = [{"linkId": "impression", "text": "Impression", "answer": [{"valueString": impression}]}]
    return answered(record_id, patient_id, NOTE_FORM, words_said, when, author, visit_id)


def answered(
    record_id: str, patient_id: str, form: str, items: list[Json], when: str, author: str, visit_id: str
) -> Json:
    """A completed form of a visit, a QuestionnaireResponse; `form` is `canonical|version`."""
    return {
        "resourceType": "QuestionnaireResponse",
        "id": record_id,
        "questionnaire": form,
        "status": "completed",
        "subject": ref("Patient", patient_id),
        "encounter": ref("Encounter", visit_id),
        "authored": when,
        "author": ref("Practitioner", author),
        "item": items,
    }


def decision(
    record_id: str, patient_id: str, when: str, author: str, visit_id: str,
    discussed: Sequence[str], choice: str, reasons: str,
) -> Json:  # fmt: skip
    """A recorded shared decision about a knee, a QuestionnaireResponse; options by their codes in the aid."""
    talked = [{"valueCoding": {"system": _KNEE_OPTIONS, "code": code}} for code in discussed]
    items = [
        {"linkId": "options-discussed", "answer": talked},
        {"linkId": "choice", "answer": [{"valueCoding": {"system": _KNEE_OPTIONS, "code": choice}}]},
        {"linkId": "reasons", "answer": [{"valueString": reasons}]},
    ]
    return answered(record_id, patient_id, DECISION_FORM, items, when, author, visit_id)


def plan(
    record_id: str, patient_id: str, title: str, goals: Sequence[str], exercises: Sequence[str],
    created: str, author: str, visit_id: str,
) -> Json:  # fmt: skip
    """A self-management plan that was handed over, a CarePlan."""
    return {
        "resourceType": "CarePlan",
        "id": record_id,
        "extension": [
            {"url": PLAN_VERSION, "valueInteger": 1},
            {"url": FLARE, "valueString": "Do less for a day or two, but do not stop. Then build up again."},
            {"url": SEEK_HELP, "valueString": "Call the clinic if the pain keeps you awake for a week."},
        ],
        "status": "active",
        "intent": "plan",
        "title": title,
        "subject": ref("Patient", patient_id),
        "encounter": ref("Encounter", visit_id),
        "created": created,
        "author": ref("Practitioner", author),
        "goal": [ref("Goal", goal_id) for goal_id in goals],
        "activity": [_activity(code) for code in exercises],
    }


def _activity(code: str) -> Json:
    dose = [
        {"url": "sets", "valueInteger": 2},
        {"url": "repetitions", "valueInteger": 10},
        {"url": "perWeek", "valueInteger": 3},
    ]
    extensions = [code_extension(EXERCISE, code), {"url": DOSE, "extension": dose}]
    return {"detail": {"extension": extensions, "status": "scheduled", "description": TITLES[code]}}
