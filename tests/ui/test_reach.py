"""Every control of every screen: a name, a role, an object name, a way there by Tab, and nothing cut at 200 %."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.theme.theme import apply_theme
from ui.theme.tokens import THEMES
from ui.widgets.stepper import Stepper

CONTROLS = (
    QAbstractButton, QLineEdit, QTextEdit, QPlainTextEdit, QAbstractItemView, QTabBar, QComboBox, QAbstractSpinBox,
)  # fmt: skip
PLACES = (
    ("today", ""), ("patients", ""), ("sync", ""), ("record", "overview"), ("record", "outcomes"),
    ("record", "timeline"), ("record", "documents"), ("record", "details"), ("record", "waiting"),
    ("lists", "waiting"), ("lists", "breaches"), ("lists", "reconcile"), ("due", ""), ("duty", ""), ("triage", ""),
    ("booking", ""),
    ("clinic_setup", "sessions"), ("clinic_setup", "publish"), ("clinic_setup", "leave"), ("clinic_setup", "templates"),
    ("clinics", ""),
)  # fmt: skip
ROLES = {
    QAccessible.Role.Button, QAccessible.Role.PushButton, QAccessible.Role.EditableText, QAccessible.Role.Table,
    QAccessible.Role.PageTabList, QAccessible.Role.CheckBox, QAccessible.Role.RadioButton, QAccessible.Role.List,
    QAccessible.Role.ComboBox,
}  # fmt: skip


def controls(root: QWidget) -> Iterator[QWidget]:
    """Every control in sight that is ours, not a part of another control."""
    for kind in CONTROLS:
        for widget in root.findChildren(kind):
            inside = any(isinstance(above, CONTROLS) for above in parents(widget))
            if widget.isVisible() and not inside and widget.objectName() != "qt_spinbox_lineedit":
                yield widget


def parents(widget: QWidget) -> Iterator[QWidget]:
    above = widget.parentWidget()
    while above is not None:
        yield above
        above = above.parentWidget()


def show(window: MainWindow, qtbot: QtBot, screen: str, tab: str) -> None:
    workspace = window.workspace
    assert workspace is not None
    patient = window.desk.patients.find("holloway margaret")[0].id if screen in ("record", "booking") else ""
    workspace.context.navigator.go(screen, patient, **({"tab": tab} if tab else {}))
    qtbot.waitUntil(lambda: not window.runner.busy)
    qtbot.wait(40)  # layouts of wrapped words settle in a second pass


def test_every_control_has_a_name_and_a_role(unlocked: MainWindow, qtbot: QtBot) -> None:
    for screen, tab in PLACES:
        show(unlocked, qtbot, screen, tab)
        found = list(controls(unlocked))
        assert len(found) > 6
        for widget in found:
            _check_named(widget)


def _check_named(widget: QWidget) -> None:
    seen = QAccessible.queryAccessibleInterface(widget)
    named = seen.text(QAccessible.Text.Name) or seen.text(QAccessible.Text.Description)
    assert named, f"no name: {widget.objectName() or widget}"
    assert seen.role() in ROLES, f"{widget.objectName()}: {seen.role()}"
    ours = not widget.objectName().startswith("qt_") and type(widget).__name__ != "QToolButton"
    assert widget.objectName() or not ours, f"no object name: {named}"


def test_every_control_is_reached_by_tab(unlocked: MainWindow, qtbot: QtBot) -> None:
    for screen, tab in PLACES:
        show(unlocked, qtbot, screen, tab)
        enabled = [widget for widget in controls(unlocked) if widget.isEnabled()]
        others = [w for w in enabled if not isinstance(w.parentWidget(), Stepper)]  # its field steps by up and down
        by_mouse = {w.objectName() for w in others if not by_tab(w) and not w.property("segment")}
        assert not {name for name in by_mouse if not name.startswith("qt_")} - {"ScrollLeftButton", "ScrollRightButton"}
        wanted = {w for w in enabled if by_tab(w) and (w.property("segment") is None or w.isChecked())}
        missed = {widget.objectName() for widget in wanted - walked(qtbot)}
        assert not missed, f"{screen} {tab}"


def by_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def walked(qtbot: QtBot) -> set[QWidget]:
    """What has the keyboard in turn, once around."""
    reached: set[QWidget] = set()
    for _ in range(80):
        now = QApplication.focusWidget()
        if now is None or now in reached:
            break
        reached.add(now)
        qtbot.keyClick(now, Qt.Key.Key_Tab)
    return reached


def test_the_unlock_page_is_reached_by_tab(window: MainWindow, qtbot: QtBot) -> None:
    reached = set()
    for _ in range(12):
        now = QApplication.focusWidget()
        assert now is not None
        reached.add(now.objectName())
        qtbot.keyClick(now, Qt.Key.Key_Tab)
    assert {"unlock_code", "unlock_button", "unlock_someone_else", "unlock_forgotten"} <= reached
    assert any(name.startswith("unlock_user_") for name in reached)


@pytest.mark.parametrize(("scale", "width", "height"), [(100, 1280, 720), (150, 1280, 720), (200, 1440, 900)])
def test_nothing_is_cut(unlocked: MainWindow, qtbot: QtBot, scale: int, width: int, height: int) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, "light", scale)
    unlocked.resize(width, height)
    for screen, tab in PLACES:
        show(unlocked, qtbot, screen, tab)
        assert unlocked.width() <= width
        for _ in range(_LOOKS):  # what has only just been read is laid out in several turns
            cut = _what_is_cut(unlocked)
            if not cut:
                break
            qtbot.wait(50)
        assert not cut, f"{screen} {tab}"


_LOOKS = 40


def _what_is_cut(window: MainWindow) -> list[str]:
    labels = [label for label in window.findChildren(QLabel) if label.isVisible() and label.text()]
    cut = [label.text() for label in labels if not label.visibleRegion().isEmpty() and _is_cut(label)]
    buttons = [button for button in window.findChildren(QAbstractButton) if button.isVisible()]
    return cut + [each.text() for each in buttons if each.property("look") and _words_wide(each) > each.width()]


def _words_wide(button: QAbstractButton) -> int:
    return button.fontMetrics().horizontalAdvance(button.text())


def _is_cut(label: QLabel) -> bool:
    if label.objectName() == "screen_title":
        return False
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width()) - 2
    return label.width() < label.sizeHint().width() - 2


@pytest.mark.parametrize("name", THEMES)
def test_every_screen_is_painted_in_every_theme(unlocked: MainWindow, qtbot: QtBot, name: str) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme = apply_theme(app, name)
    for screen, tab in PLACES[:4]:
        show(unlocked, qtbot, screen, tab)
        image = unlocked.grab().toImage()
        corner = image.pixelColor(90, image.height() - 60)
        assert corner == theme.colour("page"), f"{screen} {tab}"
        assert re.fullmatch("#[0-9a-f]{6}", corner.name())
