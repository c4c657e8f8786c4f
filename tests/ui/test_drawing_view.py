"""Display lists come out of the painter where they should, in the theme's colours."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

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
from ui.theme.theme import apply_theme, current
from ui.widgets.drawing_painter import paint_drawing, paint_item
from ui.widgets.drawing_view import DrawingView

TRIANGLE = Path((Move((0, 0)), LineTo((100, 0)), CurveTo((100, 50), (50, 100), (0, 100)), Close()), fill="good")


def painted(item: Item) -> QImage:
    image = QImage(100, 100, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    paint_drawing(painter, Drawing(100, 100, (item,), "x"), QRectF(0, 0, 100, 100))
    painter.end()
    return image


@pytest.mark.parametrize(
    ("item", "inside", "outside", "token"),
    [
        (Line((0, 50), (100, 50), "bad", 6), (50, 50), (50, 20), "bad"),
        (Polyline(((0, 0), (50, 50), (100, 0)), "primary", 8), (50, 48), (50, 10), "primary"),
        (TRIANGLE, (20, 20), (98, 98), "good"),
        (Circle((50, 50), 20, "plum"), (50, 50), (80, 80), "plum"),
        (Circle((50, 50), 20, None, "ink", 4), (50, 30), (50, 50), "ink"),
        (Rect((10, 10), (50, 50), 4, "warn"), (30, 30), (80, 80), "warn"),
    ],
)
def test_shapes_lie_where_they_should(
    item: Item, inside: tuple[int, int], outside: tuple[int, int], token: str, qapp: QApplication
) -> None:
    image = painted(item)
    assert image.pixelColor(*inside) == current().colour(token)
    assert image.pixelColor(*outside).alpha() == 0


@pytest.mark.parametrize(("anchor", "left", "right"), [("start", 50, 100), ("end", 0, 50), ("middle", 25, 75)])
def test_words_are_anchored(anchor: str, left: int, right: int, qapp: QApplication) -> None:
    image = painted(Text((50, 60), "HHHH", 14, "ink", anchor))  # type: ignore[arg-type]
    columns = [x for x in range(100) for y in range(40, 62) if image.pixelColor(x, y).alpha() > 100]
    assert left - 1 <= min(columns)
    assert max(columns) <= right + 1


def test_dashes_leave_gaps(qapp: QApplication) -> None:
    image = painted(Line((0, 50), (100, 50), "ink", 2, (10, 10)))
    seen = {image.pixelColor(x, 50).alpha() > 128 for x in range(100)}
    assert seen == {True, False}


def test_an_unknown_shape_is_refused(qapp: QApplication) -> None:
    image = QImage(10, 10, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    with pytest.raises(TypeError, match="str"):
        paint_item("not a shape", painter)
    painter.end()


def test_a_drawing_keeps_its_shape_and_says_what_it_is(qtbot: QtBot) -> None:
    view = DrawingView(Drawing(200, 100, (Rect((0, 0), (200, 100), fill="primary"),), "A blue bar"))
    qtbot.addWidget(view)
    view.resize(300, 300)
    assert view.accessibleName() == "A blue bar"
    assert view.place() == QRectF(0, 75, 300, 150)
    assert view.heightForWidth(300) == 150
    apply_theme(QApplication.instance(), "dark")  # type: ignore[arg-type]
    assert view.grab().toImage().pixelColor(150, 150) == current().colour("primary")
