"""What the services need of the world, as Protocols; db, documents, platform and content implement them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar

from msk_desk.domain.aids import DecisionAid
from msk_desk.domain.attendance import AttendancePolicy
from msk_desk.domain.clinics import ClinicLine, OpenSlot, Session
from msk_desk.domain.diary import Diary, Waiting
from msk_desk.domain.drafts import Draft
from msk_desk.domain.exercises import Exercise
from msk_desk.domain.form_catalogue import FormEntry
from msk_desk.domain.leave import Leave
from msk_desk.domain.letter_templates import LetterTemplate
from msk_desk.domain.lists import Asked, ListRow
from msk_desk.domain.people import PatientLine
from msk_desk.domain.phrases import Phrase
from msk_desk.domain.proms.definition import Definition
from msk_desk.domain.proms.due_lines import CourseLine
from msk_desk.domain.proms.schedule import PathwaySchedule
from msk_desk.domain.proms.wording import PackedForm
from msk_desk.domain.reconciliation import Traced
from msk_desk.domain.records import Changes, Record, Unit
from msk_desk.domain.roles import Actor
from msk_desk.domain.services import ServiceList
from msk_desk.domain.session_lines import SessionLine, SessionParts, Stranded
from msk_desk.domain.synchronising import StoredConflict, SyncStatus, WaitingUnit
from msk_desk.domain.timeline import TimelineEntry

R = TypeVar("R", bound=Record)
Now = Callable[[], datetime]
NewId = Callable[[], str]


class Words(Protocol):
    """The words of the language in use."""

    def get(self, key: str, **values: object) -> str:
        """The text of `area.key` with its values filled in."""


class Records(Protocol):
    """The stored records: reads come from the cache, a save is durable when it returns."""

    def read(self, kind: type[R], record_id: str) -> R | None:
        """One record, or None when it is not here, is deleted or is of another kind."""

    def of_patient(self, kind: type[R], patient_id: str) -> tuple[R, ...]:
        """Every record of a kind for a patient, newest first."""

    def every(self, kind: type[R]) -> tuple[R, ...]:
        """Every record of a kind: for reference data (Staff, Place, Organisation) only."""

    def save(self, unit: Unit) -> Changes:
        """Store a unit: all of it or nothing.

        Raises:
            DiskFull, CacheLocked: nothing was stored.
        """


class PatientFinder(Protocol):
    """Finds any patient by name (any order, part words, misspelt, former), number, birth date, phone, postcode."""

    def find(self, text: str, limit: int = 50) -> tuple[PatientLine, ...]:
        """Best first; an empty text finds nobody."""


class LookAlikes(Protocol):
    """Who may be written down twice, and who was merged."""

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Ids of records that have enough in common to be compared, each pair once."""

    def merged(self) -> tuple[tuple[str, str], ...]:
        """Ids of records that were merged, each with the record it was merged into."""

    def survivor(self, patient_id: str) -> str:
        """Who stands for a patient: their own record, or the one it was merged into."""


class ClinicLists(Protocol):
    """The clinic day and the free slots."""

    def day(self, day: date, staff_id: str = "", site_id: str = "") -> tuple[ClinicLine, ...]:
        """Every slot of that day (of one clinician and/or site, when given) by time, with its booking."""

    def open_slots(
        self, after: datetime, limit: int = 20, staff_id: str = "", site_id: str = "", before: datetime | None = None,
        service: str = "", kind: str = "",
    ) -> tuple[OpenSlot, ...]:  # fmt: skip
        """Free slots of sessions that take place, from a moment on (and before another), earliest first.

        A slot that is for no service or kind is for every one.
        """

    def slot(self, slot_id: str) -> OpenSlot | None:
        """One slot as it would be offered, free or not."""

    def booked_on(self, slot_id: str) -> tuple[str, ...]:
        """The appointments that have a place in a slot, in the order they were made."""


class Sessions(Protocol):
    """Sessions as they are planned and changed, and leave."""

    def between(
        self, since: datetime, until: datetime, staff_id: str = "", site_id: str = ""
    ) -> tuple[SessionLine, ...]:
        """Sessions that begin in a stretch of time, cancelled ones too, by time."""

    def named(self, ids: Sequence[str]) -> tuple[Session, ...]:
        """Those of these sessions that there are, wherever they are now."""

    def parts(self, session_id: str) -> SessionParts:
        """The slots of a session, and every appointment in one."""

    def leave(self, first: date, last: date) -> tuple[Leave, ...]:
        """Leave and closed sites that touch these days."""

    def stranded(self, after: datetime) -> tuple[Stranded, ...]:
        """Bookings from a moment on that do not agree with their session."""


class DiaryLists(Protocol):
    """The diary of some days, and who waits for a time."""

    def between(self, first: date, last: date, staff_id: str = "", site_id: str = "") -> Diary:
        """Every session of these days, of one clinician and/or site when given, with who is booked."""

    def days(self, first: date, last: date) -> frozenset[date]:
        """The days of a stretch on which there are sessions."""

    def waiting(self, slot: OpenSlot | None = None) -> tuple[Waiting, ...]:
        """Who waits for a time, urgent ones first, then the longest wait: everybody, or the first for one time."""


class Holdings(Protocol):
    """Whose detail is on this computer."""

    def holds(self, patient_id: str) -> bool:
        """Whether what is recorded of a patient is here; else an empty record says nothing."""


class MeasureFacts(Protocol):
    """What is known of courses of care and their measures, many patients at once."""

    def courses(self, today: date, patient_ids: Sequence[str] | None = None) -> tuple[CourseLine, ...]:
        """Every course under way or just ended, of some patients when given, whose record is here."""

    def open_alerts(self) -> tuple[str, ...]:
        """The ids of the alerts that nobody has acted on."""

    def answers_without_alert(self, instruments: Sequence[str]) -> tuple[str, ...]:
        """The ids of answers to these instruments that have raised no alert."""


class ListRows(Protocol):
    """The rows of lists, many patients at once."""

    def rows(self, code: str, asked: Asked) -> tuple[ListRow, ...]:
        """Every row of a list, in no order."""

    def counts(self, codes: Iterable[str], asked: Asked) -> Mapping[str, int]:
        """How many rows lists have."""

    def traced(self) -> tuple[Traced, ...]:
        """Every referral with the pathways that carry it."""


class Timelines(Protocol):
    """What happened to a patient."""

    def of(self, patient_id: str, limit: int = 200) -> tuple[TimelineEntry, ...]:
        """Newest first."""


class Drafts(Protocol):
    """The journal of unfinished work: each note is on disk when it returns."""

    def note(self, draft: Draft) -> None:
        """Keep the newest state of a draft."""

    def read(self, draft_id: str) -> Draft | None:
        """One draft."""

    def of_patient(self, patient_id: str) -> tuple[Draft, ...]:
        """Unfinished work for a patient, newest first."""

    def every(self) -> tuple[Draft, ...]:
        """All unfinished work of this profile, newest first."""

    def discard(self, draft_id: str) -> None:
        """Forget a draft whose content is now saved as a record."""


class SyncStates(Protocol):
    """What is not yet acknowledged by the service."""

    def status(self) -> SyncStatus:
        """The counts."""

    def waiting(self) -> tuple[WaitingUnit, ...]:
        """Each save not yet acknowledged, oldest first."""

    def conflicts(self) -> tuple[StoredConflict, ...]:
        """Each resource that needs a decision."""

    def retry(self, unit_id: str) -> None:
        """Send a quarantined unit again at the next synchronisation."""


class ConflictSettling(Protocol):
    """Settles what two people changed."""

    def settle(self, conflict: StoredConflict, mine: bool, by: Actor, at: datetime) -> Changes:
        """Take this computer's side of each clash, or the service's; the rest stays of both sides."""


class AuditTrail(Protocol):
    """Who read what."""

    def read_by(self, actor: Actor, patient_id: str, what: str, at: datetime) -> None:
        """Note that somebody opened a patient's data."""


class Settings(Protocol):
    """Small settings of this profile (theme, scale, last site…), kept in the encrypted work database."""

    def get(self, name: str, default: str = "") -> str:
        """A setting, or the default."""

    def put(self, name: str, value: str) -> None:
        """Keep a setting."""


class InstrumentLibrary(Protocol):
    """The PROM definitions that ship or were imported."""

    def read(self, code: str) -> Definition:
        """One instrument.

        Raises:
            BadInput: there is none of this code.
        """

    def every(self) -> tuple[Definition, ...]:
        """All, by title."""


class FormLibrary(Protocol):
    """The FHIR Questionnaires that ship or were imported."""

    def read(self, canonical: str) -> Mapping[str, Any]:
        """A Questionnaire's JSON by canonical URL, with or without `|version`.

        Raises:
            BadInput: there is none.
        """

    def every(self) -> tuple[FormEntry, ...]:
        """The forms in use now, parts aside, by title."""

    def pin(self, canonical: str) -> Mapping[str, Any]:
        """Read a form to begin work with it: this very version stays readable here, whatever becomes of it.

        Raises:
            BadInput: there is none.
        """


class StoredForms(Protocol):
    """The Questionnaires of the service on this computer, and versions kept for work that was begun."""

    def every(self) -> tuple[Mapping[str, Any], ...]:
        """Every Questionnaire of the service, whatever its status; numbers are Decimals."""

    def keep(self, key: str, questionnaire: Mapping[str, Any]) -> None:
        """Keep a version by `canonical|version`; the first one kept stays."""

    def kept(self, key: str) -> Mapping[str, Any] | None:
        """A version that was kept."""


class ShippedForms(Protocol):
    """The Questionnaires that come with the program."""

    def find(self, canonical: str) -> Mapping[str, Any] | None:
        """One by canonical URL, with or without `|version`; None when there is none."""

    def entries(self) -> tuple[FormEntry, ...]:
        """A line for each, parts included."""


class PackReading(Protocol):
    """Reads packs: folders or zips with the licensed wording of instruments."""

    def read(self, place: Path) -> tuple[PackedForm, ...]:
        """Every Questionnaire of a pack, checked against its instrument.

        Raises:
            BadInput: the pack cannot be read, holds nothing or is too large.
        """


class ScheduleLibrary(Protocol):
    """What is measured when, by body area."""

    def every(self) -> tuple[PathwaySchedule, ...]:
        """All, by title."""


class ServiceLibrary(Protocol):
    """The services that a referral can go to, with their clocks."""

    def read(self) -> ServiceList:
        """All of them."""


class PolicyLibrary(Protocol):
    """The policies that ship, for a service that has not set its own."""

    def attendance(self) -> AttendancePolicy:
        """What follows a missed appointment."""


class AidLibrary(Protocol):
    """The decision aids."""

    def read(self, code: str) -> DecisionAid:
        """One aid. Raises BadInput when there is none."""

    def every(self) -> tuple[DecisionAid, ...]:
        """All, by title."""


class ExerciseLibrary(Protocol):
    """The exercise library."""

    def read(self, code: str) -> Exercise:
        """One exercise. Raises BadInput when there is none."""

    def every(self, region: str = "") -> tuple[Exercise, ...]:
        """All, or those of a body region, by title."""


class PhraseLibrary(Protocol):
    """The phrases that ship."""

    def every(self) -> tuple[Phrase, ...]:
        """All, by name."""


class LetterTemplates(Protocol):
    """The kinds of letters."""

    def read(self, code: str) -> LetterTemplate:
        """One kind. Raises BadInput when there is none."""


class WholeResources(Protocol):
    """FHIR resources as they are stored, for import and export."""

    def store_whole(self, resources: Sequence[Mapping[str, Any]], by: Actor, what: str) -> Mapping[str, str]:
        """Store resources as changes to be synchronised: one unit. Returns id -> created/updated/unchanged."""

    def whole(self, type: str, resource_id: str) -> Mapping[str, Any] | None:
        """One resource as it stands here (local edit if any, else the service's), or None."""

    def whole_of_patient(self, patient_id: str) -> tuple[Mapping[str, Any], ...]:
        """The patient and every resource that refers to them."""

    def every_whole(self) -> Any:
        """An iterator over every resource here, by type and id."""
