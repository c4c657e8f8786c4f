"""The forms of the service in the window: looked at, brought in, put in use, retired, by keyboard."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from msk_desk.content.texts import Texts
from msk_desk.domain.form_catalogue import FormKind, FormStatus
from msk_desk.domain.roles import Role
from tests.fakes.service_form import FORM, URL
from tests.ui.opened_screens import words_of
from ui.context import Context
from ui.navigation import Place
from ui.screens.administration.screen import AdministrationScreen
from ui.screens.catalogue import screens_for
from ui.screens.service_forms.panel import FormsPanel


@pytest.fixture
def open_screen(context_for: Callable[[Role], Context], qtbot: QtBot) -> Callable[..., FormsPanel]:
    def make(role: Role = Role.ADMINISTRATOR) -> FormsPanel:
        screen = FormsPanel(context_for(role))
        qtbot.addWidget(screen)
        screen.resize(1300, 760)
        screen.show()
        with qtbot.waitSignal(screen.presenter.listed):
            screen.open()
        return screen

    return make


def look_at(screen: FormsPanel, folder: Path, qtbot: QtBot, form: Any = FORM) -> None:
    path = folder / "falls.json"
    path.write_text(json.dumps(form), encoding="utf-8")
    with qtbot.waitSignal(screen.presenter.looked_at):
        screen.take_file(str(path))


def press(screen: FormsPanel, button: Any, qtbot: QtBot) -> None:
    """Press by keyboard, and wait until the list and what is chosen are read again."""
    button.setFocus()
    with qtbot.waitSignals([screen.presenter.changed, screen.presenter.listed]):
        qtbot.keyClick(button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not screen.context.runner.busy)


def choose(screen: FormsPanel, title: str, qtbot: QtBot) -> None:
    qtbot.keyClicks(screen.filter, title)
    with qtbot.waitSignal(screen.presenter.shown):
        screen.table.choose_row(0)


def test_only_administrators_and_team_leads_have_the_place() -> None:
    assert {role for role in Role if "administration" in screens_for(role)} == {Role.ADMINISTRATOR, Role.TEAM_LEAD}


def test_every_shipped_form_is_listed_and_can_be_tried(open_screen: Callable[..., FormsPanel], qtbot: QtBot) -> None:
    screen = open_screen()
    assert screen.none.isVisible()
    choose(screen, "knee assess", qtbot)
    assert screen.card.title.text() == "Knee assessment"
    assert screen.view.isVisible()
    assert screen.view.state is not None
    assert screen.card.retire.isVisible()


def test_a_form_from_a_file_is_looked_at_brought_in_and_put_in_use(
    open_screen: Callable[..., FormsPanel], tmp_path: Path, qtbot: QtBot
) -> None:
    screen = open_screen()
    look_at(screen, tmp_path, qtbot)
    assert screen.file.store.isEnabled()
    assert "From falls.json" in words_of(screen.file)
    qtbot.keyClick(screen.file.findChild(type(screen.file.store), "form_kind_assessment"), Qt.Key.Key_Space)
    press(screen, screen.file.store, qtbot)
    assert screen.card.title.text() == "Falls check"
    press(screen, screen.card.activate, qtbot)
    assert [e.status for e in screen.table.rows_model.rows if e.canonical == URL] == [FormStatus.ACTIVE]
    screen.card.retire.click()
    assert screen.card.question.isVisible()
    press(screen, screen.card.yes, qtbot)
    assert [e.status for e in screen.table.rows_model.rows if e.canonical == URL] == [FormStatus.RETIRED]


def test_why_a_file_cannot_be_used_is_said_and_nothing_can_be_stored(
    open_screen: Callable[..., FormsPanel], tmp_path: Path, qtbot: QtBot
) -> None:
    screen = open_screen()
    look_at(screen, tmp_path, qtbot, {**FORM, "item": [FORM["item"][0], FORM["item"][0]]})
    assert not screen.file.store.isEnabled()
    assert "This file cannot be used yet" in words_of(screen.file)
    qtbot.keyClick(screen.file.cancel, Qt.Key.Key_Return)
    assert screen.none.isVisible()


def test_a_file_that_is_no_form_is_told_of(
    open_screen: Callable[..., FormsPanel], tmp_path: Path, qtbot: QtBot
) -> None:
    screen = open_screen()
    (tmp_path / "x.json").write_text("{}", encoding="utf-8")
    with qtbot.waitSignal(screen.troubled) as told:
        screen.take_file(str(tmp_path / "x.json"))
    assert "not a FHIR Questionnaire" in str(told.args[0])


def test_a_team_lead_looks_but_does_not_change(open_screen: Callable[..., FormsPanel], qtbot: QtBot) -> None:
    screen = open_screen(Role.TEAM_LEAD)
    choose(screen, "knee assess", qtbot)
    assert screen.bring.isHidden()
    assert screen.card.retire.isHidden()
    assert screen.view.isVisible()


def test_the_filter_says_when_nothing_fits(open_screen: Callable[..., FormsPanel], qtbot: QtBot) -> None:
    screen = open_screen()
    qtbot.keyClicks(screen.filter, "no such form")
    assert screen.nothing.isVisible()
    assert screen.table.rows_model.rowCount() == 0


def test_the_tabs_lead_to_licensed_wording_by_keyboard(context_for: Callable[[Role], Context], qtbot: QtBot) -> None:
    screen = AdministrationScreen(context_for(Role.ADMINISTRATOR))
    qtbot.addWidget(screen)
    screen.show()
    screen.open(Place("administration"))
    assert screen.panel.objectName() == "forms_panel"
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    qtbot.keyClick(screen, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert screen.panel.objectName() == "packs_panel"
    screen.open(Place("administration", details={"tab": "forms"}))
    assert screen.panel.objectName() == "forms_panel"
    qtbot.waitUntil(lambda: not screen.context.runner.busy)


def test_every_kind_of_form_has_its_words() -> None:
    """A list that cannot name a kind does not paint at all."""
    texts = Texts.load()
    assert all(texts.get(f"service_forms.kind_{kind}") for kind in FormKind if kind is not FormKind.PART)
