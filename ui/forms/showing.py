"""Shows at once what was made inside something that is seen already; Qt would only do so in its next turn."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def show_around(widgets: Iterable[QWidget], within: QWidget) -> None:
    """Show new widgets and what was made with them, except what is hidden on purpose.

    Until it is shown, a widget counts for nothing in a layout, and the page would be painted squeezed together.

    Args:
        within: the page they are on.
    """
    seen: dict[int, QWidget] = {}
    for widget in widgets:
        above: list[QWidget] = []
        parent = widget.parentWidget()
        while parent is not None and parent is not within and id(parent) not in seen:
            above.append(parent)
            parent = parent.parentWidget()
        seen.update((id(one), one) for one in reversed(above))
    for holder in (within, *seen.values()):
        if holder.isVisible():
            _show_new(holder)


def _show_new(holder: QWidget) -> None:
    for child in holder.children():
        if isinstance(child, QWidget) and child.isHidden():
            on_purpose = child.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
            if not on_purpose and not child.isWindow():
                child.show()
