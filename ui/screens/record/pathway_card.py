"""Where the patient is on the pathway, and how long the clock has run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from msk_desk.domain.dates import staff_date
from msk_desk.domain.pathways import STAGES, Pathway
from msk_desk.drawing.pathway_line import Stage, StageState, pathway_line
from ui.context import Context
from ui.theme.theme import current
from ui.widgets.card import Card
from ui.widgets.drawing_view import DrawingView
from ui.widgets.label import Label

if TYPE_CHECKING:
    from msk_desk.services.record import Overview

_WORDS = {
    "referred": "record.stage_referred", "triaged": "record.stage_triaged", "assessed": "record.stage_assessed",
    "review": "record.stage_review", "decision": "record.stage_decision", "plan": "record.stage_plan",
    "discharged": "record.stage_discharged",
}  # fmt: skip
_LIMIT_WEEKS = {"rtt": 18, "ahp": 18}
_HEIGHT, _SIZE = 46.0, 12 / 11


class PathwayCard(Card):
    """Stations on a line, drawn anew for each width."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.text("record.pathway"), name="card_pathway", parent=parent)
        self._context = context
        self._stages: tuple[Stage, ...] = ()
        self._words = ""
        self.line = DrawingView(name="pathway_line")
        self.line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.none = Label(context.text("record.pathway_empty"), tone="muted", wrap=True)
        self.add(self.line)
        self.add(self.none)

    def show_pathway(self, overview: Overview) -> None:
        """Show where this patient is."""
        pathway = overview.pathway
        self.line.setVisible(pathway is not None)
        self.none.setVisible(pathway is None)
        self._stages = () if pathway is None else self._stations(pathway)
        weeks = overview.banner.weeks
        about = [pathway.title] if pathway is not None else []
        if weeks is not None:
            about.append(self._context.text("record.weeks", n=weeks))
        if pathway is not None and pathway.started:
            about.append(self._context.text("record.started", date=staff_date(pathway.started)))
        self.set_heading(self._context.text("record.pathway"), " · ".join(about))
        self._words = ", ".join(f"{stage.label}: {stage.state.value}" for stage in self._stages)
        self.draw()

    def draw(self) -> None:
        """Draw for the width there is."""
        scale = current().scale / 100 * _SIZE
        room = max(200, self.width() - 40)
        self.line.setFixedHeight(round(_HEIGHT * scale))
        if self._stages:
            self.line.show_drawing(pathway_line(self._stages, room / scale, _HEIGHT, self._words))

    def changeEvent(self, event: QEvent) -> None:
        """Take a new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_stages"):
            self.draw()

    def _stations(self, pathway: Pathway) -> tuple[Stage, ...]:
        here = STAGES.index(pathway.stage) if pathway.stage in STAGES else len(STAGES) - 1
        stations = [
            Stage(self._context.text(_WORDS[name]), _state(at, here, pathway.status)) for at, name in enumerate(STAGES)
        ]
        limit = _LIMIT_WEEKS.get(pathway.clock.kind)
        if limit is not None and pathway.clock.stop is None:
            stations.append(Stage(self._context.text("record.limit", n=limit), StageState.LIMIT))
        return tuple(stations)


def _state(at: int, here: int, status: str) -> StageState:
    if at < here or status == "finished":
        return StageState.DONE
    return StageState.CURRENT if at == here else StageState.AHEAD
