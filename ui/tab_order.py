"""Tab in reading order across parts of a screen whose fields are made late: each part in its own order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def neighbour(parts: Sequence[QWidget], current: QWidget | None, forward: bool) -> QWidget | None:
    """The widget that Tab goes to from `current`, or None at either end of the parts.

    Qt's own chain has widgets in the order in which they were made, across the parts; within one part that
    is reading order. The chain begins at the window, so a part ends where the window is met.
    """
    shown = [part for part in parts if part.isVisible()]
    at = next((i for i, part in enumerate(shown) if current is not None and _in(current, part)), -1)
    if current is None or at < 0:
        return None
    found = _next(current, shown[at], forward)
    while found is None:
        at += 1 if forward else -1
        if not 0 <= at < len(shown):
            return None
        found = _next(current.window(), shown[at], forward)
    return found


def _next(start: QWidget, part: QWidget, forward: bool) -> QWidget | None:
    """The first widget of a part after one in the chain, or None before the window is met."""
    window, widget = start.window(), _beside(start, forward)
    while widget is not None and widget is not window:
        if _stops(widget) and _in(widget, part):
            return widget
        widget = _beside(widget, forward)
    return None


def _beside(widget: QWidget, forward: bool) -> QWidget | None:
    return widget.nextInFocusChain() if forward else widget.previousInFocusChain()


def _in(widget: QWidget, part: QWidget) -> bool:
    return widget is part or part.isAncestorOf(widget)


def _stops(widget: QWidget) -> bool:
    """Whether Tab stops at a widget."""
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
