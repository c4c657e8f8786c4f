"""Each small widget: what it shows, what it says, and how the keyboard works it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.models.rows_model import Cell, Column, RowsModel
from ui.theme.theme import current
from ui.widgets.avatar import initials
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.focus_ring import FocusRing
from ui.widgets.label import Label
from ui.widgets.message_bar import MessageBar
from ui.widgets.rail import Rail
from ui.widgets.segmented import Segmented
from ui.widgets.table import Table

COLUMNS = [Column("Word", lambda row: Cell(row, bold=True), 0), Column("Long", lambda row: Cell(str(len(row))), 60)]


@pytest.mark.parametrize(
    ("name", "wanted"), [("Asha Rao", "AR"), ("Cher", "C"), ("Mary Jane van Dam", "MD"), ("", "")]
)  # fmt: skip
def test_initials(name: str, wanted: str) -> None:
    assert initials(name) == wanted


def test_labels_never_read_markup(qtbot: QtBot) -> None:
    label = Label("<b>x</b> & <img src=x>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


@pytest.mark.parametrize(
    ("size", "pixels"), [("", 13), ("small", 12), ("heading", 15), ("title", 19)]
)  # fmt: skip
def test_labels_have_four_sizes(qtbot: QtBot, size: str, pixels: int) -> None:
    label = Label("x", size=size)
    qtbot.addWidget(label)
    label.ensurePolished()
    assert label.font().pixelSize() == pixels


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_buttons_are_pressed_by_key(qtbot: QtBot, key: Qt.Key) -> None:
    button = Button("Book", name="book", icon="plus")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


def test_icon_buttons_say_what_they_do(qtbot: QtBot) -> None:
    button = Button("The day before", look="icon", icon="chevron-left", name="before")
    qtbot.addWidget(button)
    assert (button.text(), button.accessibleName(), button.toolTip()) == ("", "The day before", "The day before")


def test_a_card_is_cleared_of_everything(qtbot: QtBot) -> None:
    card = Card("Problems", "two")
    qtbot.addWidget(card)
    inner = QVBoxLayout()
    inner.addWidget(Label("x"))
    card.add(inner)
    card.add(Label("y"))
    card.clear()
    assert card.body.count() == 0
    card.set_heading("")
    assert card.title.isHidden()


@pytest.mark.parametrize("role", ["neutral", "info", "good", "warn", "bad"])
def test_chips_are_painted_in_their_colour(qtbot: QtBot, role: str) -> None:
    chip = Chip("Booked", role)
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    image = chip.grab().toImage()
    assert image.pixelColor(5, image.height() // 2) == current().colour(f"{role}_soft")


def test_segments_are_chosen_by_arrow_and_only_users_are_announced(qtbot: QtBot) -> None:
    row = Segmented([("mine", "My clinic"), ("all", "All clinics")], name="scope", says="Whose clinic")
    qtbot.addWidget(row)
    told: list[object] = []
    row.chosen.connect(told.append)
    row.choose("mine")
    assert (row.choice, told) == ("mine", [])
    qtbot.keyClick(row, Qt.Key.Key_Right)
    assert (row.choice, told) == ("all", ["all"])
    qtbot.keyClick(row, Qt.Key.Key_Right)
    assert row.choice == "all"
    row.choose("")
    assert row.choice == ""


def test_segments_have_room_for_bold_words(qtbot: QtBot) -> None:
    row = Segmented([("a", "My clinic"), ("b", "All clinics")], name="scope")
    qtbot.addWidget(row)
    row.show()
    before = row.button("a").width()
    row.button("a").click()
    assert row.button("a").width() == before
    assert row.button("a").fontMetrics().horizontalAdvance("My clinic") <= before - 28


def test_a_message_says_all_of_it_and_goes_away(qtbot: QtBot) -> None:
    bar = MessageBar("Close")
    qtbot.addWidget(bar)
    bar.show_message("The disk is full", "Free some space.", code="MSK-204")
    assert (bar.title.text(), bar.advice.text(), bar.code.text()) == ("The disk is full", "Free some space.", "MSK-204")
    with qtbot.waitSignal(bar.closed):
        bar.put_away()
    assert bar.isHidden()


def test_flow_wraps_and_ranges_right(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder, to_the_right=True)
    chips = [Chip(f"Need number {n}") for n in range(4)]
    for chip in chips:
        flow.addWidget(chip)
    one = flow.sizeHint().width()
    assert flow.heightForWidth(one + 10) == chips[0].sizeHint().height()
    assert flow.heightForWidth(one // 2 + 10) > chips[0].sizeHint().height()
    holder.resize(one + 50, 60)
    holder.show()
    assert chips[-1].geometry().right() == holder.width() - 1
    assert flow.takeAt(9) is None


def test_the_model_keeps_qts_rules(qtmodeltester: object) -> None:
    model: RowsModel[str] = RowsModel(COLUMNS)
    model.show_rows(["alpha", "beta"])
    qtmodeltester.check(model)  # type: ignore[attr-defined]
    assert model.data(model.index(0, 0)) == "alpha"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Long"
    assert model.rowCount(model.index(0, 0)) == 0


def test_the_same_number_of_rows_keeps_the_choice(qtbot: QtBot) -> None:
    table = Table(COLUMNS, name="words", says="Words")
    qtbot.addWidget(table)
    table.show_rows(["alpha", "beta"])
    table.choose_row(1)
    table.show_rows(["gamma", "delta"])
    assert table.chosen_row == "delta"
    table.show_rows(["one"])
    assert table.chosen_row is None


def test_a_table_is_worked_by_keyboard(qtbot: QtBot) -> None:
    table = Table(COLUMNS, name="words", says="Words")
    qtbot.addWidget(table)
    table.show_rows(["alpha", "beta"])
    table.choose_row(0)
    with qtbot.waitSignal(table.row_chosen) as chosen:
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert chosen.args == ["beta"]
    with qtbot.waitSignal(table.row_opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == ["beta"]
    table.choose_quietly(0)
    assert table.chosen_row == "alpha"


@pytest.mark.parametrize("width", [300, 700, 1300])
def test_columns_fill_the_table_and_never_more(qtbot: QtBot, width: int) -> None:
    table = Table(COLUMNS, name="words", says="Words")
    qtbot.addWidget(table)
    table.resize(width, 200)
    table.show()
    total = sum(table.columnWidth(at) for at in range(2))
    assert table.viewport().width() - 2 <= total <= table.viewport().width()
    table.show_column(1, False)
    assert table.columnWidth(0) == table.viewport().width()


def test_the_chosen_row_is_painted(qtbot: QtBot) -> None:
    table = Table(COLUMNS, name="words", says="Words")
    qtbot.addWidget(table)
    table.resize(400, 200)
    table.show_rows(["alpha", "beta"])
    table.show()
    table.choose_row(0)
    image = table.viewport().grab().toImage()
    assert image.pixelColor(395, 15) == current().colour("primary_soft")
    assert image.pixelColor(395, 60) == current().colour("surface")


def test_a_bad_choice_has_a_sign_and_a_colour_of_its_own(qtbot: QtBot) -> None:
    row = Segmented([("absent", "Absent"), ("present", "Present"), ("not-asked", "Not asked")], name="flag")
    row.set_tone("present", "bad")
    row.set_tone("not-asked", "neutral")
    qtbot.addWidget(row)
    row.show()
    for key, token in (("absent", "primary"), ("present", "bad"), ("not-asked", "sunk")):
        row.button(key).click()
        button = row.button(key)
        assert button.grab().toImage().pixelColor(8, 6) == current().colour(token)
        assert row.button("present").icon().isNull() is (key != "present")
        assert button.width() >= button.sizeHint().width()


def test_the_ring_leaves_with_a_field_scrolled_out_of_sight(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 200)
    area = QScrollArea()
    QVBoxLayout(window).addWidget(area)
    page = QWidget()
    page.setFixedSize(200, 2000)
    field = QLineEdit(page)
    area.setWidget(page)
    ring = FocusRing(window)
    with qtbot.waitActive(window):
        window.show()
    field.setFocus()
    assert ring.isVisible()
    area.verticalScrollBar().setValue(1000)
    assert ring.isHidden()
    area.verticalScrollBar().setValue(0)
    assert ring.isVisible()


def test_the_ring_follows_the_keyboard(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    first, second = QLineEdit(), QLineEdit()
    column.addWidget(first)
    column.addWidget(second)
    ring = FocusRing(window)
    with qtbot.waitActive(window):
        window.show()
    first.setFocus()
    assert ring.target is first
    assert ring.geometry().contains(first.geometry())
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert ring.target is second
    second.hide()
    assert ring.isHidden() or ring.target is not second
    pixel = QColor(current().tokens.colours["focus"])
    first.setFocus()
    image = window.grab().toImage()
    edge = first.mapTo(window, QPoint(first.width() // 2, -3))
    assert image.pixelColor(edge) == pixel


def test_the_rail_says_where_and_how_many(qtbot: QtBot) -> None:
    rail = Rail([("today", "Today", "today", "Alt+1"), ("sync", "Sync", "sync", "Alt+3")], "Places")
    qtbot.addWidget(rail)
    with qtbot.waitSignal(rail.chosen) as chosen:
        qtbot.keyClick(rail.buttons["sync"], Qt.Key.Key_Return)
    assert chosen.args == ["sync"]
    rail.light("today")
    assert rail.buttons["today"].isChecked()
    assert not rail.buttons["sync"].isChecked()
    rail.buttons["sync"].show_count(2, "2 need a decision")
    assert rail.buttons["sync"].accessibleDescription() == "2 need a decision"
    rail.resize(76, 300)
    rail.show()
    rail.buttons["sync"].show_count(0, "unused")
    assert rail.buttons["sync"].accessibleDescription() == ""


def test_an_empty_list_offers_the_next_action(qtbot: QtBot) -> None:
    action = Button("Look further", name="look_further")
    empty = EmptyState("Nobody", "Try again", action=action)
    qtbot.addWidget(empty)
    empty.say("Nothing", "Later")
    assert (empty.title.text(), empty.advice.text()) == ("Nothing", "Later")
    assert empty.isAncestorOf(action)


def test_columns_give_way_in_their_order(qtbot: QtBot) -> None:
    columns = [
        Column("Name", Cell),
        Column("How", lambda row: Cell("x"), 100, optional=2),
        Column("Age", lambda row: Cell("y"), 100, optional=1),
    ]
    table = Table(columns, name="words", says="Words")
    qtbot.addWidget(table)
    table.show()
    for width, hidden in ((600, []), (300, [1]), (180, [1, 2])):
        table.resize(width, 200)
        assert [at for at in range(3) if table.isColumnHidden(at)] == hidden
        assert sum(table.columnWidth(at) for at in range(3) if not table.isColumnHidden(at)) <= width


def test_hidden_widgets_take_no_room_in_a_flow(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    first, second = Chip("First"), Chip("Second")
    flow.addWidget(first)
    flow.addWidget(second)
    holder.resize(300, 40)
    holder.show()
    moved = second.x()
    first.hide()
    qtbot.waitUntil(lambda: second.x() == 0)
    assert moved > 0


def test_a_heading_goes_above_its_actions_where_there_is_no_room(qtbot: QtBot) -> None:
    card = Card("A rather long heading", "and more words beside it")
    button = Button("Do something", name="do")
    card.add_action(button)
    qtbot.addWidget(card)
    card.resize(700, 120)
    card.show()
    assert abs(button.geometry().center().y() - card.title.geometry().center().y()) < 6
    card.resize(300, 160)
    qtbot.waitUntil(lambda: button.y() > card.title.geometry().bottom())
