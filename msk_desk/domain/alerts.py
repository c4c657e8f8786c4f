"""An answer that asks for action whatever the score, and what a clinician did about it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

_IDS = uuid.UUID("6f1c3e7a-52d4-4f0e-9a57-1c1d2c9e4b60")


class Risk(StrEnum):
    """What the clinician found when they asked; in doubt it is the higher one."""

    NONE_FOUND = "none-found"
    POSSIBLE = "possible"
    IMMEDIATE = "immediate"


@dataclass(frozen=True, slots=True)
class AlertResponse:
    """What was done: what was asked, the risk found, the action, who was told, and the safety plan.

    `safety_plan` says whether one was given; where not, `no_plan_because` says why. `by` is a staff id.
    """

    asked: str
    risk: Risk
    action: str
    told: str
    safety_plan: bool
    no_plan_because: str = ""
    by: str = ""
    at: datetime | None = None

    def missing(self) -> tuple[str, ...]:
        """The names of what must still be said before this can stand on the record."""
        needed = {"asked": self.asked, "action": self.action}
        if self.risk is not Risk.NONE_FOUND:
            needed["told"] = self.told
        if not self.safety_plan:
            needed["no_plan_because"] = self.no_plan_because
        return tuple(name for name, said in needed.items() if not said.strip())


@dataclass(frozen=True, slots=True)
class PromAlert:
    """One answer to act on (FHIR Task); `status` is requested, completed or entered-in-error.

    `due` is the ISO day by whose end it must be acted on. `visit_id` is set when it was raised in a visit.
    `stands_in` says for whom the owner stands in when nobody is on duty: "team-lead", or "nobody".
    """

    id: str
    patient_id: str
    instrument: str
    item: str
    answer: float
    raised: datetime
    answers_id: str
    visit_id: str = ""
    owner_id: str = ""
    stands_in: str = ""
    due: str = ""
    status: str = "requested"
    response: AlertResponse | None = None

    @property
    def open(self) -> bool:
        """Whether nobody has acted on it."""
        return self.status not in ("completed", "entered-in-error")

    def late(self, today: date) -> bool:
        """Whether the day on which it should have been acted on is over."""
        return self.open and self.due < today.isoformat()


def alert_id(answers_id: str, item: str) -> str:
    """The id of the alert of an answer: the same on every computer, so that it is raised once."""
    return str(uuid.uuid5(_IDS, f"{answers_id}/{item}"))


def unacted(alerts: Iterable[PromAlert]) -> tuple[PromAlert, ...]:
    """Those that nobody has acted on, the oldest first."""
    return tuple(sorted((alert for alert in alerts if alert.open), key=_by_age))


def _by_age(alert: PromAlert) -> tuple[str, str]:
    return alert.due, alert.raised.isoformat()
