"""How a session is to be: day, times, clinician, room; as it stands until something is entered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from msk_desk.domain.clinic_time import at, day_of, minutes_of
from msk_desk.domain.clinics import Session
from msk_desk.domain.session_changes import SessionChange
from ui.context import Texts
from ui.screens.clinic_setup.fields import Choice, DayField, TimeField
from ui.screens.clinic_setup.grid import FieldGrid
from ui.screens.clinic_setup.templates_presenter import Choices
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented

MOVE, CUT = "move", "cut"


class SessionForm(QWidget):
    """Fields over one session.

    Signals:
        entered: nothing; `change` says to what.
    """

    entered = Signal()

    def __init__(self, texts: Texts, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        text = texts.get
        self._text = text
        self._choices: Choices | None = None
        self._session: Session | None = None
        self.day = DayField("session_day", text("clinic_setup.day"), today)
        self.start = TimeField("session_start", text("clinic_setup.starts"))
        self.end = TimeField("session_end", text("clinic_setup.ends"))
        how = [(MOVE, text("clinic_setup.how_move")), (CUT, text("clinic_setup.how_cut"))]
        self.how = Segmented(how, name="session_how", says=text("clinic_setup.how"))
        self.staff = Choice("session_staff", text("clinic_setup.clinician"))
        self.site = Choice("session_site", text("clinic_setup.site"))
        self.room = Choice("session_room", text("clinic_setup.room"))
        self.reason = QLineEdit()
        self.reason.setObjectName("session_reason")
        self.reason.setAccessibleName(text("clinic_setup.reason"))
        self.reason.setPlaceholderText(text("clinic_setup.reason_example"))
        grid = FieldGrid()
        to = Label(text("clinic_setup.to"), tone="muted")
        self._of_change = (
            grid.add_row(text("clinic_setup.day"), self.day, self.start, to, self.end),
            grid.add_row(text("clinic_setup.how"), self.how),
            grid.add_row(text("clinic_setup.clinician"), self.staff, stretch=True),
            grid.add_row(text("clinic_setup.site"), self.site, stretch=True),
            grid.add_row(text("clinic_setup.room"), self.room, stretch=True),
        )
        grid.add_row(text("clinic_setup.reason"), self.reason, stretch=True)
        self._grid = grid
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(grid)
        self.day.entered.connect(self._say)
        self.start.entered.connect(self._take_start)
        self.end.entered.connect(self._say)
        self.how.chosen.connect(self._say)
        self.staff.picked.connect(self._say)
        self.site.picked.connect(self._take_site)
        self.room.picked.connect(self._say)

    def show_session(self, session: Session, choices: Choices) -> None:
        """Show a session as it stands."""
        self._choices, self._session = choices, session
        self.staff.offer(choices.staff)
        self.site.offer(choices.sites)
        self.day.show_day(day_of(session.start))
        self.start.show_minutes(minutes_of(session.start))
        self.end.show_minutes(minutes_of(session.end))
        self.how.choose(MOVE)
        self.staff.choose(session.staff_id)
        self.site.choose(session.site_id)
        self._offer_rooms(session.room_id)

    def show_change(self, shown: bool) -> None:
        """Show the fields of a change, or the reason alone."""
        for row in self._of_change:
            self._grid.show_row(row, shown)

    @property
    def change(self) -> SessionChange | None:
        """What is entered; None when a day or a time is none."""
        day, start, end = self.day.day, self.start.minutes, self.end.minutes
        if day is None or start is None or end is None:
            return None
        return SessionChange(
            at(day, start), at(day, end), self.staff.chosen, self.room.chosen, self.site.chosen,
            self.how.choice == CUT,
        )  # fmt: skip

    @property
    def differs(self) -> bool:
        """Whether what is entered is other than what stands."""
        change, session = self.change, self._session
        if change is None or session is None:
            return False
        entered = (change.start, change.end, change.staff_id, change.room_id, change.site_id)
        return entered != (session.start, session.end, session.staff_id, session.room_id, session.site_id)

    def _offer_rooms(self, chosen: str) -> None:
        rooms = self._choices.rooms.get(self.site.chosen, ()) if self._choices else ()
        self.room.offer([("", self._text("clinic_setup.no_room")), *rooms])
        self.room.choose(chosen)

    def _take_site(self, _site: str) -> None:
        self._offer_rooms("")
        self._say()

    def _take_start(self) -> None:
        """A session that moves keeps its length."""
        start, session = self.start.minutes, self._session
        if start is not None and session is not None and self.how.choice == MOVE:
            length = minutes_of(session.end) - minutes_of(session.start)
            self.end.show_minutes(min(start + length, 24 * 60 - 1))
        self._say()

    def _say(self, *_: object) -> None:
        self.entered.emit()
