"""Roles and what each may see and do, as data shared by the window and the central service."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The hats a member of staff may wear; one is chosen at sign-in."""

    RECEPTIONIST = "receptionist"
    SECRETARY = "secretary"
    CLINICIAN = "clinician"
    ESP = "esp"
    TEAM_LEAD = "team-lead"
    ADMINISTRATOR = "administrator"
    ANALYST = "analyst"

    @property
    def words(self) -> str:
        """The role in words, as the top bar shows it."""
        return _TITLES[self]

    @property
    def clinical(self) -> bool:
        """Whether the role reads clinical detail."""
        return self in (Role.SECRETARY, Role.CLINICIAN, Role.ESP, Role.TEAM_LEAD)

    @property
    def sees_patients(self) -> bool:
        """Whether the role sees identified patients at all."""
        return self not in (Role.ANALYST,)

    @property
    def writes_notes(self) -> bool:
        """Whether the role may write and sign clinical notes."""
        return self in (Role.CLINICIAN, Role.ESP)


ENTERING = (Role.RECEPTIONIST, Role.SECRETARY, Role.CLINICIAN, Role.ESP)
"""Those who may enter answers to outcome measures; not all of them read scores."""

_TITLES = {
    Role.RECEPTIONIST: "Receptionist",
    Role.SECRETARY: "Medical secretary",
    Role.CLINICIAN: "Clinician",
    Role.ESP: "ESP",
    Role.TEAM_LEAD: "Team lead",
    Role.ADMINISTRATOR: "Administrator",
    Role.ANALYST: "Analyst",
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is doing something now: a member of staff, wearing one hat, at one computer."""

    staff_id: str
    name: str
    role: Role
    device_id: str = ""
