"""Above the calendar: which day or week, and whose columns."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from msk_desk.domain.dates import staff_date
from msk_desk.forms.typed_dates import parse_date
from ui.context import Texts
from ui.theme.restyle import restyle
from ui.theme.theme import current
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from msk_desk.services.diary import DiaryWish, Workforce

_DATE, _CHOICE = 108, 122


class CalendarToolbar(QWidget):
    """Steps, a typed date, day or week, and three filters; wraps where there is no room.

    Signals:
        stepped: days (or weeks) on or back; 0 for today.
        day_typed: the date to go to.
        view_chosen: day or week.
        site_chosen, profession_chosen, clinician_chosen: an id or word, empty for all.
    """

    stepped = Signal(object)
    day_typed = Signal(object)
    view_chosen = Signal(object)
    site_chosen = Signal(object)
    profession_chosen = Signal(object)
    clinician_chosen = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("calendar_toolbar")
        text = texts.get
        self._today = date.min
        self.before = Button(text("calendar.before"), look="icon", icon="chevron-left", name="calendar_before")
        self.this_day = Button(text("calendar.today"), name="calendar_today")
        self.after = Button(text("calendar.after"), look="icon", icon="chevron-right", name="calendar_after")
        self.date = QLineEdit()
        self.date.setObjectName("calendar_date")
        self.date.setAccessibleName(text("calendar.date"))
        self.date.setAccessibleDescription(text("calendar.date_hint"))
        self.date.setToolTip(text("calendar.date_hint"))
        self.view = Segmented(
            [("day", text("calendar.day")), ("week", text("calendar.week"))],
            name="calendar_view", says=text("calendar.view"),
        )  # fmt: skip
        self.site = _choice("calendar_site", text("calendar.site"))
        self.profession = _choice("calendar_profession", text("calendar.profession"))
        self.clinician = _choice("calendar_clinician", text("calendar.clinician"))
        self._all = {
            self.site: text("calendar.all_sites"), self.profession: text("calendar.all_professions"),
            self.clinician: text("calendar.all_clinicians"),
        }  # fmt: skip
        self._lay_out()
        self._connect()
        self.set_sizes()

    def _lay_out(self) -> None:
        steps = QWidget()
        row = QHBoxLayout(steps)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for step in (self.before, self.this_day, self.after, self.date):
            row.addWidget(step)
        flow = FlowLayout(self, gap=8)
        for widget in (steps, self.view, self.site, self.profession, self.clinician):
            flow.addWidget(widget)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _connect(self) -> None:
        self.before.clicked.connect(self._step_back)
        self.after.clicked.connect(self._step_on)
        self.this_day.clicked.connect(self._step_to_today)
        self.date.returnPressed.connect(self._go)
        self.date.textEdited.connect(self._look_right)
        self.view.chosen.connect(self.view_chosen)
        self.site.activated.connect(self._choose_site)
        self.profession.activated.connect(self._choose_profession)
        self.clinician.activated.connect(self._choose_clinician)

    def set_sizes(self) -> None:
        """For the text size in use."""
        self.date.setFixedWidth(current().px(_DATE))
        for choice in self._all:
            choice.setFixedWidth(current().px(_CHOICE))

    def show_workforce(self, workforce: Workforce) -> None:
        """What can be chosen."""
        _fill(self.site, self._all[self.site], workforce.sites)
        _fill(self.profession, self._all[self.profession], tuple((each, each) for each in workforce.professions))
        _fill(self.clinician, self._all[self.clinician], tuple((id, name) for id, name, _ in workforce.clinicians))

    def show_wish(self, wish: DiaryWish, today: date) -> None:
        """What is shown now."""
        self._today = today
        self.date.setText(staff_date(wish.day))
        self._look_right()
        self.this_day.setEnabled(wish.day != today)
        self.view.choose(wish.view)
        for choice, value in (
            (self.site, wish.site_id), (self.profession, wish.profession), (self.clinician, wish.staff_id),
        ):  # fmt: skip
            choice.setCurrentIndex(max(0, choice.findData(value)))

    def ask_for_date(self) -> None:
        """Give the date the keyboard, ready to be typed over."""
        self.date.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.date.selectAll()

    def _go(self) -> None:
        day = parse_date(self.date.text(), self._today)
        self.date.setProperty("wrong", "true" if day is None else "false")
        restyle(self.date)
        if day is not None:
            self.day_typed.emit(day)

    def _look_right(self, _: str = "") -> None:
        if self.date.property("wrong") == "true":
            self.date.setProperty("wrong", "false")
            restyle(self.date)

    def _step_back(self) -> None:
        self.stepped.emit(-1)

    def _step_on(self) -> None:
        self.stepped.emit(1)

    def _step_to_today(self) -> None:
        self.stepped.emit(0)

    def _choose_site(self, at: int) -> None:
        self.site_chosen.emit(self.site.itemData(at))

    def _choose_profession(self, at: int) -> None:
        self.profession_chosen.emit(self.profession.itemData(at))

    def _choose_clinician(self, at: int) -> None:
        self.clinician_chosen.emit(self.clinician.itemData(at))


def _choice(name: str, says: str) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(says)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return made


def _fill(choice: QComboBox, everything: str, lines: tuple[tuple[str, str], ...]) -> None:
    choice.clear()
    choice.addItem(everything, "")
    for value, words in lines:
        choice.addItem(words, value)
