"""Marks a region by its name, without a mouse: type words of it, with kind and strength if they differ, press Enter."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from msk_desk.drawing.body.region_search import RegionSearch, Wanted
from msk_desk.drawing.body.words import region_name
from ui.context import Texts

_SHOWN = 12


class RegionField(QLineEdit):
    """A type-ahead field over all regions.

    Signals:
        wanted: a Wanted with one region, to be marked.
    """

    wanted = Signal(object)

    def __init__(self, texts: Texts, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(texts.get("body.add_says"))
        self.setPlaceholderText(texts.get("body.add_hint"))
        self._texts = texts
        self._search = RegionSearch(texts)
        self._found = Wanted()
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(_SHOWN)
        popup = QListView()
        completer.setPopup(popup)
        popup.setObjectName(f"{name}_list")
        popup.setAccessibleName(texts.get("body.add_says"))
        self._completer, self._popup = completer, popup
        completer.setWidget(self)
        completer.activated.connect(self._take_name)
        self.textEdited.connect(self._find)
        self.returnPressed.connect(self._take_first)

    @property
    def offered(self) -> list[str]:
        """The names shown now."""
        return self._names.stringList()

    def begin(self) -> None:
        """Empty, with nothing offered."""
        self._found = Wanted()
        self._names.setStringList([])
        self.clear()

    def _find(self, typed: str) -> None:
        self._found = self._search.find(typed)
        self._names.setStringList([region_name(code, self._texts) for code in self._found.regions])
        if self._found.regions:
            self._completer.complete()
            self._popup.setCurrentIndex(self._popup.model().index(0, 0))
        else:
            self._popup.hide()

    def _take_name(self, name: str) -> None:
        if name in self.offered:
            self._take(self.offered.index(name))

    def _take_first(self) -> None:
        self._take(0)

    def _take(self, row: int) -> None:
        found = self._found
        if not 0 <= row < len(found.regions):
            return
        self._popup.hide()
        self.begin()
        self.wanted.emit(Wanted((found.regions[row],), found.symptom, found.intensity))
