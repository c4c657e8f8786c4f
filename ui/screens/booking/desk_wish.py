"""What the caller wants: kind, how, from when, time of day, weekdays, with whom, where, and what they need."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QWidget

from msk_desk.domain.booking_rules import NEEDS, Wanted
from msk_desk.services.patient_bookings import Choices
from msk_desk.services.series import MOST
from ui.context import Texts
from ui.screens.booking.desk_words import KINDS
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented
from ui.widgets.stepper import Stepper

MODES = ("f2f", "telephone", "video")
WEEKS = (0, 3, 6, 12)
PARTS = ("", "morning", "afternoon", "evening")
DAYS = ("mon", "tue", "wed", "thu", "fri")
NEAREST = "nearest"


@dataclass(frozen=True, slots=True)
class DeskWish:
    """The fields of the card; `site` is empty for the soonest anywhere, `nearest`, or the id of a site.

    With a `count` above one it is a series, `every` so many weeks.
    """

    kind: str = "new"
    mode: str = "f2f"
    weeks: int = 0
    part: str = ""
    days: frozenset[int] = frozenset()
    staff_id: str = ""
    site: str = ""
    service: str = ""
    needs: frozenset[str] = frozenset()
    minutes: int = 0
    not_before: str = ""
    count: int = 1
    every: int = 4

    def wanted(self, now: datetime) -> Wanted:
        """As the search asks."""
        after = now + timedelta(weeks=self.weeks)
        if self.weeks:
            after = after.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
        if self.not_before > after.date().isoformat():
            after = datetime.fromisoformat(self.not_before).astimezone()
        return Wanted(
            after, kind=self.kind, mode=self.mode, part=self.part, weekdays=self.days, staff_id=self.staff_id,
            site_id="" if self.site == NEAREST else self.site, service=self.service, needs=self.needs,
            minutes=self.minutes, nearest_first=self.site == NEAREST,
        )  # fmt: skip


class DeskWishCard(Card):
    """Rows of choices; each change asks again.

    Signals:
        wished: the DeskWish after the user's change.
    """

    wished = Signal(object)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(texts.get("desk.wanted"), name="desk_wish", parent=parent)
        self._texts = texts
        self._wish = DeskWish()
        text = texts.get
        self.kind = self._choice("desk_kind", "booking.kind", [(k, text(f"booking.kind_{k}")) for k in KINDS])
        self.mode = self._choice("desk_mode", "booking.mode", [(m, text(f"booking.mode_{m}")) for m in MODES])
        self.weeks = self._choice("desk_weeks", "booking.when", [(str(w), text(f"desk.weeks_{w}")) for w in WEEKS])
        self.part = self._choice(
            "desk_part", "desk.part", [(p or "any", text(f"desk.part_{p or 'any'}")) for p in PARTS]
        )
        self.days = {at: self._box(f"desk_day_{day}", text(f"booking.{day}")) for at, day in enumerate(DAYS)}
        self.needs = {need: self._box(f"desk_need_{need}", text(f"desk.need_{need}")) for need in NEEDS}
        self.count = self._number("desk_count", 1, MOST, "desk.count", "desk.count_unit")
        self.every = self._number("desk_every", 1, 26, "desk.every", "desk.every_unit")
        self.staff = self._list("desk_staff", text("booking.who"))
        self.site = self._list("desk_site", text("desk.where"))
        self.judged = Label(text("desk.near_judged"), tone="muted", size="small", wrap=True)
        self.summary = Label(tone="muted", wrap=True, name="desk_wish_summary")
        self.change = Button(text("desk.change"), name="desk_change", icon="chevron-down")
        self.fields = QWidget()
        self._lay_out()
        self.change.clicked.connect(self.toggle)
        self.show_choices(Choices((), (), ()))
        self.kind.chosen.connect(self._take_kind)
        self.mode.chosen.connect(self._take_mode)
        self.weeks.chosen.connect(self._take_weeks)
        self.part.chosen.connect(self._take_part)
        for box in (*self.days.values(), *self.needs.values()):
            box.clicked.connect(self._take_boxes)
        self.count.entered.connect(self._take_count)
        self.every.entered.connect(self._take_every)
        self.staff.activated.connect(self._take_lists)
        self.site.activated.connect(self._take_lists)

    def _choice(self, name: str, says: str, choices: list[tuple[str, str]]) -> Segmented:
        return Segmented(choices, name=name, says=self._texts.get(says))

    def _box(self, name: str, words: str) -> QCheckBox:
        box = QCheckBox(words)
        box.setObjectName(name)
        return box

    def _number(self, name: str, low: int, high: int, key: str, unit: str) -> Stepper:
        text = self._texts.get
        return Stepper(
            low, high, name=name, says=text(key), less=text("desk.fewer"), more=text("desk.more"),
            unit=text(unit),
        )  # fmt: skip

    def _list(self, name: str, says: str) -> QComboBox:
        made = QComboBox()
        made.setObjectName(name)
        made.setAccessibleName(says)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(16)
        return made

    def _lay_out(self) -> None:
        grid = QGridLayout(self.fields)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        rows = (
            ("booking.kind", self.kind), ("booking.mode", self.mode), ("booking.when", self.weeks),
            ("desk.part", self.part), ("desk.days", _row(*self.days.values())), ("booking.who", self.staff),
            ("desk.where", self.site), ("desk.needs", _row(*self.needs.values())),
            ("desk.count", _row(self.count, self.every)),
        )  # fmt: skip
        for at, (key, field) in enumerate(rows):
            grid.addWidget(Label(self._texts.get(key), tone="muted"), at, 0)
            grid.addWidget(field, at, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.judged, len(rows), 1)
        self.add_action(self.change)
        self.add(self.summary)
        self.add(self.fields)
        self.fold(False)

    def fold(self, folded: bool) -> None:
        """Show the fields, or what they say in a line."""
        self.fields.setVisible(not folded)
        self.summary.setVisible(folded)
        self.change.set_icon("chevron-down" if folded else "chevron-up")
        self.change.set_words(self._texts.get("desk.change" if folded else "desk.fold"))

    def toggle(self) -> None:
        """Unfold and take the keyboard, or fold."""
        unfolds = self.fields.isHidden()
        self.fold(not unfolds)
        if unfolds:
            self.take_keyboard()

    def take_keyboard(self) -> None:
        """The first field has the keyboard."""
        self.fold(False)
        chosen = self.kind.choice
        (self.kind.button(chosen) if chosen else self.kind).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _say_summary(self) -> None:
        parts = [_chosen(each) for each in (self.kind, self.mode, self.weeks, self.part)]
        boxes = [box.text() for box in (*self.days.values(), *self.needs.values()) if box.isChecked()]
        lists = [field.currentText() for field in (self.staff, self.site)]
        self.summary.setText(" · ".join(filter(None, (*parts, *lists, *boxes))))

    def show_choices(self, choices: Choices) -> None:
        """Fill the lists of clinicians and sites, keeping what is chosen."""
        text = self._texts.get
        _fill(self.staff, (("", text("booking.who_any")), *choices.staff))
        _fill(self.site, (("", text("desk.where_soonest")), (NEAREST, text("desk.where_nearest")), *choices.sites))
        self.show_wish(self._wish)

    @property
    def wish(self) -> DeskWish:
        """What is shown."""
        return self._wish

    def show_wish(self, wish: DeskWish) -> None:
        """Show a wish; nothing is announced."""
        self._wish = wish
        self.kind.choose(wish.kind)
        self.mode.choose(wish.mode)
        self.weeks.choose(str(wish.weeks))
        self.part.choose(wish.part or "any")
        for at, box in self.days.items():
            box.setChecked(at in wish.days)
        for need, box in self.needs.items():
            box.setChecked(need in wish.needs)
        self.staff.setCurrentIndex(max(0, self.staff.findData(wish.staff_id)))
        self.site.setCurrentIndex(max(0, self.site.findData(wish.site)))
        self.count.show_number(wish.count)
        self.every.show_number(wish.every)
        self.every.setVisible(wish.count > 1)
        self._say_summary()

    def _take_kind(self, key: str) -> None:
        self._take(replace(self._wish, kind=key))

    def _take_mode(self, key: str) -> None:
        self._take(replace(self._wish, mode=key))

    def _take_weeks(self, key: str) -> None:
        self._take(replace(self._wish, weeks=int(key)))

    def _take_part(self, key: str) -> None:
        self._take(replace(self._wish, part="" if key == "any" else key))

    def _take_count(self, number: int | None) -> None:
        self.every.setVisible((number or 1) > 1)
        self._take(replace(self._wish, count=number or 1))

    def _take_every(self, number: int | None) -> None:
        if number:
            self._take(replace(self._wish, every=number))

    def _take_boxes(self) -> None:
        days = frozenset(at for at, box in self.days.items() if box.isChecked())
        needs = frozenset(need for need, box in self.needs.items() if box.isChecked())
        self._take(replace(self._wish, days=days, needs=needs))

    def _take_lists(self) -> None:
        self._take(replace(self._wish, staff_id=self.staff.currentData() or "", site=self.site.currentData() or ""))

    def _take(self, wish: DeskWish) -> None:
        self._wish = wish
        self._say_summary()
        self.wished.emit(wish)


def _chosen(field: Segmented) -> str:
    return field.button(field.choice).text() if field.choice else ""


def _row(*boxes: QWidget) -> QWidget:
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(14)
    for box in boxes:
        row.addWidget(box)
    row.addStretch(1)
    return page


def _fill(field: QComboBox, lines: tuple[tuple[str, str], ...]) -> None:
    field.clear()
    for key, words in lines:
        field.addItem(words, key)
