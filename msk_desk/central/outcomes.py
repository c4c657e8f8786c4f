"""Refusals as OperationOutcome."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import orjson


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem: FHIR issue type, words without patient data, and where."""

    code: str
    words: str
    where: str = ""


class Refusal(Exception):
    """A request that is not done, with its HTTP status and OperationOutcome."""

    def __init__(self, status: int, code: str, words: str, *, issues: Iterable[Issue] = (), retry: int = 0) -> None:
        super().__init__(words)
        self.status = status
        self.issues = tuple(issues) or (Issue(code, words),)
        self.retry = retry


def outcome(issues: Iterable[Issue], severity: str = "error") -> bytes:
    """The JSON of an OperationOutcome."""
    return orjson.dumps(
        {
            "resourceType": "OperationOutcome",
            "issue": [
                {"severity": severity, "code": issue.code, "diagnostics": issue.words}
                | ({"expression": [issue.where]} if issue.where else {})
                for issue in issues
            ],
        }
    )


def not_found() -> Refusal:
    """Neither there nor visible: the same answer for both."""
    return Refusal(404, "not-found", "There is no such resource, or your role does not include it.")


def forbidden(words: str = "Your role does not allow this.") -> Refusal:
    """The role does not allow it."""
    return Refusal(403, "forbidden", words)
