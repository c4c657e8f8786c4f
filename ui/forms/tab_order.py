"""The order in which Tab goes through widgets that came later than those around them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QWidget


def stops(within: QWidget) -> list[QWidget]:
    """Return the widgets inside another that Tab may stop at, in the order they were made: that of reading."""
    return [one for one in within.findChildren(QWidget) if _is_stop(one)]


def _is_stop(widget: QWidget) -> bool:
    inside = isinstance(widget.parentWidget(), QAbstractSpinBox)
    return not inside and bool(widget.focusPolicy() & Qt.FocusPolicy.ClickFocus)


def last_stop(within: QWidget) -> QWidget | None:
    """Return the last of them."""
    found = stops(within)
    return found[-1] if found else None


def follow(before: QWidget, *parts: QWidget) -> None:
    """Let Tab go from a widget to all that is inside some parts, in their order, and then on as before."""
    follow_each(before, (one for part in parts for one in stops(part)))


def follow_each(before: QWidget, widgets: Iterable[QWidget]) -> None:
    """Let Tab go from a widget through others, in their order."""
    for one in widgets:
        QWidget.setTabOrder(before, one)
        before = one
