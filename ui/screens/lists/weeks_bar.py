"""Breaches ahead by week: a button for each week with how many end in it; choosing one narrows the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.context import Context
from ui.widgets.button import Button
from ui.widgets.card import clear_layout
from ui.widgets.flow import FlowLayout
from ui.widgets.panel import Panel


class WeeksBar(Panel):
    """Hidden for every other list.

    Signals:
        week_chosen: the week to narrow to, empty for all.
    """

    week_chosen = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent, says=context.text("lists.weeks_bar"))
        self.setObjectName("lists_weeks")
        self._context = context
        self._flow = FlowLayout(self, gap=6)
        self._weeks: tuple[tuple[str, int], ...] = ()
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)
        self.hide()

    def show_weeks(self, weeks: Sequence[tuple[str, int]], chosen: str) -> None:
        """Show the weeks in their order, the chosen one pressed."""
        self.setVisible(bool(weeks))
        if tuple(weeks) != self._weeks:
            self._weeks = tuple(weeks)
            clear_layout(self._flow)
            for at, (week, count) in enumerate(weeks):
                words = self._context.text("lists.weeks_line", week=_short(week), n=count)
                button = Button(words, look="tick", name=f"week_{at}", says=f"{week}: {count}")
                button.setCheckable(True)
                button.setProperty("week", week)
                button.clicked.connect(self._say_week)
                self._flow.addWidget(button)
            self.updateGeometry()
        for button in self.findChildren(Button):
            button.setChecked(bool(chosen) and button.property("week") == chosen)

    def _say_week(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.week_chosen.emit(str(button.property("week")) if button.isChecked() else "")


def _short(week: str) -> str:
    """`30-Nov` of `Week of 30-Nov-2026`: the year and the words are said by the chip."""
    last = week.rpartition(" ")[2]
    return last[:6] if last[2:3] == "-" else week
