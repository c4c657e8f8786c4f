"""Charts put things where the numbers say, keep words apart and use tokens that exist."""

from datetime import date
from itertools import pairwise

import pytest

from msk_desk.drawing.display_list import Circle, Drawing, Line, Polyline, Rect, Text
from msk_desk.drawing.icon_array import icon_array
from msk_desk.drawing.palette import LIGHT
from msk_desk.drawing.pathway_line import Stage, StageState, pathway_line
from msk_desk.drawing.prom_chart import ChartGap, ChartPoint, PromChart, ReferenceLine, point_places, prom_chart
from msk_desk.drawing.prom_marks import ChartBand, ChartEvent
from msk_desk.drawing.scales import Scale, number, ticks, words_width
from msk_desk.drawing.small_multiples import small_multiples
from msk_desk.drawing.sparkline import sparkline
from msk_desk.drawing.svg import svg

POINTS = (
    ChartPoint(date(2026, 10, 9), 18, "18", "09-Oct-2026"),
    ChartPoint(date(2026, 10, 26), 24, "24", "26-Oct-2026"),
    ChartPoint(date(2026, 11, 23), 29, "29", "23-Nov-2026"),
)


def knee_chart(points: tuple[ChartPoint, ...] = POINTS, **changes: object) -> PromChart:
    settings: dict[str, object] = {
        "low": 0,
        "high": 48,
        "description": "Oxford Knee Score, three scores",
        "change": ReferenceLine(25, "change that matters: +7"),
        "error": ReferenceLine(22, "measurement error: 4"),
    }
    return PromChart(points, **{**settings, **changes})  # type: ignore[arg-type]


def of_kind(drawing: Drawing, kind: type, **wanted: object) -> list:  # type: ignore[type-arg]
    items = [item for item in drawing.items if isinstance(item, kind)]
    return [item for item in items if all(getattr(item, name) == value for name, value in wanted.items())]


def test_points_stand_at_their_dates_and_values() -> None:
    (line,) = of_kind(prom_chart(knee_chart(), 840, 330), Polyline)
    (x1, y1), (x2, y2), (x3, y3) = line.points
    assert (x2 - x1) / (x3 - x1) == pytest.approx(17 / 45)  # days from the first score
    assert (y1 - y2) / (y1 - y3) == pytest.approx(6 / 11)  # points of the score


def test_the_change_band_reaches_from_baseline_to_the_change_and_the_error_is_another_line() -> None:
    drawing = prom_chart(knee_chart(), 840, 330)
    (band,) = of_kind(drawing, Rect, fill="good_soft")
    (change,) = of_kind(drawing, Line, stroke="good")
    (error,) = [line for line in of_kind(drawing, Line, stroke="muted") if line.dash]
    (series,) = of_kind(drawing, Polyline)
    assert band.corner[1] == change.start[1]
    assert band.corner[1] + band.size[1] == pytest.approx(series.points[0][1])
    assert change.dash != error.dash
    assert change.start[1] < error.start[1] < series.points[0][1]


def test_a_score_where_lower_is_better_has_its_band_below_the_baseline() -> None:
    points = (ChartPoint(date(2026, 1, 1), 8, "8", "a"), ChartPoint(date(2026, 2, 1), 5, "5", "b"))
    drawing = prom_chart(knee_chart(points, high=10, change=ReferenceLine(6, "−2"), error=None), 600, 240)
    (band,) = of_kind(drawing, Rect, fill="good_soft")
    (series,) = of_kind(drawing, Polyline)
    assert band.corner[1] == pytest.approx(series.points[0][1])
    assert not [line for line in of_kind(drawing, Line) if line.stroke == "muted" and line.dash]


def test_a_level_off_the_scale_is_not_drawn() -> None:
    drawing = prom_chart(knee_chart(change=ReferenceLine(49, "off"), error=ReferenceLine(-1, "off")), 600, 300)
    assert "off" not in drawing.texts()
    assert of_kind(drawing, Rect) == []


def test_words_of_near_lines_do_not_overlap() -> None:
    chart = knee_chart(change=ReferenceLine(25, "one"), error=ReferenceLine(24.9, "two"))
    drawing = prom_chart(chart, 840, 330)
    places = sorted(text.point[1] for text in of_kind(drawing, Text) if text.words in ("one", "two"))
    assert places[1] - places[0] >= 11


@pytest.mark.parametrize("value", [18, 20, 21, 22, 23, 24, 25, 26, 30])
def test_no_reference_line_runs_through_the_label_of_a_score(value: float) -> None:
    points = (POINTS[0], ChartPoint(date(2026, 11, 23), value, "latest", "23-Nov-2026"))
    drawing = prom_chart(knee_chart(points, error=ReferenceLine(20, "error: 2")), 660, 230)
    (label,) = of_kind(drawing, Text, words="latest")
    levels = [line.start[1] for line in of_kind(drawing, Line) if line.dash]
    assert len(levels) == 2
    assert not any(label.point[1] - label.size < level < label.point[1] for level in levels)
    (mark,) = [circle for circle in of_kind(drawing, Circle) if circle.centre[0] == label.point[0]]
    assert abs(mark.centre[1] - label.point[1]) < 40


def test_no_line_of_the_grid_runs_through_words() -> None:
    drawing = prom_chart(knee_chart(error=ReferenceLine(13, "measurement error: 5")), 660, 230)
    levels = [line.start[1] for line in of_kind(drawing, Line, stroke="line")]
    grounds = of_kind(drawing, Rect, fill="surface")
    words = [text for text in of_kind(drawing, Text) if text.anchor != "start" and text.point[0] > 52]
    crossed = [text for text in words if any(text.point[1] - text.size < level < text.point[1] for level in levels)]
    assert crossed
    for text in crossed:
        under = [ground for ground in grounds if ground.corner[1] == text.point[1] - text.size]
        assert any(each.corner[0] <= text.point[0] <= each.corner[0] + each.size[0] for each in under)
        assert drawing.items.index(under[0]) < drawing.items.index(text)


def test_dates_that_would_touch_are_left_out_but_never_the_latest() -> None:
    days = [date(2026, 11, day) for day in range(1, 29)]
    points = tuple(ChartPoint(day, 20, "20", f"{day:%d-%b-%Y}") for day in days)
    drawing = prom_chart(knee_chart(points), 500, 300)
    dates = [text for text in of_kind(drawing, Text) if "Nov" in text.words]
    assert "28-Nov-2026" in [text.words for text in dates]
    edges = sorted((text.point[0], words_width(text.words, text.size)) for text in dates)
    assert all(b[0] - a[0] >= (a[1] + b[1]) / 2 for a, b in pairwise(edges))
    values = sorted(text.point[0] for text in of_kind(drawing, Text) if text.words == "20")
    assert len(values) < len(days)
    assert all(b - a >= words_width("20", 12) for a, b in pairwise(values))


@pytest.mark.parametrize("count", [0, 1])
def test_too_few_scores_for_a_line_still_draw(count: int) -> None:
    drawing = prom_chart(knee_chart(POINTS[:count]), 600, 300)
    assert of_kind(drawing, Polyline) == []
    assert len(of_kind(drawing, Circle)) == count


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0, 48, (0, 12, 24, 36, 48)), (0, 10, (0, 2, 4, 6, 8, 10)), (0, 1, (0, 0.25, 0.5, 0.75, 1))],
)
def test_ticks(low: float, high: float, expected: tuple[float, ...]) -> None:
    assert ticks(low, high) == expected


def test_numbers_are_short_with_a_real_minus() -> None:
    assert [number(value) for value in (24.0, 7.25, -3.0)] == ["24", "7.2", "−3"]


def test_a_scale_without_extent_gives_its_middle() -> None:
    assert Scale(5, 5, 0, 10).at(5) == 5


@pytest.mark.parametrize(("filled", "total"), [(0, 100), (46, 100), (100, 100), (137, 1000)])
def test_icons_are_filled_in_reading_order(filled: int, total: int) -> None:
    icons = of_kind(icon_array(filled, total, 200, "d", "good"), Circle)
    assert len(icons) == total
    assert [icon.fill for icon in icons].index("icon_empty") == filled if filled < total else True
    assert sum(icon.fill == "good" for icon in icons) == filled
    assert max(icon.centre[0] + icon.radius for icon in icons) <= 200


def test_a_hundred_icons_stand_ten_to_a_row() -> None:
    icons = of_kind(icon_array(12, 100, 200, "d"), Circle)
    assert len({round(icon.centre[1], 3) for icon in icons}) == 10


@pytest.mark.parametrize(("filled", "total"), [(101, 100), (-1, 100), (3, 15), (0, 0)])
def test_icons_that_make_no_sense_are_refused(filled: int, total: int) -> None:
    with pytest.raises(ValueError, match="rows of ten"):
        icon_array(filled, total, 100, "d")


def test_the_track_is_filled_as_far_as_the_current_stage() -> None:
    states = (StageState.DONE, StageState.CURRENT, StageState.AHEAD, StageState.LIMIT)
    stages = tuple(Stage(state.value, state) for state in states)
    drawing = pathway_line(stages, 600, 60, "d")
    (filled,) = of_kind(drawing, Line, stroke="primary")
    stations = sorted({circle.centre[0] for circle in of_kind(drawing, Circle)})
    assert filled.end[0] == stations[1]
    assert len(stations) == 4
    bold = [text.words for text in of_kind(drawing, Text, weight="bold")]
    assert bold == ["current"]


def test_a_pathway_not_begun_has_no_filled_track() -> None:
    stages = (Stage("a", StageState.CURRENT), Stage("b", StageState.AHEAD))
    assert of_kind(pathway_line(stages, 600, 60, "d"), Line, stroke="primary") == []
    assert pathway_line((), 600, 60, "d").items == ()


def test_sparkline_ends_in_its_last_value() -> None:
    drawing = sparkline([8, 6, 5], 140, 30, "d")
    (line,), (dot,) = of_kind(drawing, Polyline), of_kind(drawing, Circle)
    assert dot.centre == line.points[-1]
    assert line.points[0][1] < line.points[1][1] < line.points[2][1]
    assert of_kind(sparkline([4], 140, 30, "d"), Polyline) == []
    assert sparkline([], 140, 30, "d").items == ()


@pytest.mark.parametrize(
    "drawing",
    [
        prom_chart(knee_chart(direction="0 to 48, higher is better", caption="+11"), 840, 330),
        sparkline([1, 2], 100, 30, "d"),
        icon_array(46, 100, 160, "d"),
        pathway_line(tuple(Stage(state.value, state, "x") for state in StageState), 500, 60, "d"),
    ],
)
def test_every_colour_is_a_token_and_the_svg_says_what_it_shows(drawing: Drawing) -> None:
    for item in drawing.items:
        for name in ("fill", "stroke", "colour"):
            assert getattr(item, name, None) in {None, *LIGHT}
    assert f'aria-label="{drawing.description}"' in svg(drawing)


def test_scores_of_two_versions_are_not_joined() -> None:
    points = (*POINTS, ChartPoint(date(2026, 12, 7), 30, "30", "07-Dec-2026", version="2"))
    assert len(of_kind(prom_chart(knee_chart(points), 840, 330), Polyline)) == 1
    newer = (*points, ChartPoint(date(2027, 1, 7), 31, "31", "07-Jan-2027", version="2"))
    lines = of_kind(prom_chart(knee_chart(newer), 840, 330), Polyline)
    assert [len(line.points) for line in lines] == [3, 2]


def test_a_score_with_blank_answers_is_ringed() -> None:
    points = (POINTS[0], ChartPoint(date(2026, 11, 23), 29, "29", "23-Nov-2026", imputed=True))
    rings = of_kind(prom_chart(knee_chart(points), 840, 330), Circle, stroke="muted")
    assert len(rings) == 1


def test_bands_meet_and_fill_the_scale_and_are_named() -> None:
    bands = (ChartBand(0, 20, "minimal"), ChartBand(21, 40, "moderate"), ChartBand(41, 48, "severe"))
    drawing = prom_chart(knee_chart(bands=bands, change=None, error=None), 840, 330)
    first, last = [ground for ground in of_kind(drawing, Rect, fill="page") if ground.size[0] > 300]
    bottom, top = (line.start[1] for line in (of_kind(drawing, Line, stroke="line")[at] for at in (0, -1)))
    assert first.corner[1] + first.size[1] == pytest.approx(bottom)
    assert last.corner[1] == pytest.approx(top)
    assert {"minimal", "moderate", "severe"} <= set(drawing.texts())


def test_events_stand_at_their_days_and_their_words_apart() -> None:
    events = (ChartEvent(date(2026, 10, 26), "Injection"), ChartEvent(date(2026, 10, 28), "Injection again"))
    drawing = prom_chart(knee_chart(events=events), 840, 330)
    first, second = of_kind(drawing, Line, stroke="plum")
    (series,) = of_kind(drawing, Polyline)
    assert first.start[0] == pytest.approx(series.points[1][0])
    assert first.start[0] < second.start[0]
    words = of_kind(drawing, Text, colour="plum")
    assert words[0].point[1] != words[1].point[1]


def test_an_event_before_the_first_score_widens_the_axis() -> None:
    early = ChartEvent(date(2026, 9, 9), "Referral")
    (x, _), *_ = point_places(knee_chart(events=(early,)), 840, 330)
    assert x > point_places(knee_chart(), 840, 330)[0][0]


def test_answers_without_a_score_are_a_cross_on_the_axis() -> None:
    drawing = prom_chart(knee_chart(gaps=(ChartGap(date(2026, 11, 2), "no score"),)), 840, 330)
    assert len(of_kind(drawing, Line, stroke="warn_text")) == 2
    assert "no score" in drawing.texts()


def test_a_score_stands_where_it_can_be_pointed_at() -> None:
    drawing = prom_chart(knee_chart(), 700, 250)
    marks = [circle.centre for circle in of_kind(drawing, Circle, stroke="primary")]
    assert list(point_places(knee_chart(), 700, 250)) == marks


@pytest.mark.parametrize(("width", "rows"), [(240, 5), (500, 3), (1300, 1)])
def test_small_charts_fill_rows_and_keep_to_their_drawing(width: float, rows: int) -> None:
    charts = [(f"Part {at}", knee_chart(caption="never shown")) for at in range(5)]
    drawing = small_multiples(charts, width, "five parts")
    assert drawing.height == pytest.approx(rows * 174)
    assert "never shown" not in drawing.texts()
    assert len(of_kind(drawing, Polyline)) == 5
    assert all(x <= width for line in of_kind(drawing, Polyline) for x, _ in line.points)
