"""At 150 % nothing that is pressed or read is squeezed below what it needs: the part scrolls instead."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.visit_patients import begin_visit, settle
from ui.context import Context
from ui.screens.booking.screen import FollowUpView
from ui.screens.decision.screen import DecisionView
from ui.screens.letter.screen import LetterView
from ui.screens.patient_view import PatientView
from ui.screens.proms.screen import PromsView
from ui.theme.theme import apply_theme


@pytest.fixture
def large(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, "light", 150)
    yield
    apply_theme(qapp, "light", 100)


def opened(make: type[PatientView], context: Context, qtbot: QtBot) -> PatientView:
    seen = begin_visit(context)
    view = make(context)
    qtbot.addWidget(view)
    view.resize(1164, 380)  # what a window of 1280 by 720 leaves under the banner
    view.show()
    view.open(seen.patient_id, seen.visit_id)
    settle(qtbot, context.runner)
    return view


def squeezed(view: QWidget) -> list[str]:
    buttons = [
        button for button in view.findChildren(QPushButton) if button.isVisible() and button.property("look") != "link"
    ]
    assert buttons
    return [button.objectName() for button in buttons if button.height() < button.fontMetrics().height() + 10]


def _around(widget: QWidget) -> Iterator[QWidget]:
    parent = widget.parentWidget()
    while parent is not None:
        yield parent
        parent = parent.parentWidget()


def overlapping(view: QWidget) -> list[str]:
    found = []
    for button in view.findChildren(QPushButton):
        parent = button.parentWidget()
        if not button.isVisible() or parent is None:
            continue
        area = next((each for each in _around(button) if isinstance(each, QScrollArea)), None)
        right = button.mapTo(area.viewport(), button.rect().topRight()).x() if area is not None else 0
        if not parent.rect().contains(button.geometry()) or (area is not None and right >= area.viewport().width()):
            found.append(button.objectName())
    return found


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("make", [FollowUpView, PromsView, LetterView])
def test_buttons_are_whole(make: type[PatientView], context: Context, qtbot: QtBot) -> None:
    view = opened(make, context, qtbot)
    # Charts come one by one, and Qt lays a card out again in a later turn: what counts is where it comes to rest.
    qtbot.waitUntil(lambda: squeezed(view) == [] and overlapping(view) == [])


@pytest.mark.usefixtures("large")
def test_the_choices_of_a_decision_stand_apart(context: Context, qtbot: QtBot) -> None:
    view = opened(DecisionView, context, qtbot)
    assert isinstance(view, DecisionView)
    view.steps.setCurrentIndex(2)
    settle(qtbot, context.runner)
    choices = [each for each in view.findChildren(QPushButton) if each.objectName().startswith("decision_choose_")]
    assert len(choices) > 3
    for above, below in pairwise(choices):
        assert below.y() - (above.y() + above.height()) >= 6
    qtbot.waitUntil(lambda: squeezed(view) == [])
