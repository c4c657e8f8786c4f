"""Simple pictures of our own for easy-read letters: a picture beside each line, of what the line is about."""

from __future__ import annotations

from collections.abc import Callable

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
    Point,
    Polyline,
    Rect,
    Text,
)

SIDE = 60.0
_PEN, _BLUE, _SOFT = "ink", "primary", "prop_soft"
_WIDTH = 2.6


def symbol(name: str) -> Drawing:
    """The picture of a name; one that is not known is an empty frame."""
    draw = _SYMBOLS.get(name)
    return Drawing(SIDE, SIDE, draw() if draw else (_frame(8, 8, 44, 44),), "")


def names() -> tuple[str, ...]:
    """Every picture there is."""
    return tuple(_SYMBOLS)


def _frame(x: float, y: float, width: float, height: float, *, fill: str = "surface", radius: float = 5) -> Rect:
    return Rect((x, y), (width, height), radius, fill, _PEN, _WIDTH)


def _stroke(*points: Point, colour: str = _PEN, width: float = _WIDTH) -> Polyline:
    return Polyline(points, colour, width)


def _calendar() -> tuple[Item, ...]:
    days = tuple(
        Rect((14 + 9 * (at % 4), 29 + 9 * (at // 4)), (5.5, 5.5), 1, _BLUE if at == 6 else "prop") for at in range(8)
    )
    rings = (_stroke((19, 6), (19, 16)), _stroke((41, 6), (41, 16)))
    return (_frame(7, 11, 46, 42), Rect((8.3, 12.3), (43.4, 11), 3, _SOFT), _stroke((7, 24), (53, 24)), *rings, *days)


def _clock() -> tuple[Item, ...]:
    hands = (_stroke((30, 30), (30, 15), colour=_BLUE, width=3.4), _stroke((30, 30), (41, 36), colour=_BLUE, width=3.4))
    ticks = (
        _stroke((30, 9), (30, 12)),
        _stroke((51, 30), (48, 30)),
        _stroke((30, 51), (30, 48)),
        _stroke((9, 30), (12, 30)),
    )
    return (Circle((30, 30), 24, "surface", _PEN, _WIDTH), *ticks, *hands, Circle((30, 30), 2.6, _PEN))


def _building() -> tuple[Item, ...]:
    windows = tuple(Rect((14 + 13 * (at % 3), 26 + 12 * (at // 3)), (7, 7), 1, "prop") for at in (0, 2, 3, 5))
    cross = (Rect((27.5, 10), (5, 14), 0, _BLUE), Rect((23, 14.5), (14, 5), 0, _BLUE))
    door = _frame(25, 38, 10, 16, fill=_SOFT, radius=1)
    return (_frame(8, 6, 44, 48, radius=2), *cross, *windows, door, _stroke((3, 54), (57, 54)))


def _home() -> tuple[Item, ...]:
    roof = Path((Move((4, 31)), LineTo((30, 8)), LineTo((56, 31))), None, _PEN, 3.2)
    return (
        _frame(11, 27, 38, 27, radius=1),
        roof,
        _frame(25, 36, 11, 18, fill=_SOFT, radius=1),
        Circle((33, 46), 1.2, _PEN),
    )


def _map() -> tuple[Item, ...]:
    fold = Path(
        (Move((6, 14)), LineTo((22, 20)), LineTo((38, 14)), LineTo((54, 20)), LineTo((54, 52)), LineTo((38, 46)),
         LineTo((22, 52)), LineTo((6, 46)), Close()), _SOFT, _PEN, _WIDTH,
    )  # fmt: skip
    pin = Path(
        (Move((38, 36)), CurveTo((30, 26), (28, 22), (28, 17)), CurveTo((28, 4), (48, 4), (48, 17)),
         CurveTo((48, 22), (46, 26), (38, 36)), Close()), _BLUE, _PEN, 1.8,
    )  # fmt: skip
    return (
        fold,
        Polyline(((12, 42), (20, 38), (28, 42), (37, 37)), _PEN, 1.8, (3, 3)),
        pin,
        Circle((38, 16.5), 3.6, "surface"),
    )


def _phone() -> tuple[Item, ...]:
    waves = (
        Path((Move((44, 14)), CurveTo((49, 19), (49, 27), (44, 32))), None, _BLUE, _WIDTH),
        Path((Move((49, 9)), CurveTo((57, 17), (57, 29), (49, 37))), None, _BLUE, _WIDTH),
    )
    keys = tuple(Circle((20 + 6 * (at % 3), 38 + 5 * (at // 3)), 1.6, _PEN) for at in range(6))
    return (_frame(13, 5, 26, 50), Rect((17, 11), (18, 20), 2, _SOFT), *keys, *waves)


def _screen() -> tuple[Item, ...]:
    foot = (_stroke((30, 43), (30, 51)), _stroke((18, 52), (42, 52)))
    return (_frame(5, 8, 50, 35), *_half(30, 20, 5.5, _BLUE, floor=41.5), *foot)


def _half(x: float, y: float, size: float, colour: str, floor: float = 54) -> tuple[Item, ...]:
    """A head and shoulders that end at a floor."""
    wide, below = size * 2.1, y + size * 1.2
    shoulders = Path(
        (Move((x - wide, floor)), CurveTo((x - wide, below), (x + wide, below), (x + wide, floor)), Close()),
        colour, _PEN, 1.8,
    )  # fmt: skip
    return (shoulders, Circle((x, y), size, "figure_skin", _PEN, 1.8))


def _person() -> tuple[Item, ...]:
    return _half(30, 18, 11, _BLUE)


def _people() -> tuple[Item, ...]:
    return (*_half(18, 22, 8, "prop"), *_half(41, 19, 9, _BLUE))


def _cross() -> tuple[Item, ...]:
    ring = Circle((30, 30), 24, "surface", "bad", 4)
    return (
        ring,
        _stroke((20, 20), (40, 40), colour="bad", width=5),
        _stroke((40, 20), (20, 40), colour="bad", width=5),
    )


def _letter() -> tuple[Item, ...]:
    return (_frame(6, 14, 48, 34, radius=2), _stroke((7, 16), (30, 34), (53, 16), colour=_BLUE))


def _question() -> tuple[Item, ...]:
    return (Circle((30, 30), 24, _SOFT, _PEN, _WIDTH), Text((30, 42.5), "?", 36, _BLUE, "middle", "bold"))


def _alert() -> tuple[Item, ...]:
    sign = Path((Move((30, 6)), LineTo((56, 52)), LineTo((4, 52)), Close()), "warn", _PEN, _WIDTH)
    return (sign, Line((30, 22), (30, 36), _PEN, 5), Circle((30, 44), 3, _PEN))


def _speech() -> tuple[Item, ...]:
    bubble = Path(
        (Move((8, 10)), LineTo((52, 10)), LineTo((52, 38)), LineTo((28, 38)), LineTo((17, 51)), LineTo((17, 38)),
         LineTo((8, 38)), Close()), "surface", _PEN, _WIDTH,
    )  # fmt: skip
    lines = tuple(_stroke((15, 18 + 6 * at), (45 - 7 * at, 18 + 6 * at), colour=_BLUE) for at in range(3))
    return (bubble, *lines)


_SYMBOLS: dict[str, Callable[[], tuple[Item, ...]]] = {
    "calendar": _calendar, "clock": _clock, "building": _building, "home": _home, "map": _map, "phone": _phone,
    "screen": _screen, "person": _person, "people": _people, "cross": _cross, "letter": _letter,
    "question": _question, "alert": _alert, "speech": _speech,
}  # fmt: skip
