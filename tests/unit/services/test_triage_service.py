"""Triage: what is due, whose it is, decisions that leave an owner, and taking them back."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdf
import pytest

from msk_desk.domain.clinics import Appointment
from msk_desk.domain.errors import BadInput, Conflict, FormIncomplete, Refused
from msk_desk.domain.letters import Letter
from msk_desk.domain.pathways import Pathway, Referral, Todo, Triage
from msk_desk.domain.roles import Role
from msk_desk.domain.triage import TriageForm, left_by, triage_id
from msk_desk.domain.waiting_list import WaitingEntry
from msk_desk.services.triage import InboxLine
from tests.fakes.small_clinic import ASHA, BEN, DAVID, MARGARET, Clinic, named

SAYS = "Low back pain with numbness between the legs since Friday."
PLAIN = "Left heel pain, first steps worst. No injury."


def refer(clinic: Clinic, name: str, patient: str = DAVID, **more: str) -> str:
    """A referral on a pathway of its own; the pathway's id."""
    given = {"received": "2026-11-23", "source": "gp", "reason": PLAIN, "region": "Foot and ankle", **more}
    referral = Referral(named(name), patient, **given)  # type: ignore[arg-type]
    pathway = clinic.office.waiting.open_pathway(referral)
    clinic.put(referral, pathway)
    return pathway.id


def form(decision: str, **more: object) -> TriageForm:
    given: dict[str, object] = {"reason": "Fits", "confirmed": True, **more}
    return TriageForm(decision, **given)  # type: ignore[arg-type]


def pathway(clinic: Clinic, pathway_id: str) -> Pathway:
    found = clinic.store.records.read(Pathway, pathway_id)
    assert found is not None
    return found


def line(clinic: Clinic, pathway_id: str) -> InboxLine:
    return next(each for each in clinic.office.triage.inbox() if each.referral.pathway_id == pathway_id)


def test_the_most_urgent_stand_first_then_what_is_due_first(clinic: Clinic) -> None:
    late = refer(clinic, "late", received="2026-11-16")
    today = refer(clinic, "today", MARGARET)
    asked = refer(clinic, "asked", received="2026-11-23", priority="urgent")
    worst = refer(clinic, "worst", reason=SAYS, region="Lumbar spine")
    found = clinic.office.triage.inbox()
    assert [each.referral.pathway_id for each in found] == [worst, asked, late, today]
    assert [each.route for each in found] == ["E", "", "", ""]
    assert [each.due.date().isoformat() for each in found][2:] == ["2026-11-17", "2026-11-24"]
    assert clinic.office.triage.counts() == (4, 1)
    clinic.office.ports.settings.put("triage/working-days", "2")
    assert line(clinic, today).due.date().isoformat() == "2026-11-25"


def test_a_claim_is_seen_by_the_next_clinician_who_may_take_it_over(clinic: Clinic) -> None:
    at = refer(clinic, "one")
    clinic.office.triage.claim(at)
    assert line(clinic, at).mine
    clinic.wear(Role.ESP, BEN, "Ben Carter")
    assert (line(clinic, at).owner, line(clinic, at).mine) == ("Asha Rao", False)
    with pytest.raises(Conflict, match="Asha Rao"):
        clinic.office.triage.claim(at)
    with pytest.raises(Conflict, match="Asha Rao"):
        clinic.office.triage_decisions.decide(at, form("podiatry"))
    clinic.office.triage.claim(at, take_over=True)
    assert line(clinic, at).mine
    (task,) = clinic.store.records.of_patient(Triage, DAVID)
    assert task.id == triage_id(named("one"))
    clinic.office.triage.release(at)
    assert line(clinic, at).owner == ""


@pytest.mark.parametrize("role", [Role.RECEPTIONIST, Role.ADMINISTRATOR, Role.ANALYST])
def test_who_does_not_triage_sees_nothing_of_it(clinic: Clinic, role: Role) -> None:
    at = refer(clinic, "one")
    clinic.wear(role)
    for ask in (clinic.office.triage.inbox, clinic.office.triage.decided):
        with pytest.raises(Refused):
            ask()
    with pytest.raises(Refused):
        clinic.office.triage.page(at)
    assert clinic.office.triage.counts() == (0, 0)


def test_a_secretary_reads_and_does_not_decide(clinic: Clinic) -> None:
    at = refer(clinic, "one")
    clinic.wear(Role.SECRETARY)
    assert clinic.office.triage.page(at).referral.reason == PLAIN
    with pytest.raises(Refused):
        clinic.office.triage_decisions.decide(at, form("podiatry"))


def test_a_clinic_decision_is_one_unit_with_its_waiting_list_entry_and_case_manager(clinic: Clinic) -> None:
    at = refer(clinic, "one")
    before = clinic.saved()
    clinic.office.triage_decisions.decide(at, form("podiatry", manager_id=BEN, consent="yes"))
    assert clinic.saved() == before + 1
    after = pathway(clinic, at)
    assert (after.stage, after.service, after.case_manager_id, after.clock.kind) == ("triaged", "podiatry", BEN, "ahp")
    (entry,) = clinic.store.records.of_patient(WaitingEntry, DAVID)
    assert (entry.service, entry.kind, entry.status, entry.referral_id) == (
        "podiatry",
        "new",
        "requested",
        named("one"),
    )
    referral = clinic.store.records.read(Referral, named("one"))
    assert referral is not None
    assert referral.consent == "yes"
    assert clinic.office.triage.inbox() == ()
    (shown,) = clinic.office.triage.decided()
    assert shown.referral.decision == "podiatry"


@pytest.mark.parametrize(
    "decision", [each.code for each in __import__("msk_desk.content.triage", fromlist=["x"]).decisions().decisions]
)
def test_no_decision_is_made_without_a_reason_and_none_leaves_a_patient_without_an_owner(
    clinic: Clinic, decision: str
) -> None:
    at = refer(clinic, "one", referrer="Dr Hill")
    with pytest.raises(FormIncomplete):
        clinic.office.triage_decisions.decide(at, TriageForm(decision, confirmed=True))
    assert pathway(clinic, at).stage == "referred"
    whole = form(decision, where="Fracture clinic", told="Dr Lee, 10:05", text="Words", owner_id=BEN)
    clinic.office.triage_decisions.decide(at, whole)
    after = pathway(clinic, at)
    records = clinic.store.records
    referral = records.read(Referral, named("one"))
    assert referral is not None
    owned = [each.owner_id for each in records.of_patient(Todo, DAVID) if each.status == "requested"]
    waits = [each.id for each in records.of_patient(WaitingEntry, DAVID) if each.status == "requested"]
    asked = [each.by for each in records.of_patient(Triage, DAVID) if each.opinion_of]
    handed = [each.to for each in referral.handovers]
    drafts = [each.kind for each in records.of_patient(Letter, DAVID) if each.status == "draft"]
    if after.status == "finished":
        assert handed or "advice" in drafts
    elif after.stage == "pifu":
        assert after.pifu_until
        assert after.case_manager_id
    else:
        assert owned or waits or asked
        assert after.case_manager_id or asked


def test_an_emergency_is_handed_over_to_a_named_person_and_followed_up(clinic: Clinic) -> None:
    at = refer(clinic, "one", reason=SAYS, region="Lumbar spine")
    with pytest.raises(FormIncomplete, match="told"):
        clinic.office.triage_decisions.decide(at, form("emergency", where="Emergency department"))
    clinic.office.triage_decisions.decide(
        at, form("emergency", where="Emergency department", told="Sister Jones", letter=False)
    )
    referral = clinic.store.records.read(Referral, named("one"))
    assert referral is not None
    (handover,) = referral.handovers
    assert (handover.to, handover.by) == ("Emergency department: Sister Jones", ASHA)
    assert handover.at.startswith("2026-11-23T09:20")
    assert referral.priority == "routine"
    (todo,) = clinic.store.records.of_patient(Todo, DAVID)
    assert (todo.owner_id, todo.due) == (ASHA, "2026-11-24")
    assert pathway(clinic, at).status == "active"


def test_a_slower_way_than_an_emergency_that_is_suggested_says_why(clinic: Clinic) -> None:
    at = refer(clinic, "one", reason=SAYS, region="Lumbar spine")
    with pytest.raises(FormIncomplete, match="overruled"):
        clinic.office.triage_decisions.decide(at, form("physiotherapy"))
    clinic.office.triage_decisions.decide(at, form("physiotherapy", overruled="Spoke to her: it is ten years old"))
    (task,) = clinic.store.records.of_patient(Triage, DAVID)
    assert task.overruled.startswith("Spoke")
    assert {each.flag: each.answer for each in task.screen}["saddle"] == "yes"
    assert task.confirmed_by == ASHA


def test_what_the_clinician_answers_is_kept_with_the_screen_and_may_settle_it(clinic: Clinic) -> None:
    at = refer(clinic, "one", reason=SAYS, region="Lumbar spine")
    clinic.office.triage_decisions.decide(at, form("physiotherapy", flags={"saddle": "no"}))
    (task,) = clinic.store.records.of_patient(Triage, DAVID)
    kept = {each.flag: each for each in task.screen}
    assert (kept["saddle"].answer, kept["saddle"].words) == ("no", "numbness between the legs")
    assert kept["gait"].answer == ""


def test_an_unread_screen_stops_a_decision(clinic: Clinic) -> None:
    at = refer(clinic, "one")
    with pytest.raises(FormIncomplete, match="confirmed"):
        clinic.office.triage_decisions.decide(at, form("podiatry", confirmed=False))


def test_a_reserved_time_closes_the_entry_and_one_taken_meanwhile_leaves_it(clinic: Clinic) -> None:
    first, second = refer(clinic, "one"), refer(clinic, "two", MARGARET)
    offer = clinic.offer(3)
    assert clinic.office.triage_decisions.decide(first, form("podiatry", offer=offer)).not_booked == ""
    (entry,) = clinic.store.records.of_patient(WaitingEntry, DAVID)
    assert entry.status == "completed"
    assert any(each.slot_id == offer.slot_id for each in clinic.store.records.of_patient(Appointment, DAVID))
    assert clinic.office.triage_decisions.decide(second, form("podiatry", offer=offer)).not_booked
    (entry,) = clinic.store.records.of_patient(WaitingEntry, MARGARET)
    assert entry.status == "requested"
    with pytest.raises(Conflict):
        clinic.office.triage_decisions.undo(first)


def test_a_decision_is_taken_back_until_something_comes_of_it(clinic: Clinic) -> None:
    at = refer(clinic, "one")
    before = pathway(clinic, at)
    clinic.office.triage_decisions.decide(at, form("podiatry"))
    assert clinic.office.triage_decisions.can_undo(at)
    clinic.office.triage_decisions.undo(at)
    after = pathway(clinic, at)
    assert (after.stage, after.service, after.events, after.clock) == ("referred", "", before.events, before.clock)
    assert [each.status for each in clinic.store.records.of_patient(WaitingEntry, DAVID)] == ["cancelled"]
    assert line(clinic, at).mine
    clinic.office.triage_decisions.decide(at, form("advice", text="Heel raises", where="Dr Hill"))
    assert pathway(clinic, at).status == "finished"
    assert {each.kind for each in clinic.store.records.of_patient(Letter, DAVID) if each.status == "draft"} == {
        "triage", "advice",
    }  # fmt: skip
    clinic.wear(Role.ESP, BEN, "Ben Carter")
    with pytest.raises(Refused):
        clinic.office.triage_decisions.undo(at)
    clinic.wear(Role.CLINICIAN)
    draft = clinic.store.records.read(Letter, left_by(triage_id(named("one")), "advice"))
    assert draft is not None
    _, pdf = clinic.office.letters.sign(draft)
    said = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert "Dear Dr Hill" in said
    assert "David Okafor" in said
    assert not clinic.office.triage_decisions.can_undo(at)


def test_advice_becomes_a_referral_with_nothing_typed_again(clinic: Clinic) -> None:
    at = refer(clinic, "one", kind="advice")
    clinic.office.triage_decisions.decide(at, form("advice", text="Heel raises", where="Dr Hill"))
    clinic.office.triage_decisions.bring_back(at)
    page = clinic.office.triage.page(at)
    assert (page.referral.reason, page.referral.kind, page.referral.status) == (PLAIN, "referral", "active")
    assert page.pathway.stage == "referred"
    assert page.triage is not None
    assert page.triage.status == "requested"
    ((before, who),) = page.before
    assert (before.text, before.decision, who) == ("Heel raises", "advice", "Asha Rao")
    assert page.pathway.clock.stop is None
    assert line(clinic, at).owner == ""
    clinic.office.triage_decisions.decide(at, form("podiatry"))
    (shown,) = clinic.office.triage.decided()
    assert shown.referral.decision == "podiatry"
    with pytest.raises(BadInput):
        clinic.office.triage_decisions.bring_back(at)


def test_a_result_or_an_emergency_stays_in_sight_until_it_is_triaged_again(clinic: Clinic) -> None:
    at = refer(clinic, "one")
    clinic.office.triage_decisions.decide(at, form("imaging", text="X-ray, weight bearing"))
    clinic.clock.pass_by(days=30)
    (shown,) = clinic.office.triage.decided()
    assert shown.referral.decision == "imaging"
    clinic.office.triage_decisions.bring_back(at)
    assert [each.status for each in clinic.store.records.of_patient(Todo, DAVID)] == ["completed"]
    assert clinic.office.triage.decided() == ()
    clinic.office.triage_decisions.decide(at, form("orthopaedics"))
    clinic.office.triage_decisions.undo(at)
    assert [each.decision for each, _ in clinic.office.triage.page(at).before] == ["imaging"]


def test_a_second_opinion_is_owed_by_a_named_colleague_and_comes_back(clinic: Clinic) -> None:
    at = refer(clinic, "one")
    clinic.office.triage_decisions.decide(at, form("opinion", owner_id=BEN, text="Is this tibialis posterior?"))
    assert line(clinic, at).asked == ("Ben Carter",)
    assert line(clinic, at).mine
    clinic.wear(Role.ESP, BEN, "Ben Carter")
    assert line(clinic, at).for_me
    ((opinion, who),) = clinic.office.triage.page(at).opinions
    assert (opinion.reason, who, opinion.due) == ("Is this tibialis posterior?", "Ben Carter", "2026-11-24")
    clinic.office.triage_decisions.answer(opinion.id, "Yes. Podiatry.")
    clinic.wear(Role.CLINICIAN)
    assert (line(clinic, at).asked, line(clinic, at).answered) == ((), ("Ben Carter",))
    clinic.office.triage_decisions.decide(at, form("podiatry"))


def test_what_was_decided_elsewhere_meanwhile_is_not_decided_again(clinic: Clinic) -> None:
    at = refer(clinic, "one")
    clinic.put(replace(pathway(clinic, at), stage="triaged"))
    with pytest.raises(Conflict):
        clinic.office.triage_decisions.decide(at, form("podiatry"))
    with pytest.raises(BadInput):
        clinic.office.triage.claim(at)


def test_the_page_shows_earlier_pathways_and_what_the_patient_needs(clinic: Clinic) -> None:
    at = refer(clinic, "one", MARGARET)
    page = clinic.office.triage.page(at)
    assert [each.title for each in page.earlier] == ["Right knee"]
    assert page.told.age == 70
    assert clinic.office.triage.page(refer(clinic, "two")).banner.patient.interpreter


def test_what_a_patient_was_asked_is_an_answer_and_not_words_to_be_read(clinic: Clinic) -> None:
    asked = dict(clinic.office.triage.questions("Lumbar spine"))
    note = f"Yes to “{asked['saddle']}”\nNo to “{asked['bladder-bowel']}”"
    at = refer(clinic, "one", source="self", reason="Back pain", region="Lumbar spine", note=note)
    told = clinic.office.triage.page(at).told
    assert (told.answers, told.text.strip()) == ({"saddle": "yes", "bladder-bowel": "no"}, "Back pain")
    assert line(clinic, at).route == "E"
    clinic.wear(Role.RECEPTIONIST)
    assert clinic.office.triage.questions("Knee")
