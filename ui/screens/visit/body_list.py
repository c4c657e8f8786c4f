"""The areas of the body chart as a list to read and go through: what a screen reader reads."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from msk_desk.drawing.body.words import area_words
from ui.context import Texts
from ui.screens.visit.body_tools import swatch_picture
from ui.screens.visit.presenter_body import BodyPresenter
from ui.theme.theme import current

_LEAST = 92
"""Height in which some areas can be read, in pixels at 100 %."""


class BodyList(QListWidget):
    """One row an area; Delete takes it away, numbers say how strong.

    Signals:
        left: Escape was pressed.
    """

    left = Signal()

    def __init__(self, texts: Texts, presenter: BodyPresenter, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(texts.get("body.list"))
        self.setWordWrap(True)
        self.setMinimumHeight(current().px(_LEAST))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._texts, self._presenter = texts, presenter
        presenter.shown.connect(self.refresh)
        self.currentRowChanged.connect(self._choose)

    def refresh(self) -> None:
        """Show the areas as they are."""
        areas = self._presenter.areas
        self.blockSignals(True)
        words = [area_words(area, self._texts) for area in areas]
        if [self.item(at).text() for at in range(self.count())] != words:
            self.clear()
            for area, said in zip(areas, words, strict=True):
                icon = QIcon(swatch_picture(area.symptom, self.devicePixelRatioF()))
                self.addItem(QListWidgetItem(icon, said))
        chosen = self._presenter.chosen
        self.setCurrentRow(areas.index(chosen) if chosen in areas else -1)
        self.blockSignals(False)

    def sizeHint(self) -> QSize:
        """Takes what is left over."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def _choose(self, row: int) -> None:
        areas = self._presenter.areas
        if 0 <= row < len(areas):
            self._presenter.choose(areas[row])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and numbers act on the chosen area."""
        chosen = self._presenter.chosen
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._presenter.remove_chosen()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.text() and event.text() in "0123456789" and chosen is not None:
            ten = event.text() == "0" and chosen.intensity == 1
            self._presenter.set_intensity(10 if ten else int(event.text()))
        else:
            super().keyPressEvent(event)
