"""The figures to draw on: by mouse, pen or finger; with the keyboard one goes from area to area."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QShowEvent,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from msk_desk.domain.body_chart import Point
from msk_desk.drawing.body.chart import (
    Marked,
    Placed,
    figure_items,
    hides_marks,
    lay_out,
    marks_on,
    notes_on_marks,
    over_marks,
    under_marks,
)
from msk_desk.drawing.body.figures import SHEETS
from msk_desk.drawing.body.resolving import PEN
from msk_desk.drawing.body.words import area_words
from msk_desk.drawing.display_list import Item
from ui.context import Texts
from ui.screens.visit.presenter_body import RUB_OUT, BodyPresenter
from ui.theme.theme import Theme, current
from ui.theme.tokens import SMALL
from ui.widgets.drawing_painter import drawing_colour, paint_item

_NEXT = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_BEFORE = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_FEWEST = 0.6
"""Pixels that a pen must move before its place is taken."""


class BodyCanvas(QWidget):
    """One sheet of figures with its marks.

    Signals:
        pointed: the code of the region under the mouse, empty beside the figures.
        list_asked: the user wants to choose a region by its name.
        left: Escape was pressed with nothing chosen.
    """

    pointed = Signal(object)
    list_asked = Signal()
    left = Signal()

    def __init__(self, texts: Texts, presenter: BodyPresenter, *, name: str, size: QSize, share: float = 0.0) -> None:
        """Make one.

        Args:
            size: the least that it takes, its width at 100 %.
            share: of the window's height that it wants.
        """
        super().__init__()
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setMouseTracking(True)
        self._texts, self._presenter = texts, presenter
        self._least, self._share = size, share
        self._base: QPixmap | None = None
        self._live: QPixmap | None = None
        self._figure: Placed | None = None
        self._drawn: list[Point] = []
        self._places: tuple[Placed, ...] = ()
        self._still: tuple[str, QSize, Theme] | None = None
        self._under, self._over = QPixmap(), QPixmap()
        presenter.shown.connect(self.refresh)

    def sizeHint(self) -> QSize:
        """Its share of the window: in a low one the red flags below stay in sight."""
        return QSize(
            current().px(self._least.width()), max(self._least.height(), round(self.window().height() * self._share))
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the window's height from now on."""
        super().showEvent(event)
        self.window().installEventFilter(self)
        self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window has another height."""
        if event.type() == QEvent.Type.Resize and watched is self.window():
            self.updateGeometry()
        return False

    def minimumSizeHint(self) -> QSize:
        """Small windows have small figures."""
        return QSize(current().px(self._least.width()), self._least.height())

    def refresh(self) -> None:
        """Something to show is different."""
        self._base = None
        self._say_areas()
        self.setCursor(Qt.CursorShape.CrossCursor if self._presenter.is_open else Qt.CursorShape.ArrowCursor)
        self.update()

    def _say_areas(self) -> None:
        """What a screen reader says: every area, and the one that is chosen."""
        areas = "; ".join(area_words(area, self._texts) for area in self._presenter.areas)
        chosen = self._presenter.chosen
        at = self._texts.get("body.chosen", area=area_words(chosen, self._texts)) if chosen is not None else ""
        says = f"{self._texts.get('visit.body')}: {areas or self._texts.get('body.none')}. {at}".strip()
        if says != self.accessibleName():
            self.setAccessibleName(says)
            self.setAccessibleDescription(self._texts.get("body.keys"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Figures of another size."""
        super().resizeEvent(event)
        self._stop()
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_base"):
            self.refresh()

    @property
    def places(self) -> tuple[Placed, ...]:
        """The figures in sight, where they are."""
        if self._base is None:
            views = SHEETS[self._presenter.sheet]
            self._places = lay_out(views, float(self.width()), float(self.height()), self._words())
        return self._places

    def _words(self) -> float:
        return float(current().px(SMALL))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """What is finished from a picture of it, and the line under the pen."""
        if self._base is None:
            self._base = self._painted()
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        part = event.rect()
        source = QRectF(part.x() * ratio, part.y() * ratio, part.width() * ratio, part.height() * ratio)
        painter.drawPixmap(QRectF(part), self._base, source)
        if self._live is not None:
            painter.drawPixmap(QRectF(part), self._live, source)
        painter.end()

    def _painted(self) -> QPixmap:
        presenter = self._presenter
        before = presenter.before if presenter.ghosts else ()
        marked = Marked(presenter.areas, before, presenter.chosen)
        places, words = self.places, self._words()
        if self._still != (presenter.sheet, self.size(), current()):
            self._still = (presenter.sheet, self.size(), current())
            self._under = self._picture_of(item for placed in places for item in under_marks(placed))
            self._over = self._picture_of(item for placed in places for item in over_marks(placed, self._texts, words))
        if any(hides_marks(placed, marked) for placed in places):
            return self._picture_of(
                item for placed in places for item in figure_items(placed, self._texts, marked, words)
            )
        picture = QPixmap(self._under)
        self._add(picture, (item for placed in places for item in marks_on(placed, marked)), self._over)
        self._add(picture, (item for placed in places for item in notes_on_marks(placed, marked, words)))
        return picture

    def _picture_of(self, items: Iterable[Item]) -> QPixmap:
        picture = self._picture()
        self._add(picture, items)
        return picture

    def _add(self, picture: QPixmap, items: Iterable[Item], over: QPixmap | None = None) -> None:
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for item in items:
            paint_item(item, painter)
        if over is not None:
            painter.drawPixmap(0, 0, over)
        painter.end()

    def _picture(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio)))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        return picture

    # Drawing

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The pen comes down."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._down(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pen moves."""
        if self._figure is not None:
            self._move(event.position())
        else:
            self._point(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The pen is lifted."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._up(event.position())

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen on the screen; how hard it presses says nothing."""
        if event.type() == QEvent.Type.TabletPress:
            self._down(event.position())
        elif event.type() == QEvent.Type.TabletMove and self._figure is not None:
            self._move(event.position())
        elif event.type() == QEvent.Type.TabletRelease:
            self._up(event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        """A finger; a second one is not heeded."""
        if isinstance(event, QTouchEvent) and event.points():
            at = event.points()[0].position()
            if event.type() == QEvent.Type.TouchBegin:
                self._down(at)
            elif event.type() == QEvent.Type.TouchUpdate and self._figure is not None:
                self._move(at)
            elif event.type() == QEvent.Type.TouchEnd:
                self._up(at)
            elif event.type() == QEvent.Type.TouchCancel:
                self._stop()
            event.accept()
            return True
        return super().event(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at."""
        super().leaveEvent(event)
        self.pointed.emit("")

    def _down(self, at: QPointF) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        found = self._figure_at(at)
        if found is None or not self._presenter.is_open:
            return
        self._figure = found
        self._drawn = [(at.x(), at.y())]
        self._live = self._picture()

    def _move(self, at: QPointF) -> None:
        """Only the new piece of the line is painted, and only where it lies."""
        x, y = self._drawn[-1]
        if self._live is None or self._figure is None or abs(at.x() - x) + abs(at.y() - y) < _FEWEST:
            return
        rubbing = self._presenter.tool == RUB_OUT
        token = "muted" if rubbing else f"mark_{self._presenter.symptom.value}"
        wide = max(2.0, 2 * PEN * self._figure.scale * (0.5 if rubbing else 1.0))
        painter = QPainter(self._live)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(drawing_colour(token), wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(x, y), at)
        painter.end()
        self._drawn.append((at.x(), at.y()))
        around = QRectF(QPointF(x, y), at).normalized().adjusted(-wide, -wide, wide, wide)
        self.update(QRect(around.toAlignedRect()))

    def _up(self, at: QPointF) -> None:
        figure = self._figure
        if figure is None:
            return
        self._move(at)
        points = [figure.back(point) for point in self._drawn]
        self._stop()
        self._presenter.draw(figure.view, points)

    def _stop(self) -> None:
        """No line is under the pen."""
        self._figure, self._live, self._drawn = None, None, []
        self.update()

    def _point(self, at: QPointF) -> None:
        placed = self._figure_at(at)
        region = placed.figure.region_at(placed.back((at.x(), at.y()))) if placed is not None else ""
        self.pointed.emit(region)

    def _figure_at(self, at: QPointF) -> Placed | None:
        """The figure whose frame holds a place."""
        for placed in self.places:
            x, y = placed.back((at.x(), at.y()))
            left, top, right, bottom = placed.figure.edges
            if left - 2 <= x <= right + 2 and top - 1 <= y <= bottom + 1:
                return placed
        return None

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose an area, numbers say how strong, Delete takes it away, Page keys turn to other figures."""
        key = Qt.Key(event.key())
        presenter = self._presenter
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if not plain:
            super().keyPressEvent(event)
        elif key in (*_NEXT, *_BEFORE):
            presenter.step(1 if key in _NEXT else -1)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            presenter.turn_sheet(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            presenter.remove_chosen()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.list_asked.emit()
        elif key == Qt.Key.Key_Escape:
            self._escape()
        elif event.text() in {*"0123456789", "+", "-"} and presenter.chosen is not None:
            self._say_strength(event.text())
        else:
            super().keyPressEvent(event)

    def _escape(self) -> None:
        if self._figure is not None:
            self._stop()
        elif self._presenter.chosen is not None:
            self._presenter.choose(None)
        else:
            self.left.emit()

    def _say_strength(self, typed: str) -> None:
        """A number, or one more or less; a 0 after a 1 is ten."""
        now = self._presenter.intensity if self._presenter.chosen is None else self._presenter.chosen.intensity
        if typed in "+-":
            wanted = (now if now is not None else 0) + (1 if typed == "+" else -1)
        else:
            wanted = 10 if typed == "0" and now == 1 else int(typed)
        self._presenter.set_intensity(min(10, max(0, wanted)))
