"""The services over one computer's store: the window and the command line use the same ones."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

from msk_desk.content.libraries import Aids, Exercises, Instruments, LetterKinds, Schedules
from msk_desk.content.libraries import Forms as ShippedForms
from msk_desk.content.libraries import Services as ServiceList
from msk_desk.content.packs import PackReader
from msk_desk.content.phrases import Starters
from msk_desk.content.prom_forms import questionnaire as own_form
from msk_desk.content.texts import Texts
from msk_desk.documents.maker import PaperMaker
from msk_desk.fhir.faults import faults_of
from msk_desk.services.access import Access
from msk_desk.services.afterwards import Afterwards
from msk_desk.services.alerts import Alerts
from msk_desk.services.appointment_letters import AppointmentLetters
from msk_desk.services.asking import Asking
from msk_desk.services.blank_forms import BlankForms
from msk_desk.services.booking import Booking
from msk_desk.services.booking_units import BookingUnits
from msk_desk.services.bookings import Bookings
from msk_desk.services.clinics import Clinics
from msk_desk.services.composing import Composer
from msk_desk.services.decisions import Decisions
from msk_desk.services.diary import DiaryBook
from msk_desk.services.drafting import Drafting
from msk_desk.services.due import DueMeasures
from msk_desk.services.duty import DutyRota
from msk_desk.services.fallback import Fallback
from msk_desk.services.forms import Forms
from msk_desk.services.leave import LeaveBook
from msk_desk.services.letters import Letters
from msk_desk.services.list_actions import ListActions
from msk_desk.services.list_papers import ListPapers
from msk_desk.services.lists import Lists
from msk_desk.services.mastheads import Mastheads
from msk_desk.services.matching import Matching
from msk_desk.services.outcome_pages import OutcomePages
from msk_desk.services.outcomes import Outcomes
from msk_desk.services.packs import Packs
from msk_desk.services.pathway_clocks import PathwayClocks
from msk_desk.services.patients import Patients
from msk_desk.services.phrases import Phrases
from msk_desk.services.plans import Plans
from msk_desk.services.reconciliation import Reconciliation
from msk_desk.services.record import Record
from msk_desk.services.referral_files import ReferralFiles
from msk_desk.services.referrals import Referrals
from msk_desk.services.saving import Saver
from msk_desk.services.service_forms import ServiceForms
from msk_desk.services.session_changes import SessionChanges
from msk_desk.services.signed_forms import SignedForms
from msk_desk.services.sync_status import SyncOverview
from msk_desk.services.today import Today
from msk_desk.services.triage import TriageDesk
from msk_desk.services.triage_decisions import TriageDecisions
from msk_desk.services.visit_papers import VisitPapers
from msk_desk.services.visits import Visits
from msk_desk.services.waiting import Waiting
from msk_desk.wiring.deciding import ConflictSettler
from msk_desk.wiring.front import Front, build_front
from msk_desk.wiring.late import LatePorts, Opened
from msk_desk.wiring.lists import list_services
from msk_desk.wiring.referral_to_clinic import referral_to_clinic


def now() -> datetime:
    """The moment, aware, in UTC."""
    return datetime.now(UTC)


def new_id() -> str:
    """A fresh id."""
    return str(uuid.uuid4())


@dataclass(frozen=True)
class Office:
    """Every service, over whichever store is open."""

    opened: Opened
    ports: LatePorts
    texts: Texts
    access: Access
    today: Today
    patients: Patients
    record: Record
    sync: SyncOverview
    visits: Visits
    outcomes: Outcomes
    decisions: Decisions
    plans: Plans
    letters: Letters
    appointment_letters: AppointmentLetters
    booking: Booking
    bookings: Bookings
    diary: DiaryBook
    drafting: Drafting
    forms: Forms
    service_forms: ServiceForms
    duty: DutyRota
    alerts: Alerts
    packs: Packs
    asking: Asking
    signed: SignedForms
    visit_papers: VisitPapers
    phrases: Phrases
    due: DueMeasures
    outcome_pages: OutcomePages
    waiting: Waiting
    clinics: Clinics
    session_changes: SessionChanges
    leave: LeaveBook
    reconciliation: Reconciliation
    matching: Matching
    referrals: Referrals
    referral_files: ReferralFiles
    fallback: Fallback
    afterwards: Afterwards
    blank_forms: BlankForms
    triage: TriageDesk
    triage_decisions: TriageDecisions
    lists: Lists
    list_papers: ListPapers
    list_actions: ListActions
    pathway_clocks: PathwayClocks


def build_office(front: Front | None = None) -> Office:
    """Build the services behind a front; no store is open yet."""
    front = front or build_front()
    opened, ports, texts, access = front.opened, front.ports, front.texts, front.access
    saver = Saver(ports.records, access, now, new_id)
    units = BookingUnits(ports.clinics, Waiting(ServiceList(), saver), saver)
    duty = DutyRota(saver)
    alerts = Alerts(duty, ports.measures, Instruments(), saver)
    outcomes = Outcomes(Instruments(), alerts, saver)
    packs = Packs(PackReader(), Instruments(), saver)
    due = DueMeasures(ports.measures, Schedules(), saver)
    record = Record(ports.records, ports.holdings, ports.timelines, outcomes, access, now)
    drafting = Drafting(ports.drafts, saver)
    mastheads = Mastheads(ports.records)
    papers = PaperMaker(texts)
    composer = Composer(LetterKinds(), ports.records, outcomes)
    forms = Forms(ShippedForms(), ports.forms)
    signed = SignedForms(forms, saver)
    return Office(
        opened, ports, texts, access, record=record, outcomes=outcomes, drafting=drafting, forms=forms, duty=duty,
        alerts=alerts, packs=packs, signed=signed, due=due,
        today=Today(ports.clinics, record, outcomes, due, saver),
        patients=Patients(ports.finder, saver),
        sync=SyncOverview(ports.sync_states, ConflictSettler(opened), access, now),
        visits=Visits(forms, drafting, alerts, units, saver),
        decisions=Decisions(Aids(), forms, drafting, saver),
        plans=Plans(Exercises(), papers, mastheads, saver),
        letters=Letters(composer, papers, mastheads, saver),
        service_forms=ServiceForms(forms, ports.whole, ports.drafts, saver, faults_of),
        asking=Asking(Instruments(), packs, own_form),
        visit_papers=VisitPapers(signed, outcomes, papers, mastheads, saver),
        phrases=Phrases(Starters(), ports.settings, saver),
        outcome_pages=OutcomePages(outcomes, due, alerts, papers, mastheads, texts, saver),
        **list_services(ports, due, papers, mastheads, texts, saver),
        **referral_to_clinic(front, record, composer, papers, units),
    )  # fmt: skip
