"""A form in a window of its own, and what a person does with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from msk_desk.content.texts import Texts
from msk_desk.forms.definition import Definition
from msk_desk.forms.state import FormState
from tests.fakes.every_control import Item
from ui.forms.view import FormView

Kind = TypeVar("Kind", bound=QWidget)
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
WIDTH, HEIGHT = 830, 620


class OpenForm:
    """A form on screen."""

    def __init__(self, view: FormView) -> None:
        self.view = view
        self.state: FormState

    def show(self, *items: Item, **more: Any) -> OpenForm:
        """Show a form of some items."""
        return self.show_form({"resourceType": "Questionnaire", "item": list(items), **more})

    def show_form(self, form: dict[str, Any]) -> OpenForm:
        """Show a Questionnaire."""
        self.state = FormState(Definition.load(form), now=NOW)
        self.view.show_state(self.state)
        self.view.finish_building()
        QApplication.processEvents()
        return self

    def part(self, name: str, kind: type[Kind]) -> Kind:
        """The widget of a name that is not on its way out."""
        found = [one for one in self.view.findChildren(kind, name) if one.isVisibleTo(self.view)]
        assert found, f"nothing called {name} is seen"
        return found[0]

    def has(self, name: str) -> bool:
        """Whether something of a name is seen."""
        return any(one.isVisibleTo(self.view) for one in self.view.findChildren(QWidget, name))

    def given(self, link_id: str) -> list[Any]:
        """The answers of a question."""
        return [next(iter(value.values())) for value in self.state.values(link_id)]

    def press(self, name: str) -> None:
        """Click on something near its left edge."""
        widget = self.part(name, QWidget)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(7, widget.height() // 2))
        QApplication.processEvents()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(QApplication.focusWidget(), key, modifier)
        QApplication.processEvents()

    def type(self, name: str, text: str) -> QWidget:
        """Put the keyboard in a field and type."""
        field = self.part(name, QWidget)
        field.setFocus()
        QTest.keyClicks(field, text)
        QApplication.processEvents()
        return field

    def place(self) -> str:
        """The path of the question that has the keyboard."""
        found = self.view.focus_place()
        return found.path if found is not None else ""


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[OpenForm]:
    """An empty window for a form, as wide as in a visit at 1280 pixels."""
    view = FormView(Texts.load(), lambda: TODAY)
    qtbot.addWidget(view)
    view.resize(WIDTH, HEIGHT)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    yield OpenForm(view)
    view.close()


@pytest.fixture
def words() -> Callable[..., str]:
    """The renderer's own texts."""
    return Texts.load().get
