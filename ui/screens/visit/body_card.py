"""Where it hurts: the small body chart beside the form."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from msk_desk.drawing.body.words import area_words
from ui.context import Texts
from ui.screens.visit.body_canvas import BodyCanvas
from ui.screens.visit.body_tools import KindChips, SheetTabs, ToolRow
from ui.screens.visit.presenter_body import BodyPresenter
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label

_LEAST, _SHARE = QSize(200, 150), 0.265
_NAMED = 3
"""Areas that are named under the chart; the rest are counted."""


class BodyCard(Card):
    """Figures, kinds and tools.

    Signals:
        panel_asked: the large chart is wanted.
        list_asked: the large chart is wanted, to choose a region by its name.
    """

    panel_asked = Signal()
    list_asked = Signal()

    def __init__(self, texts: Texts, presenter: BodyPresenter, parent: QWidget | None = None) -> None:
        super().__init__(texts.get("visit.body"), name="visit_body_card", parent=parent)
        self.setProperty("card", "true")
        self._texts, self._presenter = texts, presenter
        self.sheets = SheetTabs(texts, presenter, "visit_body_sheets")
        self.canvas = BodyCanvas(texts, presenter, name="visit_body_chart", size=_LEAST, share=_SHARE)
        self.kinds = KindChips(texts, presenter, "visit_body_kinds")
        self.tools = ToolRow(texts, presenter, "visit_body_tools", large=False)
        self.said = Label(tone="muted", size="small", wrap=True, name="visit_body_said")
        self.enlarge = Button(
            texts.get("body.enlarge"), look="icon", name="visit_body_enlarge", icon="enlarge",
            says=texts.get("body.enlarge"),
        )  # fmt: skip
        self.canvas.setToolTip(texts.get("body.keys"))
        for action in (self.tools.undo, self.tools.redo, self.enlarge):
            self.add_action(action)
        self.add(self.sheets)
        self.add(self.canvas, 1)
        for part in (self.kinds, self.tools, self.said):
            self.add(part)
        self.enlarge.clicked.connect(self.panel_asked)
        self.canvas.list_asked.connect(self.list_asked)
        presenter.shown.connect(self.refresh)
        presenter.missed.connect(self._say_missed)
        add_undo_keys(self, presenter)

    def refresh(self) -> None:
        """The areas in words."""
        areas = self._presenter.areas
        words = [area_words(area, self._texts) for area in areas]
        said = "; ".join(words)
        chosen = self._presenter.chosen
        if chosen is not None:
            self.said.setText(area_words(chosen, self._texts))
        elif len(words) > _NAMED:
            more = self._texts.get("body.more", n=len(words) - _NAMED)
            self.said.setText("; ".join(words[:_NAMED]) + more)
        else:
            self.said.setText(
                said or self._texts.get("body.nothing" if self._presenter.is_open else "body.none_marked")
            )

    def _say_missed(self) -> None:
        self.said.setText(self._texts.get("body.missed"))


def add_undo_keys(widget: QWidget, presenter: BodyPresenter) -> None:
    """Ctrl+Z and Ctrl+Y while the keyboard is in a widget."""
    for keys, slot in (("Ctrl+Z", presenter.undo), ("Ctrl+Y", presenter.redo), ("Ctrl+Shift+Z", presenter.redo)):
        shortcut = QShortcut(QKeySequence(keys), widget)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(slot)
