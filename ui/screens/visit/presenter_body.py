"""The body chart of one form: what is marked, what the next mark is, what is chosen; card and panel show the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.body_chart import BodyArea, BodyView, Point, Shape, Symptom
from msk_desk.drawing.body.figures import SHEETS, sheet_of, views_of
from msk_desk.drawing.body.hitting import area_at
from msk_desk.drawing.body.resolving import regions_of
from msk_desk.drawing.body.simplify import meant, simplified
from ui.screens.visit.body_history import Areas, ChartHistory

DRAW, SPREAD, RUB_OUT = "draw", "spread", "rub-out"
_FIRST_SHEET = next(iter(SHEETS))


class BodyPresenter(QObject):
    """Holds the chart while it is open.

    Signals:
        changed: the areas after the user changed them, to be kept.
        shown: nothing; something to show is different.
        missed: nothing; a mark lay beside every figure and was left out.
    """

    changed = Signal(object)
    shown = Signal()
    missed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.begin((), (), is_open=False)

    def begin(self, areas: Areas, before: Areas, *, is_open: bool) -> None:
        """Another chart: nothing of the one before stays, what can be undone neither.

        Args:
            before: what was marked at the last visit.
        """
        self._history = ChartHistory(areas)
        self.before = before
        self.is_open = is_open
        self.chosen: BodyArea | None = None
        self.symptom = Symptom.PAIN
        self.intensity: int | None = None
        self.tool = DRAW
        self.ghosts = False
        self.sheet = sheet_of(areas[0].view) if areas else _FIRST_SHEET
        self.shown.emit()

    @property
    def areas(self) -> Areas:
        """What is marked, in the order it was."""
        return self._history.areas

    @property
    def can_undo(self) -> bool:
        """Whether something can be taken back."""
        return self.is_open and self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether something taken back can be brought again."""
        return self.is_open and self._history.can_redo

    def draw(self, view: BodyView, drawn: Sequence[Point]) -> None:
        """A finished movement on a figure: a tap on a mark chooses it, any other marks something."""
        points = [(round(x, 1), round(y, 1)) for x, y in drawn]
        shape = meant(points)
        if self.tool == RUB_OUT:
            self._rub_out(view, points)
            return
        there = self.area_at(view, points[-1]) if shape is Shape.SPOT else None
        if there is not None:
            self.choose(there)
            return
        if self.tool == SPREAD and shape is not Shape.SPOT:
            shape = Shape.ARROW
        kept = (points[0],) if shape is Shape.SPOT else simplified(points)
        regions = regions_of(view, shape, kept)
        if not regions:
            self.missed.emit()
            return
        self._add(BodyArea(view, self.symptom, shape, kept, regions, self.intensity))

    def add_region(self, region: str, symptom: Symptom | None = None, intensity: int | None = None) -> None:
        """Mark a whole region, chosen from the list; its figure comes into sight."""
        view = next(iter(views_of(region)))
        kind = symptom or self.symptom
        strong = intensity if intensity is not None else self.intensity
        area = BodyArea(view, kind, Shape.REGION, (), (region,), strong)
        same = next((each for each in self.areas if (each.shape, each.regions, each.symptom) == (
            area.shape, area.regions, area.symptom)), None)  # fmt: skip
        self.sheet = sheet_of(view)
        if same is not None and same.intensity == strong:
            self.choose(same)
        elif same is not None:
            self._swap(same, area)
        else:
            self._add(area)

    def area_at(self, view: BodyView, at: Point) -> BodyArea | None:
        """The topmost area at a place."""
        return area_at(self.areas, view, at)

    # What is chosen

    def choose(self, area: BodyArea | None) -> None:
        """Choose an area, or none; its figure comes into sight."""
        self.chosen = area
        if area is not None:
            self.sheet = sheet_of(area.view)
        self.shown.emit()

    def step(self, by: int) -> None:
        """On to the next area, or back."""
        if not self.areas:
            return
        at = self.areas.index(self.chosen) if self.chosen in self.areas else (-1 if by > 0 else 0)
        self.choose(self.areas[(at + by) % len(self.areas)])

    def remove_chosen(self) -> None:
        """Take away the chosen area; the one after it is chosen then."""
        if self.chosen is None or not self.is_open:
            return
        at = self.areas.index(self.chosen)
        left = self.areas[:at] + self.areas[at + 1 :]
        self._take(left, left[min(at, len(left) - 1)] if left else None)

    def set_intensity(self, intensity: int | None) -> None:
        """How strong it is: of the chosen area, and of what is drawn next."""
        self.intensity = intensity
        if self.chosen is not None and self.is_open and self.chosen.intensity != intensity:
            self._swap(self.chosen, replace(self.chosen, intensity=intensity))

    # What the next mark is

    def set_symptom(self, symptom: Symptom) -> None:
        """What is drawn next; the area before stays as it is."""
        self.symptom, self.intensity = symptom, None
        self.chosen = None
        self.shown.emit()

    def set_tool(self, tool: str) -> None:
        """Draw, draw spreading, or rub out."""
        self.tool = tool
        self.shown.emit()

    def set_sheet(self, sheet: str) -> None:
        """Show other figures."""
        self.sheet = sheet
        self.shown.emit()

    def turn_sheet(self, by: int) -> None:
        """The figures after these, or before."""
        sheets = list(SHEETS)
        self.set_sheet(sheets[(sheets.index(self.sheet) + by) % len(sheets)])

    def show_ghosts(self, wanted: bool) -> None:
        """Show what was marked at the last visit beneath."""
        self.ghosts = wanted
        self.shown.emit()

    # Taking back

    def undo(self) -> None:
        """Take back the last change."""
        if self.can_undo:
            self._history.undo()
            self._changed(None)

    def redo(self) -> None:
        """Bring back what was taken back."""
        if self.can_redo:
            self._history.redo()
            self._changed(None)

    def clear(self) -> None:
        """Take everything away; undo brings it back."""
        if self.is_open:
            self._take((), None)

    def _rub_out(self, view: BodyView, points: Sequence[Point]) -> None:
        hit = {area for point in points if (area := self.area_at(view, point)) is not None}
        self._take(tuple(area for area in self.areas if area not in hit), None)

    def _add(self, area: BodyArea) -> None:
        if area in self.areas:
            self.choose(area)
        else:
            self._take((*self.areas, area), area)

    def _swap(self, old: BodyArea, new: BodyArea) -> None:
        self._take(tuple(new if each is old else each for each in self.areas), new)

    def _take(self, areas: Areas, chosen: BodyArea | None) -> None:
        if self.is_open and self._history.take(areas):
            self._changed(chosen)
        else:
            self.choose(chosen)

    def _changed(self, chosen: BodyArea | None) -> None:
        self.chosen = chosen
        self.changed.emit(self.areas)
        self.shown.emit()
