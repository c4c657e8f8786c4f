"""Choosing the form of a visit: type some letters or use the arrows, Enter begins."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from msk_desk.services.form_choice import FormOffer
from ui.context import Texts
from ui.models.rows_model import Cell, Column
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.table import Table

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
WIDTH = 640
_MANY_AREAS = 4


class ChooseForm(QWidget):
    """The field keeps the keyboard; the list below shows what fits.

    Signals:
        chosen: the canonical URL of the form to begin.
        left: the user goes on with the form that is open.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("visit_choose_form")
        self._texts = texts
        self._offers: tuple[FormOffer, ...] = ()
        self.card = Card(texts.get("visit.choose_title"), name="visit_choose_card")
        self.card.setMaximumWidth(current().px(WIDTH))
        self.field = QLineEdit()
        self.field.setObjectName("visit_form_search")
        self.field.setPlaceholderText(texts.get("visit.choose_hint"))
        self.field.setAccessibleName(texts.get("visit.choose_title"))
        self.field.setAccessibleDescription(texts.get("visit.choose_keys"))
        columns: list[Column[FormOffer]] = [Column("", self._cell), Column("", self._likely_cell, width=70)]
        self.table = Table(
            columns, name="visit_form_list", says=texts.get("visit.choose_list"), two_lines=True, headings=False
        )
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.none = Label(texts.get("visit.choose_none"), tone="muted", wrap=True)
        self.back = Button(texts.get("visit.choose_back"), name="visit_choose_back", look="link")
        for part in (Label(texts.get("visit.choose_keys"), tone="muted", wrap=True), self.field, self.none):
            self.card.add(part)
        self.card.add(self.table, 1)
        self.card.add(self.back)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.card, 3)
        row.addStretch(1)
        self.field.installEventFilter(self)
        self.field.textEdited.connect(self._narrow)
        self.table.clicked.connect(self._take)
        self.back.clicked.connect(self.left)

    def show_offers(self, offers: tuple[FormOffer, ...], *, more: bool) -> None:
        """Offer forms; `more` when one is open already and can be gone back to."""
        self._offers = offers
        self.card.set_heading(self._texts.get("visit.choose_more" if more else "visit.choose_title"))
        self.back.setVisible(more)
        self.field.clear()
        self._narrow("")
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list, Enter begins, Escape goes back, while letters go on narrowing."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in _MOVES:
            self.table.keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif event.key() == Qt.Key.Key_Escape and self.back.isVisible():
            self.left.emit()
        else:
            return False
        return True

    def _narrow(self, typed: str) -> None:
        words = typed.casefold().split()
        fitting = [offer for offer in self._offers if all(word in self._searched(offer) for word in words)]
        if words:  # what is called so comes before what is also for it
            fitting.sort(key=lambda offer: not all(word in offer.entry.title.casefold() for word in words))
        self.table.show_rows(fitting)
        self.table.setVisible(bool(fitting))
        self.none.setVisible(not fitting)
        if fitting:
            self.table.choose_quietly(0)

    def _searched(self, offer: FormOffer) -> str:
        return " ".join((offer.entry.title, str(offer.entry.kind), *offer.entry.areas)).casefold()

    def _cell(self, offer: FormOffer) -> Cell:
        entry = offer.entry
        kind = self._texts.get(f"visit.kind_{entry.kind.name.lower()}")
        areas = ", ".join(area.replace("-", " and ") for area in entry.areas)
        if len(entry.areas) > _MANY_AREAS:
            areas = self._texts.get("visit.choose_every_area")
        return Cell(entry.title, bold=True, below=" · ".join(filter(None, (kind, areas))))

    def _likely_cell(self, offer: FormOffer) -> Cell:
        return Cell(chips=((self._texts.get("visit.choose_likely"), "good"),) if offer.likely else ())

    def _take(self) -> None:
        offer = self.table.chosen_row
        if offer is not None and self.table.isVisible():
            self.chosen.emit(offer.entry.canonical)
