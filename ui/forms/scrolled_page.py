"""The scrolled area that holds one section; in a narrow window questions give way to answers."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.forms.field import Field
from ui.forms.room import Room, room_for
from ui.forms.table import Table
from ui.theme.theme import current

_AROUND, _SCROLL_BAR = 24, 16


def logical(width: int) -> float:
    """Return the width for questions and answers on a page, in pixels at 100 % text size.

    Args:
        width: of the page, in pixels.
    """
    return (width - _SCROLL_BAR) * 100 / current().scale


class _Body(QWidget):
    """What a section holds: as high as its width asks, so that nobody scrolls on into emptiness."""

    def minimumSizeHint(self) -> QSize:
        """Only a width: the least height would be that of words wrapped as narrow as can be."""
        return QSize(super().minimumSizeHint().width(), 0)


class ScrolledPage(QScrollArea):
    """One section, scrolled up and down."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room: Room | None = None
        self._width = 0.0
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def new_body(self) -> QWidget:
        """Return an empty body, in place of what there was and not shown yet."""
        body = _Body()
        self.setWidget(body)
        body.hide()
        return body

    def settle(self) -> None:
        """Lay the body out now, so that it is never painted squeezed into the height there was before."""
        body = self.widget()
        if body is not None and (layout := body.layout()) is not None:
            layout.activate()
            QCoreApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def fit(self, fields: Iterable[Field]) -> None:
        """Share the width in fields that have come since."""
        room = room_for(self._pixels())
        for field in fields:
            field.set_room(room)
        if room is not self._room:
            self._fit()

    def show_widget(self, widget: QWidget) -> None:
        """Scroll so that a widget is seen, with something around it."""
        self.ensureWidgetVisible(widget, 0, current().px(_AROUND))

    def take_focus(self) -> None:
        """Put the keyboard on the first question that is seen."""
        body = self.widget()
        first = next((one for one in body.findChildren(Field) if one.isVisible()), None) if body is not None else None
        if first is not None:
            first.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between questions and answers anew."""
        super().resizeEvent(event)
        self._fit()

    def _pixels(self) -> float:
        """The width there is with a scroll bar, whether there is one now or not: else it would come and go in turn."""
        return logical(self.width())

    def _fit(self) -> None:
        width, body = self._pixels(), self.widget()
        if body is None or width == self._width:
            return
        self._width = width
        room = room_for(width)
        if room is not self._room:
            self._room = room
            for field in body.findChildren(Field):
                field.set_room(room)
        for table in body.findChildren(Table):
            table.set_width(width)
