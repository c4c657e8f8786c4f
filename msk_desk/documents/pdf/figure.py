"""Draws a display list on a reportlab canvas, as a flowable."""

from __future__ import annotations

from functools import singledispatchmethod
from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from msk_desk.documents.pdf.fonts import BOLD, REGULAR, drawable
from msk_desk.documents.pdf.styles import colour
from msk_desk.drawing.display_list import (
    Circle,
    Close,
    CurveTo,
    Drawing,
    Item,
    Line,
    LineTo,
    Move,
    Path,
    Polyline,
    Rect,
    Text,
)
from msk_desk.drawing.placing import extent

_AIR = 3.0  # points


class Figure(Flowable):
    """A drawing in the flow of a page; it shrinks when the line is narrower than it."""

    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self.drawing = drawing
        self.scale = 1.0
        # Drawings of people lying down leave room above them that a page does not.
        self.top = max(0.0, extent(drawing.items)[1] - _AIR)
        self.drawn_height = drawing.height - self.top

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The space it takes in points."""
        self.scale = min(1.0, width / self.drawing.width, height / self.drawn_height if height > 0 else 1.0)
        return self.drawing.width * self.scale, self.drawn_height * self.scale

    def draw(self) -> None:
        """Draw every item; y runs down in drawings and up on paper."""
        painter = _Painter(self.canv)
        self.canv.saveState()
        self.canv.scale(self.scale, -self.scale)
        self.canv.translate(0, -self.drawing.height)
        self.canv.setLineCap(1)
        self.canv.setLineJoin(1)
        for item in self.drawing.items:
            painter.draw(item)
        self.canv.restoreState()


class _Painter:
    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    @singledispatchmethod
    def draw(self, item: Item) -> None:
        raise TypeError(f"no way to draw {type(item).__name__}")

    @draw.register
    def _(self, item: Line) -> None:
        self._pen(item.stroke, item.width, item.dash)
        self.canvas.line(*item.start, *item.end)

    @draw.register
    def _(self, item: Polyline) -> None:
        self._pen(item.stroke, item.width, item.dash)
        outline = self.canvas.beginPath()
        outline.moveTo(*item.points[0])
        for point in item.points[1:]:
            outline.lineTo(*point)
        self.canvas.drawPath(outline, stroke=1, fill=0)

    @draw.register
    def _(self, item: Path) -> None:
        outline = self.canvas.beginPath()
        for segment in item.segments:
            _trace(outline, segment)
        self._fill_and_pen(item)
        self.canvas.drawPath(outline, stroke=int(item.stroke is not None), fill=int(item.fill is not None))

    @draw.register
    def _(self, item: Circle) -> None:
        self._fill_and_pen(item)
        self.canvas.circle(
            *item.centre, item.radius, stroke=int(item.stroke is not None), fill=int(item.fill is not None)
        )

    @draw.register
    def _(self, item: Rect) -> None:
        self._fill_and_pen(item)
        self.canvas.roundRect(
            *item.corner, *item.size, item.radius,
            stroke=int(item.stroke is not None), fill=int(item.fill is not None),
        )  # fmt: skip

    @draw.register
    def _(self, item: Text) -> None:
        font = BOLD if item.weight == "bold" else REGULAR
        words = drawable(item.words)
        shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[item.anchor] * stringWidth(words, font, item.size)
        self.canvas.saveState()
        self.canvas.translate(item.point[0] - shift, item.point[1])
        self.canvas.scale(1, -1)
        self.canvas.setFont(font, item.size)
        self.canvas.setFillColor(colour(item.colour))
        self.canvas.drawString(0, 0, words)
        self.canvas.restoreState()

    def _pen(self, token: str, width: float, dash: tuple[float, ...] = ()) -> None:
        self.canvas.setStrokeColor(colour(token))
        self.canvas.setLineWidth(width)
        self.canvas.setDash(list(dash) if dash else [])

    def _fill_and_pen(self, item: Path | Circle | Rect) -> None:
        if item.fill is not None:
            self.canvas.setFillColor(colour(item.fill))
        if item.stroke is not None:
            self._pen(item.stroke, item.width, getattr(item, "dash", ()))


def _trace(outline: Any, segment: Move | LineTo | CurveTo | Close) -> None:
    match segment:
        case Move(to):
            outline.moveTo(*to)
        case LineTo(to):
            outline.lineTo(*to)
        case CurveTo(first, second, to):
            outline.curveTo(*first, *second, *to)
        case Close():
            outline.close()
