"""Every screen there is, and which of them stand in the rail; adding a screen is adding a line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from msk_desk.domain.roles import ENTERING, Role
from ui.context import Context
from ui.screens.administration.screen import AdministrationScreen
from ui.screens.booking.desk import BookingDeskScreen
from ui.screens.clinic_setup.screen import ClinicSetupScreen
from ui.screens.clinics.screen import ClinicsScreen
from ui.screens.due.screen import DueScreen
from ui.screens.duty.screen import DutyScreen
from ui.screens.lists.screen import ListsScreen
from ui.screens.papers.screen import PapersScreen
from ui.screens.patients.screen import PatientsScreen
from ui.screens.proms.entry_screen import EntryScreen
from ui.screens.record.screen import RecordScreen
from ui.screens.referral.screen import ReferralScreen
from ui.screens.screen import Screen
from ui.screens.sync.screen import SyncScreen
from ui.screens.today.screen import TodayScreen
from ui.screens.triage.screen import TriageScreen
from ui.screens.visit.screen import VisitScreen


@dataclass(frozen=True, slots=True)
class ScreenKind:
    """One screen: its name in `Navigator.go`, how it is made, and where it stands.

    `rail` names the rail's entry lit while the screen is open; `of_patient` gives it the banner; `roles` may open it,
    everybody when empty.
    """

    name: str
    make: Callable[[Context], Screen]
    rail: str
    of_patient: bool = False
    clinical: bool = False
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class RailEntry:
    """One place in the rail: the screen it opens, its icon and words, and the key after Alt."""

    screen: str
    icon: str
    words: str
    key: str


TRIAGING = (Role.CLINICIAN, Role.ESP, Role.TEAM_LEAD, Role.SECRETARY)
_SET_UP = (Role.ADMINISTRATOR, Role.TEAM_LEAD)
_TAKE_REFERRALS = (Role.RECEPTIONIST, Role.SECRETARY, Role.CLINICIAN, Role.ESP, Role.TEAM_LEAD)
SCREENS = (
    ScreenKind("today", TodayScreen, rail="today"),
    ScreenKind("clinics", ClinicsScreen, rail="clinics", roles=tuple(role for role in Role if role.sees_patients)),
    ScreenKind("lists", ListsScreen, rail="lists", roles=tuple(role for role in Role if role.sees_patients)),
    ScreenKind(
        "clinic_setup", ClinicSetupScreen, rail="clinics", roles=tuple(role for role in Role if role.sees_patients)
    ),
    ScreenKind("patients", PatientsScreen, rail="patients"),
    ScreenKind("referral", ReferralScreen, rail="patients", roles=_TAKE_REFERRALS),
    ScreenKind("record", RecordScreen, rail="patients", of_patient=True),
    ScreenKind("visit", VisitScreen, rail="today", of_patient=True, clinical=True),
    ScreenKind("due", DueScreen, rail="patients", roles=(Role.CLINICIAN, Role.ESP, Role.TEAM_LEAD)),
    ScreenKind("duty", DutyScreen, rail="today", roles=tuple(role for role in Role if role.sees_patients)),
    ScreenKind("proms", EntryScreen, rail="patients", of_patient=True, roles=ENTERING),
    ScreenKind("triage", TriageScreen, rail="triage", roles=TRIAGING),
    ScreenKind(
        "booking",
        BookingDeskScreen,
        rail="patients",
        of_patient=True,
        roles=tuple(role for role in Role if role.sees_patients),
    ),
    ScreenKind("sync", SyncScreen, rail="sync"),
    ScreenKind("papers", PapersScreen, rail="sync", roles=tuple(role for role in Role if role.sees_patients)),
    ScreenKind(
        "administration", AdministrationScreen, rail="administration", roles=(Role.ADMINISTRATOR, Role.TEAM_LEAD)
    ),
)

RAIL = (
    RailEntry("today", "today", "window.rail_today", "1"),
    RailEntry("patients", "patients", "window.rail_patients", "2"),
    RailEntry("triage", "triage", "window.rail_triage", "4"),
    RailEntry("clinics", "clinics", "window.rail_clinics", "5"),
    RailEntry("lists", "tasks", "window.rail_lists", "6"),
    RailEntry("sync", "sync", "window.rail_sync", "3"),
    RailEntry("administration", "document", "window.rail_administration", "8"),
)


def screens_for(role: Role) -> dict[str, ScreenKind]:
    """The screens that a role may open, by name."""
    open_to = (kind for kind in SCREENS if not kind.roles or role in kind.roles)
    return {kind.name: kind for kind in open_to if role.clinical or not kind.clinical}
