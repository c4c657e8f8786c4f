"""The SVG of a drawing is well-formed and has every shape where it belongs."""

import xml.etree.ElementTree as ET

from msk_desk.content.exercises import load_all
from msk_desk.drawing.display_list import (
    Circle,
    Close,
    CurveTo,
    Drawing,
    Line,
    LineTo,
    Move,
    Path,
    Polyline,
    Rect,
    Text,
)
from msk_desk.drawing.figures import exercise_figure
from msk_desk.drawing.palette import LIGHT
from msk_desk.drawing.svg import svg

SVG = "{http://www.w3.org/2000/svg}"
EVERY = Drawing(
    100,
    50,
    (
        Line((0, 0), (10, 0), "ink", 2, (3, 1)),
        Polyline(((0, 0), (5, 5)), "good"),
        Path((Move((0, 0)), LineTo((4, 0)), CurveTo((5, 1), (5, 3), (4, 4)), Close()), "bad"),
        Circle((10, 10), 2.5, "primary", "ink"),
        Rect((1, 2), (3, 4), 0.5, "line"),
        Text((5, 20), "A & B <7>", 11, "muted", "end", "bold"),
    ),
    'Says "all" & more',
)


def test_every_shape_is_written() -> None:
    root = ET.fromstring(svg(EVERY, background="surface"))
    assert root.attrib["aria-label"] == 'Says "all" & more'
    assert [element.tag.removeprefix(SVG) for element in root] == [
        "rect", "path", "polyline", "path", "circle", "rect", "text",
    ]  # fmt: skip
    ground, line, _, path, circle, _, words = root
    assert ground.attrib["fill"] == LIGHT["surface"]
    assert (line.attrib["d"], line.attrib["stroke-dasharray"]) == ("M0,0 L10,0", "3 1")
    assert path.attrib["d"] == "M0,0 L4,0 C5,1 5,3 4,4 Z"
    assert (circle.attrib["r"], circle.attrib["fill"]) == ("2.5", LIGHT["primary"])
    assert (words.text, words.attrib["text-anchor"], words.attrib["font-weight"]) == ("A & B <7>", "end", "700")


def test_every_exercise_can_be_written() -> None:
    for exercise in load_all().values():
        root = ET.fromstring(svg(exercise_figure(exercise.figure, 420, 190)))
        assert len(root) > 30
