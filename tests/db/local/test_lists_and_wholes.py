"""The clinic day, free slots, timelines, drafts, whole resources."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from db.local.cache.happenings import happening
from msk_desk.domain.clinics import Appointment, Place, Session, Slot, Status
from msk_desk.domain.drafts import Draft
from msk_desk.domain.errors import BadInput
from msk_desk.domain.people import Patient, PersonName, Staff
from msk_desk.domain.roles import Role
from msk_desk.domain.visits import Problem, Score
from msk_desk.fhir.names import CS
from tests.db.local.conftest import ASHA, Profile

Made = Callable[..., Patient]
NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def booked(id: str, slot: str, start: datetime, status: Status = Status.BOOKED, patient: str = "p1") -> Appointment:
    return Appointment(id, patient, "asha", "room", slot, start, start + timedelta(minutes=30), status, "new")


@pytest.fixture
def clinic(profile: Profile, patient: Made) -> Profile:
    half = timedelta(minutes=30)
    slots = [
        Slot(f"s{n}", "session", NINE + n * half, NINE + (n + 1) * half, "busy" if n < 2 else "free") for n in range(4)
    ]
    late = Slot(
        "late", "session", datetime(2026, 11, 23, 23, 45, tzinfo=UTC), datetime(2026, 11, 24, 0, 15, tzinfo=UTC)
    )
    profile.save(
        patient(), Staff("asha", PersonName("Rao", ("Asha",))), Place("site", "North"), Place("room", "Room 1", "site"),
        Place("other", "South"), Session("session", "asha", "room", "site", NINE, NINE + 4 * half), *slots, late,
        Session("elsewhere", "ben", "other", "other", NINE, NINE + half), Slot("e1", "elsewhere", NINE, NINE + half),
        booked("a0", "s0", NINE), booked("gone", "s1", NINE + half, Status.CANCELLED),
        booked("before", "old", NINE - timedelta(days=30), Status.FULFILLED),
        booked("missed", "old2", NINE - timedelta(days=20), Status.NO_SHOW),
    )  # fmt: skip
    return profile


def test_the_day_lists_every_slot_with_its_booking(clinic: Profile) -> None:
    lines = clinic.store.clinics.day(date(2026, 11, 23), staff_id="asha")
    assert [(line.slot_id, line.appointment_id) for line in lines] == [
        ("s0", "a0"), ("s1", ""), ("s2", ""), ("s3", ""), ("late", ""),
    ]  # fmt: skip
    first = lines[0]
    assert (first.patient_name, first.born, first.status, first.kind) == ("TESTER, Tess", "1960-05-04", "booked", "new")
    assert (first.staff_name, first.room, first.site_id) == ("Asha Rao", "Room 1", "site")
    assert (first.visit_number, first.did_not_attend) == (2, 1)
    assert lines[1].status == "busy"


def test_the_day_is_the_clinics_day_in_summer_too(clinic: Profile) -> None:
    start = datetime(2026, 6, 30, 23, 15, tzinfo=UTC)
    clinic.save(Slot("summer", "session", start, start + timedelta(minutes=15)))
    (line,) = clinic.store.clinics.day(date(2026, 7, 1))
    assert (line.start.hour, line.start.minute, line.start.utcoffset()) == (0, 15, timedelta(hours=1))


def test_the_day_of_one_site(clinic: Profile) -> None:
    assert {line.slot_id for line in clinic.store.clinics.day(date(2026, 11, 23), site_id="other")} == {"e1"}
    assert clinic.store.clinics.day(date(2026, 11, 22)) == ()


def test_free_slots_are_offered_earliest_first(clinic: Profile) -> None:
    free = clinic.store.clinics.open_slots(NINE + timedelta(minutes=30), limit=2)
    assert [(slot.slot_id, slot.place_name) for slot in free] == [("s2", "North"), ("s3", "North")]
    assert clinic.store.clinics.open_slots(NINE, staff_id="ben")[0].slot_id == "e1"


def test_a_booking_takes_its_slot_off_the_list(clinic: Profile) -> None:
    start = NINE + timedelta(minutes=60)
    clinic.save(Slot("s2", "session", start, start + timedelta(minutes=30), "busy"), booked("a2", "s2", start))
    assert "s2" not in {slot.slot_id for slot in clinic.store.clinics.open_slots(NINE)}
    lines = {line.slot_id: line for line in clinic.store.clinics.day(date(2026, 11, 23))}
    assert lines["s2"].appointment_id == "a2"


def test_staff_have_the_hats_and_sites_that_their_roles_give(clinic: Profile) -> None:
    role = {
        "resourceType": "PractitionerRole", "id": "r1", "practitioner": {"reference": "Practitioner/asha"},
        "code": [{"coding": [{"system": f"{CS}/role", "code": "esp"}]}], "location": [{"reference": "Location/site"}],
    }  # fmt: skip
    clinic.store.whole.store_whole([role], ASHA, "Roles")
    found = clinic.store.records.read(Staff, "asha")
    assert found is not None
    assert (found.roles, found.sites) == ((Role.ESP,), ("site",))
    assert clinic.store.records.every(Staff) == (found,)


@pytest.mark.parametrize(
    ("observation", "said"),
    [
        ({"valueQuantity": {"value": 75.34, "unit": "kg"}}, "75.3 kg"),
        ({"valueCodeableConcept": {"text": "Never smoked"}}, "Never smoked"),
        ({"dataAbsentReason": {"text": "unknown"}}, ""),
        (
            {"component": [{"valueQuantity": {"value": n, "unit": "mmHg"}} for n in (120, 80)]},
            "120/80 mmHg",
        ),
    ],
)
def test_measurements_of_others_are_said_with_their_unit(observation: dict[str, object], said: str) -> None:
    entry = happening({"resourceType": "Observation", "id": "o", "code": {"text": "Measured"}, **observation})
    assert entry is not None
    assert (entry.title, entry.detail) == ("Measured", said)


def test_the_timeline_is_newest_first_without_what_was_withdrawn(clinic: Profile) -> None:
    clinic.save(
        Problem("q1", "p1", "Knee pain", recorded="2026-11-20"),
        Score("sc", "p1", "OKS", "total", 31.0, NINE - timedelta(days=1)),
        Problem("q2", "p1", "Typed by mistake", status="entered-in-error", recorded="2026-11-21"),
    )
    entries = clinic.store.timelines.of("p1")
    assert [entry.when for entry in entries] == sorted((entry.when for entry in entries), reverse=True)
    by_id = {entry.id: entry for entry in entries}
    said = by_id["q1"]
    assert (said.title, said.detail, said.status) == ("Problem", "Knee pain", "active")
    assert (by_id["sc"].title, by_id["sc"].detail) == ("OKS", "31")
    assert by_id["a0"].title == "New appointment"
    assert clinic.store.timelines.of("p1", limit=1)[0].id == entries[0].id


def test_records_of_a_patient_are_newest_first_and_of_the_kind_asked_for(clinic: Profile) -> None:
    clinic.save(Problem("q1", "p1", "Old", recorded="2020-01-01"), Problem("q2", "p1", "New", recorded="2026-01-01"))
    assert [problem.id for problem in clinic.store.records.of_patient(Problem, "p1")] == ["q2", "q1"]
    assert clinic.store.records.read(Patient, "q1") is None


def test_drafts_are_kept_at_once_and_forgotten_when_saved(profile: Profile) -> None:
    drafts = profile.store.drafts
    draft = Draft("d1", "form", "knee|1", "p1", "v1", "asha", NINE, {"pain": 7.5, "sites": ["knee"]}, "pain:3")
    drafts.note(Draft("d1", "form", "knee|1", "p1", "v1", "asha", NINE - timedelta(hours=1)))
    drafts.note(draft)
    drafts.note(Draft("d2", "letter", "clinic", "p1", "", "asha", NINE + timedelta(hours=1)))
    assert drafts.read("d1") == draft
    assert [d.id for d in drafts.of_patient("p1")] == [d.id for d in drafts.every()] == ["d2", "d1"]
    drafts.discard("d1")
    assert drafts.read("d1") is None


def test_settings_are_kept(profile: Profile) -> None:
    profile.store.settings.put("theme", "dark")
    profile.store.settings.put("theme", "light")
    assert (profile.store.settings.get("theme"), profile.store.settings.get("scale", "1")) == ("light", "1")


WHOLE = {
    "resourceType": "Patient", "id": "w1", "meta": {"versionId": "9"},
    "name": [{"family": "Whole", "_family": {"id": "x"}}],
    "extension": [{"url": "https://example.org/other", "valueDecimal": 1.50}],
}  # fmt: skip


def test_whole_resources_say_what_became_of_them(profile: Profile) -> None:
    whole = profile.store.whole
    assert whole.store_whole([WHOLE], ASHA, "Import") == {"w1": "created"}
    assert whole.store_whole([WHOLE], ASHA, "Import") == {"w1": "unchanged"}
    assert whole.store_whole([{**WHOLE, "gender": "other"}], ASHA, "Import") == {"w1": "updated"}
    stored = whole.whole("Patient", "w1")
    assert stored is not None
    assert (stored["gender"], stored["name"]) == ("other", WHOLE["name"])
    assert WHOLE["extension"][0] in stored["extension"]
    assert len(WHOLE["extension"]) == 1
    assert whole.whole("Patient", "none") is None


@pytest.mark.parametrize("bad", [{}, {"resourceType": "Patient"}, {"resourceType": "Patient", "id": 3}])
def test_one_bad_resource_stores_nothing(profile: Profile, bad: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        profile.store.whole.store_whole([WHOLE, bad], ASHA, "Import")
    assert profile.store.sync_states.status().waiting == 0


def test_everything_can_be_taken_out_again(clinic: Profile) -> None:
    everything = list(clinic.store.whole.every_whole())
    keys = [(resource["resourceType"], resource["id"]) for resource in everything]
    assert keys == sorted(keys)
    assert len(keys) == clinic.store.mirror.count() > 10
    mine = clinic.store.whole.whole_of_patient("p1")
    assert mine[0]["resourceType"] == "Patient"
    assert {resource["id"] for resource in mine} == {"p1", "a0", "gone", "before", "missed"}
