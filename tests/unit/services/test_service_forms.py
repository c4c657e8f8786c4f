"""Forms made by a service: looked through before anything is stored, put in use, replaced, retired."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from msk_desk.domain.errors import BadInput, Refused
from msk_desk.domain.form_catalogue import FormKind, FormStatus, Origin
from msk_desk.domain.roles import Role
from msk_desk.services.service_forms import Candidate, ServiceForms
from tests.fakes.filled_forms import KNEE_FORM
from tests.fakes.service_form import FORM, URL
from tests.fakes.small_clinic import Clinic


@pytest.fixture
def admin(clinic: Clinic) -> Clinic:
    clinic.wear(Role.ADMINISTRATOR, "ada", "Ada Admin")
    return clinic


def file(folder: Path, form: Any, name: str = "falls.json") -> Path:
    path = folder / name
    path.write_text(form if isinstance(form, str) else json.dumps(form), encoding="utf-8")
    return path


def brought(service: ServiceForms, folder: Path, **changed: Any) -> Candidate:
    candidate = service.look_at(file(folder, {**FORM, **changed}))
    service.bring_in(candidate, FormKind.ASSESSMENT, ["hip", "knee"])
    return candidate


def standing(clinic: Clinic) -> dict[str, FormStatus]:
    return {e.version: e.status for e in clinic.office.service_forms.versions() if e.canonical == URL}


def test_looking_at_a_file_stores_nothing(admin: Clinic, tmp_path: Path) -> None:
    candidate = admin.office.service_forms.look_at(file(tmp_path, FORM))
    assert (candidate.items, candidate.refusals, candidate.unsupported, candidate.notes) == (2, (), (), ())
    assert admin.saved() == 0


def test_brought_in_as_a_draft_then_put_in_use(admin: Clinic, tmp_path: Path) -> None:
    service = admin.office.service_forms
    brought(service, tmp_path)
    assert standing(admin) == {"1": FormStatus.DRAFT}
    assert all(entry.canonical != URL for entry in admin.office.forms.every())
    service.activate(f"{URL}|1")
    entry = next(entry for entry in admin.office.forms.every() if entry.canonical == URL)
    assert (entry.kind, entry.areas, entry.origin) == (FormKind.ASSESSMENT, ("hip", "knee"), Origin.SERVICE)
    assert admin.office.forms.read(URL)["approvalDate"] == "2026-11-23"
    assert str(admin.office.forms.read(URL)["item"][1]["initial"][0]["valueDecimal"]) == "1.5"


def test_a_new_version_replaces_the_one_before(admin: Clinic, tmp_path: Path) -> None:
    service = admin.office.service_forms
    brought(service, tmp_path)
    service.activate(f"{URL}|1")
    brought(service, tmp_path, version="2", date="2026-11-02")
    service.activate(f"{URL}|2")
    assert standing(admin) == {"1": FormStatus.RETIRED, "2": FormStatus.ACTIVE}
    assert admin.office.forms.read(URL)["version"] == "2"
    service.activate(f"{URL}|1")  # back to the old one
    assert admin.office.forms.read(URL)["version"] == "1"


def test_a_draft_goes_on_with_the_version_it_was_begun_with(clinic: Clinic, tmp_path: Path) -> None:
    clinic.wear(Role.ADMINISTRATOR)
    service = clinic.office.service_forms
    brought(service, tmp_path)
    service.activate(f"{URL}|1")
    clinic.wear(Role.CLINICIAN)
    visit = clinic.begin_visit()
    opened = clinic.office.visits.open_form(visit.id, URL)
    clinic.office.visits.note(opened.draft, {"item": []}, "fell")
    clinic.wear(Role.ADMINISTRATOR)
    assert service.drafts_of(f"{URL}|1") == 1
    service.retire(f"{URL}|1")
    clinic.wear(Role.CLINICIAN)
    again = clinic.office.visits.open_form(visit.id, URL)
    assert (again.draft.id, again.questionnaire["version"]) == (opened.draft.id, "1")


def test_a_form_that_ships_can_be_retired_and_put_back(admin: Clinic) -> None:
    key = f"{KNEE_FORM}|{admin.office.forms.read(KNEE_FORM)['version']}"
    admin.office.service_forms.retire(key)
    assert all(entry.canonical != KNEE_FORM for entry in admin.office.forms.every())
    admin.office.service_forms.activate(key)
    assert any(entry.canonical == KNEE_FORM for entry in admin.office.forms.every())


def test_changed_content_needs_a_new_version(admin: Clinic, tmp_path: Path) -> None:
    brought(admin.office.service_forms, tmp_path)
    same = admin.office.service_forms.look_at(file(tmp_path, {**FORM, "status": "active"}))
    assert (same.refusals, same.known) == ((), "draft")
    other = admin.office.service_forms.look_at(file(tmp_path, {**FORM, "item": FORM["item"][:1]}))
    assert "new version" in other.refusals[0]
    with pytest.raises(BadInput, match="new version"):
        admin.office.service_forms.bring_in(other, FormKind.OTHER, [])


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"item": [FORM["item"][0], FORM["item"][0]]}, "fell"),
        ({"modifierExtension": [{"url": "https://x.example/m", "valueBoolean": True}]}, "x.example"),
        ({"url": "https://msk-desk.example/fhir/Questionnaire/prom-oks"}, "pack"),
        ({"experimental": "maybe"}, "experimental"),
    ],
)
def test_what_would_be_wrong_is_refused_with_its_place(
    admin: Clinic, tmp_path: Path, changed: dict[str, Any], words: str
) -> None:
    candidate = admin.office.service_forms.look_at(file(tmp_path, {**FORM, **changed}))
    assert any(words in refusal for refusal in candidate.refusals), candidate.refusals
    with pytest.raises(BadInput):
        admin.office.service_forms.bring_in(candidate, FormKind.OTHER, [])
    assert admin.saved() == 0


@pytest.mark.parametrize("text", ["", "{", "[]", "NaN", '{"resourceType": "Patient"}', "\x00\x01"])
def test_a_file_that_is_no_questionnaire_is_bad_input(admin: Clinic, tmp_path: Path, text: str) -> None:
    with pytest.raises(BadInput, match=r"falls\.json"):
        admin.office.service_forms.look_at(file(tmp_path, text))


def test_a_missing_file_is_bad_input(admin: Clinic, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        admin.office.service_forms.look_at(tmp_path / "none.json")


def test_what_is_not_supported_is_named_and_a_form_without_identity_gets_one(admin: Clinic, tmp_path: Path) -> None:
    item = {**FORM["item"][0], "extension": [{"url": "https://x.example/e", "valueString": "?"}]}
    form = {k: v for k, v in FORM.items() if k not in ("url", "version", "publisher")}
    candidate = admin.office.service_forms.look_at(file(tmp_path, {**form, "item": [item]}))
    assert candidate.unsupported == ("fell: extension https://x.example/e",)
    assert (candidate.entry.canonical, candidate.entry.version) == ("urn:msk-desk:form:falls", "2026-11-23")
    assert candidate.notes == ("who publishes it",)


@pytest.mark.parametrize("role", [Role.CLINICIAN, Role.RECEPTIONIST, Role.TEAM_LEAD])
def test_only_an_administrator_changes_forms(clinic: Clinic, tmp_path: Path, role: Role) -> None:
    clinic.wear(role)
    with pytest.raises(Refused):
        clinic.office.service_forms.look_at(file(tmp_path, FORM))
    with pytest.raises(Refused):
        clinic.office.service_forms.retire(KNEE_FORM)
    if role is Role.TEAM_LEAD:
        assert clinic.office.service_forms.versions()
    else:
        with pytest.raises(Refused):
            clinic.office.service_forms.versions()
