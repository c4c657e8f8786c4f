"""Letters to patients: the right one for what happened, by the recorded need, in plain words, on the record."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from msk_desk.content.patient_letters import load_all
from msk_desk.domain.clinics import Appointment, Status
from msk_desk.domain.errors import BadInput, Refused
from msk_desk.domain.letters import Letter, StoredDocument
from msk_desk.domain.messages import SentMessage
from msk_desk.domain.pathways import Referral, Triage
from msk_desk.domain.people import Patient
from msk_desk.domain.reading_age import reading_age
from msk_desk.domain.roles import Role
from msk_desk.domain.text_messages import message, septets
from msk_desk.domain.waiting_list import WaitingEntry
from tests.fakes.small_clinic import DAVID, MARGARET, TODAY_BOOKING, Clinic, named


def pages(pdf: bytes) -> list[str]:
    return [" ".join((page.extract_text() or "").split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def change(clinic: Clinic, **changes: object) -> str:
    """The booking of today as it was changed before."""
    appointment = clinic.store.records.read(Appointment, TODAY_BOOKING)
    assert appointment is not None
    clinic.put(replace(appointment, **changes))  # type: ignore[arg-type]
    return TODAY_BOOKING


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ({"letter_wanted": "booked"}, "appointment", "We have booked an appointment for you."),
        ({"letter_wanted": "changed"}, "rescheduled", "We are sorry. We had to move your appointment."),
        ({"status": Status.CANCELLED, "cancelled_by": "service"}, "cancelled", "You did nothing wrong."),
        ({"status": Status.CANCELLED, "cancelled_by": "patient"}, "cancelled", "You told us that you cannot come"),
        ({"status": Status.NO_SHOW}, "did-not-attend-first", "If you still want to be seen"),
    ],
)
def test_each_thing_that_happens_has_its_letter(
    clinic: Clinic, changes: dict[str, object], code: str, words: str
) -> None:
    letter = clinic.office.appointment_letters.of_appointment(change(clinic, **changes))
    assert letter.filled.code == code
    text = " ".join(pages(clinic.office.appointment_letters.preview([letter])))
    for said in (words, "23 November 2026", "Dear Mrs Holloway", "Page 1 of 1", "NHS number 999 012 3457"):
        assert said in text
    assert "{" not in text


def test_who_was_seen_before_missed_a_later_appointment(clinic: Clinic) -> None:
    seen = clinic.store.records.read(Appointment, TODAY_BOOKING)
    assert seen is not None
    clinic.put(replace(seen, id=named("seen"), status=Status.FULFILLED, start=seen.start.replace(month=10)))
    letter = clinic.office.appointment_letters.of_appointment(change(clinic, status=Status.NO_SHOW))
    assert letter.filled.code == "did-not-attend-later"


@pytest.mark.parametrize(("wanted", "layout"), [("large-print", 18), ("easy-read", 16), ("braille", 12)])
def test_a_letter_follows_the_recorded_need(clinic: Clinic, wanted: str, layout: int) -> None:
    patient = clinic.store.records.read(Patient, MARGARET)
    assert patient is not None
    clinic.put(replace(patient, preferred_format=wanted, language="Polish", interpreter=True))
    letter = clinic.office.appointment_letters.of_appointment(TODAY_BOOKING)
    assert letter.content.layout == {18: "large-print", 16: "easy-read", 12: "standard"}[layout]
    assert letter.needs == ("braille" if wanted == "braille" else "")
    text = " ".join(pages(clinic.office.appointment_letters.preview([letter])))
    assert "Polish" in text
    assert "We will book one" in text  # nobody has recorded that an interpreter is booked
    booked = clinic.office.appointment_letters.of_appointment(change(clinic, needs=("interpreter-booked",)))
    assert "interpreter will be there" in str(booked.filled.easy) or "have booked an interpreter" in str(booked.filled)


def test_a_clinician_s_letter_is_on_the_record_and_the_wish_is_met(clinic: Clinic) -> None:
    clinic.wear(Role.SECRETARY)
    service = clinic.office.appointment_letters
    letter = service.of_appointment(change(clinic, letter_wanted="booked"))
    service.keep([letter])
    kept = clinic.store.records.read(Letter, letter.id)
    assert kept is not None
    assert (kept.status, kept.kind) == ("sent", "appointment")
    paper = next(d for d in clinic.store.records.of_patient(StoredDocument, MARGARET) if d.about_id == letter.id)
    whole = clinic.store.records.read(StoredDocument, paper.id)
    assert whole is not None
    assert whole.data == service.preview([letter])
    told = clinic.store.records.read(Appointment, TODAY_BOOKING)
    assert told is not None
    assert (told.letter_wanted, told.told_by) == ("", "letter")


def test_the_desk_keeps_that_a_letter_was_given_and_may_not_send_a_clinical_one(clinic: Clinic) -> None:
    clinic.wear(Role.RECEPTIONIST)
    service = clinic.office.appointment_letters
    service.keep([service.of_appointment(TODAY_BOOKING)])
    assert clinic.store.records.of_patient(Letter, MARGARET) == ()
    (given,) = clinic.store.records.of_patient(SentMessage, MARGARET)
    assert "We have booked an appointment for you." in given.words
    assert any(entry.kind == "Communication" for entry in clinic.store.timelines.of(MARGARET))
    referral = clinic.store.records.of_patient(Referral, MARGARET)[0]
    with pytest.raises(Refused):
        service.keep([service.of_triage(referral, "physiotherapy", "2026-11-23")])


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        ("physiotherapy", "You are on our waiting list"), ("orthopaedics", "You do not need to go back to your GP"),
        ("self-management", "You do not need a new referral"), ("elsewhere", "not leave you without an answer"),
    ],
)  # fmt: skip
def test_what_was_decided_says_what_happens_next(clinic: Clinic, decision: str, words: str) -> None:
    referral = clinic.store.records.of_patient(Referral, MARGARET)[0]
    letter = clinic.office.appointment_letters.of_triage(referral, decision, "2026-11-23", "Your dentist can help you.")
    assert words in letter.filled.words()


def test_a_batch_makes_what_it_can_and_says_what_it_cannot(clinic: Clinic) -> None:
    booking = clinic.store.records.read(Appointment, TODAY_BOOKING)
    david = clinic.store.records.read(Patient, DAVID)
    assert booking is not None
    assert david is not None
    clinic.put(replace(david, deceased="2026-11-20"), replace(booking, id=named("other"), patient_id=DAVID))
    service = clinic.office.appointment_letters
    batch = service.batch([TODAY_BOOKING, named("other"), "gone", TODAY_BOOKING])
    assert [letter.content.patient.id for letter in batch.letters] == [MARGARET]
    assert [type(error) for _, error in batch.refused] == [Refused, BadInput]
    both = pages(service.preview([*batch.letters, service.of_waiting(WaitingEntry("w", MARGARET, "", "2026-11-20"))]))
    assert ["Page 1 of 1" in page for page in both] == [True, True]


def test_every_letter_reads_at_age_eleven_or_below_and_its_text_message_fits() -> None:
    for template in load_all().values():
        words = "\n".join(line for said in (*template.parts, *template.easy) for line in said.lines)
        age = reading_age(words)
        assert age is not None
        assert age.years <= 11, template.code
        assert date.fromisoformat(template.provenance["reviewDate"]) > date.fromisoformat(template.provenance["date"])


def test_a_text_message_is_counted_as_telephones_count_and_says_no_surname(clinic: Clinic) -> None:
    assert [septets("a" * 160), septets("€[]"), septets("漢")] == [160, 6, None]
    assert [message("a" * n).parts for n in (160, 161, 306, 307)] == [1, 2, 2, 3]
    assert message("Żak – “ł” é").words == 'Zak - "l" é'
    patient = clinic.store.records.read(Patient, MARGARET)
    assert patient is not None
    told = clinic.office.appointment_letters.of_appointment(TODAY_BOOKING).message
    assert told.parts == 1
    assert told.words.startswith("Hello Margaret. Your NHS appointment is on Mon 23 Nov at 9am")
    assert "Holloway" not in told.words
    assert "Knee" not in told.words
    service = clinic.office.appointment_letters
    service.keep_texts([service.of_appointment(TODAY_BOOKING)])
    (given,) = clinic.store.records.of_patient(SentMessage, MARGARET)
    assert (given.way, given.words) == ("text", told.words)


def test_the_newest_decision_is_the_one_that_is_told(clinic: Clinic) -> None:
    referral = clinic.store.records.of_patient(Referral, MARGARET)[0]
    service = clinic.office.appointment_letters
    with pytest.raises(BadInput):
        service.of_last_triage(MARGARET)
    told = [("one", "podiatry", "2026-11-20"), ("two", "physiotherapy", "2026-11-23")]
    clinic.put(*(Triage(named(n), MARGARET, referral.id, "completed", code, day) for n, code, day in told))
    assert "physiotherapist" in service.of_last_triage(MARGARET).filled.words()
    clinic.put(Triage(named("three"), MARGARET, referral.id, "completed", "emergency", "2026-11-24"))
    with pytest.raises(BadInput):
        service.of_last_triage(MARGARET)
