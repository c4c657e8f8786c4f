"""The calendar by keyboard and mouse: what is chosen is what is acted on, whatever changes meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from msk_desk.content.texts import Texts
from msk_desk.domain.diary import Diary
from tests.fakes.made_up_diary import DAY, at, booked, diary
from ui.screens.clinics.calendar_view import CalendarView
from ui.screens.clinics.columns import FREE, Column, columns_of
from ui.screens.clinics.painter import LOOKS, BlockPainter
from ui.screens.clinics.words import STATES

Shown = Callable[..., CalendarView]
TEXTS = Texts.load()


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    def make(columns: int = 6, days: int = 1) -> CalendarView:
        view = CalendarView(TEXTS)
        qtbot.addWidget(view)
        view.resize(900, 600)
        with qtbot.waitActive(view):
            view.show()
            view.activateWindow()
        view.begin(columns_of(diary(columns, days)), at(9, 20))
        view.setFocus()
        return view

    return make


def where(view: CalendarView) -> tuple[str, int]:
    assert view.chosen is not None
    return view.chosen.column.title, view.chosen.block.top


def changed(columns: tuple[Column, ...], **more: object) -> tuple[Column, ...]:
    """The same day with somebody else's booking changed in the first column."""
    first = diary(len(columns)).sittings[0]
    spaces = tuple(replace(space, **more) if n == 12 else space for n, space in enumerate(first.spaces))  # type: ignore[arg-type]
    return columns_of(Diary(DAY, DAY, (replace(first, spaces=spaces), *diary(len(columns)).sittings[1:])))


def test_arrows_walk_over_slots_and_columns_and_keep_the_time(shown: Shown, qtbot: QtBot) -> None:
    view = shown()
    assert where(view) == ("Clinician 0", 9 * 60)
    for key, expected in (
        (Qt.Key.Key_Down, ("Clinician 0", 570)), (Qt.Key.Key_Down, ("Clinician 0", 600)),
        (Qt.Key.Key_Right, ("Clinician 1", 600)), (Qt.Key.Key_Right, ("Clinician 2", 600)),
        (Qt.Key.Key_Left, ("Clinician 1", 600)), (Qt.Key.Key_Up, ("Clinician 1", 570)),
        (Qt.Key.Key_End, ("Clinician 1", 990)), (Qt.Key.Key_Right, ("Clinician 2", 990)),
        (Qt.Key.Key_Home, ("Clinician 2", 540)),
    ):  # fmt: skip
        qtbot.keyClick(view, key)
        assert where(view) == expected
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert view.chosen is not None
    assert view.chosen.block.what == FREE
    qtbot.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert where(view) == ("Clinician 5", 990)
    assert view.viewport().rect().contains(view.rect_of(view.spot))  # type: ignore[arg-type]


def test_enter_letters_and_page_keys_say_what_is_wanted(shown: Shown, qtbot: QtBot) -> None:
    view = shown()
    opened, typed, days, menus = [], [], [], []
    for signal, taker in ((view.opened, opened), (view.key_typed, typed), (view.day_stepped, days),
                          (view.column_asked, menus)):  # fmt: skip
        signal.connect(taker.append)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.keyClicks(view, "aQd")
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    qtbot.keyClick(view, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert [each.block.top for each in opened] == [540]
    assert (typed, days, [each.title for each in menus]) == (["a", "d"], [1], ["Clinician 0"])


def spot(view: CalendarView, title: str, top: int) -> tuple[int, int]:
    return next(
        (c, b) for c, column in enumerate(view.columns) for b, block in enumerate(column.blocks)
        if (column.title, block.top) == (title, top)
    )  # fmt: skip


def test_a_booking_is_carried_by_key_to_a_free_slot_only(shown: Shown, qtbot: QtBot) -> None:
    view = shown()
    dropped: list[object] = []
    view.dropped.connect(dropped.append)
    view.choose(spot(view, "Clinician 0", 600))
    assert view.chosen is not None
    moved = view.chosen.appointment_id
    assert moved
    qtbot.keyClick(view, Qt.Key.Key_M)
    assert view.carried is not None
    qtbot.keyClick(view, Qt.Key.Key_Return)  # onto itself: nothing
    view.choose(spot(view, "Clinician 1", 540))
    qtbot.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)  # onto somebody else: nothing
    assert dropped == []
    view.choose(spot(view, "Clinician 0", 630))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    (drop,) = dropped
    assert (drop.carried.chosen.appointment_id, drop.onto.block.top) == (moved, 630)  # type: ignore[attr-defined]
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.carried is None


def test_who_has_come_is_not_moved(shown: Shown, qtbot: QtBot) -> None:
    view = shown()
    arrived = next(
        (c, b) for c, column in enumerate(view.columns) for b, block in enumerate(column.blocks)
        if block.booked is not None and block.booked.status == "arrived"
    )  # fmt: skip
    view.choose(arrived)
    qtbot.keyClick(view, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert view.carried is None


def drag(view: CalendarView, qtbot: QtBot, start: tuple[int, int], end: QPoint) -> None:
    port, begin = view.viewport(), view.rect_of(start).center()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=begin)
    for share in (1, 2, 3):
        qtbot.mouseMove(port, begin + (end - begin) * (share / 3))
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)


def test_a_drag_ends_on_the_slot_below_the_mouse_and_nowhere_else(shown: Shown, qtbot: QtBot) -> None:
    view = shown()
    dropped: list[object] = []
    view.dropped.connect(dropped.append)
    source, free = spot(view, "Clinician 0", 600), spot(view, "Clinician 1", 660)
    assert view.geometry_now.block(free).bookable
    drag(view, qtbot, source, view.rect_of(spot(view, "Clinician 1", 540)).center())  # taken
    drag(view, qtbot, source, QPoint(-40, 20))  # beside it
    assert dropped == []
    assert view.carried is None
    drag(view, qtbot, source, view.rect_of(free).center())
    (drop,) = dropped
    assert (drop.onto.column.title, drop.onto.block.top) == ("Clinician 1", 660)  # type: ignore[attr-defined]
    assert not view.drag.under_way


def test_what_is_chosen_and_where_it_is_scrolled_stay_while_the_day_changes(shown: Shown) -> None:
    view = shown(30)
    view.choose(spot(view, "Clinician 20", 660))
    view.verticalScrollBar().setValue(37)
    before = (view.chosen, view.offset())
    view.show_columns(changed(view.columns, booked=(booked("NEW, Person", at(15)),), status="busy"), at(9, 25))
    assert (view.chosen, view.offset()) == before
    fewer = tuple(column for column in view.columns if column.title != "Clinician 3")
    left = view.rect_of(view.spot)  # type: ignore[arg-type]
    view.show_columns(fewer, at(9, 26))
    assert view.chosen is not None
    assert (view.chosen.column.title, view.rect_of(view.spot).left()) == ("Clinician 20", left.left())  # type: ignore[arg-type]


def test_when_the_chosen_slot_goes_nothing_else_takes_its_place(shown: Shown) -> None:
    view = shown()
    view.choose(spot(view, "Clinician 0", 660))
    told: list[object] = []
    view.chosen_changed.connect(told.append)
    first, *others = diary(6).sittings
    gone = replace(first, spaces=tuple(space for space in first.spaces if space.start != at(11)))
    view.show_columns(columns_of(Diary(DAY, DAY, (gone, *others))), at(9, 25))
    assert view.chosen is None
    assert told == [None]


def test_another_day_keeps_neither_choice_nor_place(shown: Shown) -> None:
    view = shown(30)
    view.clearFocus()
    view.choose(spot(view, "Clinician 29", 990))
    view.begin(columns_of(diary(30, 2))[30:], at(9, 20))
    assert view.chosen is None
    assert view.offset() == QPointF(0, 0)


def test_a_screen_reader_reads_every_block(shown: Shown) -> None:
    view = shown(3)
    reader = QAccessible.queryAccessibleInterface(view)
    assert reader.role() == QAccessible.Role.List
    assert reader.childCount() == 45
    said = [reader.child(n).text(QAccessible.Text.Name) for n in range(45)]
    assert said[0] == "09:00 to 09:30, Free · 30 min, Clinician 0, Room 1, Monday 23-Nov-2026"
    assert said[2] == "10:00 to 10:30, SINGH, Harpreet, booked, Review · knee, Clinician 0, Room 1, Monday 23-Nov-2026"
    view.choose((0, 2))
    assert [n for n in range(45) if reader.child(n).state().selected] == [2]
    assert reader.focusChild().text(QAccessible.Text.Name) == said[2]
    assert reader.text(QAccessible.Text.Value) == said[2]
    assert reader.child(2).rect().size() == view.rect_of((0, 2)).size()
    view.begin(columns_of(diary(1)), at(9) + timedelta(days=3))
    assert not reader.child(20).isValid()


def test_every_state_is_told_without_colour() -> None:
    told = {name: (look.sign, look.dashed, look.bar, look.hatched) for name, look in LOOKS.items()}
    assert len(set(told.values())) == len(told)
    assert set(STATES) - {"cancelled"} <= set(LOOKS)


def test_only_what_is_in_sight_is_painted(shown: Shown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    view = shown(30)
    qtbot.wait(50)  # what the window's coming paints is painted
    painted: list[object] = []
    before = BlockPainter.paint

    def paint(self: BlockPainter, painter: object, block: object, *args: object, **more: bool) -> None:
        painted.append(block)
        before(self, painter, block, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(BlockPainter, "paint", paint)
    view.viewport().repaint()
    whole = len(painted)
    assert 20 < whole < sum(len(column.blocks) for column in view.columns) / 3
    counts = []
    for _ in range(3):  # the least: the window may be painted for reasons of its own
        painted.clear()
        view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 10)
        qtbot.waitUntil(lambda: bool(painted))
        counts.append(len(painted))
    assert min(counts) < whole / 2
