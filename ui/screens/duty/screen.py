"""The duty rota: two weeks at the left, who may be named for the chosen day at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from msk_desk.domain.dates import staff_date
from msk_desk.domain.records import Changes
from msk_desk.domain.roles import Role
from ui.context import Context
from ui.models.rows_model import Cell, Column
from ui.navigation import Place
from ui.screens.duty.presenter import DAYS, DutyLine, DutyPresenter, Rota
from ui.screens.screen import Screen
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.table import Table

if TYPE_CHECKING:
    from msk_desk.domain.people import Staff

_MAY_SET = (Role.TEAM_LEAD, Role.ADMINISTRATOR)
_BY = {
    "site": ("duty.by_site", "good"), "service": ("duty.by_service", "good"),
    "team-lead": ("duty.by_team_lead", "warn"), "nobody": ("duty.by_nobody", "bad"),
}  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class DutyScreen(Screen):
    """Everybody may look; team leads and administrators name people."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("duty_screen")
        self.presenter = DutyPresenter(context, self)
        self.rota = Table(self._columns(), name="duty_rota", says=self.text("duty.title"))
        self.site = QComboBox()
        self.site.setObjectName("duty_site")
        self.site.setAccessibleName(self.text("duty.site"))
        self.site.setMinimumWidth(current().px(190))
        self.people = Table(self._people_columns(), name="duty_people", says=self.text("duty.people"), headings=False)
        self.filter = QLineEdit()
        self.filter.setObjectName("duty_filter")
        self.filter.setPlaceholderText(self.text("duty.filter"))
        self.filter.setAccessibleName(self.text("duty.filter"))
        self.name = Button(self.text("duty.name"), look="primary", name="duty_name")
        self.take_off = Button(self.text("duty.take_off"), name="duty_take_off")
        self.chosen = Card("", name="duty_chosen")
        self._staff: tuple[Staff, ...] = ()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        left = Card(self.text("duty.title"), self.text("duty.what"), name="card")
        before = Button(self.text("duty.before"), look="icon", icon="chevron-left", name="duty_before")
        after = Button(self.text("duty.after"), look="icon", icon="chevron-right", name="duty_after")
        before.clicked.connect(self._go_back)
        after.clicked.connect(self._go_on)
        for part in (self.site, before, after):
            left.add_action(part)
        left.add(self.rota, 1)
        self.chosen.setProperty("card", "true")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.name)
        buttons.addWidget(self.take_off)
        buttons.addStretch(1)
        self.chosen.add(self.filter)
        self.chosen.add(self.people, 1)
        self.chosen.add(buttons)
        self.chosen.add(Label(self.text("duty.falls_back"), tone="muted", size="small", wrap=True))
        if self.context.actor.role not in _MAY_SET:
            self.chosen.hide()
        page = QHBoxLayout(self)
        page.setContentsMargins(20, 16, 20, 14)
        page.setSpacing(16)
        page.addWidget(left, 62)
        page.addWidget(self.chosen, 38)

    def _connect(self) -> None:
        self.presenter.rota_read.connect(self.show_rota)
        self.presenter.failed.connect(self.troubled)
        self.rota.row_chosen.connect(self._show_chosen)
        self.rota.row_opened.connect(self._go_to_people)
        self.people.row_opened.connect(self._name_chosen)
        self.filter.textEdited.connect(self._narrow)
        self.filter.returnPressed.connect(self._name_chosen)
        self.name.clicked.connect(self._name_chosen)
        self.take_off.clicked.connect(self._take_off)
        self.site.activated.connect(self._choose_site)

    def open(self, place: Place) -> None:
        """Read afresh."""
        self.titled.emit(self.text("duty.title"))
        self.presenter.read()
        self.rota.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_changes(self, changes: Changes) -> None:
        """Somebody else changed the rota."""
        if changes.touches("Schedule"):
            self.presenter.read()

    def show_rota(self, rota: Rota) -> None:
        """Show two weeks and who may be named."""
        at = max(0, self.rota.currentIndex().row())
        if self.site.count() != len(rota.sites) + 1:
            self.site.clear()
            self.site.addItem(self.text("duty.service"), "")
            for site in rota.sites:
                self.site.addItem(site.name, site.id)
        self.rota.show_rows(rota.lines)
        self._staff = rota.people
        self._narrow(self.filter.text())
        self.rota.choose_row(min(at, DAYS - 1))
        self._show_chosen(self.rota.chosen_row)

    def _show_chosen(self, line: DutyLine | None) -> None:
        if line is not None:
            self.chosen.set_heading(self.text("duty.who", date=staff_date(line.day)))
            self.take_off.setEnabled(bool(line.named))

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        found = [each for each in self._staff if all(word in self._about(each).casefold() for word in words)]
        self.people.show_rows(found)
        self.people.choose_quietly(0)
        self.name.setEnabled(bool(found))

    def _about(self, person: Staff) -> str:
        return f"{person.name.listed()} {person.profession}"

    def _name_chosen(self, *_: object) -> None:
        line, person = self.rota.chosen_row, self.people.chosen_row
        if line is not None and person is not None and self.context.actor.role in _MAY_SET:
            self.presenter.name(line.day, person.id)

    def _take_off(self) -> None:
        if self.rota.chosen_row is not None:
            self.presenter.name(self.rota.chosen_row.day, "")

    def _go_to_people(self, _line: DutyLine) -> None:
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_site(self, at: int) -> None:
        self.presenter.choose_site(str(self.site.itemData(at)))

    def _go_back(self) -> None:
        self.presenter.step(-7)

    def _go_on(self) -> None:
        self.presenter.step(7)

    def _columns(self) -> list[Column[DutyLine]]:
        text = self.text
        return [
            Column(text("duty.column_day"), self._day, 190),
            Column(text("duty.column_answers"), _answers, whole=True),
            Column(text("duty.column_by"), self._by, 230),
        ]

    def _people_columns(self) -> list[Column[Staff]]:
        return [Column("", _person), Column("", _profession, 150)]

    def _day(self, line: DutyLine) -> Cell:
        weekday = self.text(f"today.{_WEEKDAYS[line.day.weekday()]}")
        return Cell(f"{weekday} {staff_date(line.day)}", bold=True)

    def _by(self, line: DutyLine) -> Cell:
        key, role = _BY[line.by]
        return Cell(chips=((self.text(key), role),))


def _answers(line: DutyLine) -> Cell:
    return Cell(line.answers)


def _person(person: Staff) -> Cell:
    return Cell(person.name.listed(), bold=True)


def _profession(person: Staff) -> Cell:
    return Cell(person.profession, tone="muted")
