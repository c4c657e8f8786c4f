"""Every figure by its view, made once when it is first asked for, and the sheets on which they stand together."""

from functools import cache

from msk_desk.domain.body_chart import BodyView
from msk_desk.drawing.body.back import back
from msk_desk.drawing.body.figure import Figure, mirror_image
from msk_desk.drawing.body.foot import sole, top_of_foot
from msk_desk.drawing.body.front import front
from msk_desk.drawing.body.hand import back_of_hand, palm
from msk_desk.drawing.body.head import head_back, head_front, head_right
from msk_desk.drawing.body.side import right_side

SHEETS: dict[str, tuple[BodyView, ...]] = {
    "body": (BodyView.FRONT, BodyView.BACK),
    "sides": (BodyView.RIGHT, BodyView.LEFT),
    "head": (BodyView.HEAD_RIGHT, BodyView.HEAD_FRONT, BodyView.HEAD_BACK, BodyView.HEAD_LEFT),
    "hands": (BodyView.RIGHT_PALM, BodyView.LEFT_PALM, BodyView.RIGHT_HAND_BACK, BodyView.LEFT_HAND_BACK),
    "feet": (BodyView.RIGHT_FOOT_TOP, BodyView.LEFT_FOOT_TOP, BodyView.RIGHT_SOLE, BodyView.LEFT_SOLE),
}
"""Figures that are seen together."""
_DRAWN = {
    BodyView.FRONT: front,
    BodyView.BACK: back,
    BodyView.RIGHT: right_side,
    BodyView.HEAD_FRONT: head_front,
    BodyView.HEAD_BACK: head_back,
    BodyView.HEAD_RIGHT: head_right,
    BodyView.RIGHT_PALM: palm,
    BodyView.LEFT_HAND_BACK: back_of_hand,
    BodyView.RIGHT_SOLE: sole,
    BodyView.LEFT_FOOT_TOP: top_of_foot,
}
_MIRRORED = {
    BodyView.LEFT: BodyView.RIGHT,
    BodyView.HEAD_LEFT: BodyView.HEAD_RIGHT,
    BodyView.LEFT_PALM: BodyView.RIGHT_PALM,
    BodyView.RIGHT_HAND_BACK: BodyView.LEFT_HAND_BACK,
    BodyView.LEFT_SOLE: BodyView.RIGHT_SOLE,
    BodyView.RIGHT_FOOT_TOP: BodyView.LEFT_FOOT_TOP,
}


@cache
def figure_of(view: BodyView) -> Figure:
    """The figure of a view."""
    if view in _MIRRORED:
        return mirror_image(figure_of(_MIRRORED[view]), view)
    return _DRAWN[view]()


def ready_figures() -> None:
    """Make every figure now, on a worker, so that the window never waits for one."""
    for view in BodyView:
        figure_of(view)


def sheet_of(view: BodyView) -> str:
    """The sheet on which a figure stands."""
    return next(sheet for sheet, views in SHEETS.items() if view in views)


@cache
def views_of(region: str) -> tuple[BodyView, ...]:
    """The figures on which a region is seen, the whole body first."""
    return tuple(view for view in BodyView if figure_of(view).region(region) is not None)
