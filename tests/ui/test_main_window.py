"""The window: unlocking, locking, switching, the search-everything box, keys, look and what each role sees."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from msk_desk.domain.errors import DiskFull
from msk_desk.domain.records import Changes, Ref
from msk_desk.domain.roles import Role
from tests.fakes.window_desk import CODE, MadeUpDesk, known_users, open_made_up
from ui.idle import IdleWatch
from ui.main_window import MainWindow
from ui.stalls import STALL, StallRecorder
from ui.theme.theme import current
from ui.user_menu import UserMenu
from ui.workers.runner import Runner
from ui.workspace import Workspace


def workspace_of(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def unlock_again(window: MainWindow, qtbot: QtBot) -> None:
    form = window.unlock_page.code_form
    qtbot.waitUntil(lambda: form.isVisible() and form.unlock.isEnabled() and bool(form.login))
    form.code.setText(CODE)
    with qtbot.waitSignal(window.unlock_page.unlocked):
        form.unlock.click()


def test_a_wrong_code_is_said_and_emptied(window: MainWindow, qtbot: QtBot) -> None:
    form = window.unlock_page.code_form
    qtbot.keyClicks(form.code, "guess")
    qtbot.keyClick(form.code, Qt.Key.Key_Return)
    qtbot.waitUntil(window.unlock_page.message.isVisible)
    assert window.unlock_page.message.title.text() == "That code does not match"
    assert (form.code.text(), form.unlock.isEnabled(), window.locked) == ("", True, True)


def test_unlocking_opens_today(unlocked: MainWindow, made: MadeUpDesk) -> None:
    workspace = workspace_of(unlocked)
    assert not unlocked.locked
    assert workspace.top.title.text() == "Today · Monday 23-Nov-2026"
    assert made.background.asked == ["start"]
    assert unlocked.unlock_page.code_form.code.text() == ""


def test_nothing_of_a_patient_is_shown_while_locked(unlocked: MainWindow, made: MadeUpDesk, qtbot: QtBot) -> None:
    qtbot.keyClick(unlocked, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert unlocked.locked
    assert not workspace_of(unlocked).isVisible()
    qtbot.waitUntil(lambda: made.lock.locked == 1)


def test_the_same_person_comes_back_to_what_they_left(unlocked: MainWindow, qtbot: QtBot) -> None:
    before = workspace_of(unlocked)
    before.context.navigator.go("patients")
    unlocked.lock()
    unlock_again(unlocked, qtbot)
    assert unlocked.workspace is before
    assert before.top.title.text() == "Patients"


def test_another_person_finds_nothing_of_the_first(unlocked: MainWindow, qtbot: QtBot) -> None:
    before = workspace_of(unlocked)
    unlocked.do_action("switch")
    form = unlocked.unlock_page.code_form
    qtbot.waitUntil(lambda: len(form._group.buttons()) == 2)
    form._group.buttons()[1].click()
    unlock_again(unlocked, qtbot)
    assert unlocked.workspace is not before
    assert workspace_of(unlocked).actor.name == "Ben Carter"


def test_signing_out_throws_the_workspace_away(unlocked: MainWindow, made: MadeUpDesk) -> None:
    unlocked.do_action("sign_out")
    assert unlocked.workspace is None
    assert made.background.asked[-1] == "stop"
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert made.background.tell is not None
    made.background.tell(Changes(frozenset({Ref("Patient", "x")}), frozenset({"x"})))


def test_idling_locks(made: MadeUpDesk, runner: Runner, qtbot: QtBot) -> None:
    watch = IdleWatch(0.002)
    with qtbot.waitSignal(watch.idle):
        watch.start()
    watch.stop()


def test_using_the_window_is_noticed(qtbot: QtBot) -> None:
    watch = IdleWatch(10)
    watch.start()
    seen: list[str] = []
    watch.used = lambda: seen.append("used")  # type: ignore[method-assign]
    thing = QObject()
    assert watch.eventFilter(thing, QEvent(QEvent.Type.MouseMove)) is False
    watch.eventFilter(thing, QEvent(QEvent.Type.Paint))
    assert seen == ["used"]
    watch.stop()


def test_the_window_locks_when_idle(unlocked: MainWindow) -> None:
    unlocked.idle.idle.emit()
    assert unlocked.locked


def test_keys_pressed_in_the_window_keep_it_open(unlocked: MainWindow, qtbot: QtBot) -> None:
    seen: list[str] = []
    unlocked.idle.used = lambda: seen.append("used")  # type: ignore[method-assign]
    handle = unlocked.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_Down)
    assert seen


def test_a_new_computer_begins_with_signing_in(window: MainWindow, made: MadeUpDesk, qtbot: QtBot) -> None:
    made.lock.known = ()
    window.unlock_page.begin()
    form = window.unlock_page.sign_in_form
    qtbot.waitUntil(form.isVisible)
    assert form.back.isHidden()
    form.sign_in.click()
    assert form.problem.text() == "Type your login and your password."
    form.login.setText("asha.rao")
    form.password.setText("asha.rao-made-up-district")
    form.new_code.setText("abc")
    form.sign_in.click()
    assert "6 characters" in form.problem.text()
    form.new_code.setText("a-new-code")
    form.again.setText("another")
    form.sign_in.click()
    assert form.problem.text() == "The two codes are not the same."
    form.again.setText("a-new-code")
    with qtbot.waitSignal(window.unlock_page.unlocked):
        qtbot.keyClick(form.again, Qt.Key.Key_Return)
    assert (form.password.text(), form.new_code.text()) == ("", "")


def test_a_refused_sign_in_is_said(window: MainWindow, qtbot: QtBot) -> None:
    window.unlock_page.show_sign_in()
    form = window.unlock_page.sign_in_form
    for field, words in (
        (form.login, "nobody"),
        (form.password, "x"),
        (form.new_code, "secret-1"),
        (form.again, "secret-1"),
    ):
        field.setText(words)
    form.sign_in.click()
    qtbot.waitUntil(window.unlock_page.message.isVisible)
    assert form.sign_in.isEnabled()
    assert window.locked


def test_two_hats_are_offered(window: MainWindow, made: MadeUpDesk, qtbot: QtBot) -> None:
    made.lock.known = known_users("tom.ellwood")
    window.unlock_page.begin()
    form = window.unlock_page.code_form
    qtbot.waitUntil(lambda: form.login == "tom.ellwood")
    assert form.role is Role.ESP
    assert form._segments is not None
    form._segments.button("team-lead").click()
    form.code.setText(CODE)
    with qtbot.waitSignal(window.unlock_page.unlocked) as done:
        form.unlock.click()
    assert done.args[0].actor.role is Role.TEAM_LEAD


@pytest.mark.parametrize(
    ("keys", "title"),
    [(Qt.Key.Key_2, "Patients"), (Qt.Key.Key_3, "Synchronisation"), (Qt.Key.Key_1, "Today · Monday 23-Nov-2026")],
)
def test_places_by_key(unlocked: MainWindow, qtbot: QtBot, keys: Qt.Key, title: str) -> None:
    workspace = workspace_of(unlocked)
    workspace.context.navigator.go("sync" if title != "Synchronisation" else "today")
    qtbot.keyClick(unlocked, keys, Qt.KeyboardModifier.AltModifier)
    assert workspace.top.title.text() == title


def test_search_everything_goes_to_a_patient(unlocked: MainWindow, qtbot: QtBot) -> None:
    workspace = workspace_of(unlocked)
    qtbot.keyClick(unlocked, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert workspace.top.search.hasFocus()
    qtbot.keyClicks(workspace.top.search, "holloway marg")
    hits = workspace.panel.table
    qtbot.waitUntil(lambda: hits.chosen_row is not None and "HOLLOWAY, Margaret" in hits.chosen_row.words)
    assert "999 768 0472" in hits.chosen_row.below
    qtbot.keyClick(workspace.top.search, Qt.Key.Key_Return)
    assert workspace.top.title.text() == "Patient record"
    assert workspace.panel.isHidden()
    qtbot.waitUntil(lambda: "HOLLOWAY, Margaret" in workspace.banner.name.text())
    workspace.context.navigator.back()
    assert workspace.banner_page.isHidden()


def test_search_everything_does_actions(unlocked: MainWindow, made: MadeUpDesk, qtbot: QtBot) -> None:
    workspace = workspace_of(unlocked)
    workspace.start_search()
    qtbot.keyClicks(workspace.top.search, "synchron")
    hits = workspace.panel.table
    qtbot.waitUntil(lambda: hits.rows_model.rowCount() == 1)
    qtbot.keyClick(workspace.top.search, Qt.Key.Key_Return)
    assert made.background.asked[-1] == "sync"
    workspace.start_search()
    qtbot.keyClicks(workspace.top.search, "zzzz")
    qtbot.waitUntil(workspace.panel.none.isVisible)
    qtbot.keyClick(workspace.top.search, Qt.Key.Key_Escape)
    assert workspace.panel.isHidden()
    assert workspace.top.search.text() == ""


def test_going_elsewhere_puts_the_search_away(unlocked: MainWindow, qtbot: QtBot) -> None:
    workspace = workspace_of(unlocked)
    patient = workspace.context.desk.patients.find("holloway margaret")[0].id
    workspace.start_search()
    qtbot.keyClicks(workspace.top.search, "mar")
    qtbot.waitUntil(workspace.panel.isVisible)
    workspace.context.navigator.go("visit", patient, appointment_id="")
    assert workspace.panel.isHidden()
    assert workspace.top.search.text() == ""


def test_a_list_of_keys(unlocked: MainWindow, qtbot: QtBot) -> None:
    workspace = workspace_of(unlocked)
    qtbot.keyClick(unlocked, Qt.Key.Key_F1)
    assert workspace.shortcuts.isVisible()
    qtbot.keyClick(workspace.shortcuts.close_button, Qt.Key.Key_Escape)
    assert workspace.shortcuts.isHidden()


def test_the_menu_offers_everything(unlocked: MainWindow, qtbot: QtBot) -> None:
    menu = UserMenu(unlocked.desk.texts, unlocked)
    names = {action.objectName() for action in menu.findChildren(QAction)}
    assert {"menu_lock", "menu_switch", "menu_sign_out", "menu_shortcuts", "menu_dark", "menu_150"} <= names
    told: list[object] = []
    menu.look_chosen.connect(told.append)
    menu.scale_chosen.connect(told.append)
    menu.action_chosen.connect(told.append)
    for name in ("menu_dark", "menu_150", "menu_lock"):
        action = menu.findChild(QAction, name)
        assert action is not None
        action.trigger()
    assert told == ["dark", 150, "lock"]
    menu.deleteLater()


def test_the_badge_opens_the_menu(unlocked: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(workspace_of(unlocked).top.badge, Qt.Key.Key_Return)
    menu = unlocked.findChild(QMenu, "user_menu")
    assert menu is not None
    assert menu.isVisible()
    menu.close()


def test_look_and_size_are_kept_for_the_person(unlocked: MainWindow, made: MadeUpDesk, qtbot: QtBot) -> None:
    unlocked.choose_look("dark")
    unlocked.choose_scale(125)
    qtbot.waitUntil(lambda: not unlocked.runner.busy)
    assert (current().choice, current().scale) == ("dark", 125)
    store = made.office.ports.settings
    assert (store.get("looks/theme"), store.get("looks/scale")) == ("dark", "125")
    unlocked.choose_look("light")
    unlocked.choose_scale(100)


def test_errors_are_said_above_the_screen(unlocked: MainWindow) -> None:
    workspace = workspace_of(unlocked)
    unlocked.runner.problem.emit(DiskFull())
    assert workspace.message.isVisible()
    assert workspace.message.code.text() == "MSK-204"
    workspace.context.navigator.go("sync")
    assert not workspace.message.isVisible()


def test_an_unknown_place_leaves_everything_as_it_is(unlocked: MainWindow) -> None:
    workspace = workspace_of(unlocked)
    before = workspace.screen_in_sight
    workspace.context.navigator.go("no-such-screen")
    assert workspace.screen_in_sight is before


def test_changes_reach_the_screen_in_sight(unlocked: MainWindow, made: MadeUpDesk, qtbot: QtBot) -> None:
    workspace = workspace_of(unlocked)
    screen = workspace.screens["today"]
    assert made.background.tell is not None
    with qtbot.waitSignal(screen.presenter.day_read):  # type: ignore[attr-defined]
        made.background.tell(Changes(frozenset({Ref("Appointment", "x")}), frozenset({"p"})))


def test_only_the_window_is_on_the_desk(unlocked: MainWindow) -> None:
    """A widget shown before it has a parent flashes as a window of its own and takes the keyboard."""
    for place in ("patients", "sync", "today"):
        workspace_of(unlocked).context.navigator.go(place)
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [unlocked]


def test_places_of_roles(made: MadeUpDesk, runner: Runner, qtbot: QtBot, context_for: Callable[[Role], object]) -> None:
    context_for(Role.RECEPTIONIST)
    staff = made.lock.known[0]
    actor = made.desk.access.actor
    workspace = Workspace(made.desk, runner, actor, 5, None)  # type: ignore[arg-type]
    qtbot.addWidget(workspace)
    assert staff.staff_id == actor.staff_id
    assert set(workspace.rail.buttons) == {"today", "patients", "clinics", "lists", "sync"}
    assert all(not kind.clinical for kind in workspace.kinds.values())


def test_stalls_are_measured(qtbot: QtBot) -> None:
    recorder = StallRecorder()
    recorder.start()
    qtbot.waitUntil(lambda: len(recorder.turns) > 3)
    QTimer.singleShot(0, recorder, lambda: time.sleep(0.15))  # work in a timer, as an answer of a worker comes too
    qtbot.waitUntil(lambda: recorder.over(STALL) > 0)
    with recorder.left_out():
        time.sleep(0.5)
    recorder.stop()
    turns = len(recorder.turns)
    assert 145 <= recorder.longest == max(recorder.turns)
    assert recorder.share_within() < 1
    assert recorder.over(-1) == turns
    qtbot.wait(10)
    assert len(recorder.turns) == turns


def test_the_store_is_open_only_while_unlocked(unlocked: MainWindow, made: MadeUpDesk, qtbot: QtBot) -> None:
    assert made.office.opened.is_open
    unlocked.lock()
    qtbot.waitUntil(lambda: not made.office.opened.is_open)
    made.office.opened.take(open_made_up(made.lock.folder))


def test_the_search_key_works_from_inside_a_text_field(unlocked: MainWindow, qtbot: QtBot) -> None:
    """Some systems' text fields take Ctrl+K for themselves: it would eat what was typed."""
    workspace = unlocked.workspace
    assert workspace is not None
    unlocked.activateWindow()
    workspace.context.navigator.go("patients")
    field = workspace.screens["patients"].field  # type: ignore[attr-defined]
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "smith")
    field.setCursorPosition(2)
    qtbot.keyClick(field, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert (field.text(), workspace.top.search.hasFocus()) == ("smith", True)
