"""Registering somebody: the NHS number tested as it is typed, names, born, gender, contact, address, needs."""

from __future__ import annotations

from dataclasses import fields as fields_of
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from msk_desk.domain import nhs_number
from msk_desk.domain.birth_dates import typed_date
from msk_desk.domain.dates import age_in_years, staff_date
from msk_desk.domain.registration import FORMATS, GENDERS, NewPatient, not_known, postcode, problems
from ui.context import Context
from ui.screens.referral.fields import ChoiceField, FieldBox, LineField
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from msk_desk.domain.clinics import Organisation

_LINES = (
    "nhs_number", "title", "family", "given", "preferred", "born", "mobile", "phone", "email", "address", "town",
    "postcode", "language",
)  # fmt: skip
_EXAMPLES = ("nhs_number", "born", "address", "language")
# Field: row, column, columns taken, of twelve.
_PLACES = {
    "nhs_number": (0, 0, 5), "born": (0, 5, 4), "title": (0, 9, 3),
    "family": (1, 0, 6), "given": (1, 6, 6),
    "gender": (2, 0, 8), "preferred": (2, 8, 4),
    "mobile": (3, 0, 4), "phone": (3, 4, 4), "email": (3, 8, 4),
    "address": (4, 0, 6), "town": (4, 6, 3), "postcode": (4, 9, 3),
    "gp_practice_id": (5, 0, 6), "preferred_format": (5, 6, 6),
    "language": (6, 0, 6),
}  # fmt: skip


class NewPersonCard(Card):
    """Everything in reading order; Enter moves on.

    Signals:
        typed: the NewPatient as it stands, at each keystroke.
        given_up: nothing; somebody known is looked for instead.
    """

    typed = Signal(object)
    given_up = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.text("referral.new_person"), name="card_new_person", parent=parent)
        self._context = context
        text = context.text
        self.lines: dict[str, QLineEdit] = {
            name: LineField(f"new_{name}", "", text(f"referral.example_{name}") if name in _EXAMPLES else "")
            for name in _LINES
        }
        self.gender = Segmented(
            [(key, text(f"referral.gender_{key}")) for key in GENDERS],
            name="new_gender",
            says=text("referral.new_gender"),
        )
        self.practice = ChoiceField("new_practice", text("referral.new_gp_practice_id"), [("", text("referral.none"))])
        self.format = ChoiceField(
            "new_format", text("referral.new_preferred_format"),
            [(key, text(f"referral.format_{key or 'standard'}")) for key in FORMATS],
        )  # fmt: skip
        self.interpreter = QCheckBox(text("referral.interpreter"))
        self.interpreter.setObjectName("new_interpreter")
        self.back = Button(text("referral.find_instead"), look="quiet", name="new_back", icon="search")
        self.add_action(self.back)
        self._boxes: dict[str, FieldBox] = {}
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(9)
        widgets: dict[str, QWidget] = {
            **self.lines, "gender": self.gender, "gp_practice_id": self.practice, "preferred_format": self.format,
        }  # fmt: skip
        for name, (row, column, span) in _PLACES.items():
            box = FieldBox(self._context.text(f"referral.new_{name}"), widgets[name])
            self._boxes[name] = box
            grid.addWidget(box, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        beside = QHBoxLayout()
        beside.setContentsMargins(0, 18, 0, 0)
        beside.addWidget(self.interpreter)
        grid.addLayout(beside, 6, 6, 1, 6, Qt.AlignmentFlag.AlignTop)
        for column in range(12):
            grid.setColumnStretch(column, 1)
        self.add(grid)
        self.body.addStretch(1)

    def _connect(self) -> None:
        for name, line in self.lines.items():
            line.textEdited.connect(self._format_number if name == "nhs_number" else self._take)
        self.lines["postcode"].editingFinished.connect(self._tidy_postcode)
        self.gender.chosen.connect(self._take)
        self.practice.activated.connect(self._take)
        self.format.activated.connect(self._take)
        self.interpreter.clicked.connect(self._take)
        self.back.clicked.connect(self.given_up)

    def begin(self, new: NewPatient) -> None:
        """Show what is known so far, with the keyboard on the first field that is empty."""
        self.show_typed(new)
        for box in self._boxes.values():
            box.say("")
        self._say_number()
        first = "family" if not new.family and new.nhs_number else "nhs_number"
        self.lines[first].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_typed(self, new: NewPatient) -> None:
        """Put values into the fields."""
        for name, line in self.lines.items():
            line.setText(getattr(new, name))
        self.gender.choose(new.gender)
        self.practice.choose(new.gp_practice_id)
        self.format.choose(new.preferred_format)
        self.interpreter.setChecked(new.interpreter)

    def show_practices(self, practices: tuple[Organisation, ...]) -> None:
        """Fill the list of practices, keeping the choice."""
        kept = self.practice.choice
        blocker = QSignalBlocker(self.practice)
        while self.practice.count() > 1:
            self.practice.removeItem(1)
        for each in practices:
            self.practice.addItem(each.name, each.id)
        self.practice.choose(kept)
        blocker.unblock()

    @property
    def new(self) -> NewPatient:
        """What stands in the fields."""
        lines = {name: line.text() for name, line in self.lines.items()}
        return NewPatient(
            **lines, gender=self.gender.choice, interpreter=self.interpreter.isChecked(),
            preferred_format=self.format.choice, gp_practice_id=self.practice.choice,
        )  # fmt: skip

    def check(self) -> bool:
        """Say beside each field what is wrong; whether nothing is. The first wrong one takes the keyboard."""
        found = problems(self.new, self._context.desk.now().astimezone().date())
        for name, box in self._boxes.items():
            wrong = found.get(name, "")
            box.say(self._context.text(f"referral.wrong_{wrong.replace('-', '_')}") if wrong else "")
        if not found:
            self._say_number()
        for name in (field.name for field in fields_of(NewPatient)):
            if name in found:
                self._boxes[name].field.setFocus(Qt.FocusReason.OtherFocusReason)
                break
        return not found

    def _take(self) -> None:
        self._say_born()
        self.typed.emit(self.new)

    def _format_number(self, typed: str) -> None:
        """Groups of 3, 3 and 4 as it is typed, the cursor staying behind the digit it was behind."""
        line = self.lines["nhs_number"]
        before = sum(not c.isspace() for c in typed[: line.cursorPosition()])
        grouped = nhs_number.as_typed(typed)
        if grouped != typed:
            line.setText(grouped)
            line.setCursorPosition(_behind(grouped, before))
        self._say_number()
        self._take()

    def _say_number(self) -> None:
        """A whole number is tested at once; a part of one is not wrong yet."""
        typed = self.lines["nhs_number"].text()
        digits = sum(character.isdigit() for character in typed)
        wrong = nhs_number.problem(typed) if digits >= nhs_number.DIGITS else None
        box = self._boxes["nhs_number"]
        if wrong is not None:
            box.say(self._context.text(f"referral.wrong_{wrong.replace('-', '_')}"))
        else:
            good = digits == nhs_number.DIGITS
            box.say(self._context.text("referral.number_good") if good else "", "good")

    def _say_born(self) -> None:
        """The day as it was understood, with the age: the caller can be asked whether that is right."""
        today = self._context.desk.now().astimezone().date()
        typed = self.lines["born"].text()
        day = typed_date(typed, today)
        words = ""
        if day is not None:
            words = self._context.text("referral.born_read", day=staff_date(day), age=age_in_years(day, today))
        elif not_known(typed):
            words = self._context.text("referral.born_not_known")
        self._boxes["born"].say(words, "muted")

    def _tidy_postcode(self) -> None:
        line = self.lines["postcode"]
        line.setText(postcode(line.text()))


def _behind(text: str, digits: int) -> int:
    """The place behind so many digits."""
    for at, character in enumerate(text):
        if digits == 0:
            return at
        digits -= not character.isspace()
    return len(text)


def from_search(text: str) -> NewPatient:
    """What was typed to find somebody, as the beginning of registering them."""
    if nhs_number.parse(text) is not None:
        return NewPatient(nhs_number=nhs_number.shown(text))
    words = text.replace(",", " ").split()
    if not words or any(character.isdigit() for character in text):
        return NewPatient()
    new = NewPatient(family=words[0].capitalize() if words[0].islower() else words[0])
    return replace(new, given=" ".join(w.capitalize() if w.islower() else w for w in words[1:]))
