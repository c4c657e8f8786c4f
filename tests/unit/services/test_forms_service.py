"""Which form is in use: the service's own version before the one that ships, and old versions stay readable."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from msk_desk.domain.errors import BadInput
from msk_desk.domain.form_catalogue import FormKind, Origin, contexts
from msk_desk.domain.roles import Actor, Role
from tests.fakes.filled_forms import KNEE_FORM
from tests.fakes.small_clinic import Clinic

URL = "https://forms.harlow.example/Questionnaire/balance"


def form(version: str = "1", status: str = "active", url: str = URL, **more: Any) -> dict[str, Any]:
    return {
        "resourceType": "Questionnaire", "id": f"f-{version}-{abs(hash(url)) % 999}", "url": url, "version": version,
        "title": "Balance", "status": status, "date": f"2026-11-0{version[0]}",
        "useContext": contexts(FormKind.ASSESSMENT, ["hip"]),
        "item": [{"linkId": "seconds", "type": "decimal", "text": "Seconds",
                  "initial": [{"valueDecimal": Decimal("7.50")}]}],
        **more,
    }  # fmt: skip


def bring(clinic: Clinic, *forms: dict[str, Any]) -> None:
    clinic.store.whole.store_whole(forms, Actor("admin", "Ada Admin", Role.ADMINISTRATOR), "Form")


def test_shipped_forms_are_listed_with_what_they_are_for(clinic: Clinic) -> None:
    listed = {entry.canonical: entry for entry in clinic.office.forms.every()}
    assert listed[KNEE_FORM].kind is FormKind.ASSESSMENT
    assert listed[KNEE_FORM].areas == ("knee",)
    assert listed[KNEE_FORM].origin is Origin.SHIPPED
    assert all(entry.kind is not FormKind.PART for entry in listed.values())


def test_an_active_form_of_the_service_is_listed_and_read_with_its_decimals(clinic: Clinic) -> None:
    bring(clinic, form())
    assert [e.title for e in clinic.office.forms.every() if e.origin is Origin.SERVICE] == ["Balance"]
    read = clinic.office.forms.read(URL)
    assert str(read["item"][0]["initial"][0]["valueDecimal"]) == "7.50"


@pytest.mark.parametrize("status", ["draft", "retired", "unknown"])
def test_a_form_that_is_not_active_is_not_in_use(clinic: Clinic, status: str) -> None:
    bring(clinic, form(status=status))
    assert all(entry.canonical != URL for entry in clinic.office.forms.every())
    with pytest.raises(BadInput):
        clinic.office.forms.read(URL)
    assert clinic.office.forms.read(f"{URL}|1")["title"] == "Balance"


def test_the_newest_active_version_is_the_one_in_use(clinic: Clinic) -> None:
    bring(clinic, form("2"), form("1"), form("3", status="draft"))
    assert clinic.office.forms.read(URL)["version"] == "2"
    assert [e.version for e in clinic.office.forms.every() if e.canonical == URL] == ["2"]


def test_the_services_version_stands_before_the_one_that_ships(clinic: Clinic) -> None:
    bring(clinic, form("9.0.0", url=KNEE_FORM))
    assert clinic.office.forms.read(KNEE_FORM)["version"] == "9.0.0"
    assert len([e for e in clinic.office.forms.every() if e.canonical == KNEE_FORM]) == 1


def test_a_shipped_form_can_be_retired(clinic: Clinic) -> None:
    shipped = clinic.office.forms.read(KNEE_FORM)
    bring(clinic, form(str(shipped["version"]), status="retired", url=KNEE_FORM))
    assert all(entry.canonical != KNEE_FORM for entry in clinic.office.forms.every())
    with pytest.raises(BadInput):
        clinic.office.forms.read(KNEE_FORM)


def test_a_pinned_version_stays_readable_when_the_service_no_longer_has_it(clinic: Clinic) -> None:
    bring(clinic, form("1"))
    pinned = clinic.office.forms.pin(URL)
    bring(clinic, form("2"), {**form("2"), "id": form("1")["id"]})  # the first is gone from the service
    assert clinic.office.forms.read(URL)["version"] == "2"
    assert clinic.office.forms.read(f"{URL}|1")["item"] == pinned["item"]


def test_a_draft_keeps_the_version_it_was_begun_with(clinic: Clinic) -> None:
    visit = clinic.begin_visit()
    bring(clinic, form("1"))
    first = clinic.office.visits.open_form(visit.id, URL)
    clinic.office.visits.note(first.draft, {"item": []}, "seconds")
    bring(clinic, {**form("1", status="retired")}, form("2"))
    again = clinic.office.visits.open_form(visit.id, URL)
    assert again.draft.subject == f"{URL}|1"
    assert again.questionnaire["version"] == "1"
