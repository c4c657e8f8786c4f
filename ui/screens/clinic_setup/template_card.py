"""One clinic template to look at or change, with the slots that it makes below, as they are typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from msk_desk.domain.clinic_templates import MONTHLY, PATTERNS, Break, ClinicTemplate, SlotLength
from msk_desk.domain.clinics import Mode
from msk_desk.domain.dates import whole_date
from msk_desk.domain.template_checks import faults
from ui.context import Texts
from ui.screens.clinic_setup.fields import Choice, DayField, TimeField
from ui.screens.clinic_setup.grid import FieldGrid
from ui.screens.clinic_setup.rows import Rows
from ui.screens.clinic_setup.slot_rows import BreakRow, LengthRow, OrderRow
from ui.screens.clinic_setup.templates_presenter import Choices
from ui.screens.clinic_setup.ticks import Ticks
from ui.screens.clinic_setup.words import DAYS, WEEKS, slots_words
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented

_NEW = ClinicTemplate(
    "", "", "", "", lengths=(SlotLength("new", 40), SlotLength("review", 20)), order=("new", "review", "review")
)


class TemplateCard(Card):
    """A form over one template.

    Signals:
        keep_asked: the ClinicTemplate as entered, when nothing is wrong with it.
        retire_asked: the template's id, after the person said yes.
    """

    keep_asked = Signal(object)
    retire_asked = Signal(object)

    def __init__(self, texts: Texts, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(name="card_template", parent=parent)
        self._texts, self._today = texts, today
        self._template = _NEW
        self._choices: Choices | None = None
        self.keep = Button(texts.get("clinic_setup.keep"), look="primary", name="template_keep")
        self.retire = Button(texts.get("clinic_setup.retire"), name="template_retire")
        self.add_action(self.retire)
        self.add_action(self.keep)
        self.fields = QWidget()
        column = QVBoxLayout(self.fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._make_fields()
        column.addLayout(self._rows())
        self.add(self._question())
        self.add(self.fields)
        self.slots = Label(wrap=True, name="template_slots")
        self.wrong = Label(tone="bad", wrap=True, name="template_wrong")
        self.add(self.slots)
        self.add(self.wrong)
        self.body.addStretch(1)
        self._connect()

    def _make_fields(self) -> None:
        text = self._texts.get
        self.title_field = QLineEdit()
        self.title_field.setObjectName("template_title")
        self.title_field.setAccessibleName(text("clinic_setup.title_field"))
        self.staff = Choice("template_staff", text("clinic_setup.clinician"))
        self.service = Choice("template_service", text("clinic_setup.service"))
        self.site = Choice("template_site", text("clinic_setup.site"))
        self.room = Choice("template_room", text("clinic_setup.room"))
        modes = [(str(mode), text(f"clinic_setup.mode_{mode}")) for mode in Mode]
        self.modes = Ticks(modes, name="template_modes", says=text("clinic_setup.modes"))
        length = self._add_button("template_length_add", "clinic_setup.length_add")
        self.lengths = Rows(self._length_row, self._fresh_length, length)
        self.order = OrderRow(self._texts)
        pause = self._add_button("template_break_add", "clinic_setup.break_add")
        self.breaks = Rows(self._break_row, self._fresh_break, pause)
        self._make_times()

    def _make_times(self) -> None:
        text = self._texts.get
        days = [(str(at), text(f"clinic_setup.day_{day}")) for at, day in enumerate(DAYS)]
        self.days = Ticks(days, name="template_days", says=text("clinic_setup.days"))
        patterns = [(pattern, text(f"clinic_setup.pattern_{pattern}")) for pattern in PATTERNS]
        self.pattern = Segmented(patterns, name="template_pattern", says=text("clinic_setup.pattern"))
        weeks = [(nth, text(f"clinic_setup.nth_{nth}")) for nth in WEEKS]
        self.nth = Ticks(weeks, name="template_nth", says=text("clinic_setup.nth"))
        self.first = DayField("template_from", text("clinic_setup.valid_from"), self._today)
        self.last = DayField("template_until", text("clinic_setup.valid_until"), self._today)
        self.start = TimeField("template_start", text("clinic_setup.starts"))
        self.end = TimeField("template_end", text("clinic_setup.ends"))
        self.holidays = QCheckBox(text("clinic_setup.on_bank_holidays"))
        self.holidays.setObjectName("template_holidays")

    def _rows(self) -> FieldGrid:
        text = self._texts.get
        grid = FieldGrid()
        self._grid = grid
        to = Label(text("clinic_setup.to"), tone="muted")
        until = Label(text("clinic_setup.until_if_any"), tone="muted")
        grid.add_row(text("clinic_setup.title_field"), self.title_field, stretch=True)
        grid.add_row(text("clinic_setup.clinician"), self.staff, stretch=True)
        grid.add_row(text("clinic_setup.service"), self.service, stretch=True)
        grid.add_row(text("clinic_setup.site"), self.site, stretch=True)
        grid.add_row(text("clinic_setup.room"), self.room, stretch=True)
        grid.add_row(text("clinic_setup.modes"), self.modes, stretch=True)
        grid.add_row(text("clinic_setup.days"), self.days, stretch=True)
        grid.add_row(text("clinic_setup.pattern"), self.pattern)
        self._nth_row = grid.add_row(text("clinic_setup.nth"), self.nth, stretch=True)
        grid.add_row(text("clinic_setup.valid_from"), self.first, until, self.last)
        grid.add_row(text("clinic_setup.times"), self.start, to, self.end, self.holidays)
        grid.add_row(text("clinic_setup.lengths"), self.lengths, stretch=True)
        grid.add_row(text("clinic_setup.order"), self.order, stretch=True)
        grid.add_row(text("clinic_setup.breaks"), self.breaks, stretch=True)
        return grid

    def _add_button(self, name: str, words: str) -> Button:
        return Button(self._texts.get(words), look="quiet", icon="plus", name=name)

    def _question(self) -> QWidget:
        text = self._texts.get
        self.question = QWidget()
        row = QHBoxLayout(self.question)
        row.setContentsMargins(0, 0, 0, 4)
        row.addWidget(Label(text("clinic_setup.retire_ask"), tone="warn", wrap=True), 1)
        self.no = Button(text("clinic_setup.retire_no"), name="template_retire_no")
        self.yes = Button(text("clinic_setup.retire_yes"), look="danger", name="template_retire_yes")
        row.addWidget(self.no)
        row.addWidget(self.yes)
        self.question.hide()
        return self.question

    def _connect(self) -> None:
        changed = (
            self.title_field.textEdited, self.staff.picked, self.service.picked, self.room.picked, self.days.ticked,
            self.pattern.chosen, self.nth.ticked, self.first.entered, self.last.entered, self.start.entered,
            self.end.entered, self.holidays.clicked, self.modes.ticked, self.lengths.changed, self.order.changed,
            self.breaks.changed,
        )  # fmt: skip
        for signal in changed:
            signal.connect(self._take_edit)
        self.site.picked.connect(self._take_site)
        self.keep.clicked.connect(self._keep)
        self.retire.clicked.connect(self._ask_whether)
        self.no.clicked.connect(self.question.hide)
        self.yes.clicked.connect(self._retire)

    def show_template(self, template: ClinicTemplate | None, choices: Choices, may_change: bool) -> None:
        """Show a template, or an empty form for a new one."""
        self._choices = choices
        shown = template or _NEW
        self._template = shown
        self.staff.offer(choices.staff)
        self.service.offer(choices.services)
        self.site.offer(choices.sites)
        self.question.hide()
        self.wrong.hide()
        text = self._texts.get
        standing = "" if shown.active else text("clinic_setup.retired")
        if not may_change:
            standing = text("clinic_setup.read_only")
        for add in (self.lengths.add, self.breaks.add):
            add.setVisible(may_change)
        self.set_heading(shown.title or text("clinic_setup.new_template"), standing)
        self._fill(shown)
        self.fields.setEnabled(may_change)
        self.keep.setVisible(may_change)
        self.keep.set_words(text("clinic_setup.keep") if shown.active else text("clinic_setup.use_again"))
        self.retire.setVisible(may_change and bool(shown.id) and shown.active)
        self._show_slots()

    def _fill(self, shown: ClinicTemplate) -> None:
        self.title_field.setText(shown.title)
        self.staff.choose(shown.staff_id)
        self.service.choose(shown.service)
        self.site.choose(shown.site_id)
        self._offer_rooms(shown.room_id)
        self.days.show_keys([str(day) for day in shown.weekdays])
        self.pattern.choose(shown.pattern)
        self.nth.show_keys([str(nth) for nth in shown.nth])
        self.first.show_day(whole_date(shown.valid_from) or self._today())
        self.last.show_day(whole_date(shown.valid_until))
        self.start.show_minutes(shown.start)
        self.end.show_minutes(shown.end)
        self.holidays.setChecked(shown.on_bank_holidays)
        self.modes.show_keys(shown.modes)
        self.lengths.show_values(shown.lengths)
        self.order.order = shown.order
        self.order.offer(tuple(length.kind for length in shown.lengths))
        self.breaks.show_values(shown.breaks)
        self._grid.show_row(self._nth_row, shown.pattern == MONTHLY)

    def template(self) -> ClinicTemplate:
        """What is entered, right or wrong."""
        first, last = self.first.day, self.last.day
        until = last.isoformat() if last else self.last.text().strip()
        monthly = self.pattern.choice == MONTHLY
        return ClinicTemplate(
            self._template.id, self.title_field.text(), self.staff.chosen, self.site.chosen, self.room.chosen,
            self.service.chosen, tuple(map(int, self.days.keys)), self.pattern.choice,
            tuple(map(int, self.nth.keys)) if monthly else (), self.start.minutes or 0, self.end.minutes or 0,
            tuple(row.length for row in self.lengths.rows), self.order.order,
            tuple(row.pause for row in self.breaks.rows), self.modes.keys, first.isoformat() if first else "", until,
            self.holidays.isChecked(),
        )  # fmt: skip

    def _length_row(self, number: int, length: SlotLength) -> LengthRow:
        return LengthRow(self._texts, number, length)

    def _fresh_length(self) -> SlotLength:
        held = {row.length.kind for row in self.lengths.rows}
        return SlotLength("review" if "review" not in held else "decision", 30)

    def _break_row(self, number: int, pause: Break) -> BreakRow:
        return BreakRow(self._texts, number, pause)

    def _fresh_break(self) -> Break:
        middle = ((self.start.minutes or 0) + (self.end.minutes or 0)) // 2 // 5 * 5
        return Break(middle, middle + 10)

    def _offer_rooms(self, chosen: str) -> None:
        rooms = self._choices.rooms.get(self.site.chosen, ()) if self._choices else ()
        self.room.offer([("", self._texts.get("clinic_setup.no_room")), *rooms])
        self.room.choose(chosen)

    def _take_site(self, _site: str) -> None:
        self._offer_rooms("")
        self._take_edit()

    def _take_edit(self, *_: object) -> None:
        self._grid.show_row(self._nth_row, self.pattern.choice == MONTHLY)
        self.order.offer(tuple(row.length.kind for row in self.lengths.rows))
        self._show_slots()
        if not self.wrong.isHidden():
            self._show_wrong()

    def _show_slots(self) -> None:
        self.slots.setText(slots_words(self._texts.get, self.template()))

    def _show_wrong(self) -> bool:
        found = faults(self.template())
        self.wrong.setText(" ".join(self._texts.get(f"clinic_setup.fault_{name}") for name in found))
        self.wrong.setVisible(bool(found))
        return bool(found)

    def _keep(self) -> None:
        if not self._show_wrong():
            self.keep_asked.emit(self.template())

    def _ask_whether(self) -> None:
        self.question.show()
        self.no.setFocus()

    def _retire(self) -> None:
        self.question.hide()
        self.retire_asked.emit(self._template.id)
