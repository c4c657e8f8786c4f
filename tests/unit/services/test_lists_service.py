"""Lists as a service: each role its own, print and CSV with their audit, actions planned before they are done."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from msk_desk.domain.errors import BadInput, Refused
from msk_desk.domain.lists import SavedView
from msk_desk.domain.pathways import Pathway
from msk_desk.domain.people import Patient, PersonName
from msk_desk.domain.roles import Role
from msk_desk.domain.waiting_list import WaitingEntry
from msk_desk.services.list_definitions import LISTS
from msk_desk.wiring.office import Office
from tests.fakes.small_clinic import BEN, MARGARET, Clinic, named


def test_a_role_reads_its_own_lists_and_no_other(clinic: Clinic, desk: Office) -> None:
    for role in Role:
        clinic.wear(role)
        own = {each.code for each in desk.lists.mine()} if role.sees_patients else set()
        for definition in LISTS:
            if definition.code in own:
                assert desk.lists.read(definition.code).definition.code == definition.code
            else:
                with pytest.raises(Refused):
                    desk.lists.read(definition.code)
    clinic.wear(Role.RECEPTIONIST)
    reception = {each.code: each for each in desk.lists.mine()}
    assert not {"prom_due", "letters", "caseload", "my_clinic"} & set(reception)
    assert "held" not in reception["triage"].columns, "who claimed it stands in triage tasks, which reception has not"
    assert set(desk.lists.counts()) == set(reception)
    with pytest.raises(BadInput):
        desk.lists.read("no such list")


def test_print_and_csv_stand_in_the_audit_and_no_cell_is_a_formula(clinic: Clinic, desk: Office) -> None:
    clinic.put(Patient(named("evil"), (PersonName('=HYPERLINK("x")', ("Ann",)),), "1970-01-01"))
    clinic.put(Pathway(named("way"), named("evil"), "+Knee", started="2026-11-20"))
    contents = desk.lists.read("triage")
    found = list(csv.reader(io.StringIO(desk.list_papers.csv(contents, contents.rows))))
    assert found[0][:2] == ["Triage by", "Weeks"]
    assert not [cell for row in found for cell in row if cell[:1] in ("=", "+", "-", "@")]
    assert any("HYPERLINK" in cell for row in found for cell in row)
    pdf = desk.list_papers.pdf(contents, contents.rows, "Priority: Routine")
    assert pdf.startswith(b"%PDF")
    noted = [event.what for event in clinic.store.audit.events() if event.what.startswith("List")]
    assert noted == [
        f"List as CSV: Triage inbox, {len(contents.rows)}",
        f"List printed: Triage inbox, {len(contents.rows)}",
    ]


def test_an_action_is_planned_with_reasons_and_done_as_things_stand_then(clinic: Clinic, desk: Office) -> None:
    clinic.put(replace(_pathway(clinic), stage="triaged", service="esp"))
    rows = desk.lists.read("caseload").rows
    assert [row.patient_id for row in rows] == [MARGARET]
    (planned,) = desk.list_actions.plan("waiting", rows)
    assert planned.record is None, "she has an appointment ahead"
    assert "already" in planned.left
    (planned,) = desk.list_actions.plan("assign", rows, BEN)
    assert planned.says == "Asha Rao → Ben Carter"
    assert _pathway(clinic).case_manager_id != BEN, "a plan changes nothing"
    clinic.put(replace(_pathway(clinic), case_manager_id=BEN))
    assert desk.list_actions.do("assign", rows, BEN).count == 0, "somebody else did it meanwhile"
    clinic.wear(Role.RECEPTIONIST)
    with pytest.raises(Refused):
        desk.list_actions.plan("assign", rows, BEN)


def test_the_waiting_list_is_joined_once_and_the_undoing_keeps_the_entry_as_cancelled(
    clinic: Clinic, desk: Office
) -> None:
    someone = named("someone")
    clinic.put(Patient(someone, (PersonName("Some", ("One",)),), "1970-01-01"))
    clinic.put(Pathway(named("way"), someone, "Hip", stage="triaged", started="2026-11-01", service="physiotherapy"))
    rows = [row for row in desk.lists.read("waiting").rows if row.patient_id == someone]
    done = desk.list_actions.do("waiting", [*rows, *rows])
    assert done.count == 1
    (entry,) = clinic.store.records.of_patient(WaitingEntry, someone)
    assert (entry.kind, entry.service, entry.since, entry.status) == (
        "new", "physiotherapy", date(2026, 11, 23).isoformat(), "requested",
    )  # fmt: skip
    desk.list_actions.undo(done)
    (entry,) = clinic.store.records.of_patient(WaitingEntry, someone)
    assert entry.status == "cancelled"


def test_views_are_kept_by_name_and_only_of_lists_that_the_role_has(clinic: Clinic, desk: Office) -> None:
    view = SavedView("Knees", "caseload", "kne", (("problem", "Knee"),), "-weeks")
    desk.lists.keep_view(view)
    desk.lists.keep_view(replace(view, name="knees", words="knee"))
    assert [each.words for each in desk.lists.views()] == ["knee"], "one of the same name gives way"
    clinic.wear(Role.RECEPTIONIST)
    assert desk.lists.views() == ()
    clinic.wear(Role.ESP)
    desk.lists.drop_view("knees")
    assert desk.lists.views() == ()
    with pytest.raises(BadInput):
        desk.lists.keep_view(replace(view, name="  "))


def _pathway(clinic: Clinic) -> Pathway:
    found = clinic.store.records.read(Pathway, named("pathway"))
    assert found is not None
    return found
