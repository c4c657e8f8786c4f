"""The first inbox: six referrals that wait for triage this morning, the same in every district."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from msk_desk.district import care, waits
from msk_desk.district.care import Journey
from msk_desk.district.clinic_days import instant_at
from msk_desk.district.draws import Draws, fixed_id
from msk_desk.district.letters import one_page_pdf
from msk_desk.district.parts import Json
from msk_desk.district.people import Identity, patient
from msk_desk.district.places import PRACTICES
from msk_desk.district.scene import Scene
from msk_desk.domain.letters import StoredDocument
from msk_desk.domain.pathways import Referral
from msk_desk.fhir.mapping import write


@dataclass(frozen=True, slots=True)
class Sender:
    """One referral of this morning's inbox; `yesterday` is the working day before, `at` minutes after midnight."""

    family: str
    given: str
    title: str
    gender: str
    born: str
    nhs_number: str
    source: str
    referrer: str
    region: str
    reason: str
    note: str
    at: int
    yesterday: bool = False
    kind: str = "referral"
    consent: str = ""
    attachment: str = ""


SENDERS = (
    Sender("Lee", "Marcus", "Mr", "male", "1975-02-02", "9996736008", "gp", "Dr Hill", "Cervical spine",
           "Neck, arm weakness",
           "Six weeks of neck pain with right arm weakness. Dropping cups. Unsteady on stairs. No bladder change. "
           "No fever. MRI not done.", 8 * 60 + 55, consent="yes"),
    Sender("Okafor", "Chidi", "Mr", "male", "1990-06-11", "9998022142", "self", "", "Lumbar spine", "Low back pain",
           "Back pain for five weeks after lifting at work, no better with rest. Walks the dog. Bladder and bowels "
           "normal. No numbness between the legs, no leg weakness. Sleeps well. No history of cancer.",
           12 * 60 + 20, yesterday=True, consent="yes"),
    Sender("Stewart", "Ann", "Mrs", "female", "1968-09-30", "9997133560", "gp", "Dr Ahmed", "Wrist and hand",
           "Hand, morning stiffness",
           "Eight weeks of swollen knuckles in both hands, stiff in the morning for two hours. CRP 4, RF negative. "
           "Mother had rheumatoid arthritis.", 14 * 60 + 10, yesterday=True, attachment="Blood results"),
    Sender("Davies", "Rhys", "Mr", "male", "1959-01-17", "9996408876", "fcp", "J Moss, physiotherapist", "Shoulder",
           "Shoulder",
           "Subacromial pain for four months, painful arc, no injury. Neck clear, power 5/5. Exercises for six weeks, "
           "little change. Would like to talk about an injection.", 8 * 60 + 5, consent="yes"),
    Sender("Khan", "Saima", "Mrs", "female", "1962-04-08", "9995512033", "self", "", "Knee", "Knee",
           "Both knees ache on stairs and after sitting. No injury, no locking, no swelling. Wants to keep working. "
           "Urdu is easier for her.", 8 * 60 + 20),
    Sender("Smith", "Ivy", "Ms", "female", "1947-12-03", "9994871161", "gp", "Dr Lowe", "Foot and ankle", "Foot",
           "Painful great toe joint, no ulcer, pulses present. Is an insole or a surgical opinion the next step?",
           8 * 60 + 40, kind="advice", consent="yes"),
)  # fmt: skip
FIRST_INBOX_NUMBERS = frozenset(sender.nhs_number for sender in SENDERS)


def first_inbox(scene: Scene) -> Iterator[Json]:
    """Each with a patient, the referral as written, what came with it, and the pathway that waits."""
    for number, sender in enumerate(SENDERS):
        yield from _sent(scene, number, sender)


def _sent(scene: Scene, number: int, sender: Sender) -> Iterator[Json]:
    def named(name: str) -> str:
        return fixed_id(scene.seed, "sender", sender.family, name)

    who, day = named("patient"), _day_before(scene.today) if sender.yesterday else scene.today
    practice = scene.places.practice_ids[number]
    identity = Identity(
        who, sender.family, (sender.given,), sender.title, sender.gender, sender.born,
        scene.today.year - int(sender.born[:4]), sender.nhs_number, "A",
    )  # fmt: skip
    yield _speaking(patient(Draws(700 + number), identity, practice), sender.note)
    if sender.attachment:
        pdf = one_page_pdf(f"{sender.attachment} (made up)")
        paper = StoredDocument(named("paper"), who, sender.attachment, instant_at(day, sender.at), data=pdf)
        yield write(paper, None)
    outside = sender.source != "self"
    yield write(
        Referral(
            named("referral"), who, day.isoformat(), sender.source, sender.reason, sender.region,
            referrer=f"{sender.referrer}, {PRACTICES[number]}" if outside else "",
            received_at=instant_at(day, sender.at), practice_id=practice if outside else "", consent=sender.consent,
            kind=sender.kind, note=sender.note, attachments=(named("paper"),) if sender.attachment else (),
        ),
        None,
    )  # fmt: skip
    events = (waits.received(day, sender.source),)
    journey = Journey(sender.region, "referred", "rtt", day, day, events=events)
    yield care.pathway(named("pathway"), who, named("referral"), journey, scene.places.service_id)


def _speaking(resource: Json, note: str) -> Json:
    """Who says that another language is easier gets an interpreter."""
    if "Urdu" not in note:
        return resource
    from msk_desk.fhir.names import INTERPRETER

    language = {
        "language": {"coding": [{"system": "urn:ietf:bcp:47", "code": "ur"}], "text": "Urdu"},
        "preferred": True,
    }
    interpreter = {"url": INTERPRETER, "valueBoolean": True}
    return {**resource, "communication": [language], "extension": [*resource.get("extension", []), interpreter]}


def _day_before(day: date) -> date:
    before = day - timedelta(days=1)
    return before if before.weekday() < 5 else _day_before(before)
