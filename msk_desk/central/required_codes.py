"""Codes with a required binding, of the types that the clinics write.

Source: FHIR R4 (4.0.1) value sets.
"""

from __future__ import annotations


def _codes(words: str) -> frozenset[str]:
    return frozenset(words.split())


_GENDER = _codes("male female other unknown")
_PRIORITY = _codes("routine urgent asap stat")
_REQUEST = _codes("draft active on-hold revoked completed entered-in-error unknown")
_EVENT = _codes("preparation in-progress not-done on-hold stopped completed entered-in-error unknown")
_DOCUMENT = _codes("preliminary final amended entered-in-error")

REQUIRED: dict[str, dict[str, frozenset[str]]] = {
    "Patient": {"gender": _GENDER, "name.use": _codes("usual official temp nickname anonymous old maiden")},
    "Practitioner": {"gender": _GENDER},
    "Slot": {"status": _codes("busy free busy-unavailable busy-tentative entered-in-error")},
    "Appointment": {
        "status": _codes(
            "proposed pending booked arrived fulfilled cancelled noshow entered-in-error checked-in waitlist"
        ),
        "participant.status": _codes("accepted declined tentative needs-action"),
    },
    "ServiceRequest": {
        "status": _REQUEST,
        "intent": _codes(
            "proposal plan directive order original-order reflex-order filler-order instance-order option"
        ),
        "priority": _PRIORITY,
    },
    "Task": {
        "status": _codes(
            "draft requested received accepted rejected ready cancelled in-progress on-hold failed "
            "completed entered-in-error"
        ),
        "intent": _codes("unknown proposal plan order original-order reflex-order filler-order instance-order option"),
        "priority": _PRIORITY,
    },
    "EpisodeOfCare": {
        "status": _codes("planned waitlist active onhold finished cancelled entered-in-error"),
    },
    "Encounter": {
        "status": _codes("planned arrived triaged in-progress onleave finished cancelled entered-in-error unknown"),
    },
    "QuestionnaireResponse": {"status": _codes("in-progress completed amended entered-in-error stopped")},
    "Observation": {
        "status": _codes("registered preliminary final amended corrected cancelled entered-in-error unknown"),
    },
    "CarePlan": {"status": _REQUEST, "intent": _codes("proposal plan order option")},
    "Goal": {
        "lifecycleStatus": _codes(
            "proposed planned accepted active on-hold completed cancelled entered-in-error rejected"
        ),
    },
    "Composition": {"status": _DOCUMENT},
    "DocumentReference": {
        "status": _codes("current superseded entered-in-error"),
        "docStatus": _DOCUMENT,
    },
    "Flag": {"status": _codes("active inactive entered-in-error")},
    "Questionnaire": {"status": _codes("draft active retired unknown")},
    "Communication": {"status": _EVENT},
    "Procedure": {"status": _EVENT},
    "AllergyIntolerance": {
        "criticality": _codes("low high unable-to-assess"),
        "category": _codes("food medication environment biologic"),
    },
}
