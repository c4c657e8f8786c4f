"""The small value sets of FHIR itself that forms ask for without carrying them; nothing is fetched."""

from typing import Any

Coding = dict[str, Any]

_HL7 = "http://terminology.hl7.org/CodeSystem/"
_FHIR = "http://hl7.org/fhir/"
# Source: FHIR R4 (4.0.1), the value set of each name; codes with the words FHIR gives them.
_SETS: dict[str, tuple[str, str]] = {
    "administrative-gender": (_FHIR + "administrative-gender", "male female other unknown"),
    "observation-status": (
        _FHIR + "observation-status",
        "registered preliminary final amended corrected cancelled entered-in-error unknown",
    ),
    "encounter-status": (
        _FHIR + "encounter-status",
        "planned arrived triaged in-progress onleave finished cancelled entered-in-error unknown",
    ),
    "immunization-status": (_FHIR + "event-status", "completed entered-in-error not-done"),
    "event-status": (
        _FHIR + "event-status",
        "preparation in-progress not-done on-hold stopped completed entered-in-error unknown",
    ),
    "request-priority": (_FHIR + "request-priority", "routine urgent asap stat"),
    "contact-point-system": (_FHIR + "contact-point-system", "phone fax email pager url sms other"),
    "contact-point-use": (_FHIR + "contact-point-use", "home work temp old mobile"),
    "address-use": (_FHIR + "address-use", "home work temp old billing"),
    "name-use": (_FHIR + "name-use", "usual official temp nickname anonymous old maiden"),
    "condition-clinical": (
        _HL7 + "condition-clinical",
        "active recurrence relapse inactive remission resolved",
    ),
    "condition-ver-status": (
        _HL7 + "condition-ver-status",
        "unconfirmed provisional differential confirmed refuted entered-in-error",
    ),
    "condition-category": (_HL7 + "condition-category", "problem-list-item encounter-diagnosis"),
    "observation-category": (
        _HL7 + "observation-category",
        "social-history vital-signs imaging laboratory procedure survey exam therapy activity",
    ),
    "allergyintolerance-clinical": (_HL7 + "allergyintolerance-clinical", "active inactive resolved"),
    "allergyintolerance-verification": (
        _HL7 + "allergyintolerance-verification",
        "unconfirmed confirmed refuted entered-in-error",
    ),
    "allergy-intolerance-category": (
        _FHIR + "allergy-intolerance-category",
        "food medication environment biologic",
    ),
    "allergy-intolerance-criticality": (_FHIR + "allergy-intolerance-criticality", "low high unable-to-assess"),
    "item-type": (
        _FHIR + "item-type",
        "group display question boolean decimal integer date dateTime time string text url choice open-choice "
        "attachment reference quantity",
    ),
}
_MARITAL = {
    "A": "Annulled",
    "D": "Divorced",
    "I": "Interlocutory",
    "L": "Legally Separated",
    "M": "Married",
    "P": "Polygamous",
    "S": "Never Married",
    "T": "Domestic partner",
    "U": "unmarried",
    "W": "Widowed",
}


def _words(code: str) -> str:
    return code.replace("-", " ").capitalize()


def _built() -> dict[str, list[Coding]]:
    found = {
        f"{_FHIR}ValueSet/{name}": [{"system": system, "code": code, "display": _words(code)} for code in codes.split()]
        for name, (system, codes) in _SETS.items()
    }
    found[f"{_FHIR}ValueSet/yesnodontknow"] = [
        {"system": _HL7 + "v2-0136", "code": "Y", "display": "Yes"},
        {"system": _HL7 + "v2-0136", "code": "N", "display": "No"},
        {"system": _HL7 + "data-absent-reason", "code": "asked-unknown", "display": "Don't know"},
    ]
    marital = [
        {"system": _HL7 + "v3-MaritalStatus", "code": code, "display": words} for code, words in _MARITAL.items()
    ]
    unknown = {"system": _HL7 + "v3-NullFlavor", "code": "UNK", "display": "unknown"}
    found[f"{_FHIR}ValueSet/marital-status"] = [*marital, unknown]
    return found


KNOWN_VALUE_SETS: dict[str, list[Coding]] = _built()
"""Codings by the canonical of the value set."""
