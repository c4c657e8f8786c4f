"""The patient's screen in the real window: one question at a time, kept at each tap, left by the code alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from msk_desk.domain.alerts import PromAlert
from msk_desk.domain.records import Record
from msk_desk.domain.visits import FormAnswers, Score
from tests.fakes.made_up_pack import write_pack
from tests.fakes.patient_turned import TurnedWindow, turned_window
from tests.fakes.window_desk import MONDAY
from ui.main_window import MainWindow
from ui.screens.patient_screen.answer_button import AnswerButton
from ui.theme.theme import current

CODES = "NPRS SLEEP"


@pytest.fixture
def turned(unlocked: MainWindow, qtbot: QtBot) -> Iterator[TurnedWindow]:
    yield from turned_window(unlocked, qtbot, CODES)


def shown(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def stored(turned: TurnedWindow, kind: type[Record]) -> list[Record]:
    return list(turned.context.desk.visits._saver.records.of_patient(kind, turned.patient_id))


def test_the_patient_says_who_they_are_before_anything_is_asked(turned: TurnedWindow) -> None:
    words = shown(turned.screen)
    assert f"Are you {turned.name}?" in words
    assert "pain" not in words.replace("Shoulder pain", "")
    turned.press("not_me")
    assert "hand the screen back" in shown(turned.screen)
    assert not turned.screen.foot.isVisible()
    turned.type_code()
    assert turned.window.pages.currentWidget() is turned.window.workspace
    assert not any(each.mode == "patient-screen" for each in stored(turned, FormAnswers))


def test_the_whole_way_by_keys_alone(turned: TurnedWindow) -> None:
    before = len(stored(turned, Score))
    turned.start()
    assert "Question 1 of 2" in shown(turned.screen)
    turned.key("7")
    turned.key(Qt.Key.Key_Return)
    assert "Question 2 of 2" in shown(turned.screen)
    turned.key(Qt.Key.Key_Down)
    turned.key(Qt.Key.Key_Down)
    turned.key(Qt.Key.Key_Return)
    assert "You answered 2 of 2" in shown(turned.screen)
    turned.type_code()
    scores = [each for each in stored(turned, Score) if isinstance(each, Score)]
    assert len(scores) == before + 2
    new = {each.instrument: (each.value, each.mode, each.given_by) for each in scores if each.mode == "patient-screen"}
    assert new == {"NPRS": (7, "patient-screen", "patient"), "SLEEP": (1, "patient-screen", "patient")}
    assert turned.context.desk.drafting.unfinished(turned.patient_id) == ()


def test_ten_is_two_keys(turned: TurnedWindow) -> None:
    turned.start()
    turned.key("1")
    turned.key("0")
    assert turned.answer("NPRS", "PAIN") == "10"


def test_back_skip_and_an_answer_taken_back(turned: TurnedWindow) -> None:
    turned.start()
    turned.click("patient_next")
    assert "Choose an answer" in shown(turned.screen)
    turned.key("4")
    turned.click("patient_next")
    turned.click("patient_back")
    assert turned.checked() == ["4"]
    turned.click("patient_skip")
    assert turned.answer("NPRS", "PAIN") == ""
    turned.click("patient_skip")
    assert "You answered 0 of 2" in shown(turned.screen)
    before = len(stored(turned, FormAnswers))
    turned.type_code()
    assert len(stored(turned, FormAnswers)) == before, "nothing answered leaves nothing"


def test_a_wrong_code_leads_nowhere(turned: TurnedWindow) -> None:
    turned.start()
    turned.type_code("not the code")
    assert turned.window.pages.currentWidget() is turned.screen
    assert "does not match" in shown(turned.screen)
    turned.click("staff_close")
    assert turned.screen.staff.isHidden()
    assert turned.screen.staff.code.text() == ""


@pytest.mark.parametrize("keys", ["Ctrl+K", "Ctrl+L", "F1", "Alt+Left", "Alt+1", "Alt+2", "Ctrl+1", "Esc", "F5"])
def test_no_shortcut_of_the_window_works(turned: TurnedWindow, keys: str) -> None:
    turned.start()
    turned.shortcut(keys)
    assert turned.window.pages.currentWidget() is turned.screen
    assert "Question 1 of 2" in shown(turned.screen)
    workspace = turned.window.workspace
    assert workspace is not None
    assert not workspace.isVisible()
    assert not workspace.shortcuts.isVisible()


def test_the_window_does_not_close_and_stays_whole(turned: TurnedWindow, qtbot: QtBot) -> None:
    turned.window.close()
    assert turned.window.isVisible()
    assert turned.window.isFullScreen()
    turned.window.showNormal()
    qtbot.waitUntil(turned.window.isFullScreen)
    assert turned.window.turn.in_sight


def test_nobody_else_s_data_is_anywhere_on_it(turned: TurnedWindow) -> None:
    turned.start()
    workspace = turned.window.workspace
    assert workspace is not None
    assert not any(widget.isVisible() for widget in (workspace.rail, workspace.top, workspace.banner, workspace.status))
    lines = turned.context.desk.today.mine(turned.context.desk.now().date()).lines
    others = {line.patient_name for line in lines if line.patient_id not in ("", turned.patient_id)}
    words = shown(turned.window)
    assert others
    assert not any(name in words for name in others)


def test_idle_locks_and_the_patient_goes_on_where_they_were(turned: TurnedWindow) -> None:
    turned.start()
    turned.key("7")
    turned.window.idle.idle.emit()
    turned.settle()
    assert turned.window.locked
    turned.unlock()
    assert turned.window.pages.currentWidget() is turned.screen
    assert turned.checked() == ["7"]
    turned.type_code()
    assert turned.window.pages.currentWidget() is turned.window.workspace


def test_what_is_not_finished_stays_a_draft_and_is_gone_on_with(turned: TurnedWindow) -> None:
    turned.start()
    turned.key("7")
    turned.click("patient_next")
    turned.type_code()
    (draft,) = turned.context.desk.drafting.unfinished(turned.patient_id) or (None,)
    assert draft is None or draft.subject == "SLEEP"
    mine = [each for each in stored(turned, Score) if isinstance(each, Score) and each.mode == "patient-screen"]
    assert [each.instrument for each in mine] == ["NPRS"]


def test_a_self_harm_answer_is_an_alert_before_the_screen_comes_back(
    unlocked: MainWindow, qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory
) -> None:
    pack = write_pack(tmp_path_factory.mktemp("pack"), "PHQ-9")
    for turned in turned_window(unlocked, qtbot, "PHQ-9", pack):
        turned.start()
        for _ in range(8):
            turned.key("1")
            turned.key(Qt.Key.Key_Return)
        turned.key("3")
        turned.settle()
        (alert,) = stored(turned, PromAlert)
        assert isinstance(alert, PromAlert)
        assert (alert.item, alert.answer) == ("Q09", 2)
        assert "alert" not in shown(turned.screen).lower()
        turned.key(Qt.Key.Key_Return)
        turned.type_code()
        assert len(stored(turned, PromAlert)) == 1


def test_an_instrument_without_words_is_not_turned_to_anybody(unlocked: MainWindow, qtbot: QtBot) -> None:
    workspace = unlocked.workspace
    assert workspace is not None
    line = next(each for each in workspace.context.desk.today.mine(MONDAY).lines if each.patient_id)
    workspace.context.navigator.go("patient-screen", line.patient_id, instruments="OKS")
    qtbot.waitUntil(lambda: not unlocked.turn.under_way)
    assert unlocked.pages.currentWidget() is workspace
    assert not unlocked.isFullScreen()
    assert "no wording here" in workspace.message.title.text()


def test_the_patient_names_activities_in_their_own_words(unlocked: MainWindow, qtbot: QtBot) -> None:
    workspace = unlocked.workspace
    assert workspace is not None
    desk = workspace.context.desk
    lines = [each for each in desk.today.mine(MONDAY).lines if each.patient_id]
    new = next(at for at, line in enumerate(lines) if not desk.outcomes.activities(line.patient_id))
    for turned in turned_window(unlocked, qtbot, "PSFS", at=new):
        turned.start()
        field = turned.screen.findChild(QLineEdit, "answer_words")
        assert field is not None
        qtbot.keyClicks(field, "Kneel to weed")
        turned.key(Qt.Key.Key_Return)
        assert "How well can you do this today: Kneel to weed?" in shown(turned.screen)
        turned.key("4")
        turned.key(Qt.Key.Key_Return)
        turned.click("patient_skip")
        turned.click("patient_skip")
        assert "You answered 1 of 1" in shown(turned.screen)
        turned.type_code()
        assert desk.outcomes.activities(turned.patient_id) == ("Kneel to weed",)


def test_the_pack_speaks_the_patient_s_language(
    unlocked: MainWindow, qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory
) -> None:
    pack = write_pack(tmp_path_factory.mktemp("pack"), "OKS")
    for turned in turned_window(unlocked, qtbot, "OKS", pack, language="cy", given_by="interpreter"):
        turned.start()
        assert "[cy] How much trouble" in shown(turned.screen)
        turned.key("1")
        for _ in range(12):
            turned.click("patient_next") if turned.checked() else turned.click("patient_skip")
        turned.type_code()
        answers = [each for each in stored(turned, FormAnswers) if isinstance(each, FormAnswers)]
        (mine,) = [each for each in answers if each.mode == "patient-screen"]
        assert (mine.language, mine.given_by) == ("cy", "interpreter")
        assert mine.wording == turned.context.desk.packs.held()[0].id


def test_answers_of_an_earlier_day_are_set_aside_and_never_shown_as_today_s(unlocked: MainWindow, qtbot: QtBot) -> None:
    workspace = unlocked.workspace
    assert workspace is not None
    desk = workspace.context.desk
    line = next(each for each in desk.today.mine(MONDAY).lines if each.patient_id)
    saver = desk.visits._saver
    wanted = saver.now
    saver.now = lambda: wanted() - timedelta(days=30)
    draft = desk.drafting.open("prom", "NPRS", line.patient_id)
    desk.drafting.note(draft, {"typed": {"PAIN": "9"}})
    saver.now = wanted
    for turned in turned_window(unlocked, qtbot, "NPRS"):
        turned.start()
        assert turned.checked() == []
        turned.key("2")
        turned.settle()
        (kept,) = [each for each in desk.drafting.unfinished(line.patient_id) if each.subject == "NPRS"]
        assert kept.content["set_aside"][0]["typed"] == {"PAIN": "9"}


def test_larger_words_and_stronger_contrast_are_the_patient_s_alone(turned: TurnedWindow) -> None:
    turned.click("patient_larger")
    turned.click("patient_contrast")
    assert (current().scale, current().tokens.name) == (125, "high-contrast")
    turned.type_code()
    assert (current().scale, current().tokens.name) == (100, "light")


def test_every_target_is_large_enough_for_a_finger(turned: TurnedWindow) -> None:
    turned.start()
    for button in turned.screen.findChildren(QAbstractButton):
        if button.isVisible():
            assert min(button.width(), button.height()) >= 44, button.objectName()
            assert button.accessibleName() or button.text()
    for answer in turned.screen.findChildren(AnswerButton):
        assert answer.height() >= 64
