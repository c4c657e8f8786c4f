"""The large body chart in the middle of the assessment: figures, tools, the list of areas, the last visit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from msk_desk.drawing.body.region_search import Wanted
from msk_desk.drawing.body.words import region_name
from ui.context import Texts
from ui.screens.visit.body_canvas import BodyCanvas
from ui.screens.visit.body_card import add_undo_keys
from ui.screens.visit.body_changes import BodyChanges
from ui.screens.visit.body_list import BodyList
from ui.screens.visit.body_tools import KindChips, SheetTabs, ToolRow
from ui.screens.visit.presenter_body import BodyPresenter
from ui.screens.visit.region_field import RegionField
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.scroll_column import ScrollColumn

_BESIDE, SCROLL_BAR = 262, 16
"""Width of what is beside the figures, in pixels at 100 %."""
_LEAST = QSize(240, 220)


class BodyPanel(Card):
    """Takes the place of the form until it is put away.

    Signals:
        closed: the form is wanted again.
    """

    closed = Signal()

    def __init__(self, texts: Texts, presenter: BodyPresenter, parent: QWidget | None = None) -> None:
        super().__init__(texts.get("visit.body"), texts.get("body.subtitle"), name="visit_body_panel", parent=parent)
        self._texts, self._presenter = texts, presenter
        self.sheets = SheetTabs(texts, presenter, "body_panel_sheets")
        self.kinds = KindChips(texts, presenter, "body_panel_kinds")
        self.tools = ToolRow(texts, presenter, "body_panel_tools", large=True)
        self.canvas = BodyCanvas(texts, presenter, name="body_panel_chart", size=_LEAST)
        self.pointed = Label(tone="muted", size="small", name="body_panel_pointed")
        self.region = RegionField(texts, "body_panel_region")
        self.list = BodyList(texts, presenter, "body_panel_list")
        self.remove = Button(texts.get("body.remove"), name="body_panel_remove", icon="close")
        self.clear_all = Button(texts.get("body.clear"), look="quiet", name="body_panel_clear")
        self.changes = BodyChanges(texts, presenter)
        self.close_button = Button(texts.get("body.close"), name="body_panel_close", icon="check", look="primary")
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        for action in (self.tools.undo, self.tools.redo, self.close_button):
            self.add_action(action)
        column = QVBoxLayout()
        column.setSpacing(7)
        column.addWidget(self.kinds)
        column.addWidget(self.tools)
        column.addSpacing(4)
        column.addWidget(Label(self._texts.get("body.list"), tone="strong"))
        column.addWidget(self.region)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.addWidget(self.remove)
        row.addWidget(self.clear_all)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.changes)
        self._beside = ScrollColumn(column)
        self._beside.setFixedWidth(current().px(_BESIDE) + SCROLL_BAR)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self.sheets)
        left.addWidget(self.canvas, 1)
        left.addWidget(self.pointed)
        both = QHBoxLayout()
        both.setSpacing(14)
        both.addLayout(left, 1)
        both.addWidget(self._beside)
        self.add(both, 1)

    def _connect(self) -> None:
        self.canvas.pointed.connect(self._say_region)
        self.canvas.list_asked.connect(self.go_to_list)
        self.canvas.left.connect(self.closed)
        self.list.left.connect(self.closed)
        self.region.wanted.connect(self._add)
        self.remove.clicked.connect(self._presenter.remove_chosen)
        self.clear_all.clicked.connect(self._presenter.clear)
        self.close_button.clicked.connect(self.closed)
        self._presenter.shown.connect(self.refresh)
        self._presenter.missed.connect(self._say_missed)
        add_undo_keys(self, self._presenter)

    def refresh(self) -> None:
        """What can be done now."""
        presenter = self._presenter
        self.remove.setEnabled(presenter.is_open and presenter.chosen is not None)
        self.clear_all.setEnabled(presenter.is_open and bool(presenter.areas))
        self.region.setEnabled(presenter.is_open)

    def changeEvent(self, event: QEvent) -> None:
        """Take a new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_beside"):
            self._beside.setFixedWidth(current().px(_BESIDE) + SCROLL_BAR)

    def go_to_list(self) -> None:
        """The keyboard goes to the field that adds a region."""
        self.region.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_to_chart(self) -> None:
        """The keyboard goes to the figures."""
        self.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _add(self, wanted: Wanted) -> None:
        self._presenter.add_region(wanted.regions[0], wanted.symptom, wanted.intensity)

    def _say_region(self, region: str) -> None:
        self.pointed.setText(region_name(region, self._texts) if region else self._texts.get("body.keys"))

    def _say_missed(self) -> None:
        self.pointed.setText(self._texts.get("body.missed"))
