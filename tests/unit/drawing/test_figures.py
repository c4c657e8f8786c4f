"""Figures keep their proportions, stand on the floor, keep within the picture and move as they say."""

from dataclasses import replace
from math import hypot

import pytest

from msk_desk.content.exercises import load_all
from msk_desk.domain.exercises import Exercise, ExerciseFigure, Movement, Pose, Prop, Side
from msk_desk.drawing.display_list import Circle, Close, Drawing, Item, Path, Polyline, Rect, Text
from msk_desk.drawing.figure_joints import FOREARM, SHIN, THIGH, UPPER_ARM, between, joints
from msk_desk.drawing.figure_props import PROPS
from msk_desk.drawing.figures import exercise_figure
from msk_desk.drawing.palette import LIGHT
from msk_desk.drawing.placing import Placement, extent

STANDING = Pose("near-heel", (0, 0), Side(), Side())
EXERCISES = load_all()


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])


@pytest.mark.parametrize("code", EXERCISES)
class TestEveryExercise:
    """What must hold of any exercise's picture."""

    @pytest.fixture
    def exercise(self, code: str) -> Exercise:
        return EXERCISES[code]

    def test_both_people_are_within_the_picture(self, exercise: Exercise) -> None:
        for size in ((420, 190), (200, 90)):
            drawing = exercise_figure(exercise.figure, *size)
            left, top, right, bottom = extent(drawing.items)
            assert left >= 0
            assert top >= 0
            assert right <= size[0]
            assert bottom <= size[1]

    def test_bones_keep_their_lengths_in_both_poses(self, exercise: Exercise) -> None:
        for pose in (exercise.figure.start, exercise.figure.finish):
            at = joints(pose)
            for side in ("near", "far"):
                assert distance(at["hip"], at[f"{side}-knee"]) == pytest.approx(THIGH)
                assert distance(at[f"{side}-knee"], at[f"{side}-ankle"]) == pytest.approx(SHIN)
                assert distance(at["shoulder"], at[f"{side}-elbow"]) == pytest.approx(UPPER_ARM)
                assert distance(at[f"{side}-elbow"], at[f"{side}-wrist"]) == pytest.approx(FOREARM)

    def test_nothing_of_the_body_is_under_the_floor(self, exercise: Exercise) -> None:
        for pose in (exercise.figure.start, exercise.figure.finish):
            assert min(y for _, y in joints(pose).values()) >= -1

    def test_knees_bend_only_backwards(self, exercise: Exercise) -> None:
        for pose in (exercise.figure.start, exercise.figure.finish):
            for side in (pose.near, pose.far):
                assert -3 <= side.thigh - side.shin <= 150

    def test_what_the_picture_shows_is_said_in_words(self, exercise: Exercise) -> None:
        assert exercise.figure.description.startswith("Left: ")
        assert "Right: " in exercise.figure.description

    def test_an_arrow_shows_the_movement_once(self, exercise: Exercise) -> None:
        arrows = [item for item in exercise_figure(exercise.figure, 420, 190).items if token(item) == "arrow"]
        assert len(arrows) == 2  # the way and its head
        assert arrows[0].points[0][0] > 210  # type: ignore[union-attr]

    def test_every_colour_is_a_token(self, exercise: Exercise) -> None:
        used = {getattr(item, name, None) for item in parts(exercise) for name in ("fill", "stroke", "colour")}
        assert used <= {None, *LIGHT}


def parts(exercise: Exercise) -> tuple[Item, ...]:
    return exercise_figure(exercise.figure, 420, 190, ("Start", "Finish")).items


def token(item: Item) -> str | None:
    return getattr(item, "stroke", None) if isinstance(item, Polyline) else getattr(item, "fill", None)


def test_a_standing_figure_is_a_hundred_high_and_well_proportioned() -> None:
    at = joints(STANDING)
    head_top = at["head"][1] + 8.2
    assert 97 <= head_top <= 103
    assert 0.45 <= at["hip"][1] / head_top <= 0.55
    assert at["near-wrist"][1] < at["hip"][1] + 3


def test_a_pose_stands_where_its_joint_is_put() -> None:
    assert joints(replace(STANDING, joint="hip", at=(7, 50)))["hip"] == (7, 50)


def test_halfway_between_two_poses() -> None:
    lifted = replace(STANDING, near=replace(STANDING.near, thigh=90))
    assert between(STANDING, lifted, 0.5).near.thigh == 45
    assert between(STANDING, lifted, 0) == STANDING
    assert between(STANDING, lifted, 1) == lifted


def drawn(movement: Movement | None = None, props: tuple[Prop, ...] = ()) -> Drawing:
    lifted = replace(STANDING, joint="far-heel", near=replace(STANDING.near, thigh=80))
    start = replace(STANDING, joint="far-heel")
    return exercise_figure(ExerciseFigure(start, lifted, "d", props, movement), 400, 200)


def test_the_arrow_curves_with_the_joint() -> None:
    (way,) = [item for item in drawn(Movement("near-knee")).items if isinstance(item, Polyline)]
    straight = distance(way.points[0], way.points[-1])
    walked = sum(distance(a, b) for a, b in zip(way.points, way.points[1:], strict=False))
    assert walked > straight * 1.02
    assert way.points[-1][1] < way.points[0][1]  # upwards on the page


def test_a_movement_too_small_to_show_has_no_arrow() -> None:
    assert not [item for item in drawn(Movement("far-knee")).items if token(item) == "arrow"]


def test_a_thing_shown_only_at_the_finish() -> None:
    plain, both, late = (
        len(drawn(props=props).items)
        for props in ((), (Prop("step", (0, 0), (20, 9)),), (Prop("step", (0, 0), (20, 9), when="finish"),))
    )
    assert (both - plain, late - plain) == (4, 2)


@pytest.mark.parametrize("kind", PROPS)
def test_every_kind_of_thing_can_be_drawn(kind: str) -> None:
    thing = Prop(kind, (10, 2), (20, 9), joint="near-ankle")
    assert len(drawn(props=(thing,)).items) > len(drawn().items)


def test_placing_turns_the_page_over() -> None:
    placement = Placement(2, (10, 100))
    assert placement.item(Circle((1, 1), 3, "ink")) == Circle((12, 98), 6, "ink", None, 2)
    assert placement.item(Rect((0, 0), (4, 5), 1, "ink")) == Rect((10, 90), (8, 10), 2, "ink", None, 2)
    assert placement.item(Text((1, 1), "x", 9)) == Text((1, 1), "x", 9)
    assert placement.item(Path((Close(),))) == Path((Close(),), width=2)


def test_captions_stand_below_both_people() -> None:
    drawing = exercise_figure(next(iter(EXERCISES.values())).figure, 400, 200, ("Start", "Finish"))
    words = [item for item in drawing.items if isinstance(item, Text)]
    assert [text.words for text in words] == ["Start", "Finish"]
    assert words[0].point[0] == 100
    assert words[1].point[0] == 300
