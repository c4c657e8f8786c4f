"""The lists in a real window, by keyboard alone: narrowed, sorted, kept, acted on, and steady while others work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from msk_desk.domain.pathways import Pathway
from msk_desk.domain.records import Changes, Ref
from msk_desk.domain.roles import Role
from ui.context import Context
from ui.main_window import MainWindow
from ui.navigation import Place
from ui.screens.lists.screen import ListsScreen
from ui.screens.today.screen import TodayScreen


def opened(context: Context, qtbot: QtBot, code: str) -> ListsScreen:
    screen = ListsScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1340, 800)
    screen.show()
    screen.open(Place("lists", details={"tab": code}))
    shows(screen, qtbot, code)
    return screen


def shows(screen: ListsScreen, qtbot: QtBot, code: str) -> None:
    def there() -> bool:
        narrowing = screen.presenter.narrowing
        return narrowing is not None and narrowing.contents.definition.code == code

    qtbot.waitUntil(there)


def names(screen: ListsScreen) -> list[str]:
    return [row.name for row in screen.page.table.rows_model.rows]


def press(screen: ListsScreen, key: Qt.Key, *more: Qt.KeyboardModifier) -> None:
    QTest.keyClick(screen.page.bar.field, key, *more)


def test_a_morning_with_the_waiting_list_by_keyboard(context: Context, qtbot: QtBot) -> None:
    screen = opened(context, qtbot, "waiting")
    rows = screen.page.table.rows_model.rows
    waits = [row.days_waited(screen.presenter.narrowing.contents.columns.about.day) for row in rows]  # type: ignore[union-attr]
    assert waits == sorted(waits, reverse=True), "the longest wait first"
    assert screen.page.bar.field.hasFocus()
    wanted = rows[-1]
    QTest.keyClicks(screen.page.bar.field, wanted.name.split(",")[0].lower())
    assert wanted.name in names(screen)
    screen.page.bar.field.clear()
    QTest.keyClicks(screen.page.bar.field, wanted.nhs_number)
    assert names(screen) == [wanted.name]
    assert screen.page.tools.count.text().startswith("1 of ")
    press(screen, Qt.Key.Key_Return)
    assert context.navigator.here == Place("record", wanted.patient_id)
    screen.page.bar.field.clear()
    QTest.keyClicks(screen.page.bar.field, "nobody of this name")
    assert screen.page.empty.isVisible()
    assert not screen.page.tools.csv.isEnabled()


def test_a_menu_narrows_sorts_and_the_view_is_kept_under_its_name(context: Context, qtbot: QtBot) -> None:
    screen = opened(context, qtbot, "waiting")
    whole = len(names(screen))
    menu = screen.page.bar.menu()
    first = next(each.menu() for each in menu.actions() if each.text() == "Problem")
    first.actions()[0].trigger()
    assert 0 < len(names(screen)) < whole
    facet, value = screen.presenter.view.chosen[0]
    assert facet == "problem"
    assert all(screen.presenter.narrowing.contents.columns.value("problem", row) == value
               for row in screen.page.table.rows_model.rows)  # fmt: skip
    by_name = next(
        each for each in screen.page.tools.orders_menu([("patient", "Patient"), ("weeks", "Weeks")]).actions()
    )
    by_name.trigger()
    assert names(screen) == sorted(names(screen), key=str.casefold)
    by_name.trigger()
    assert names(screen) == sorted(names(screen), key=str.casefold, reverse=True)
    screen.page.tools.view.click()
    QTest.keyClicks(screen.page.view_panel.field, "My problem")
    QTest.keyClick(screen.page.view_panel.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.side.item(screen.side.count() - 1).text() == "My problem")
    kept = names(screen)
    again = opened(context, qtbot, "breaches")
    qtbot.waitUntil(lambda: again.side.item(again.side.count() - 1).text() == "My problem")
    again.side.setFocus()
    QTest.keyClick(again.side, Qt.Key.Key_End)
    QTest.keyClick(again.side, Qt.Key.Key_Return)
    shows(again, qtbot, "waiting")
    qtbot.waitUntil(lambda: names(again) == kept)
    chip = again.page.bar._chips[0]
    chip.click()
    assert len(names(again)) == whole


def test_what_others_change_moves_nothing_under_the_readers_eyes(context: Context, qtbot: QtBot) -> None:
    screen = opened(context, qtbot, "caseload")
    table, rows = screen.page.table, screen.page.table.rows_model.rows
    assert len(rows) > 4
    table.choose_row(3)
    chosen, other, gone = rows[3], rows[0], rows[2]
    for row in (other, gone):
        ended(context, row.pathway_id)
    screen.take_changes(Changes(frozenset({Ref("EpisodeOfCare", "x")})))
    qtbot.waitUntil(lambda: len(table.rows_model.rows) == len(rows) - 2)
    assert table.chosen_row.key == chosen.key, "the same patient, not the same line"
    ended(context, chosen.pathway_id)
    screen.take_changes(Changes(frozenset({Ref("EpisodeOfCare", "x")})))
    qtbot.waitUntil(lambda: len(table.rows_model.rows) == len(rows) - 3)
    assert table.chosen_row is None, "nobody else is chosen in the place of one who is gone"
    assert screen.page.said.text().startswith(chosen.name)
    before = context.navigator.here
    press(screen, Qt.Key.Key_Return)
    assert context.navigator.here == before
    press(screen, Qt.Key.Key_Down)
    assert table.chosen_row is not None


def ended(context: Context, pathway_id: str) -> None:
    saver = context.desk.reconciliation._saver
    pathway = saver.records.read(Pathway, pathway_id)
    assert pathway is not None
    saver.save("Discharged", replace(pathway, status="finished", stage="discharged", ended="2026-11-23"))


def test_a_batch_is_shown_first_then_done_then_undone(context: Context, qtbot: QtBot) -> None:
    screen = opened(context, qtbot, "caseload")
    table, batch = screen.page.table, screen.page.batch
    mine = {row.pathway_id for row in table.rows_model.rows}
    for _ in range(2):
        press(screen, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
        press(screen, Qt.Key.Key_Down)
    assert screen.page.tools.marked.text() == "2 marked"
    marked = {row.pathway_id for row in screen.presenter.marked_rows()}
    actions = [each for each in screen.page.tools.actions_menu().actions() if each.data() == "assign"]
    actions[0].trigger()
    qtbot.waitUntil(lambda: bool(batch.choices.rows_model.rows))
    QTest.keyClicks(batch.field, "carter")
    QTest.keyClick(batch.field, Qt.Key.Key_Return)
    qtbot.waitUntil(batch.act.isEnabled)
    assert [each.says for each in batch.plans.rows_model.rows] == ["Asha Rao → Ben Carter"] * 2
    assert batch.act.text() == "Assign 2"
    assert {row.pathway_id for row in table.rows_model.rows} == mine, "nothing has happened yet"
    batch.act.click()
    qtbot.waitUntil(lambda: "new case manager" in screen.page.said.text())
    assert {context.desk.reconciliation._saver.records.read(Pathway, one).case_manager_id for one in marked} != {
        context.actor.staff_id
    }
    screen.page.undo.click()
    qtbot.waitUntil(lambda: screen.page.said.text() == "Undone")
    managers = {context.desk.reconciliation._saver.records.read(Pathway, one).case_manager_id for one in marked}
    assert managers == {context.actor.staff_id}
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(screen.presenter.marked) == len(table.rows_model.rows)


def test_stars_are_given_and_listed(context: Context, qtbot: QtBot) -> None:
    screen = opened(context, qtbot, "caseload")
    rows = screen.page.table.rows_model.rows
    at = next(at for at, row in enumerate(rows) if not context.desk.lists.starred(row.patient_id))
    wanted = rows[at]
    screen.page.table.choose_row(at)
    screen.page.begin_action("star")
    qtbot.waitUntil(screen.page.batch.act.isEnabled)
    screen.page.batch.act.click()
    qtbot.waitUntil(lambda: screen.page.said.text() == "1 starred")
    assert context.desk.lists.starred(wanted.patient_id)
    starred = opened(context, qtbot, "starred")
    qtbot.waitUntil(lambda: wanted.name in names(starred))


def test_csv_is_what_is_in_sight_and_holds_no_formula(
    context: Context, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "list.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(place), ""))
    screen = opened(context, qtbot, "all_clinics")
    QTest.keyClicks(screen.page.bar.field, "holloway")
    screen.page.tools.csv.click()
    qtbot.waitUntil(lambda: "list.csv" in screen.page.said.text())
    head, row = place.read_text(encoding="utf-8-sig").splitlines()
    assert head.startswith("Time,Patient,Age,NHS No.,Weeks")
    assert row.startswith('09:00,"HOLLOWAY, Margaret",70y,999 768 0472,6 RTT')
    place.unlink()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "list.csv"), ""))
    with qtbot.waitSignal(screen.troubled) as told:
        screen.page.tools.csv.click()
    assert "could not be written" in str(told.args[0])


def test_the_reconciliation_opens_the_list_behind_a_number(context: Context, qtbot: QtBot) -> None:
    screen = opened(context, qtbot, "caseload")
    screen.open(Place("lists", details={"tab": "reconcile"}))
    books = screen.books
    qtbot.waitUntil(lambda: bool(books.days.rows_model.rows))
    assert books.verdict.text() == "Agrees"
    assert all(line.balanced for line in books.days.rows_model.rows)
    books.stages.setFocus()
    books.stages.choose_row(0)
    stage = books.stages.chosen_row
    QTest.keyClick(books.stages, Qt.Key.Key_Return)
    shows(screen, qtbot, "behind")
    assert len(names(screen)) == stage.number
    screen.page.tools.back.click()
    qtbot.waitUntil(lambda: screen.pages.currentWidget() is books)
    books.sources.setFocus()
    books.sources.setCurrentIndex(books.sources.rows_model.index(0, 5))
    line = books.sources.rows_model.rows[0]
    QTest.keyClick(books.sources, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(names(screen)) == line.numbers[4] and screen.pages.currentWidget() is screen.page)


def test_reception_has_its_lists_and_no_clinical_ones(context_for: Callable[[Role], Context], qtbot: QtBot) -> None:
    screen = opened(context_for(Role.RECEPTIONIST), qtbot, "triage")
    titles = [screen.side.item(at).text() for at in range(screen.side.count())]
    assert "Waiting list" in titles
    assert not {"Letters to sign", "PROM due", "My caseload", "My clinic today"} & set(titles)
    assert "held" not in screen.presenter.narrowing.contents.definition.columns  # type: ignore[union-attr]


def test_alt_six_opens_the_lists_and_alt_down_the_next_one(unlocked: MainWindow, qtbot: QtBot) -> None:
    workspace = unlocked.workspace
    assert workspace is not None
    QTest.keyClick(unlocked, Qt.Key.Key_6, Qt.KeyboardModifier.AltModifier)
    screen = workspace.screens["lists"]
    assert isinstance(screen, ListsScreen)
    shows(screen, qtbot, "my_clinic")
    QTest.keyClick(screen.page.bar.field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    shows(screen, qtbot, "all_clinics")
    qtbot.waitUntil(lambda: workspace.top.title.text().startswith("All clinics today · "))


def test_who_is_unowned_comes_to_today_by_itself(unlocked: MainWindow, qtbot: QtBot) -> None:
    workspace = unlocked.workspace
    assert workspace is not None
    today = workspace.screens["today"]
    assert isinstance(today, TodayScreen)
    number = workspace.context.desk.lists.counts()["unowned"]
    assert number
    today.lost.count()
    qtbot.waitUntil(today.lost.isVisible)
    link = today.lost.links["unowned"]
    assert link.text() == f"{number} unowned or silent"
    link.click()
    screen = workspace.screens["lists"]
    assert isinstance(screen, ListsScreen)
    shows(screen, qtbot, "unowned")
    assert len(names(screen)) == number


def test_who_waits_is_booked_from_the_line_and_a_missed_one_leads_to_the_desk(context: Context, qtbot: QtBot) -> None:
    screen = opened(context, qtbot, "waiting")
    chosen = screen.page.table.chosen_row
    screen.page.tools.book.click()
    here = context.navigator.here
    assert here is not None
    assert (here.screen, here.patient_id) == ("booking", chosen.patient_id)
    assert here.details.get("entry_id", "") == chosen.subject_id
    triage = opened(context, qtbot, "triage")
    if names(triage):
        press(triage, Qt.Key.Key_Return)
        assert context.navigator.here.screen == "triage"  # type: ignore[union-attr]
