"""The fields of a referral, in the order in which a caller tells them; Enter moves on, Ctrl and Enter saves."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from msk_desk.domain.birth_dates import typed_date
from msk_desk.domain.dates import staff_date
from msk_desk.domain.referring import PRIORITIES, REGIONS, SIDES, SOURCES, NewReferral
from ui.context import Context
from ui.screens.referral.fields import ChoiceField, FieldBox, LineField, TextField, add_beside
from ui.screens.referral.interview import Interview
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.segmented import Segmented

_ASKED = ("", "yes", "no")


class ReferralForm(Card):
    """What is referred, by whom and why.

    Signals:
        worded: the words of the reason and the note, at each keystroke.
        changed: nothing; any field was touched.
        interview_asked: nothing; the patient is to be asked the questions of a self-referral.
    """

    worded = Signal(object)
    changed = Signal()
    interview_asked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.text("referral.details"), name="card_referral", parent=parent)
        self._context = context
        text = context.text
        self.source = Segmented(
            [(key, text(f"referral.source_{key}")) for key in SOURCES],
            name="referral_source",
            says=text("referral.source"),
        )
        self.referrer = LineField("referral_referrer", "", text("referral.example_referrer"))
        self.reason = TextField("referral_reason", text("referral.reason"), text("referral.example_reason"))
        self.region = ChoiceField(
            "referral_region", text("referral.region"),
            [("", text("referral.choose")), *((key, text(f"referral.region_{key}")) for key in REGIONS)],
        )  # fmt: skip
        self.side = Segmented(
            [(key, text(f"referral.side_{key or 'none'}")) for key in SIDES],
            name="referral_side",
            says=text("referral.side"),
        )
        self.priority = Segmented(
            [(key, text(f"referral.priority_{key}")) for key in PRIORITIES[:2]],
            name="referral_priority", says=text("referral.priority"),
        )  # fmt: skip
        self.received = LineField("referral_received", "", text("referral.example_received"))
        self.consent = Segmented(
            [(key, text(f"referral.consent_{key or 'unasked'}")) for key in _ASKED],
            name="referral_consent", says=text("referral.consent"),
        )  # fmt: skip
        self.note = TextField("referral_note", text("referral.note"), text("referral.example_note"), 1)
        self.ppi = LineField("referral_ppi", "", text("referral.example_ppi"))
        self.clock_start = LineField("referral_clock_start", "", text("referral.example_clock_start"))
        self.interview = Interview(context)
        self.ask = Button(text("referral.ask"), name="referral_ask", icon="phone")
        self._boxes: dict[str, FieldBox] = {}
        self._lay_out()
        self._connect()
        self.begin()

    def _box(self, name: str, field: QWidget) -> FieldBox:
        self._boxes[name] = FieldBox(self._context.text(f"referral.{name}"), field)
        return self._boxes[name]

    def _lay_out(self) -> None:
        self.add_action(self.ask)
        rows = (
            ((self._box("source", self.source), 0),),
            ((self._box("referrer", self.referrer), 1), (self._box("received", self.received), 0)),
            ((self._box("ppi", self.ppi), 1), (self._box("clock_start", self.clock_start), 1)),
            ((self._box("reason", self.reason), 1),),
            ((self._box("region", self.region), 1), (self._box("side", self.side), 0)),
            ((self._box("priority", self.priority), 0), (self._box("consent", self.consent), 0)),
            ((self._box("note", self.note), 1),),
        )  # fmt: skip
        for boxes in rows:
            row = QHBoxLayout()
            row.setSpacing(14)
            add_beside(row, *boxes)
            if not any(stretch for _, stretch in boxes):
                row.addStretch(1)
            self.add(row)
        self.add(self.interview)

    def _connect(self) -> None:
        self.source.chosen.connect(self._show_for_source)
        self.ask.clicked.connect(self.interview_asked)
        for field in (self.side, self.priority, self.consent):
            field.chosen.connect(self._say_changed)
        for line in (self.referrer, self.received, self.ppi, self.clock_start):
            line.textEdited.connect(self._say_changed)
        self.region.activated.connect(self._say_changed)
        self.reason.textChanged.connect(self._say_words)
        self.note.textChanged.connect(self._say_words)
        self.region.activated.connect(self._ask_about_region)
        self.interview.answered.connect(self._say_words)

    def begin(self) -> None:
        """A new referral, received today."""
        self.show_new({})

    def show_new(self, kept: Mapping[str, str]) -> None:
        """Put kept answers into the fields; what was not kept is as a new referral has it."""
        today = staff_date(self._context.desk.now().astimezone().date())
        lines = {"referrer": self.referrer, "received": self.received, "ppi": self.ppi, "clock_start": self.clock_start}
        for name, line in lines.items():
            line.setText(kept.get(name, today if name == "received" else ""))
        for area, field in (("reason", self.reason), ("note", self.note)):
            field.blockSignals(True)
            field.setPlainText(kept.get(area, ""))
            field.blockSignals(False)
        self.region.choose(kept.get("region", ""))
        self.side.choose(kept.get("side", ""))
        self.priority.choose(kept.get("priority", "routine"))
        self.consent.choose(kept.get("consent", ""))
        self.source.choose(kept.get("source", "gp"))
        self.interview.show_answers(kept.get("asked", ""))
        for box in self._boxes.values():
            box.say("")
        self._show_extras(self.source.choice)

    def kept(self) -> Mapping[str, str]:
        """What stands in the fields, as it was typed."""
        return {
            "source": self.source.choice, "referrer": self.referrer.text(), "reason": self.reason.toPlainText(),
            "region": self.region.choice, "side": self.side.choice, "priority": self.priority.choice,
            "received": self.received.text(), "consent": self.consent.choice, "note": self.note.toPlainText(),
            "ppi": self.ppi.text(), "clock_start": self.clock_start.text(),
            "asked": self.interview.written if self.source.choice == "self" else "",
        }  # fmt: skip

    @property
    def new(self) -> NewReferral:
        """What stands in the fields, read; a day that cannot be read stays as it was typed, and is wrong."""
        kept, text = self.kept(), self._context.text
        region = text(f"referral.region_{kept['region']}") if kept["region"] else ""
        side = text(f"referral.side_{kept['side']}") if kept["side"] else ""
        title = f"{side} {region.lower()}" if side and region else region
        return NewReferral(
            kept["source"], kept["reason"], region, title, kept["priority"], kept["referrer"],
            received=self._day(kept["received"]), consent=kept["consent"], note=self._noted(kept), ppi=kept["ppi"],
            clock_start=self._day(kept["clock_start"]) if kept["clock_start"].strip() else "",
        )  # fmt: skip

    def show_problems(self, found: Mapping[str, str]) -> None:
        """Say beside each field what is wrong; the first takes the keyboard."""
        for name, box in self._boxes.items():
            wrong = found.get(name, "")
            box.say(self._context.text(f"referral.wrong_{wrong}") if wrong else "")
        first = next((self._boxes[name].field for name in found if name in self._boxes), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """The first field that a caller is asked for."""
        field = self.reason if self.source.choice in ("self", "internal") else self.referrer
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _day(self, typed: str) -> str:
        """A day that may lie ahead is read too, so that it can be said what is wrong with it."""
        today = self._context.desk.now().astimezone().date()
        day = typed_date(typed, today.replace(year=today.year + 1, day=min(today.day, 28)))
        return day.isoformat() if day is not None else ""

    def _show_for_source(self, source: str) -> None:
        self._show_extras(source)
        self._say_changed()

    def _noted(self, kept: Mapping[str, str]) -> str:
        """The note, and below it what somebody who refers themselves was asked and said."""
        return "\n".join(filter(None, (kept["note"], kept["asked"])))

    def _ask_about_region(self, _at: int) -> None:
        self._show_extras(self.source.choice)

    def _show_extras(self, source: str) -> None:
        handed = source == "other"
        self.interview.setVisible(source == "self")
        if source == "self":
            region = self.region.choice
            self.interview.ask_about(self._context.text(f"referral.region_{region}") if region else "")
        self._boxes["ppi"].setVisible(handed)
        self._boxes["clock_start"].setVisible(handed)
        self.ask.setVisible(source == "self")
        self._boxes["referrer"].setVisible(source not in ("self", "internal"))

    def _say_words(self) -> None:
        self.worded.emit(f"{self.reason.toPlainText()}\n{self._noted(self.kept())}")
        self.changed.emit()

    def _say_changed(self) -> None:
        self.changed.emit()
