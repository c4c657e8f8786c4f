"""The likeliest form comes first, by what the record says; several forms of a visit stay apart."""

from __future__ import annotations

from typing import Any

import pytest

from msk_desk.domain.errors import BadInput, FormIncomplete
from msk_desk.domain.form_catalogue import FormEntry, FormKind, contexts
from msk_desk.domain.roles import Actor, Role
from msk_desk.services.form_choice import areas_in, offers
from tests.fakes.filled_forms import assessment
from tests.fakes.small_clinic import DAVID, MARGARET, Clinic

ADMIN = Actor("admin", "Ada Admin", Role.ADMINISTRATOR)
URL = "https://forms.harlow.example/Questionnaire/"


def entry(name: str, kind: FormKind = FormKind.ASSESSMENT, *areas: str) -> FormEntry:
    return FormEntry(URL + name, "1", name.capitalize(), kind, areas)


CATALOGUE = (
    entry("knee", FormKind.ASSESSMENT, "knee"), entry("shoulder", FormKind.ASSESSMENT, "shoulder"),
    entry("lumbar", FormKind.ASSESSMENT, "lumbar"), entry("thoracic", FormKind.ASSESSMENT, "thoracic"),
    entry("cervical", FormKind.ASSESSMENT, "cervical"),
    entry("follow-up", FormKind.FOLLOW_UP), entry("post-op", FormKind.POST_OPERATIVE),
    entry("pain-score", FormKind.PROM), entry("share", FormKind.DECISION),
)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "seen", "first"),
    [
        ("Right shoulder pain", False, "shoulder"),
        ("Neck pain with arm symptoms . shoulder", False, "cervical"),
        ("Low back pain, sciatica", False, "lumbar"),
        ("Upper back pain", False, "thoracic"),
        ("Knee review", True, "follow-up"),
        ("Six weeks after total knee replacement", True, "post-op"),
        ("Something else", False, "cervical"),
    ],
)
def test_the_likeliest_form_is_first(words: str, seen: bool, first: str) -> None:
    found = offers(CATALOGUE, words, seen_before=seen)
    assert found[0].entry.canonical == URL + first
    assert {one.entry.kind for one in found} <= {FormKind.ASSESSMENT, FormKind.FOLLOW_UP, FormKind.POST_OPERATIVE}


def test_words_are_whole_words() -> None:
    assert areas_in("Hippocrates, shipping, handed over") == ()
    assert areas_in("Hip and hand") == ("hip", "wrist-hand")


def bring(clinic: Clinic, name: str, *areas: str, status: str = "active", version: str = "1") -> str:
    form: dict[str, Any] = {
        "resourceType": "Questionnaire", "id": f"{name}-{version}", "url": URL + name, "version": version,
        "title": f"{name.capitalize()} assessment", "status": status, "date": f"2026-11-0{version}",
        "useContext": contexts(FormKind.ASSESSMENT, list(areas)),
        "item": [{"linkId": "words", "type": "text", "text": "Words", "required": True}],
    }  # fmt: skip
    clinic.store.whole.store_whole([form], ADMIN, "Form")
    return URL + name


def test_two_forms_of_a_visit_are_kept_and_signed_apart(clinic: Clinic) -> None:
    shoulder = bring(clinic, "shoulder", "shoulder")
    visits, visit = clinic.office.visits, clinic.begin_visit()
    assert visits.forms_of(visit.id) == ()
    knee = visits.choose(visit.id, "")
    assert knee.draft.subject.startswith("https://msk-desk.example/fhir/Questionnaire/knee-assessment|")
    clinic.clock.pass_by(minutes=1)
    second = visits.choose(visit.id, shoulder)
    assert second.draft.id != knee.draft.id
    kept = visits.note(knee.draft, assessment(knee.questionnaire).snapshot(), "")
    visits.note(second.draft, {"item": [{"linkId": "words", "answer": [{"valueString": "of the shoulder"}]}]}, "")
    clinic.reopen()
    assert [one.title for one in visits.forms_of(visit.id)] == ["Knee assessment", "Shoulder assessment"] or [
        one.title for one in visits.forms_of(visit.id)
    ] == ["Shoulder assessment", "Knee assessment"]
    assert "of the shoulder" not in str(visits.open_form(visit.id, knee.draft.subject).draft.content)
    visits.sign(kept)
    with pytest.raises(FormIncomplete, match="Shoulder assessment is neither signed nor given up"):
        visits.finish(visit.id)
    visits.give_up(visits.open_form(visit.id, shoulder).draft)
    visits.finish(visit.id)
    assert [one.signed is not None for one in visits.forms_of(visit.id)] == [True]


def test_a_form_that_was_only_chosen_does_not_keep_the_visit_open(clinic: Clinic) -> None:
    visits, visit = clinic.office.visits, clinic.begin_visit()
    visits.choose(visit.id, "")
    clinic.reopen()
    assert len(visits.forms_of(visit.id)) == 1  # the choice was on disk
    visits.finish(visit.id)
    assert clinic.office.drafting.unfinished(MARGARET) == ()


def test_a_draft_goes_on_with_its_version_when_the_form_is_replaced_or_retired(clinic: Clinic) -> None:
    url = bring(clinic, "elbow", "elbow")
    visits, visit = clinic.office.visits, clinic.office.visits.start_without(DAVID)
    begun = visits.choose(visit.id, url)
    visits.note(begun.draft, {"item": [{"linkId": "words", "answer": [{"valueString": "Tennis"}]}]}, "words@6")
    bring(clinic, "elbow", "elbow", status="retired")
    bring(clinic, "elbow", "elbow", version="2")
    again = visits.open_form(visit.id, url)
    assert again.draft.subject == f"{url}|1"
    assert again.questionnaire["version"] == "1"
    assert again.draft.focus == "words@6"
    visits.sign(again.draft)
    signed = visits.open_form(visit.id, url).signed
    assert signed is not None
    assert signed.form == f"{url}|1"


def test_a_draft_of_a_version_that_is_not_here_is_kept_and_can_be_read(clinic: Clinic) -> None:
    from dataclasses import replace

    visits, visit = clinic.office.visits, clinic.begin_visit()
    begun = visits.choose(visit.id, "")
    content = {"item": [{"linkId": "complaint", "text": "Complaint", "answer": [{"valueString": "Kept"}]}]}
    url = begun.draft.subject.partition("|")[0]
    clinic.store.drafts.note(replace(begun.draft, subject=f"{url}|99", content=content))
    again = visits.open_form(visit.id, url)
    assert again.questionnaire == {}
    lines = [line.words for _, line in clinic.office.signed.lay_out(again.draft.subject, content["item"]).lines()]
    assert "Kept" in lines
    with pytest.raises(BadInput):
        visits.sign(again.draft)
    assert visits.open_form(visit.id, url).draft.content == content


def test_only_the_author_gives_a_draft_up(clinic: Clinic) -> None:
    visits, visit = clinic.office.visits, clinic.begin_visit()
    begun = visits.choose(visit.id, "")
    clinic.wear(Role.CLINICIAN, "somebody-else", "Ben Carter")
    with pytest.raises(BadInput):
        visits.give_up(begun.draft)
    clinic.wear(Role.CLINICIAN)
    assert len(visits.forms_of(visit.id)) == 1
