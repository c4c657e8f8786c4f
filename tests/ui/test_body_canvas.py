"""The figures as they are painted: only where the pen is, in every theme, layer by layer, and read out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from msk_desk.content.texts import Texts
from msk_desk.domain.body_chart import BodyArea, BodyView, Point, Shape, Symptom
from msk_desk.drawing.body.figures import SHEETS
from msk_desk.drawing.body.region_names import every_code
from ui.screens.visit.body_canvas import BodyCanvas
from ui.screens.visit.body_history import KEPT
from ui.screens.visit.presenter_body import BodyPresenter
from ui.theme.theme import apply_theme, current
from ui.theme.tokens import THEMES

TEXTS = Texts.load()
KNEE = BodyArea(BodyView.FRONT, Symptom.PAIN, Shape.REGION, (), ("right-knee-front",), 6)


class Paints(QObject):
    """Notes the rectangles that a widget paints."""

    def __init__(self) -> None:
        super().__init__()
        self.rects: list[QRect] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.rects.append(event.rect())
        return False


@pytest.fixture
def canvas(qtbot: QtBot) -> BodyCanvas:
    """An open chart with nothing on it."""
    presenter = BodyPresenter()
    shown = BodyCanvas(TEXTS, presenter, name="canvas", size=QSize(300, 300))
    presenter.setParent(shown)
    presenter.begin((), (), is_open=True)
    qtbot.addWidget(shown)
    shown.resize(700, 640)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def presenter_of(canvas: BodyCanvas) -> BodyPresenter:
    return canvas.findChild(BodyPresenter)


def test_a_moving_pen_paints_only_where_it_is(canvas: BodyCanvas, qapp: QApplication) -> None:
    place = canvas.places[0]
    points: list[Point] = [(-6.0 + at * 0.3, 30.0 + at * 0.4) for at in range(40)]
    pixels = [QPointF(*place.point(point)).toPoint() for point in points]
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=pixels[0])
    qapp.processEvents()
    paints = Paints()
    canvas.installEventFilter(paints)
    for pixel in pixels[1:]:
        QTest.mouseMove(canvas, pixel)
        qapp.processEvents()
    whole = canvas.width() * canvas.height()
    assert len(paints.rects) > 20
    assert max(rect.width() * rect.height() for rect in paints.rects) < whole / 50
    assert presenter_of(canvas).areas == ()
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=pixels[-1])
    assert len(presenter_of(canvas).areas) == 1


def test_escape_gives_a_line_up(canvas: BodyCanvas) -> None:
    place = canvas.places[0]
    start, end = (QPointF(*place.point(point)).toPoint() for point in ((-4.0, 60.0), (-4.0, 70.0)))
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas, end)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)
    assert presenter_of(canvas).areas == ()


@pytest.mark.parametrize("theme", THEMES)
def test_each_theme_has_its_own_colours(canvas: BodyCanvas, qapp: QApplication, theme: str) -> None:
    presenter_of(canvas).begin((KNEE,), (), is_open=True)
    try:
        apply_theme(qapp, theme)
        seen = colours(canvas.grab().toImage())
        tokens = ("body_fill", "mark_pain_soft", "mark_pain")
        assert {QColor(current().tokens.colours[token]).rgb() for token in tokens} <= seen
    finally:
        apply_theme(qapp, "light")


def colours(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(image.width()) for y in range(0, image.height(), 2)}


def test_an_arm_hides_the_part_of_a_region_behind_it(canvas: BodyCanvas) -> None:
    presenter = presenter_of(canvas)
    flank = BodyArea(BodyView.RIGHT, Symptom.PAIN, Shape.REGION, (), ("right-flank",))
    presenter.begin((flank,), (), is_open=True)
    assert presenter.sheet == "sides"
    soft, skin = (QColor(current().tokens.colours[token]).rgb() for token in ("mark_pain_soft", "body_fill"))
    placed = canvas.places[0]
    image = canvas.grab().toImage()
    shown = {image.pixel(QPointF(*placed.point((-1.0 + at * 0.2, 40.6))).toPoint()) for at in range(7)}
    hidden = {image.pixel(QPointF(*placed.point((-0.9 + at * 0.2, 33.4))).toPoint()) for at in range(8)}
    assert soft not in hidden
    assert skin in hidden
    assert soft in shown


def test_a_screen_reader_hears_every_area_and_the_chosen_one(canvas: BodyCanvas) -> None:
    presenter = presenter_of(canvas)
    assert "nothing marked" in canvas.accessibleName()
    presenter.add_region("right-knee-front", Symptom.PAIN, 6)
    presenter.add_region("left-hand-palm", Symptom.NUMB)
    presenter.step(1)
    said = canvas.accessibleName()
    assert "Right knee, front: pain, 6 of 10; Left palm: numb" in said
    assert "Chosen: Right knee, front: pain, 6 of 10." in said
    assert "Delete" in canvas.accessibleDescription()


def test_every_region_can_be_marked_by_name_and_comes_into_sight(canvas: BodyCanvas) -> None:
    presenter = presenter_of(canvas)
    for code in every_code():
        presenter.add_region(code, Symptom.ACHE, 3)
        assert presenter.chosen is not None
        assert presenter.chosen.view in SHEETS[presenter.sheet]
    assert len(presenter.areas) == len(every_code())
    assert not canvas.grab().toImage().isNull()
    for _ in every_code():
        presenter.undo()
    assert len(presenter.areas) == max(0, len(every_code()) - KEPT)
