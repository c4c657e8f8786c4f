"""The window holds its closing back once while words are not on disk, and opening forms leaves nothing behind."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from msk_desk.domain.errors import DiskFull
from tests.ui.visit_patients import Seen, begin_visit, choose_knee, settle
from ui.forms.scrolled_page import ScrolledPage
from ui.main_window import MainWindow
from ui.screens.visit.assessment import AssessmentView


def opened(window: MainWindow, qtbot: QtBot, at: int = 0) -> tuple[AssessmentView, Seen]:
    """A form of a patient of the day, in the window."""
    assert window.workspace is not None
    context = window.workspace.context
    seen = begin_visit(context, at)
    context.navigator.go("visit", seen.patient_id, visit_id=seen.visit_id, step="assessment")
    settle(qtbot, window.runner)
    view = window.workspace.screens["visit"].views["assessment"]  # type: ignore[attr-defined]
    assert isinstance(view, AssessmentView)
    choose_knee(view, qtbot, window.runner)
    return view, seen


def type_unwritten(view: AssessmentView, qtbot: QtBot, patch: pytest.MonkeyPatch) -> None:
    """Type words while the disk is full."""

    def full(*_: object) -> None:
        raise DiskFull()

    assert view.presenter is not None
    patch.setattr(view.presenter.journal, "_note", full)
    view.form.show_section(1)
    words = view.findChild(QPlainTextEdit, "answer_complaint")
    assert words is not None
    qtbot.keyClicks(words, "Right knee")


def test_closing_is_held_once_while_words_are_not_on_disk(
    unlocked: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, _ = opened(unlocked, qtbot)
    type_unwritten(view, qtbot, monkeypatch)
    assert not unlocked.close()
    assert unlocked.isVisible()
    assert unlocked.hold.bar.isVisible()
    assert "form" in unlocked.hold.bar.title.text()
    assert view.form.state is not None
    assert "Right knee" in str(view.form.state.snapshot())
    assert unlocked.close(), "asked again, it closes"


def test_what_is_saved_meanwhile_is_not_warned_of_any_more(
    unlocked: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, seen = opened(unlocked, qtbot)
    with monkeypatch.context() as disk:
        type_unwritten(view, qtbot, disk)
        assert not unlocked.close()
    assert view.presenter is not None
    view.presenter.journal.flush()
    qtbot.waitUntil(unlocked.hold.bar.isHidden)
    assert unlocked.workspace is not None
    draft = unlocked.workspace.context.desk.drafting.unfinished(seen.patient_id)[0]
    assert "Right knee" in str(draft.content)
    assert unlocked.close()


def test_a_window_closes_when_all_is_on_disk(unlocked: MainWindow, qtbot: QtBot) -> None:
    view, _ = opened(unlocked, qtbot)
    view.form.show_section(1)
    words = view.findChild(QPlainTextEdit, "answer_complaint")
    assert words is not None
    qtbot.keyClicks(words, "Right knee")
    assert unlocked.close()


def test_forms_of_one_patient_after_another_leave_no_widget_behind(unlocked: MainWindow, qtbot: QtBot) -> None:
    counted = []
    for turn in range(10):
        view, _ = opened(unlocked, qtbot, turn % 2)
        for section in range(3):
            view.form.show_section(section)
            view.form.finish_building()
        pages, wanted = view.form, len(view.form.section_names)
        qtbot.waitUntil(lambda pages=pages, wanted=wanted: len(pages.findChildren(ScrolledPage)) == wanted)
        counted.append(len(QApplication.allWidgets()))
    assert counted[-2:] == counted[2:4], counted
