"""The entry card of one patient with its presenter: used beside the charts of a visit, and by the screen of its own."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from msk_desk.domain.dates import clock_time
from msk_desk.domain.drafts import Draft
from msk_desk.domain.proms.definition import Definition
from ui.context import Context
from ui.prom_drafts import Kept
from ui.screens.patient_view import PatientView, retire
from ui.screens.proms.answer_grid import Typed
from ui.screens.proms.entry import OpenEntry
from ui.screens.proms.entry_card import EntryCard
from ui.screens.proms.presenter import PromsPresenter


class EntryView(PatientView):
    """One instrument after another for one patient.

    Signals:
        begun: the PromsPresenter of another patient, before it reads anything.
        opened: the OpenEntry on the card.
        stored: the Definition whose answers are on the record.
    """

    begun = Signal(object)
    opened = Signal(object)
    stored = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.presenter: PromsPresenter | None = None
        self._wanted_mode = ""
        role = context.actor.role
        self.card = EntryCard(context.desk.texts, shows_scores=role.clinical, may_turn=role.writes_notes)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.card)
        card = self.card
        card.instrument_chosen.connect(self.choose)
        card.store_asked.connect(self._store)
        card.answered.connect(self._answer)
        card.grid.named.connect(self._name)
        card.turn_asked.connect(self._turn)
        card.ways.mode_chosen.connect(self._choose_mode)
        card.ways.given_by_chosen.connect(self._choose_given_by)
        card.ways.day_typed.connect(self._type_day)
        card.ways.start_again_asked.connect(self._start_again)

    def begin(self) -> None:
        """Another patient or visit."""
        retire(self.presenter)
        self.card.begin()
        self._wanted_mode = ""
        presenter = PromsPresenter(self.context, self.patient_id, self.visit_id, self)
        presenter.instruments_read.connect(self.card.show_instruments)
        presenter.entry_opened.connect(self._show_entry)
        presenter.entry_changed.connect(self.card.show_now)
        presenter.mode_changed.connect(self._show_mode)
        presenter.kept.connect(self._show_kept)
        presenter.stored.connect(self._show_stored)
        presenter.failed.connect(self.troubled)
        self.presenter = presenter
        self.begun.emit(presenter)
        presenter.begin()

    def leave(self) -> None:
        """Out of sight."""
        if self.presenter is not None:
            self.presenter.leave()

    def choose(self, code: str, mode: str = "") -> None:
        """Open an instrument, by a way when one is wanted."""
        self._wanted_mode = mode
        self._made().choose(code)

    def _show_entry(self, entry: OpenEntry) -> None:
        self.card.show_entry(entry)
        self.opened.emit(entry)
        if self._wanted_mode and self._wanted_mode != entry.kept.mode:
            self._made().choose_mode(self._wanted_mode)
        self._wanted_mode = ""

    def _show_mode(self, kept: Kept) -> None:
        self.card.ways.mode.choose(kept.mode)
        self.card.show_mode(kept.mode, kept)

    def _show_stored(self, instrument: Definition) -> None:
        self.card.show_stored(instrument)
        self.stored.emit(instrument)

    def _show_kept(self, draft: Draft) -> None:
        self.card.kept.setText(self.text("visit.saved", time=clock_time(draft.updated.astimezone())))

    def _made(self) -> PromsPresenter:
        if self.presenter is None:
            raise LookupError("no patient is open")
        return self.presenter

    def _store(self) -> None:
        self._made().store()

    def _answer(self, typed: Typed) -> None:
        self._made().type_answer(typed.code, typed.text)

    def _name(self, typed: Typed) -> None:
        self._made().name_activity(typed.code, typed.text)

    def _choose_mode(self, mode: str) -> None:
        self._made().choose_mode(mode)

    def _choose_given_by(self, given_by: str) -> None:
        self._made().choose_given_by(given_by)

    def _type_day(self, text: str) -> None:
        self._made().type_day(text)

    def _start_again(self) -> None:
        self._made().start_again()

    def _turn(self, code: str) -> None:
        given_by = self.card.ways.given_by.choice
        self._made().put_down()
        self.card.begin()
        self.context.navigator.go(
            "patient-screen", self.patient_id, instruments=code, visit_id=self.visit_id, given_by=given_by
        )
