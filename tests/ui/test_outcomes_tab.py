"""Outcomes of a record: charts walked along by keys, a table beside each, what is due with three ways to ask it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from msk_desk.domain.proms.schedule import State
from msk_desk.domain.roles import Role
from ui.charts.chart_card import ChartCard
from ui.context import Context
from ui.navigation import Place
from ui.screens.record.screen import RecordScreen
from ui.widgets.label import Label


def opened(context: Context, qtbot: QtBot, name: str = "holloway margaret") -> RecordScreen:
    patient = context.desk.patients.find(name)[0].id
    screen = RecordScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1300, 760)
    screen.show()
    context.patient.take(patient)
    screen.open(Place("record", patient, {"tab": "outcomes"}))
    qtbot.waitUntil(lambda: any(each.isVisible() for each in screen.outcomes.findChildren(ChartCard)))
    return screen


def card(screen: RecordScreen, name: str = "prom_msk-hq_score") -> ChartCard:
    return next(each for each in screen.findChildren(ChartCard) if each.objectName() == name)


def button(screen: RecordScreen, name: str) -> QPushButton:
    found = screen.findChild(QPushButton, name)
    assert found is not None, name
    return found


def test_a_chart_is_walked_along_by_keys_and_read_out(context: Context, qtbot: QtBot) -> None:
    screen = opened(context, qtbot)
    msk = card(screen)
    assert "0–56, higher is better" in msk.view.accessibleName()
    msk.view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: msk.view.at == 2)
    assert msk.readout.text() == "16-Nov-2026: 29, +11 since the first score"
    QTest.keyClick(msk.view, Qt.Key.Key_Home)
    assert msk.readout.text() == "09-Oct-2026: 18, the first score"
    QTest.keyClick(msk.view, Qt.Key.Key_Left)
    assert msk.view.at == 0
    msk.toggle.button("chart").setFocus()
    qtbot.waitUntil(lambda: msk.view.at == -1)
    assert "+11 since the first score" in msk.readout.text()


def test_no_figure_stands_without_its_people_and_its_source(context: Context, qtbot: QtBot) -> None:
    screen = opened(context, qtbot)
    msk = card(screen)
    assert "published for 166 adults in primary care physiotherapy, UK" in msk.readout.text()
    assert "3 published figures fit" in msk.readout.text()
    msk.sources.click()
    assert "Christiansen" in msk._lines.text()
    assert msk._lines.isVisible()


def test_the_table_says_what_the_chart_shows(context: Context, qtbot: QtBot) -> None:
    screen = opened(context, qtbot)
    msk = card(screen)
    msk.toggle.button("table").click()
    assert msk.table.isVisible()
    assert not msk.view.isVisible()
    model = msk.table.rows_model
    assert [model.data(model.index(at, 1)) for at in range(3)] == ["29", "24", "18"]
    assert model.data(model.index(0, 3)) == "14 of 14"


def test_a_picture_is_saved(context: Context, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "chart"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(place), ""))
    screen = opened(context, qtbot)
    card(screen).keep.click()
    image = QImage(f"{place}.png")
    assert (image.width(), image.height()) == (1600, 800)
    colours = {image.pixelColor(x, y).name() for x in range(0, 1600, 7) for y in range(0, 800, 7)}
    assert len(colours) > 4


@pytest.mark.parametrize(
    ("way", "place"), [("patient-screen", "patient-screen"), ("interview", "proms"), ("paper", "proms")]
)
def test_three_ways_to_ask_what_is_due(context: Context, qtbot: QtBot, way: str, place: str) -> None:
    screen = opened(context, qtbot)
    assert not button(screen, f"due_way_{way}_MSK-HQ").isVisible()
    button(screen, "due_start_MSK-HQ").click()
    button(screen, f"due_way_{way}_MSK-HQ").click()
    here = context.navigator.here
    assert here is not None
    assert (here.screen, here.details["instrument"], here.details["time_point"]) == (place, "MSK-HQ", "6-weeks")
    assert here.details["mode"] == way


def test_declined_with_a_reason_is_gone_from_what_is_due_and_can_be_asked_again(context: Context, qtbot: QtBot) -> None:
    screen = opened(context, qtbot)
    button(screen, "due_not_now_OKS").click()
    assert not button(screen, "due_keep_OKS").isEnabled()
    reason = screen.findChild(QLineEdit, "due_reason_OKS")
    assert reason is not None
    QTest.keyClicks(reason, "Says it tires her")
    button(screen, "due_keep_OKS").click()
    qtbot.waitUntil(lambda: screen.findChild(QPushButton, "due_back_OKS") is not None)
    (due,) = context.desk.due.of_patient(screen.presenter.patient_id)
    kept = next(each for each in due.whole if (each.instrument, each.point) == ("OKS", "baseline"))
    assert (kept.state, kept.reason) == (State.DECLINED, "Says it tires her")
    assert "OKS" not in {each.instrument for each in due.now}
    button(screen, "due_back_OKS").click()
    qtbot.waitUntil(lambda: screen.findChild(QPushButton, "due_not_now_OKS") is not None)


def test_a_blank_question_that_asks_for_action_counts_as_not_asked(context: Context, qtbot: QtBot) -> None:
    patient = context.desk.patients.find("holloway margaret")[0].id
    items = [item.code for item in context.desk.outcomes.instrument("PHQ-9").items]
    context.desk.outcomes.enter(patient, "PHQ-9", dict.fromkeys(items, 1) | {items[8]: None})
    screen = opened(context, qtbot)
    said = screen.findChild(Label, "due_not_asked")
    assert said is not None
    assert "question 9 was left blank" in said.text()
    phq = card(screen, "prom_phq-9_score")
    drawing = phq.view.drawing
    assert drawing is not None
    assert {"minimal", "moderate", "severe"} <= set(drawing.texts())
    assert any("no score decides" in each.text() for each in phq.findChildren(Label))


def test_a_team_lead_reads_and_starts_nothing(context_for: Callable[[Role], Context], qtbot: QtBot) -> None:
    screen = opened(context_for(Role.TEAM_LEAD), qtbot)
    assert not button(screen, "due_start_MSK-HQ").isVisible()


def test_printed_outcomes_are_asked_for_as_pdf(context: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[bytes] = []
    monkeypatch.setattr("ui.screens.record.screen.print_bytes", lambda pdf, *_: printed.append(pdf))
    screen = opened(context, qtbot)
    card(screen).print.click()
    qtbot.waitUntil(lambda: bool(printed))
    assert printed[0].startswith(b"%PDF")
