"""What screens are given: the services, the worker, the words, the way, and the one patient in hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

import shiboken6
from PySide6.QtCore import QObject, Signal

from msk_desk.domain.records import Changes
from msk_desk.domain.roles import Actor
from ui.navigation import Navigator
from ui.unkept import Unkept
from ui.workers.runner import Runner

if TYPE_CHECKING:  # services load after the unlock screen is painted
    from msk_desk.services.access import Access
    from msk_desk.services.afterwards import Afterwards
    from msk_desk.services.alerts import Alerts
    from msk_desk.services.appointment_letters import AppointmentLetters
    from msk_desk.services.asking import Asking
    from msk_desk.services.blank_forms import BlankForms
    from msk_desk.services.booking import Booking
    from msk_desk.services.bookings import Bookings
    from msk_desk.services.clinics import Clinics
    from msk_desk.services.decisions import Decisions
    from msk_desk.services.diary import DiaryBook
    from msk_desk.services.drafting import Drafting
    from msk_desk.services.due import DueMeasures
    from msk_desk.services.duty import DutyRota
    from msk_desk.services.fallback import Fallback
    from msk_desk.services.leave import LeaveBook
    from msk_desk.services.letters import Letters
    from msk_desk.services.list_actions import ListActions
    from msk_desk.services.list_papers import ListPapers
    from msk_desk.services.lists import Lists
    from msk_desk.services.matching import Matching
    from msk_desk.services.outcome_pages import OutcomePages
    from msk_desk.services.outcomes import Outcomes
    from msk_desk.services.packs import Packs
    from msk_desk.services.papers_alone import PapersAlone
    from msk_desk.services.pathway_clocks import PathwayClocks
    from msk_desk.services.patients import Patients
    from msk_desk.services.phrases import Phrases
    from msk_desk.services.plans import Plans
    from msk_desk.services.ports import Settings
    from msk_desk.services.reconciliation import Reconciliation
    from msk_desk.services.record import Banner, Record
    from msk_desk.services.referral_files import ReferralFiles
    from msk_desk.services.referrals import Referrals
    from msk_desk.services.service_forms import ServiceForms
    from msk_desk.services.session import Session
    from msk_desk.services.session_changes import SessionChanges
    from msk_desk.services.signed_forms import SignedForms
    from msk_desk.services.sync_status import SyncOverview
    from msk_desk.services.today import Today
    from msk_desk.services.triage import TriageDesk
    from msk_desk.services.triage_decisions import TriageDecisions
    from msk_desk.services.visit_papers import VisitPapers
    from msk_desk.services.visits import Visits
    from msk_desk.services.waiting import Waiting


class Texts(Protocol):
    """The words of the window."""

    def get(self, key: str, **values: object) -> str:
        """One text with its places filled."""


class Background(Protocol):
    """Synchronisation beside the window; wiring implements it over the sync process."""

    def start(self) -> None:
        """Begin, after an unlock."""

    def stop(self) -> None:
        """End, at sign-out."""

    @property
    def ended(self) -> bool:
        """Whether nothing runs and nothing is on its way out."""

    def finish(self) -> None:
        """At the end of the program: wait until nothing runs any more."""

    def sync_now(self) -> None:
        """Ask for a synchronisation at once; returns at once."""

    def open_patient(self, patient_id: str, reason: str) -> None:
        """Fetch what is recorded of a patient who is not kept on this computer; returns at once."""

    def on_change(self, tell: Callable[[Changes], None]) -> None:
        """Call `tell` (from any thread) with what a synchronisation brought."""


def ready() -> None:
    """The services are there already."""


@dataclass(frozen=True)
class Desk:
    """Everything that the window needs; built by wiring, once for the process."""

    texts: Texts
    session: Session
    access: Access
    settings: Settings
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    site_name: str
    device_name: str
    today: Today
    patients: Patients
    record: Record
    sync: SyncOverview
    visits: Visits
    outcomes: Outcomes
    decisions: Decisions
    plans: Plans
    letters: Letters
    booking: Booking
    bookings: Bookings
    diary: DiaryBook
    drafting: Drafting
    service_forms: ServiceForms
    alerts: Alerts
    duty: DutyRota
    packs: Packs
    asking: Asking
    signed: SignedForms
    visit_papers: VisitPapers
    phrases: Phrases
    due: DueMeasures
    outcome_pages: OutcomePages
    waiting: Waiting
    reconciliation: Reconciliation
    lists: Lists
    list_papers: ListPapers
    list_actions: ListActions
    pathway_clocks: PathwayClocks
    clinics: Clinics
    session_changes: SessionChanges
    leave: LeaveBook
    matching: Matching
    referrals: Referrals
    triage: TriageDesk
    triage_decisions: TriageDecisions
    referral_files: ReferralFiles
    appointment_letters: AppointmentLetters
    afterwards: Afterwards
    fallback: Fallback
    blank_forms: BlankForms
    papers_alone: PapersAlone
    background: Background
    prepare: Callable[[], None] = ready
    """Loads the services, away from the window's thread, so that the first one asked answers at once."""


def desk_of(service: Callable[[str], Any], **given: Any) -> Desk:
    """A desk of what is given; every other part of it is the service of that name."""
    others = (part.name for part in fields(Desk) if part.name not in given)
    return Desk(**given, **{name: service(name) for name in others})


class ChangeFeed(QObject):
    """Tells every screen what a save or a synchronisation touched.

    Signals:
        changed: a Changes.
    """

    changed = Signal(object)

    def tell(self, changes: Changes) -> None:
        """Pass changes on; safe from any thread, and after the workspace is gone."""
        if shiboken6.isValid(self) and (changes.refs or changes.patients):
            self.changed.emit(changes)


class PatientInHand(QObject):
    """The one patient whose screens are open; lists of many patients have none.

    Signals:
        changed: the patient's id, or an empty text.
        banner_read: the Banner to show on every screen of the patient.
        merged_into: the id of the record that stands for the one that was asked for.
    """

    changed = Signal(object)
    banner_read = Signal(object)
    merged_into = Signal(object)

    def __init__(self, record: Record, runner: Runner, feed: ChangeFeed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._record = record
        self._runner = runner
        self.patient_id = ""
        self.banner: Banner | None = None
        feed.changed.connect(self._read_again_if_touched)

    def take(self, patient_id: str) -> None:
        """Change to another patient, or to none."""
        if patient_id == self.patient_id:
            return
        self.patient_id = patient_id
        self.banner = None
        self.changed.emit(patient_id)
        if patient_id:
            self._runner.run(self._record.banner, patient_id, then=self._show)

    def _read_again_if_touched(self, changes: Changes) -> None:
        if self.patient_id and changes.touches_patient(self.patient_id):
            self._runner.run(self._record.banner, self.patient_id, then=self._show)

    def _show(self, banner: Banner) -> None:
        if banner.patient.id == self.patient_id:
            self.banner = banner
            self.banner_read.emit(banner)
        elif banner.asked_id == self.patient_id:
            self.merged_into.emit(banner.patient.id)


@dataclass(frozen=True)
class Context:
    """What one signed-in person's screens share."""

    desk: Desk
    runner: Runner
    actor: Actor
    navigator: Navigator
    patient: PatientInHand
    feed: ChangeFeed
    unkept: Unkept = field(default_factory=Unkept)

    def text(self, key: str, **values: object) -> str:
        """One text of the window."""
        return self.desk.texts.get(key, **values)
