"""Reads the point marks of the first body chart, which signed records still hold, as spots of the present one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msk_desk.domain.body_chart import BodyArea, BodyView, Shape, Symptom

ROW = "body-marks"
VIEW, FEELING, ACROSS, DOWN, REGION = "body-view", "body-feeling", "body-across", "body-down", "body-region"
_FRONT = {
    "face": "face", "neck": "neck-front", "chest": "chest", "abdomen": "abdomen-lower", "groin": "groin",
    "hip": "hip-front", "thigh": "thigh-front", "shin": "lower-leg-front", "hand": "hand-palm", "foot": "foot-top",
}  # fmt: skip
_BACK = {
    "head": "head-back", "neck": "neck-back", "upper-back": "thoracic-spine", "lower-back": "lumbar-spine",
    "buttock": "buttock", "calf": "lower-leg-back", "foot": "heel-back",
}  # fmt: skip
_UNSIDED = ("face", "neck", "chest", "abdomen", "head", "upper-back", "lower-back")
"""These had no side: the side of the place itself is taken."""


def areas_of_marks(items: Iterable[Mapping[str, Any]]) -> Iterator[BodyArea]:
    """Spots, named by the region that was recorded with each; unreadable ones are left out."""
    for item in items:
        if item.get("linkId") == ROW:
            area = _area({str(one.get("linkId")): _value(one) for one in item.get("item") or ()})
            if area is not None:
                yield area


def _value(item: Mapping[str, Any]) -> Any:
    answers = item.get("answer") or [{}]
    found = next(iter(answers[0].values()), None)
    return found.get("code") if isinstance(found, Mapping) else found


def _area(answers: Mapping[str, Any]) -> BodyArea | None:
    try:
        view, symptom = BodyView(answers[VIEW]), Symptom(answers[FEELING])
        at = (float(answers[ACROSS]), float(answers[DOWN]))
    except (KeyError, ValueError, TypeError):
        return None
    region = _region(view, at[0], str(answers.get(REGION, "")))
    return BodyArea(view, symptom, Shape.SPOT, (at,), (region,) if region else ())


def _region(view: BodyView, across: float, recorded: str) -> str:
    """The present code for a region that was recorded by its old name."""
    side, dash, name = recorded.partition("-")
    if not dash or side not in ("right", "left"):
        side, name = "", recorded
    if not name:
        return ""
    names = _FRONT if view is BodyView.FRONT else _BACK
    known = names.get(name, f"{name}-{view.value}")
    if known in ("thoracic-spine", "lumbar-spine"):
        return known
    if not side and name in _UNSIDED:
        side = "right" if (across > 0) == (view is BodyView.BACK) else "left"
    return f"{side}-{known}" if side else known
