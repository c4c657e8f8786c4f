"""Alerts in real windows: above every screen of the patient, at the top of Today, closed by a whole record alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from msk_desk.domain.alerts import PromAlert, Risk
from msk_desk.domain.errors import FormIncomplete
from msk_desk.domain.records import Changes
from msk_desk.domain.roles import Role
from msk_desk.domain.visits import Visit
from tests.fakes.window_desk import MadeUpDesk
from ui.alerts.strip import AlertStrip
from ui.context import Context
from ui.main_window import MainWindow
from ui.widgets.label import Label
from ui.workspace import Workspace


def patient_of(made: MadeUpDesk, name: str = "holloway margaret") -> str:
    return made.office.patients.find(name)[0].id


def answered(made: MadeUpDesk, patient: str, value: int, visit_id: str = "") -> Changes:
    items = [item.code for item in made.office.outcomes.instrument("PHQ-9").items]
    return made.office.outcomes.enter(patient, "PHQ-9", dict.fromkeys(items, 0) | {items[8]: value}, visit_id=visit_id)


def told(window: MainWindow, changes: Changes) -> Workspace:
    workspace = window.workspace
    assert workspace is not None
    workspace.context.feed.tell(changes)
    return workspace


def alerts(made: MadeUpDesk, patient: str) -> tuple[PromAlert, ...]:
    return made.office.ports.records.of_patient(PromAlert, patient)


def press_act(workspace: Workspace, qtbot: QtBot) -> None:
    qtbot.waitUntil(workspace.alert_strip.isVisible)
    button = workspace.alert_strip.findChild(QPushButton, "alert_act_Q09")
    assert button is not None
    button.click()
    qtbot.waitUntil(workspace.alert_strip.form.isVisible)


def test_it_is_counted_in_the_rail_and_stands_at_the_top_of_today(
    unlocked: MainWindow, made: MadeUpDesk, qtbot: QtBot
) -> None:
    patient = patient_of(made)
    visit = made.office.visits.start_without(patient)
    workspace = told(unlocked, answered(made, patient, 2, visit.id))
    today = workspace.screens["today"]
    qtbot.waitUntil(lambda: workspace.rail.buttons["today"].accessibleDescription() == "2 alerts to act on")
    assert today.alerts.isVisible()  # type: ignore[attr-defined]
    link = today.findChild(QPushButton, f"alert_open_{alerts(made, patient)[0].id}")
    assert link is not None
    assert link.text() == "HOLLOWAY, Margaret · PHQ-9 question 9"
    link.click()
    qtbot.waitUntil(workspace.alert_strip.isVisible)
    assert workspace.context.navigator.here is not None
    assert workspace.context.navigator.here.screen == "record"


def test_acted_on_by_keyboard_and_gone_from_everywhere(unlocked: MainWindow, made: MadeUpDesk, qtbot: QtBot) -> None:
    patient = patient_of(made)
    workspace = told(unlocked, answered(made, patient, 1))
    workspace.context.navigator.go("record", patient)
    press_act(workspace, qtbot)
    form = workspace.alert_strip.form
    assert not form.save.isEnabled()
    QTest.keyClicks(form.asked, "Thoughts at night, no plan, no means; her sister keeps her going")
    form.risk.button(str(Risk.POSSIBLE)).click()
    QTest.keyClicks(form.action, "Same-day appointment with her GP made with her")
    form.plan.button("yes").click()
    assert not form.save.isEnabled(), "who was told must be said unless no risk was found"
    QTest.keyClicks(form.told, "Dr Hill, 09:40")
    assert form.save.isEnabled()
    form.save.click()
    qtbot.waitUntil(lambda: not workspace.alert_strip.isVisible())
    (alert,) = alerts(made, patient)
    assert alert.response is not None
    assert (alert.status, alert.response.risk, alert.response.told) == ("completed", Risk.POSSIBLE, "Dr Hill, 09:40")
    qtbot.waitUntil(lambda: workspace.rail.buttons["today"].accessibleDescription() == "1 alert to act on")
    assert made.office.drafting.unfinished(patient) == ()


def test_what_was_typed_is_there_again_after_another_patient(
    unlocked: MainWindow, made: MadeUpDesk, qtbot: QtBot
) -> None:
    patient, other = patient_of(made), patient_of(made, "osei daniel")
    workspace = told(unlocked, answered(made, patient, 1))
    workspace.context.navigator.go("record", patient)
    press_act(workspace, qtbot)
    QTest.keyClicks(workspace.alert_strip.form.asked, "Half a sent")
    workspace.context.navigator.go("record", other)
    qtbot.waitUntil(lambda: not workspace.alert_strip.isVisible())
    workspace.context.navigator.go("record", patient)
    press_act(workspace, qtbot)
    assert workspace.alert_strip.form.asked.toPlainText() == "Half a sent"


def test_the_visit_does_not_finish_before(unlocked: MainWindow, made: MadeUpDesk, qtbot: QtBot) -> None:
    patient = patient_of(made)
    visit = made.office.visits.start_without(patient)
    answered(made, patient, 3, visit.id)
    workspace = unlocked.workspace
    assert workspace is not None
    workspace.context.navigator.go("visit", patient, visit_id=visit.id)
    qtbot.waitUntil(workspace.alert_strip.isVisible)
    with pytest.raises(FormIncomplete) as refused:
        made.office.visits.finish(visit.id)
    assert "alert" in refused.value.advice
    stored = made.office.ports.records.read(Visit, visit.id)
    assert stored is not None
    assert stored.status == "in-progress"


def test_reception_is_told_of_none_and_closes_none(context_for: object, made: MadeUpDesk) -> None:
    context = context_for(Role.RECEPTIONIST)  # type: ignore[operator]
    patient = patient_of(made)
    answered(made, patient, 1)
    assert not context.desk.alerts.may_act(context.actor)
    assert context.desk.alerts.standing().mine == ()


def test_the_desk_that_typed_it_is_told_whom_to_tell_and_nothing_else(
    context_for: Callable[[Role], Context], made: MadeUpDesk, qtbot: QtBot
) -> None:
    context = context_for(Role.RECEPTIONIST)
    strip = AlertStrip(context)
    qtbot.addWidget(strip)
    patient = patient_of(made)
    context.patient.take(patient)
    context.feed.tell(answered(made, patient, 1))
    qtbot.waitUntil(strip.isVisible)
    said = " ".join(label.text() for label in strip.findChildren(Label))
    assert "Tell Asha Rao now" in said
    assert "PHQ" not in said
    assert not [each for each in strip.findChildren(QPushButton) if each.objectName().startswith("alert_act")]
