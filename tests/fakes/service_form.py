"""A small Questionnaire as a service might make one itself."""

from __future__ import annotations

from typing import Any

URL = "https://forms.harlow.example/Questionnaire/falls"
FORM: dict[str, Any] = {
    "resourceType": "Questionnaire", "url": URL, "version": "1", "name": "Falls", "title": "Falls check",
    "status": "draft", "publisher": "Harlow MSK Service", "date": "2026-11-01",
    "effectivePeriod": {"end": "2027-11-01"},
    "item": [
        {"linkId": "fell", "text": "Fell in the last year", "type": "boolean"},
        {"linkId": "dose", "text": "Hours on the feet", "type": "decimal", "initial": [{"valueDecimal": 1.50}]},
    ],
}  # fmt: skip
