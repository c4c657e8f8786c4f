"""What the patient waits for, what was offered, and their bookings with what can be done about each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from msk_desk.domain.clinics import Appointment, Status
from msk_desk.domain.dates import staff_date
from msk_desk.domain.offers import Standing
from msk_desk.domain.waiting_list import WaitingEntry
from msk_desk.services.patient_bookings import Booked, PatientBookings
from ui.context import Texts
from ui.models.rows_model import Cell, Column
from ui.screens.booking.desk_words import KINDS, DeskWords
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label
from ui.widgets.table import Table

ARRIVE, MOVE, CANCEL, MISSED, CAME = "arrive", "move", "cancel", "missed", "came"
_KEYS = {ARRIVE: "A", MOVE: "M", CANCEL: "C", MISSED: "N", CAME: "U"}
_WHEN = {
    ARRIVE: (Status.BOOKED,), MOVE: (Status.BOOKED,), CANCEL: (Status.BOOKED, Status.PROPOSED),
    MISSED: (Status.BOOKED,), CAME: (Status.NO_SHOW,),
}  # fmt: skip


class WaitsCard(Card):
    """The entries of the waiting list, one of which a booking answers.

    Signals:
        chosen: the WaitingEntry.
    """

    chosen = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(texts.get("desk.waits"), name="desk_waits_card", parent=parent)
        self._texts = texts
        self._services: dict[str, str] = {}
        columns: list[Column[WaitingEntry]] = [Column("", self._cell)]
        self.table = Table(columns, name="desk_waits", says=texts.get("desk.waits"), two_lines=True, headings=False)
        self.none = Label(texts.get("desk.waits_none"), tone="muted", wrap=True, name="desk_waits_none")
        self.offers = Label(tone="muted", wrap=True, name="desk_offered")
        self.add(self.table)
        self.add(self.none)
        self.add(self.offers)
        self.table.row_chosen.connect(self.chosen)

    def show_services(self, services: tuple[tuple[str, str], ...]) -> None:
        """The titles of services."""
        self._services = dict(services)

    def show_patient(self, found: PatientBookings) -> None:
        """Show what is waited for, and what was offered so far."""
        weeks = self._texts.get("desk.weeks", n=found.weeks) if found.weeks is not None else ""
        self.set_heading(self._texts.get("desk.waits"), weeks)
        before = self.table.chosen_row
        self.table.show_rows(found.waits)
        rows = len(found.waits)
        self.table.setFixedHeight(self.table.verticalHeader().defaultSectionSize() * min(3, max(1, rows)) + 2)
        self.table.setVisible(bool(rows))
        self.none.setVisible(not rows)
        ids = [entry.id for entry in found.waits]
        if rows:
            self.table.choose_quietly(ids.index(before.id) if before is not None and before.id in ids else 0)
        self._say_offers(found.standing)

    def _say_offers(self, standing: Standing) -> None:
        declined = [offer for offer in standing.offers if offer.answer == "declined"]
        words = (
            [self._texts.get("desk.declined_so_far", n=len(declined), reasonable=standing.declined)] if declined else []
        )
        if standing.second_by is not None:
            words.append(self._texts.get("desk.second_by", day=staff_date(standing.second_by)))
        if standing.talk:
            words.append(self._texts.get("desk.talk"))
        self.offers.setText(" ".join(words))
        self.offers.set_tone("warn" if standing.talk else "muted")
        self.offers.setVisible(bool(words))

    def _cell(self, entry: WaitingEntry) -> Cell:
        kind = self._texts.get(f"booking.kind_{entry.kind}") if entry.kind in KINDS else entry.kind
        service = self._services.get(entry.service, entry.service)
        below = [self._texts.get("desk.since", day=staff_date(entry.since))]
        if entry.not_before:
            below.append(self._texts.get("desk.not_before", day=staff_date(entry.not_before)))
        below.append(entry.note)
        chips = (((self._texts.get("desk.urgent")), "bad"),) if entry.priority in ("urgent", "asap", "stat") else ()
        return Cell(
            " · ".join(filter(None, (kind, service))), bold=True, below=" · ".join(filter(None, below)), chips=chips
        )


class BookedCard(Card):
    """The bookings; a key or button does something about the chosen one.

    Signals:
        asked: (what, Appointment), what is one of the constants of this module.
        looked_at: the Booked that needs somebody and was chosen.
    """

    asked = Signal(object)
    looked_at = Signal(object)

    def __init__(self, texts: Texts, words: DeskWords, parent: QWidget | None = None) -> None:
        super().__init__(texts.get("booking.booked"), name="desk_booked_card", parent=parent)
        self._texts = texts
        columns: list[Column[Booked]] = [
            Column(texts.get("booking.column_what"), words.booked_cell, share=1.6),
            Column(texts.get("desk.column_state"), words.state_cell),
        ]
        self.table = Table(columns, name="desk_booked", says=texts.get("booking.booked"), two_lines=True)
        self.none = EmptyState(
            texts.get("booking.none_booked"),
            texts.get("desk.none_booked_advice"),
            icon="clock",
            name="desk_none_booked",
        )
        self.buttons = {key: Button(texts.get(f"desk.do_{key}"), name=f"desk_{key}") for key in _KEYS}
        self._pages = QStackedWidget()
        self._pages.addWidget(self.none)
        self._pages.addWidget(self.table)
        row = QWidget()
        flow = FlowLayout(row)
        for key, button in self.buttons.items():
            flow.addWidget(button)
            button.clicked.connect(self._ask_by_button)
            made = QShortcut(QKeySequence(_KEYS[key]), self.table)
            made.setContext(Qt.ShortcutContext.WidgetShortcut)
            made.activated.connect(button.click)
        self.add(self._pages, 1)
        self.add(row)
        self.table.row_chosen.connect(self._choose)
        self.table.row_opened.connect(self.looked_at)

    def show_booked(self, rows: tuple[Booked, ...], focus_id: str = "") -> None:
        """Show the bookings; the one named, or the one chosen before, is chosen."""
        before = self.table.chosen_row
        self.table.show_rows(rows)
        self._pages.setCurrentWidget(self.table if rows else self.none)
        ids = [row.appointment.id for row in rows]
        wanted = focus_id or (before.appointment.id if before is not None else "")
        if rows:
            self.table.choose_quietly(ids.index(wanted) if wanted in ids else 0)
        self._settle_buttons()

    def _choose(self, row: Booked) -> None:
        self._settle_buttons()

    def _settle_buttons(self) -> None:
        row = self.table.chosen_row
        status = row.appointment.status if row is not None else None
        for key, button in self.buttons.items():
            button.setVisible(key != CAME or status is Status.NO_SHOW)
            button.setEnabled(status in _WHEN[key])

    def _ask_by_button(self) -> None:
        row, sender = self.table.chosen_row, self.sender()
        key = next((key for key, button in self.buttons.items() if button is sender), "")
        if row is not None and key:
            chosen: Appointment = row.appointment
            self.asked.emit((key, chosen))
