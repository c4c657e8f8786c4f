"""What is written on by hand: a question with boxes to tick or lines to write on."""

from __future__ import annotations

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Paragraph

from msk_desk.documents.pdf.setting import set_text
from msk_desk.documents.pdf.styles import colour

BOX = 8.5
_AIR, _BETWEEN, _LINE = 3.6, 10.0, 17.5


class Box(Flowable):
    """An empty box to tick."""

    def __init__(self) -> None:
        super().__init__()
        self.width, self.height = BOX, BOX + 2

    def draw(self) -> None:
        """A square, as high as the words beside it."""
        _square(self, 0, 0.2)


class AskFlow(Flowable):
    """A question at the left; at the right its answers to tick, then lines to write on, if there are any."""

    def __init__(
        self, label: str, options: tuple[str, ...], lines: int, unit: str, style: ParagraphStyle, share: float
    ) -> None:
        super().__init__()
        self._style = style
        self._label = set_text(style, label)
        self._options = options
        self._lines = lines
        self._unit = unit
        self._share = share
        self._placed: list[tuple[float, float, Paragraph]] = []

    def wrap(self, aW: float, _height: float) -> tuple[float, float]:
        """The label's column and the answers', the higher of the two."""
        self.width = aW
        self._left = aW * self._share
        _, label = self._label.wrap(self._left - 8, 1000)
        ticked = self._place(aW - self._left)
        self.height = max(label, ticked + self._lines * _LINE, _LINE * 0.8) + _AIR
        self._written = ticked
        self._label_height = label
        return aW, self.height

    def _place(self, room: float) -> float:
        """Where each option stands, from the top; returns their height."""
        self._placed = []
        across, down, row = 0.0, 0.0, 0.0
        for option in self._options:
            wide = min(stringWidth(option, self._style.fontName, self._style.fontSize) + 1, room - BOX - _AIR)
            if across and across + BOX + _AIR + wide > room:
                across, down, row = 0.0, down + row, 0.0
            words = set_text(self._style, option)
            _, high = words.wrap(wide, 1000)
            self._placed.append((across, down, words))
            across, row = across + BOX + _AIR + wide + _BETWEEN, max(row, high + 2)
        return down + row

    def draw(self) -> None:
        """The label, the boxes with their words, and the lines."""
        self._label.drawOn(self.canv, 0, self.height - self._label_height)
        for across, down, words in self._placed:
            top = self.height - down
            _square(self, self._left + across, top - self._style.leading + 2)
            words.drawOn(self.canv, self._left + across + BOX + _AIR, top - words.height)
        self.canv.setStrokeColor(colour("muted"))
        self.canv.setLineWidth(0.5)
        end = self._left + (self.width - self._left) * (0.3 if self._unit else 1)
        for at in range(self._lines):
            height = self.height - self._written - (at + 1) * _LINE + 5
            self.canv.line(self._left, height, end, height)
        if self._unit and self._lines:
            self.canv.setFont(self._style.fontName, self._style.fontSize)
            self.canv.setFillColor(self._style.textColor)
            self.canv.drawString(end + _AIR, self.height - self._written - _LINE + 5, self._unit)


def _square(flow: Flowable, x: float, y: float) -> None:
    flow.canv.setStrokeColor(colour("ink"))
    flow.canv.setLineWidth(0.8)
    flow.canv.rect(x, y, BOX, BOX, stroke=1, fill=0)
