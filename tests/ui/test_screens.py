"""Today and patients over the real services and a real store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from msk_desk.domain.records import Changes, Ref
from msk_desk.domain.roles import Role
from tests.ui.opened_screens import open_today, words_of
from ui.context import Context
from ui.navigation import Place
from ui.screens.patients.screen import PatientsScreen
from ui.screens.today.presenter import MINE
from ui.widgets.chip import Chip

ContextFor = Callable[[Role], Context]
WHEN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_the_list_of_a_clinician_is_their_own(context: Context, qtbot: QtBot) -> None:
    screen = open_today(context, qtbot)
    lines = screen.table.rows_model.rows
    assert screen.presenter.scope == MINE
    assert [line.patient_name for line in lines][:2] == ["HOLLOWAY, Margaret", "OSEI, Daniel"]
    assert screen.card.title.text() == "Asha Rao · Room 3"
    assert "8 booked" in screen.card.subtitle.text()
    spoken = [screen.table.rows_model.data(screen.table.rows_model.index(0, at)) for at in range(8)]
    assert spoken[0] == "09:00"
    assert spoken[2] == "70y"
    assert spoken[5] == "Face to face"


def test_the_chosen_patient_is_previewed(context: Context, qtbot: QtBot) -> None:
    screen = open_today(context, qtbot)
    qtbot.waitUntil(screen.preview.person.isVisible)
    said = words_of(screen.preview)
    assert "HOLLOWAY, Margaret" in said
    assert "999 768 0472" in said
    assert "Last visit" in said
    assert "Physio gym class" in said
    assert screen.preview.start.isVisible()
    assert not screen.preview.arrive.isVisible()


def test_a_change_reads_the_same_patient_again_at_once(context: Context, qtbot: QtBot) -> None:
    screen = open_today(context, qtbot)
    qtbot.waitUntil(screen.preview.person.isVisible)
    screen.presenter._pause.setInterval(3_600_000)
    patient = screen.table.chosen_row.patient_id
    with qtbot.waitSignal(screen.presenter.preview_read) as read:
        screen.take_changes(Changes(refs=frozenset({Ref("Task", "t")}), patients=frozenset({patient})))
    assert read.args[0].banner.patient.id == patient


@pytest.mark.parametrize(
    ("status", "alive", "start", "arrive", "recorded"),
    [
        ("booked", True, True, True, False),
        ("arrived", True, True, False, False),
        ("fulfilled", True, False, False, True),
        ("cancelled", True, False, False, False),
        ("noshow", True, False, False, False),
        ("booked", False, False, False, False),
    ],
)
def test_what_a_row_allows(
    context: Context, qtbot: QtBot, status: str, alive: bool, start: bool, arrive: bool, recorded: bool
) -> None:
    screen = open_today(context, qtbot)
    qtbot.waitUntil(screen.preview.person.isVisible)
    preview = context.desk.today.preview(screen.table.chosen_row.patient_id)
    if not alive:
        patient = replace(preview.banner.patient, deceased="2026-11-02")
        preview = replace(preview, banner=replace(preview.banner, patient=patient))
    screen.preview.show_preview(preview, replace(screen.table.chosen_row, status=status))
    panel = screen.preview
    assert [each.isVisible() for each in (panel.start, panel.arrive, panel.recorded)] == [start, arrive, recorded]
    assert panel.open_record.isVisible()
    assert ("Died 02-Nov-2026" in [chip.text() for chip in panel.person.findChildren(Chip)]) is not alive


def test_walking_past_reads_nobody(context: Context, qtbot: QtBot) -> None:
    screen = open_today(context, qtbot)
    read: list[object] = []
    screen.presenter.preview_read.connect(read.append)
    for at in (1, 2, 3, 4):
        screen.table.choose_row(at)
    qtbot.waitUntil(lambda: bool(read))
    qtbot.waitUntil(lambda: not context.runner.busy)
    assert len(read) == 1
    assert screen.preview.person.title.text() == "KOWALSKA, Anna"


def test_keys_open_the_record_and_start_the_visit(context: Context, qtbot: QtBot) -> None:
    screen = open_today(context, qtbot)
    qtbot.waitUntil(screen.preview.start.isVisible)
    with qtbot.waitSignal(context.navigator.went) as went:
        qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    assert went.args[0].screen == "record"
    with qtbot.waitSignal(context.navigator.went) as went:
        screen.preview.start.click()
    place = went.args[0]
    assert (place.screen, bool(place.details["appointment_id"])) == ("visit", True)


def test_days_are_stepped(context: Context, qtbot: QtBot) -> None:
    screen = open_today(context, qtbot)
    titles: list[object] = []
    screen.titled.connect(titles.append)
    with qtbot.waitSignal(screen.presenter.day_read):
        screen.after.click()
    assert titles[-1] == "Clinic · Tuesday 24-Nov-2026"
    assert screen.this_day.isEnabled()
    for _ in range(4):
        screen.presenter.step(1)
    qtbot.waitUntil(lambda: not context.runner.busy)
    assert titles[-1] == "Clinic · Saturday 28-Nov-2026"
    assert screen.empty.isVisible()
    with qtbot.waitSignal(screen.presenter.day_read):
        screen.this_day.click()
    assert titles[-1] == "Today · Monday 23-Nov-2026"


def test_all_clinics_name_the_clinician(context: Context, qtbot: QtBot) -> None:
    screen = open_today(context, qtbot)
    mine = screen.table.rows_model.rowCount()
    assert screen.table.isColumnHidden(3)
    with qtbot.waitSignal(screen.presenter.day_read):
        screen.scope.button("all").click()
    assert not screen.table.isColumnHidden(3)
    assert screen.table.rows_model.rowCount() > mine


def test_reception_arrives_and_sees_nothing_clinical(context_for: ContextFor, qtbot: QtBot) -> None:
    context = context_for(Role.RECEPTIONIST)
    screen = open_today(context, qtbot)
    assert screen.scope.isHidden()
    at = next(n for n, line in enumerate(screen.table.rows_model.rows) if line.patient_name == "OSEI, Daniel")
    screen.table.choose_row(at)
    qtbot.waitUntil(screen.preview.arrive.isVisible)
    said = words_of(screen.preview)
    assert "Last visit" not in said
    assert "llerg" not in said
    assert not screen.preview.start.isVisible()
    screen.preview.arrive.click()
    qtbot.waitUntil(lambda: not context.runner.busy)
    screen.presenter.read()
    qtbot.waitUntil(lambda: screen.table.rows_model.rows[at].status == "arrived")
    assert context.desk.sync.waiting()[0].what == "Patient arrived"


def test_unfinished_work_is_offered(context: Context, qtbot: QtBot) -> None:
    patient = context.desk.patients.find("osei")[0].id
    draft = context.desk.drafting.open("plan", "plan", patient, "visit-1")
    context.desk.drafting.note(draft, {"words": "x"})
    screen = open_today(context, qtbot)
    card = screen.preview.unfinished
    qtbot.waitUntil(card.isVisible)
    button = card.findChild(QPushButton, f"unfinished_{draft.id}")
    assert button is not None
    assert "OSEI, Daniel" in button.text()
    with qtbot.waitSignal(context.navigator.went) as went:
        button.click()
    assert went.args[0] == Place("visit", patient, {"visit_id": "visit-1"})
    context.desk.drafting.end(draft.id)
    context.desk.drafting.note(context.desk.drafting.open("letter", "letter", "gone-patient"), {})
    with qtbot.waitSignal(screen.presenter.unfinished_read) as read:
        screen.presenter.read()
    assert [work.patient for work in read.args[0]] == ["Patient not on this computer"]


# Patients


def test_patients_are_found_as_typed_and_opened_by_enter(context: Context, qtbot: QtBot) -> None:
    screen = PatientsScreen(context)
    qtbot.addWidget(screen)
    screen.show()
    screen.open(Place("patients"))
    assert "Everybody" in screen.empty.title.text()
    qtbot.keyClicks(screen.field, "holl")
    qtbot.waitUntil(lambda: screen.table.rows_model.rowCount() > 0)
    assert "HOLL" in screen.table.rows_model.rows[0].name
    qtbot.keyClick(screen.field, Qt.Key.Key_Down)
    qtbot.keyClick(screen.field, Qt.Key.Key_Up)
    wanted = screen.table.chosen_row
    with qtbot.waitSignal(context.navigator.went) as went:
        qtbot.keyClick(screen.field, Qt.Key.Key_Return)
    assert went.args[0] == Place("record", wanted.id)
    screen.field.clear()
    screen.presenter.find("")
    assert screen.table.rows_model.rows == (wanted,)
    assert screen.count.text() == "Opened recently"


def test_nobody_found_says_what_to_try(context: Context, qtbot: QtBot) -> None:
    screen = PatientsScreen(context)
    qtbot.addWidget(screen)
    with qtbot.waitSignal(screen.presenter.found) as found:
        screen.presenter.find("qqqqqqqq")
    assert found.args[0].lines == ()
    assert "Nobody matches" in screen.empty.title.text()


def test_only_the_newest_question_is_answered(context: Context, qtbot: QtBot) -> None:
    screen = PatientsScreen(context)
    qtbot.addWidget(screen)
    told: list[str] = []
    screen.presenter.found.connect(lambda found: told.append(found.text))
    for text in ("h", "ho", "hol"):
        screen.presenter.find(text)
    qtbot.waitUntil(lambda: not context.runner.busy)
    assert told == ["hol"]


# Record
