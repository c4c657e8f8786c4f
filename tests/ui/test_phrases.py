"""Phrases in the real window, by keys alone: offered beside the cursor, taken, left, filled in, managed, undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from msk_desk.domain.phrases import Phrase
from tests.ui.visit_patients import choose_knee, lines_of_today, settle
from ui.context import Context
from ui.main_window import MainWindow
from ui.phrases.panel import PhrasePanel
from ui.phrases.typing import PhraseTyping
from ui.screens.visit.assessment import AssessmentView

ENTER, TAB, ESCAPE, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape, Qt.Key.Key_Down


class Desk:
    """The window with a form open and the keyboard in its gait field."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        assert window.workspace is not None
        self.window, self.qtbot = window, qtbot
        self.context: Context = window.workspace.context
        line = lines_of_today(self.context)[0]
        self.context.navigator.go("visit", line.patient_id, appointment_id=line.appointment_id)
        settle(qtbot, self.context.runner)
        view = window.workspace.screens["visit"].views["assessment"]  # type: ignore[attr-defined]
        assert isinstance(view, AssessmentView)
        self.view = view
        choose_knee(view, qtbot, self.context.runner)
        view.form.show_section(3)
        view.form.finish_building()
        found = view.findChild(QPlainTextEdit, "answer_gait")
        assert found is not None
        self.field = found
        self.typing: PhraseTyping = window.workspace.phrases
        self.panel: PhrasePanel = window.workspace.phrase_panel
        window.activateWindow()
        self.focus(self.field)

    def focus(self, widget: QWidget) -> None:
        widget.setFocus()
        self.qtbot.waitUntil(widget.hasFocus)

    def type(self, text: str) -> None:
        self.qtbot.keyClicks(QApplication.focusWidget(), text)

    def key(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(QApplication.focusWidget(), key)

    @property
    def offered(self) -> list[str]:
        if not self.typing.popup.isVisible():
            return []
        return [row.name for row in self.typing.popup.table.rows_model.rows if row.name]


@pytest.fixture
def desk(unlocked: MainWindow, qtbot: QtBot) -> Desk:
    return Desk(unlocked, qtbot)


def test_a_slash_offers_phrases_and_enter_puts_one_in_place(desk: Desk) -> None:
    desk.type("Today: /")
    assert {"gait", "knee-normal"} <= set(desk.offered)
    desk.type("knee-n")
    assert desk.offered == ["knee-normal"]
    desk.key(ENTER)
    text = desk.field.toPlainText()
    assert text.startswith("Today: Knee: no effusion")
    assert desk.field.textCursor().selectedText() == "{anything else}"
    desk.type("Scar below the patella.")
    assert desk.field.toPlainText().endswith("firm. Scar below the patella.")
    settle(desk.qtbot, desk.context.runner)
    assert "Scar below the patella" in str(desk.context.desk.drafting.unfinished()[0].content)


def test_tab_goes_through_the_places_and_then_on(desk: Desk) -> None:
    desk.type("/gait")
    desk.key(TAB)
    seen = []
    for _ in range(4):
        seen.append(desk.field.textCursor().selectedText())
        desk.type("x")
        desk.key(TAB)
    assert seen[:2] == ["{freely/with a limp}", "{right/left}"]
    assert "{" not in desk.field.toPlainText()
    assert not desk.field.hasFocus()


def test_escape_leaves_the_slash_as_typed_until_the_next(desk: Desk) -> None:
    desk.type("1/2 and/or and /")
    assert desk.offered
    desk.key(ESCAPE)
    assert desk.offered == []
    desk.type("ga")
    assert desk.offered == []
    desk.type(" /ga")
    assert desk.offered == ["gait"]
    desk.type("zz")
    assert desk.offered == []
    desk.key(ENTER)
    assert desk.field.toPlainText() == "1/2 and/or and /ga /gazz\n"


def test_arrows_choose_and_leaving_the_field_closes(desk: Desk) -> None:
    desk.type("/ne")
    assert desk.offered[:2] == ["neck-normal", "neuro-normal"]
    desk.key(DOWN)
    desk.key(ENTER)
    assert desk.field.toPlainText().startswith("Power, sensation")
    desk.type("/")
    assert desk.offered
    desk.view.signing.sign.setFocus()
    desk.qtbot.waitUntil(lambda: not desk.typing.popup.isVisible())


def test_a_line_of_text_takes_phrases_too(desk: Desk) -> None:
    desk.view.form.show_section(1)
    desk.view.form.finish_building()
    line = desk.view.findChild(QLineEdit, "answer_night")
    assert line is not None
    desk.focus(line)
    desk.type("/sleep")
    desk.key(ENTER)
    assert line.text().startswith("Sleep: {undisturbed")
    settle(desk.qtbot, desk.context.runner)
    assert "Sleep: {undisturbed" in str(desk.context.desk.drafting.unfinished()[0].content)


def test_a_phrase_is_added_from_the_list_used_removed_and_brought_back(desk: Desk) -> None:
    desk.type("/zzz-nothing")
    assert desk.offered == []
    desk.field.clear()
    desk.type("/")
    desk.qtbot.keyClick(desk.field, Qt.Key.Key_Up)  # past the first: the last line leads to the panel
    desk.key(ENTER)
    assert desk.panel.isVisible()
    assert desk.panel.name.hasFocus()
    desk.type("Stairs")
    desk.key(TAB)
    desk.type("Stairs one at a time, {which} first.")
    desk.panel.keep.click()
    settle(desk.qtbot, desk.context.runner)
    assert desk.context.text("phrases.kept", name="Stairs") == desk.panel.said.text()
    desk.key(ESCAPE)
    assert not desk.panel.isVisible()
    assert desk.field.hasFocus()
    desk.field.clear()
    desk.type("/sta")
    assert desk.offered == ["stairs"]
    desk.key(ENTER)
    assert desk.field.toPlainText() == "Stairs one at a time, {which} first."
    desk.panel.open()
    settle(desk.qtbot, desk.context.runner)
    desk.panel.table.choose_row(0)
    desk.panel.remove.click()
    settle(desk.qtbot, desk.context.runner)
    assert "stairs" not in names(desk)
    desk.panel.undo.click()
    settle(desk.qtbot, desk.context.runner)
    assert "stairs" in names(desk)


def names(desk: Desk) -> list[str]:
    found: tuple[Phrase, ...] = desk.context.desk.phrases.every()
    return [one.name for one in found]


def test_a_name_that_will_not_do_is_said_and_loses_nothing(desk: Desk) -> None:
    desk.panel.open()
    settle(desk.qtbot, desk.context.runner)
    desk.panel.words.setPlainText("A text")
    desk.panel.keep.click()
    settle(desk.qtbot, desk.context.runner)
    assert "needs a name" in desk.panel.said.text()
    assert desk.panel.words.toPlainText() == "A text"
