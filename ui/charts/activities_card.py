"""The patient's own activities: rated first and now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.context import Texts
from ui.models.rows_model import Cell, Column
from ui.theme.theme import current
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.table import Table

if TYPE_CHECKING:
    from msk_desk.services.outcomes import ActivityRating

_ROW, _HEAD = 38, 34


class ActivitiesCard(Card):
    """Hidden until an activity was rated."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(texts.get("proms.activities"), name="proms_activities", parent=parent)
        self.setProperty("card", "true")
        columns: list[Column[ActivityRating]] = [
            Column(texts.get("proms.column_activity"), _name_cell),
            Column(texts.get("proms.column_first"), _first_cell, 80),
            Column(texts.get("proms.column_now"), _now_cell, 80),
        ]
        self.table = Table(columns, name="proms_activities_table", says=texts.get("proms.activities"))
        self.add(self.table)
        self.add(Label(texts.get("proms.activities_scale"), tone="muted", size="small"))
        self._some = self._gives_way = False
        self.hide()

    def show_ratings(self, ratings: tuple[ActivityRating, ...]) -> None:
        """Show other ratings."""
        self.table.show_rows(ratings)
        self.table.setFixedHeight(current().px(_HEAD) + len(ratings) * current().px(_ROW) + 4)
        self._some = bool(ratings)
        self._show()

    def give_way(self, wanted: bool) -> None:
        """While answers are typed the grid needs the room."""
        self._gives_way = wanted
        self._show()

    def _show(self) -> None:
        self.setVisible(self._some and not self._gives_way)


def _name_cell(rating: ActivityRating) -> Cell:
    return Cell(rating.name)


def _first_cell(rating: ActivityRating) -> Cell:
    return Cell(f"{rating.first:g}", tone="muted")


def _now_cell(rating: ActivityRating) -> Cell:
    return Cell(f"{rating.now:g}", bold=True)
