"""What every history is set in: the day, the places, the staff; and the case of one person in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from msk_desk.district.clinic_days import working_day_before
from msk_desk.district.conditions import CONDITIONS, UP_TO, Condition
from msk_desk.district.draws import Draws
from msk_desk.district.parts import Json, ref
from msk_desk.district.people import Identity
from msk_desk.district.places import PRACTICES, Places
from msk_desk.district.staff import Employee


@dataclass(frozen=True, slots=True)
class Scene:
    """One district on one day."""

    seed: int
    today: date
    places: Places
    staff: tuple[Employee, ...]
    clinicians: tuple[Employee, ...]

    def room_of(self, clinician: Employee) -> str:
        """The id of a clinician's usual room."""
        return self.places.room_id(clinician.home_site, clinician.room)

    def days_ago(self, days: int) -> date:
        """The last working day at least so many days back; days ahead are negative."""
        return working_day_before(self.today - timedelta(days=days))


@dataclass(slots=True)
class Case:
    """One person's case as it is told: their chances, identity, complaint, and the resources so far."""

    scene: Scene
    draws: Draws
    who: Identity
    practice: int
    condition: Condition
    side: str
    told: list[Json] = field(default_factory=list)

    @property
    def reason(self) -> str:
        """The complaint in the words of a booking."""
        return self.condition.reason.format(side=self.side)

    @property
    def problem(self) -> str:
        """The diagnosis in words."""
        return self.condition.problem.format(side=self.side)

    def tell(self, resource: Json) -> str:
        """Add a resource to the case; its id."""
        self.told.append(resource)
        return str(resource["id"])

    def source(self) -> tuple[str, Json]:
        """Where a referral came from: the code of its source and its requester."""
        chance = self.draws.random()
        practice = PRACTICES[self.practice]
        from_practice = ref("Organization", self.scene.places.practice_ids[self.practice])
        if chance < 0.55:
            return "gp", {**from_practice, "display": f"GP, {practice}"}
        if chance < 0.76:
            return "fcp", {**from_practice, "display": f"First-contact practitioner, {practice}"}
        if chance < 0.95:
            return "self", {**ref("Patient", self.who.id), "display": "Self-referral"}
        if chance < 0.99:
            return "internal", {**ref("Organization", self.scene.places.service_id), "display": "Podiatry"}
        return "other", {"display": "Occupational health"}


def condition_for(draws: Draws, age: int) -> Condition:
    """A complaint by chance that occurs at this age, in years."""
    found = draws.choices(CONDITIONS, cum_weights=UP_TO)[0]
    while age < found.youngest:
        found = draws.choices(CONDITIONS, cum_weights=UP_TO)[0]
    return found
