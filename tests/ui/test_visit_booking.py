"""Booking the follow-up: by keyboard, once, and told when the time has gone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.visit_patients import Seen, begin_visit, settle
from ui.context import Context
from ui.screens.booking.screen import FollowUpView


def opened(context: Context, qtbot: QtBot, seen: Seen) -> FollowUpView:
    view = FollowUpView(context)
    qtbot.addWidget(view)
    view.resize(1300, 720)
    view.show()
    view.open(seen.patient_id, seen.visit_id)
    settle(qtbot, context.runner)
    view.wish.weeks.button("0").click()
    settle(qtbot, context.runner)
    return view


def test_arrow_and_enter_book_a_time(context: Context, qtbot: QtBot) -> None:
    seen = begin_visit(context)
    view = opened(context, qtbot, seen)
    before = view.upcoming.rows_model.rowCount()
    wanted = view.offers.rows_model.rows[1]
    view.offers.setFocus()
    qtbot.keyClick(view.offers, Qt.Key.Key_Down)
    qtbot.keyClick(view.offers, Qt.Key.Key_Return)
    settle(qtbot, context.runner)
    assert view.upcoming.rows_model.rowCount() == before + 1
    assert wanted.slot_id in {each.slot_id for each in view.upcoming.rows_model.rows}
    assert wanted.slot_id not in {each.slot_id for each in view.offers.rows_model.rows}
    assert view.message.isVisible()


def test_a_time_that_has_gone_is_told_and_the_list_is_fresh(context: Context, qtbot: QtBot) -> None:
    first, second = begin_visit(context), begin_visit(context, 1)
    view = opened(context, qtbot, first)
    gone = view.offers.rows_model.rows[0]
    context.desk.booking.book(second.patient_id, gone)
    booked = context.desk.booking.upcoming(first.patient_id, context.desk.now())
    view.book.click()
    settle(qtbot, context.runner)
    assert "just been taken" in view.message.title.text()
    assert gone.slot_id not in {each.slot_id for each in view.offers.rows_model.rows}
    assert context.desk.booking.upcoming(first.patient_id, context.desk.now()) == booked


def test_the_chosen_time_stays_chosen_while_others_book(context: Context, qtbot: QtBot) -> None:
    first, second = begin_visit(context), begin_visit(context, 1)
    view = opened(context, qtbot, first)
    earlier, wanted = view.offers.rows_model.rows[0], view.offers.rows_model.rows[2]
    view.offers.choose_row(2)
    view.take_changes(context.desk.booking.book(second.patient_id, earlier))
    settle(qtbot, context.runner)
    assert view.offers.chosen_row == wanted
    third = begin_visit(context, 2)
    view.take_changes(context.desk.booking.book(third.patient_id, wanted))
    settle(qtbot, context.runner)
    assert view.offers.chosen_row is None, "not exchanged for another under a finger on Enter"
    assert not view.book.isEnabled()
    view.offers.choose_row(0)
    assert view.book.isEnabled()


def test_the_desk_is_asked_once_and_has_it_on_the_waiting_list(context: Context, qtbot: QtBot) -> None:
    seen = begin_visit(context)
    view = opened(context, qtbot, seen)
    view.wish.weeks.button("6").click()
    view.wish.reason.setText("Check the splint")
    view.wish.reason.textEdited.emit("Check the splint")
    view.desk.click()
    settle(qtbot, context.runner)
    (entry,) = context.desk.booking.waits(seen.patient_id)
    assert (entry.kind, entry.note, entry.staff_id) == ("review", "Check the splint", context.actor.staff_id)
    assert entry.not_before > entry.since
    view.desk.click()
    settle(qtbot, context.runner)
    assert len(context.desk.booking.waits(seen.patient_id)) == 1
    assert "already waits" in view.message.title.text()


def test_no_time_says_so_and_books_nothing(context: Context, qtbot: QtBot) -> None:
    view = opened(context, qtbot, begin_visit(context))
    view._show_offers(())
    assert view.none.isVisible()
    assert not view.book.isEnabled()
