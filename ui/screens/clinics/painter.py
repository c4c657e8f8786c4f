"""Paints blocks of the calendar: colours and signs by state, each drawn once and kept."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QPixmap

from ui.screens.clinics.columns import Block
from ui.screens.clinics.words import BlockWords, Said
from ui.theme.theme import Theme, current
from ui.theme.tokens import BASE, SMALL

_SIDE, _SIGN, _CORNER = 8, 15, 4
_MOST_PIXELS = 6_000_000
"""Of the pictures kept: 24 megabytes."""
_Key = tuple[Said, int, int, bool, bool]


@dataclass(frozen=True, slots=True)
class Look:
    """Tokens of a state: ground, edge, words and sign; the edge dashed, a bar at the left, the ground hatched."""

    ground: str
    edge: str
    ink: str
    sign: str = ""
    dashed: bool = False
    bar: bool = False
    hatched: bool = False


LOOKS = {
    "free": Look("surface", "control_line", "muted", dashed=True),
    "taken": Look("sunk", "line", "muted", "lock"),
    "break": Look("sunk", "line", "muted", hatched=True),
    "off": Look("sunk", "line", "muted", "close", hatched=True),
    "booked": Look("info_soft", "primary", "ink"),
    "proposed": Look("warn_soft", "warn_text", "ink", "clock", dashed=True),
    "arrived": Look("good_soft", "good", "ink", "user"),
    "started": Look("good_soft", "good", "ink", "play", bar=True),
    "fulfilled": Look("neutral_soft", "control_line", "ink", "check"),
    "noshow": Look("bad_soft", "bad", "ink", "close"),
    "lost": Look("warn_soft", "warn_text", "ink", "alert", bar=True),
}


class BlockPainter:
    """Keeps a picture of each block with its words: the same words, size and state are laid out and drawn once."""

    def __init__(self, words: BlockWords) -> None:
        self.words = words
        self._theme: Theme | None = None
        self._ratio = 1.0
        self._pictures: dict[_Key, QPixmap] = {}
        self._pixels = 0

    def begin(self, painter: QPainter) -> None:
        """Before a painting: drop what belongs to another theme or screen."""
        ratio = painter.device().devicePixelRatio()
        if self._theme is not current() or self._ratio != ratio:
            self._theme, self._ratio = current(), ratio
            self._forget()

    def _forget(self) -> None:
        self._pictures.clear()
        self._pixels = 0

    def paint(self, painter: QPainter, block: Block, place: QRectF, *, dim: bool = False, fits: bool = False) -> None:
        """Paint one block.

        Args:
            dim: it is being carried to somewhere else.
            fits: what is carried may be put here.
        """
        said = self.words.said(block)
        key = (said, int(place.width()), int(place.height()), dim, fits)
        found = self._pictures.get(key)
        if found is None:
            if self._pixels > _MOST_PIXELS:
                self._forget()
            found = self._pictures[key] = self._picture(*key)
            self._pixels += found.width() * found.height()
        painter.drawPixmap(place.topLeft(), found)

    def _picture(self, said: Said, width: int, height: int, dim: bool, fits: bool) -> QPixmap:
        look = replace(LOOKS[said.look], sign="check", edge="good", ground="good_soft") if fits else LOOKS[said.look]
        size = QSize(max(1, width), max(1, height))
        picture = QPixmap(size * self._ratio)
        picture.setDevicePixelRatio(self._ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(0, 0, size.width(), size.height())
        self._ground(painter, look, place, dim)
        painter.setOpacity(0.45 if dim else 1.0)
        self._write(painter, said, look, place)
        painter.end()
        return picture

    @staticmethod
    def _ground(painter: QPainter, look: Look, place: QRectF, dim: bool) -> None:
        theme = current()
        pen = QPen(theme.colour(look.edge), 1)
        if look.dashed or dim:
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(theme.colour(look.ground))
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
        painter.setPen(Qt.PenStyle.NoPen)
        if look.hatched:
            painter.setBrush(QBrush(theme.colour(look.edge), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), _CORNER, _CORNER)
        if look.bar:
            painter.fillRect(QRectF(1, 3, theme.px(4), place.height() - 6), theme.colour(look.edge))

    def _write(self, painter: QPainter, said: Said, look: Look, place: QRectF) -> None:
        theme = current()
        side, sign = theme.px(_SIDE), theme.px(_SIGN)
        left, right = place.left() + side, place.right() - side
        high, low = theme.metrics(BASE, True).height(), theme.metrics(SMALL).height()
        two = place.height() >= high + low + 2
        spare = place.height() - high - (low if two else 0)
        top = place.top() + (min(theme.px(4), spare / 2) if two else spare / 2)
        if look.sign and right - left > 4 * sign:
            painter.drawPixmap(QPointF(right - sign + 3, top + (high - sign) / 2), self._sign(look))
            right -= sign
        elif look.sign:  # in a narrow lane below the words, so that colour is never the only sign
            painter.drawPixmap(QPointF(right - sign + 5, place.bottom() - sign - 3), self._sign(look))
        if look.hatched:  # words on plain ground: lines through them make them hard to read
            wide = theme.metrics(BASE).horizontalAdvance(said.head)
            painter.fillRect(QRectF(left - 3, top, min(wide + 6, right - left), high), theme.colour(look.ground))
        used = self._line(painter, said.head, BASE, look.ink == "ink", look.ink, left, top, right - left)
        beside, below = self._shared(said, two, right - left - used)
        if beside:
            down = theme.metrics(BASE, True).ascent() - theme.metrics(SMALL).ascent()
            self._line(painter, f" · {beside}", SMALL, False, "muted", left + used, top + down, right - left - used)
        if below:
            self._line(painter, below, SMALL, False, "muted", left, top + high, place.right() - side - left)

    @staticmethod
    def _shared(said: Said, two: bool, room: float) -> tuple[str, str]:
        """What goes beside the name and what below: the state beside it only where all of it fits."""
        if not two:
            rest = " · ".join(filter(None, (said.state, said.below)))
            return (rest if room > current().px(40) else ""), ""
        if said.state and current().metrics(SMALL).horizontalAdvance(f" · {said.state}") > room:
            return "", " · ".join(filter(None, (said.state[:1].upper() + said.state[1:], _lower(said.below))))
        return said.state, said.below

    @staticmethod
    def _line(
        painter: QPainter, text: str, size: int, bold: bool, tone: str, left: float, top: float, room: float
    ) -> float:
        """One line of words, cut with an ellipsis where there is no room; returns how wide it is."""
        theme = current()
        metrics = theme.metrics(size, bold)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.setFont(theme.font(size, bold))
        painter.setPen(theme.colour(tone))
        painter.drawText(QPointF(left, top + metrics.ascent()), shown)
        return metrics.horizontalAdvance(shown)

    @staticmethod
    def _sign(look: Look) -> QPixmap:
        return current().pixmap(look.sign, look.edge if look.edge != "line" else "muted", _SIGN)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
