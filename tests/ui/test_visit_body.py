"""The body chart in a visit: drawn by mouse, pen and finger, typed, taken back; on disk with each stroke."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from msk_desk.domain.body_chart import BodyArea, BodyView, Point, Shape, Symptom
from msk_desk.services.body_charts import areas_of, areas_of_items
from tests.ui.visit_patients import begin_visit, choose_knee, settle
from ui.context import Context
from ui.screens.visit.assessment import CHART, FORM, AssessmentView
from ui.screens.visit.body_canvas import BodyCanvas

LOOP = ((-6.2, 68.0), (-3.2, 68.0), (-3.0, 74.0), (-6.4, 74.0), (-6.2, 68.4))
LINE = ((13.4, 40.0), (14.6, 43.0), (16.0, 46.0))


@pytest.fixture
def view(context: Context, qtbot: QtBot) -> AssessmentView:
    """An open knee assessment in sight."""
    seen = begin_visit(context)
    shown = AssessmentView(context)
    qtbot.addWidget(shown)
    shown.resize(1300, 800)
    shown.show()
    qtbot.waitExposed(shown)
    shown.open(seen.patient_id, seen.visit_id)
    choose_knee(shown, qtbot, context.runner)
    return shown


def pixel(canvas: BodyCanvas, at: Point, view: BodyView = BodyView.FRONT) -> QPoint:
    placed = next(each for each in canvas.places if each.view is view)
    return QPointF(*placed.point(at)).toPoint()


def drag(canvas: BodyCanvas, points: Sequence[Point], view: BodyView = BodyView.FRONT) -> None:
    """Press, go along and let go."""
    places = [pixel(canvas, point, view) for point in points]
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        QTest.mouseMove(canvas, place)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=places[-1])


def areas(view: AssessmentView) -> tuple[BodyArea, ...]:
    assert view.presenter is not None
    assert view.presenter.form is not None
    found = areas_of(view.presenter.form)
    assert found == view.chart.presenter.areas
    return found


def test_a_loop_a_line_and_a_tap_are_area_stroke_and_spot_and_on_disk(
    view: AssessmentView, context: Context, qtbot: QtBot
) -> None:
    canvas = view.body.canvas
    drag(canvas, LOOP)
    view.body.kinds.chips[Symptom.NUMB].click()
    drag(canvas, LINE)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=pixel(canvas, (0.0, 40.0), BodyView.BACK))
    found = areas(view)
    assert [area.shape for area in found] == [Shape.AREA, Shape.STROKE, Shape.SPOT]
    assert [area.symptom for area in found] == [Symptom.PAIN, Symptom.NUMB, Symptom.NUMB]
    assert [area.regions[0] for area in found] == ["right-knee-front", "left-forearm-front", "lumbar-spine"]
    assert found[0].points[0] == pytest.approx((-6.2, 68.0), abs=0.5)
    settle(qtbot, context.runner)
    assert areas_of_items(context.desk.drafting.unfinished(view.patient_id)[0].content["item"]) == found


def test_beside_the_figures_nothing_is_marked_and_it_says_so(view: AssessmentView) -> None:
    canvas = view.body.canvas
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=pixel(canvas, (-15.0, 20.0)))
    assert areas(view) == ()
    assert "beside" in view.body.said.text()
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert areas(view) == ()


def test_each_stroke_can_be_taken_back_and_brought_again(view: AssessmentView) -> None:
    canvas = view.body.canvas
    drag(canvas, LOOP)
    drag(canvas, LINE)
    both = areas(view)
    QTest.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert areas(view) == both[:1]
    QTest.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert areas(view) == ()
    assert not view.chart.presenter.can_undo
    QTest.keyClick(canvas, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(canvas, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert areas(view) == both
    view.chart.panel.clear_all.click()
    assert areas(view) == ()
    view.body.tools.undo.click()
    assert areas(view) == both


def test_a_tap_chooses_what_is_there_and_the_eraser_takes_it_away(view: AssessmentView) -> None:
    canvas = view.body.canvas
    drag(canvas, LOOP)
    drag(canvas, LINE)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=pixel(canvas, (-4.6, 71.0)))
    assert len(areas(view)) == 2
    assert view.chart.presenter.chosen == areas(view)[0]
    view.body.tools.tools["rub-out"].click()
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=pixel(canvas, (-4.6, 71.0)))
    assert [area.shape for area in areas(view)] == [Shape.STROKE]
    drag(canvas, ((13.0, 43.0), (16.0, 43.0)))
    assert areas(view) == ()


def test_spreading_pain_is_an_arrow_and_strength_belongs_to_what_was_drawn(view: AssessmentView) -> None:
    canvas = view.body.canvas
    view.body.tools.tools["spread"].click()
    drag(canvas, ((4.0, 49.0), (4.8, 60.0), (4.8, 80.0)), BodyView.BACK)
    QTest.keyClicks(view.body.tools.strength.edit, "7")
    found = areas(view)[0]
    assert (found.shape, found.intensity) == (Shape.ARROW, 7)
    assert found.regions[0] == "right-buttock"
    assert "spreading, 7 of 10" in view.body.said.text()
    view.body.kinds.chips[Symptom.ACHE].click()
    assert view.body.tools.strength.number is None
    assert areas(view)[0].intensity == 7


def test_a_finger_and_a_pen_draw_as_a_mouse_does(view: AssessmentView, qapp: QApplication) -> None:
    canvas = view.body.canvas
    device = QTest.createTouchDevice()
    places = [canvas.mapTo(view, pixel(canvas, point)) for point in LOOP]
    QTest.touchEvent(view, device, False).press(1, places[0], view).commit()
    for place in places[1:]:
        QTest.touchEvent(view, device, False).move(1, place, view).commit()
    QTest.touchEvent(view, device, False).release(1, places[-1], view).commit()
    assert [area.shape for area in areas(view)] == [Shape.AREA]
    kinds = (QEvent.Type.TabletPress, QEvent.Type.TabletMove, QEvent.Type.TabletMove, QEvent.Type.TabletRelease)
    for kind, point in zip(kinds, (*LINE, LINE[-1]), strict=True):
        event = pen_event(kind, QPointF(pixel(canvas, point)))
        qapp.sendEvent(canvas, event)
        assert event.isAccepted()
    assert [area.regions[0] for area in areas(view)] == ["right-knee-front", "left-forearm-front"]


def pen_event(kind: QEvent.Type, at: QPointF) -> QTabletEvent:
    pen = QPointingDevice.primaryPointingDevice()
    button = Qt.MouseButton.LeftButton
    pressure = 0.4
    return QTabletEvent(
        kind, pen, at, at, pressure, 0.0, 0.0, 0.0, 0.0, 0.0, Qt.KeyboardModifier.NoModifier, button, button
    )


def test_by_keyboard_alone_a_region_is_typed_gone_to_changed_and_taken_away(
    view: AssessmentView, context: Context, qtbot: QtBot
) -> None:
    view.body.canvas.setFocus()
    QTest.keyClick(view.body.canvas, Qt.Key.Key_Return)
    panel = view.chart.panel
    assert view.pages.currentIndex() == CHART
    assert view.body.isHidden()
    assert panel.region.hasFocus()
    QTest.keyClicks(panel.region, "kne right fro ache 6")
    assert panel.region.offered[0] == "Right knee, front"
    QTest.keyClick(panel.region, Qt.Key.Key_Return)
    QTest.keyClicks(panel.region, "left palm")
    QTest.keyClick(panel.region, Qt.Key.Key_Return)
    rows = [panel.list.item(at).text() for at in range(panel.list.count())]
    assert rows == ["Right knee, front: ache, 6 of 10", "Left palm: pain"]
    panel.canvas.setFocus()
    QTest.keyClick(panel.canvas, Qt.Key.Key_Left)
    assert view.chart.presenter.chosen == areas(view)[0]
    assert view.chart.presenter.sheet == "body"
    for key in (Qt.Key.Key_1, Qt.Key.Key_0):
        QTest.keyClick(panel.canvas, key)
    assert areas(view)[0].intensity == 10
    QTest.keyClicks(panel.canvas, "-")
    assert areas(view)[0].intensity == 9
    QTest.keyClick(panel.canvas, Qt.Key.Key_Delete)
    assert [area.regions for area in areas(view)] == [("left-hand-palm",)]
    QTest.keyClick(panel.canvas, Qt.Key.Key_PageDown)
    assert view.chart.presenter.sheet != "body"
    QTest.keyClick(panel.canvas, Qt.Key.Key_Escape)
    QTest.keyClick(panel.canvas, Qt.Key.Key_Escape)
    assert view.pages.currentIndex() == FORM
    assert "Left palm: pain" in view.body.canvas.accessibleName()
    settle(qtbot, context.runner)
    assert "left-hand-palm" in str(context.desk.drafting.unfinished(view.patient_id)[0].content)


def test_another_patient_sees_nothing_of_the_one_before(view: AssessmentView, context: Context, qtbot: QtBot) -> None:
    drag(view.body.canvas, LOOP)
    QTest.keyClicks(view.chart.panel.region, "right")
    first = view.patient_id
    settle(qtbot, context.runner)
    seen = begin_visit(context, 1)
    assert seen.patient_id != first
    view.open(seen.patient_id, seen.visit_id)
    assert view.chart.presenter.areas == ()
    assert not view.chart.presenter.can_undo
    assert view.chart.panel.region.text() == ""
    assert view.chart.panel.list.count() == 0
    assert view.body.isHidden()
    choose_knee(view, qtbot, context.runner)
    assert areas(view) == ()
    view.chart.presenter.undo()
    assert areas(view) == ()


def test_signed_charts_do_not_change_and_the_next_visit_compares_with_them(
    view: AssessmentView, context: Context
) -> None:
    drag(view.body.canvas, LOOP)
    kept = areas(view)
    assert view.presenter is not None
    assert view.presenter.form is not None
    chart = view.chart
    chart.show_form(view.presenter.form, (), is_open=False)
    for points in (LINE, LOOP):
        drag(view.body.canvas, points)
    QTest.keyClick(view.body.canvas, Qt.Key.Key_Delete)
    chart.presenter.clear()
    assert areas(view) == kept
    assert not view.body.kinds.chips[Symptom.ACHE].isEnabled()
    strong = BodyArea(BodyView.FRONT, Symptom.PAIN, Shape.SPOT, ((4.6, 71.0),), ("left-knee-front",), 3)
    chart.show_form(view.presenter.form, (strong,), is_open=True)
    words = chart.panel.changes.words.text()
    assert "Right knee: pain is new" in words
    assert "Left knee: pain has gone" in words
    plain = view.body.canvas.grab().toImage()
    chart.panel.changes.ghosts.click()
    assert chart.presenter.ghosts
    assert view.body.canvas.grab().toImage() != plain
