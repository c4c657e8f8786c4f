"""The first clinic: Asha Rao's day in room 3, the same people at the same times in every district."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from msk_desk.district import care, waits
from msk_desk.district.care import Event, Journey, Seen, Sent
from msk_desk.district.clinic_days import working_day_after
from msk_desk.district.diary import Clinic, Time, schedule, slot
from msk_desk.district.draws import Draws, fixed_id
from msk_desk.district.first_records import RECORDS
from msk_desk.district.parts import Json, ref
from msk_desk.district.people import Identity, patient
from msk_desk.district.places import PRACTICES
from msk_desk.district.scene import Scene
from msk_desk.domain.duty import DutyDay, duty_id
from msk_desk.domain.stars import Star, star_id
from msk_desk.fhir.mapping import write
from msk_desk.fhir.names import PREFERRED_FORMAT


@dataclass(frozen=True, slots=True)
class Guest:
    """One patient of the first clinic; `seen` and `missed` are days before today; `waited` since referral."""

    clock: str
    minutes: int
    family: str
    given: str
    title: str
    gender: str
    born: str
    nhs_number: str
    region: str
    reason: str
    kind: str = "review"
    mode: str = "f2f"
    status: str = "booked"
    waited: int = 40
    source: str = "gp"
    stage: str = "assessed"
    seen: tuple[int, ...] = ()
    missed: tuple[int, ...] = ()
    ethnicity: str = "A"

    @property
    def start(self) -> int:
        """Minutes after midnight."""
        return int(self.clock[:2]) * 60 + int(self.clock[3:])


GUESTS = (
    Guest("09:00", 40, "Holloway", "Margaret", "Mrs", "female", "1956-03-14", "9997680472", "Knee",
          "Knee pain, right", status="arrived", waited=45, source="self", seen=(28,)),
    Guest("09:40", 40, "Osei", "Daniel", "Mr", "male", "1982-05-02", "9990123438", "Lumbar spine",
          "Low back pain with leg pain", "new", waited=31, stage="triaged", ethnicity="N"),
    Guest("10:20", 30, "Patel", "Nisha", "Ms", "female", "1995-02-11", "9991234519", "Shoulder",
          "Shoulder pain, left", mode="video", waited=84, stage="review", seen=(56, 28), ethnicity="H"),
    Guest("10:50", 40, "Wright", "Colin", "Mr", "male", "1963-08-19", "9992345608", "Hip", "Hip pain", "new",
          waited=38, stage="triaged"),
    Guest("11:30", 30, "Kowalska", "Anna", "Mrs", "female", "1974-01-30", "9993456705", "Wrist and hand",
          "Carpal tunnel", "decision", waited=70, source="fcp", stage="decision", seen=(42, 21), ethnicity="C"),
    Guest("13:00", 30, "Bennett", "Joan", "Mrs", "female", "1949-06-07", "9994567802", "Widespread pain",
          "Widespread pain", mode="telephone", waited=63, seen=(35,)),
    Guest("13:30", 40, "Ali", "Yusuf", "Mr", "male", "1988-03-25", "9995678918", "Cervical spine", "Neck pain",
          "new", waited=52, source="self", stage="triaged", missed=(14,), ethnicity="J"),
    Guest("14:10", 40, "Murray", "Ewan", "Mr", "male", "1968-10-04", "9996789004", "Knee", "Knee", "post-op",
          waited=210, source="internal", stage="review", seen=(180,)),
)  # fmt: skip
STARRED = ("Holloway", "Patel", "Murray")
"""On whom Asha Rao keeps an eye."""
LUNCH = (12 * 60, 60)
FIRST_CLINIC_NUMBERS = frozenset(guest.nhs_number for guest in GUESTS)


def first_clinic(scene: Scene) -> Iterator[Json]:
    """The session, its nine slots, then the patients with their records."""
    asha = scene.clinicians[0]
    clinic = Clinic(fixed_id(scene.seed, "first clinic"), asha, scene.today, 9 * 60, 14 * 60 + 50)
    yield schedule(clinic, scene.places)
    spaces = [(guest.start, guest.minutes) for guest in GUESTS]
    times = {
        start: Time(fixed_id(scene.seed, "first slot", str(start)), clinic, start, minutes, "busy")
        for start, minutes in sorted([*spaces, LUNCH])
    }
    times[LUNCH[0]].status, times[LUNCH[0]].note = "busy-unavailable", "Lunch"
    yield from map(slot, times.values())
    yield from _duty(scene)
    for number, guest in enumerate(GUESTS):
        yield from _GuestStory(scene, guest, number).told(times[guest.start].id)


def _duty(scene: Scene) -> Iterator[Json]:
    """The duty rota of a week: Asha Rao today, then the others in turn."""
    for at in range(7):
        day = scene.today + timedelta(days=at)
        yield write(DutyDay(duty_id(day), day.isoformat(), scene.clinicians[at % 4].id), None)


class _GuestStory:
    """One guest's resources, each id fixed by name."""

    def __init__(self, scene: Scene, guest: Guest, number: int) -> None:
        self.scene, self.guest, self.number = scene, guest, number
        self.asha = scene.clinicians[0]
        self.patient_id = self.id("patient")
        self.referral_id = self.id("referral")
        self.pathway_id = self.id("pathway")

    def id(self, name: str) -> str:
        return fixed_id(self.scene.seed, "guest", self.guest.family, name)

    def told(self, slot_id: str) -> Iterator[Json]:
        yield self._patient()
        yield from self._referred()
        visits = [self.id(f"visit {day}") for day in self.guest.seen]
        for number, (day, visit_id) in enumerate(zip(self.guest.seen, visits, strict=True)):
            spot = self._spot(self.scene.days_ago(day), "review" if number else "new")
            kept = care.appointment(self.id(f"appointment {day}"), spot, "fulfilled")
            yield kept
            yield care.visit(visit_id, spot, self.pathway_id, kept["id"])
        for day in self.guest.missed:
            spot = self._spot(self.scene.days_ago(day), "new")
            yield care.appointment(self.id(f"missed {day}"), spot, "noshow")
        yield from RECORDS[self.guest.family](self.scene, self.id, visits)
        today = self._spot(self.scene.today, self.guest.kind, slot_id)
        yield care.appointment(self.id("today"), today, self.guest.status)
        if self.guest.family in STARRED:
            yield write(Star(star_id(self.asha.id, self.patient_id), self.patient_id, self.asha.id), None)

    def _patient(self) -> Json:
        guest = self.guest
        years = self.scene.today.year - int(guest.born[:4])
        who = Identity(
            self.patient_id, guest.family, (guest.given,), guest.title, guest.gender, guest.born, years,
            guest.nhs_number, guest.ethnicity,
        )  # fmt: skip
        practice = self.scene.places.practice_ids[self.number]
        written = patient(Draws(self.number), who, practice)
        wanted = "large-print" if guest.family == "Holloway" else ""
        return _with_format(written, wanted)

    def _referred(self) -> Iterator[Json]:
        scene, guest = self.scene, self.guest
        received = scene.days_ago(guest.waited)
        practice = ref("Organization", scene.places.practice_ids[self.number])
        requester = {**practice, "display": f"GP, {PRACTICES[self.number]}"}
        if guest.source == "self":
            requester = {**ref("Patient", self.patient_id), "display": "Self-referral"}
        service = f"ESP {guest.region.lower()} clinic"
        sent = Sent(guest.source, received, guest.reason, guest.region, requester, service=service)
        yield care.referral(self.referral_id, self.patient_id, sent)
        yield care.triage(
            self.id("triage"), self.patient_id, self.referral_id, received,
            working_day_after(received), scene.clinicians[3].id, service,
        )  # fmt: skip
        treated = scene.days_ago(guest.seen[0]) if guest.kind == "post-op" else None
        triaged = waits.triaged(working_day_after(received), guest.source, "esp", scene.clinicians[3].id)
        events: tuple[Event, ...] = (waits.received(received, guest.source), *triaged, *self._seen_events())
        if treated:
            events += ((treated, "first_definitive_treatment", ()),)
        journey = Journey(guest.region, guest.stage, "rtt", received, received, treated, service="esp", events=events)
        yield care.pathway(
            self.pathway_id, self.patient_id, self.referral_id, journey, scene.places.service_id, self.asha.id
        )

    def _seen_events(self) -> tuple[Event, ...]:
        names = ["first_appointment", *["follow_up"] * len(self.guest.seen)]
        seen: list[Event] = [
            (self.scene.days_ago(day), name, (("outcome", "assessed"),))
            for name, day in zip(names, self.guest.seen, strict=False)
        ]
        which = ("appointment", "later" if self.guest.seen else "first")
        for day in self.guest.missed:
            on = self.scene.days_ago(day)
            seen += [(on, "dna", (which, ("communicated", "true"))), (on, "decision_to_offer_another", ())]
        return tuple(seen)

    def _spot(self, day: date, kind: str = "review", slot_id: str = "") -> Seen:
        guest = self.guest
        return Seen(
            self.patient_id, self.asha.id, self.scene.room_of(self.asha), day, guest.start, guest.minutes,
            slot_id, self.referral_id, guest.reason, kind, guest.mode,
        )  # fmt: skip


def _with_format(written: Json, wanted: str) -> Json:
    kept = [entry for entry in written["extension"] if entry["url"] != PREFERRED_FORMAT]
    if wanted:
        kept.append({"url": PREFERRED_FORMAT, "valueCode": wanted})
    return {**written, "extension": kept}
