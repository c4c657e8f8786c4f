"""Deciding together: no figure without its source, dots only for proportions, still deciding is a record too."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from msk_desk.domain.aids import FigureKind
from tests.ui.visit_patients import Seen, begin_visit, settle
from ui.context import Context
from ui.screens.decision.figure_block import AnswerBlock, FigureBlock
from ui.screens.decision.screen import DecisionView
from ui.screens.decision.unfinished import displays_of
from ui.widgets.drawing_view import DrawingView


def opened(context: Context, qtbot: QtBot, seen: Seen) -> DecisionView:
    view = DecisionView(context)
    qtbot.addWidget(view)
    view.resize(1300, 720)
    view.show()
    view.open(seen.patient_id, seen.visit_id)
    settle(qtbot, context.runner)
    for step in (1, 2, 0):  # pages are made when they are first wanted
        view.steps.setCurrentIndex(step)
    return view


def press(view: QWidget, name: str) -> None:
    found = view.findChild(QPushButton, name) or view.findChild(QCheckBox, name)
    assert found is not None, name
    found.click()


def test_dots_are_drawn_for_proportions_alone_and_every_figure_has_its_source(context: Context, qtbot: QtBot) -> None:
    view = opened(context, qtbot, begin_visit(context))
    aid = context.desk.decisions.aid("knee-osteoarthritis")
    figures = [figure for _, _, figure in aid.figures()]
    blocks = view.findChildren(FigureBlock)
    assert len(blocks) == len(figures)
    drawn = sum(bool(block.findChildren(DrawingView)) for block in blocks)
    assert drawn == sum(figure.icons is not None for figure in figures)
    assert all(figure.kind is FigureKind.PROPORTION for figure in figures if figure.icons is not None)
    for block in blocks:
        assert not block.lines.isVisibleTo(block)
        block.link.click()
        assert block.lines.isVisibleTo(block)
        assert "https://" in block.lines.text()


def test_where_no_figure_is_known_the_page_says_so(context: Context, qtbot: QtBot) -> None:
    view = opened(context, qtbot, begin_visit(context))
    aid = context.desk.decisions.aid("knee-osteoarthritis")
    unknown = [a for option in aid.options for a in option.answers.values() if a.not_known]
    words = context.text("decision.no_figure")
    shown = [block for block in view.findChildren(AnswerBlock) if words in _words(block)]
    assert unknown
    assert len(shown) == len(unknown)


def _words(block: QWidget) -> list[str]:
    return [label.text() for label in block.findChildren(QLabel)]


def test_nothing_is_rated_until_the_patient_rates_it(context: Context, qtbot: QtBot) -> None:
    view = opened(context, qtbot, begin_visit(context))
    assert all(row.choice == "" for row in view.matters._rows.values())
    press(view, "decision_rate_walk-further_9")
    assert "(9)" in view.rated.text()
    assert view.presenter is not None
    assert view.presenter.now().ratings["walk-further"] == 9
    assert view.presenter.now().ratings["sleep"] is None


def test_still_deciding_stands_alone_and_is_a_record(context: Context, qtbot: QtBot) -> None:
    seen = begin_visit(context)
    view = opened(context, qtbot, seen)
    before = len(context.desk.decisions.of_patient(seen.patient_id))
    view.steps.setCurrentIndex(3)
    assert not view.check.record.isEnabled()
    for name in ("talked_exercise", "choose_exercise", "choose_gel", "choose_still-deciding"):
        press(view, f"decision_{name}")
    assert view.presenter is not None
    assert view.presenter.now().choice == ("still-deciding",)
    assert view.check.record.isEnabled()
    view.check.record.click()
    settle(qtbot, context.runner)
    found = context.desk.decisions.of_patient(seen.patient_id)
    assert len(found) == before + 1
    assert displays_of(found[0].items, "choice") == ("I am still deciding",)
    assert not view.check.record.isVisible()


def test_what_was_said_is_there_after_a_crash(context: Context, qtbot: QtBot) -> None:
    seen = begin_visit(context)
    view = opened(context, qtbot, seen)
    qtbot.keyClicks(view.matters.words, "Gardening with my sister")
    press(view, "decision_choose_gel")
    settle(qtbot, context.runner)
    again = opened(context, qtbot, seen)
    assert again.matters.words.toPlainText() == "Gardening with my sister"
    assert again.choice.buttons["gel"].isChecked()
    assert not again.choice.buttons["exercise"].isChecked()
