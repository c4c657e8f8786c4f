"""Self-management plans: goals, exercises with the dose the clinician entered, flare plan, when to seek help."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dose:
    """An exercise dose: None until the clinician has entered it. `hold` is in seconds."""

    sets: int | None = None
    repetitions: int | None = None
    hold: int | None = None
    days_a_week: int | None = None
    note: str = ""

    @property
    def entered(self) -> bool:
        """Whether there is enough to hand to a patient: how many and how often."""
        return self.days_a_week is not None and (self.repetitions is not None or self.hold is not None)


@dataclass(frozen=True, slots=True)
class PlanExercise:
    """One exercise of a plan: its code in the library and its dose."""

    code: str
    title: str
    dose: Dose = Dose()


@dataclass(frozen=True, slots=True)
class Plan:
    """A self-management plan; `status` is draft, active (handed over) or revoked (replaced)."""

    id: str
    patient_id: str
    title: str
    version: int = 1
    status: str = "draft"
    visit_id: str = ""
    goal_ids: tuple[str, ...] = ()
    exercises: tuple[PlanExercise, ...] = ()
    flare: str = ""
    seek_help: str = ""
    notes: str = ""
    layout: str = "standard"
    created: str = ""
    author_id: str = ""
