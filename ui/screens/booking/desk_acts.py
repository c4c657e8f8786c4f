"""What is to be done about one booking, inline beside it: cancel it, follow a missed one up, find one a new time."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from msk_desk.domain.attendance import Condition, Step
from msk_desk.domain.clinics import Appointment
from msk_desk.domain.telephone import shown as shown_phone
from msk_desk.services.missed import Missed
from msk_desk.services.rebooking import Rebooking, Why
from ui.context import Texts
from ui.screens.booking.desk_words import DeskWords
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented

BY = ("patient", "service")
THEN = ("waiting-list", "ask-clinician", "other-booking")
CALLED, ANOTHER, ASK, NOT_TOLD, DISCHARGE = "called", "another", "ask", "not_told", "discharge"
_ACTS = (CALLED, ANOTHER, ASK, NOT_TOLD)


class _Act(Card):
    """Base: about one appointment, put away when it is done or left.

    Signals:
        left: nothing is to be done.
    """

    left = Signal()

    def __init__(self, texts: Texts, words: DeskWords, key: str, look: str, parent: QWidget | None = None) -> None:
        super().__init__(texts.get(f"desk.{key}_title"), look=look, name=f"desk_{key}_card", parent=parent)
        self.texts, self.words = texts, words
        self.appointment: Appointment | None = None
        self.about = Label(wrap=True, name=f"desk_{key}_about")
        self.leave = Button(texts.get("desk.leave_it"), name=f"desk_{key}_leave")
        self.leave.clicked.connect(self.left)
        self.add(self.about)
        self.hide()

    def begin(self, appointment: Appointment, about: str) -> None:
        """Show it for an appointment."""
        self.appointment = appointment
        self.about.setText(about)
        self.show()


class CancelCard(_Act):
    """Who cancels, why, and what then.

    Signals:
        decided: (Appointment, by, reason, then).
    """

    decided = Signal(object)

    def __init__(self, texts: Texts, words: DeskWords, parent: QWidget | None = None) -> None:
        super().__init__(texts, words, "cancel", "warn", parent)
        self.by = Segmented([(b, texts.get(f"desk.by_{b}")) for b in BY], name="desk_by", says=texts.get("desk.by"))
        self.then = Segmented(
            [(t, texts.get(f"desk.then_{t}")) for t in THEN], name="desk_then", says=texts.get("desk.then")
        )
        self.reason = QLineEdit()
        self.reason.setObjectName("desk_cancel_reason")
        self.reason.setAccessibleName(texts.get("desk.cancel_reason"))
        self.reason.setPlaceholderText(texts.get("desk.cancel_reason"))
        self.do = Button(texts.get("desk.cancel_do"), look="danger", name="desk_cancel_do")
        for field in (self.by, self.reason, self.then, _wrapping(self.do, self.leave)):
            self.add(field)
        self.do.clicked.connect(self._decide)
        self.reason.returnPressed.connect(self._decide)

    def begin(self, appointment: Appointment, about: str) -> None:
        """Show it, empty."""
        super().begin(appointment, about)
        self.by.choose("patient")
        self.then.choose("waiting-list")
        self.reason.clear()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _decide(self) -> None:
        if self.appointment is not None:
            self.decided.emit((self.appointment, self.by.choice, self.reason.text(), self.then.choice))


class MissedCard(_Act):
    """What the policy says after a missed appointment, and doing it.

    Signals:
        decided: (Appointment, one of CALLED, ANOTHER, ASK, NOT_TOLD).
        discharged: (Appointment, the conditions that are confirmed, the reason).
    """

    decided = Signal(object)
    discharged = Signal(object)

    def __init__(self, texts: Texts, words: DeskWords, parent: QWidget | None = None) -> None:
        super().__init__(texts, words, "missed", "warn", parent)
        self.buttons = {key: Button(texts.get(f"desk.missed_{key}"), name=f"desk_missed_{key}") for key in _ACTS}
        self.clock = Label(tone="muted", wrap=True, name="desk_missed_clock")
        self.add(self.clock)
        self.add(_wrapping(*self.buttons.values(), self.leave))
        self.discharge = _Discharge(texts)
        self.add(self.discharge)
        for button in self.buttons.values():
            button.clicked.connect(self._decide)
        self.discharge.do.clicked.connect(self._discharge)

    def show_missed(self, missed: Missed) -> None:
        """Show what comes next."""
        text, step = self.texts.get, missed.next
        who = text("desk.step_desk") if step.step is Step.OFFER else text("desk.step_clinician")
        why = [text(f"desk.why_{code}") for code in step.why]
        when = self.words.when(missed.appointment.start)
        which = text("desk.missed_first" if step.first else "desk.missed_later", when=when, n=missed.times)
        super().begin(missed.appointment, " ".join((which, who, *why)))
        self.clock.setText(text("desk.clock_first" if step.first else "desk.clock_later"))
        self.buttons[ANOTHER].setVisible(step.step is Step.OFFER or missed.may_discharge)
        self.buttons[ASK].setVisible(step.step is Step.ASK and not missed.may_discharge)
        self.discharge.begin(missed.may_discharge)
        first = ANOTHER if step.step is Step.OFFER else CALLED
        self.buttons[first].setFocus(Qt.FocusReason.OtherFocusReason)

    def _decide(self) -> None:
        key = next((key for key, button in self.buttons.items() if button is self.sender()), "")
        if self.appointment is not None and key:
            self.decided.emit((self.appointment, key))

    def _discharge(self) -> None:
        if self.appointment is not None:
            self.discharged.emit((self.appointment, self.discharge.confirmed, self.discharge.why.text()))


class _Discharge(QWidget):
    """The four conditions of a discharge, each to be confirmed by the clinician, and the reason."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes = {each: QCheckBox(texts.get(f"desk.condition_{each}")) for each in Condition}
        self.why = QLineEdit()
        self.why.setObjectName("desk_discharge_why")
        self.why.setAccessibleName(texts.get("desk.discharge_why"))
        self.why.setPlaceholderText(texts.get("desk.discharge_why"))
        self.do = Button(texts.get("desk.discharge"), look="danger", name="desk_discharge")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        for each, box in self.boxes.items():
            box.setObjectName(f"desk_condition_{each}")
            column.addWidget(box)
        column.addWidget(self.why)
        column.addWidget(self.do, 0, Qt.AlignmentFlag.AlignLeft)

    def begin(self, allowed: bool) -> None:
        """Nothing is confirmed yet; who may not discharge does not see it."""
        for box in self.boxes.values():
            box.setChecked(False)
        self.why.clear()
        self.setVisible(allowed)

    @property
    def confirmed(self) -> frozenset[Condition]:
        """What the clinician confirms."""
        return frozenset(each for each, box in self.boxes.items() if box.isChecked())


class LostCard(_Act):
    """A booking that cannot stand: why, whom to ring, and where the next times are.

    Signals:
        kept: the Appointment that stands, of two.
    """

    kept = Signal(object)

    def __init__(self, texts: Texts, words: DeskWords, parent: QWidget | None = None) -> None:
        super().__init__(texts, words, "lost", "bad", parent)
        self.phones = Label(tone="strong", wrap=True, name="desk_lost_phones")
        self.next = Label(tone="muted", wrap=True, name="desk_lost_next")
        self.keep = Button(texts.get("desk.keep"), name="desk_keep")
        for part in (self.phones, self.next, _wrapping(self.keep, self.leave)):
            self.add(part)
        self.keep.clicked.connect(self._keep)

    def show_lost(self, lost: Rebooking) -> None:
        """Show why, the numbers, and what can be done."""
        text, other = self.texts.get, lost.other
        when = self.words.when(lost.appointment.start)
        stands = text("desk.stands", when=self.words.when(other.start)) if other is not None else ""
        super().begin(lost.appointment, " ".join(filter(None, (text(_WHY[lost.why], when=when), stands))))
        numbers = ", ".join(shown_phone(each) for each in lost.phones)
        self.phones.setText(text("desk.ring", numbers=numbers) if numbers else text("desk.no_number"))
        two = lost.why in (Why.TWO_PLACES, Why.TWICE)
        self.next.setText(text("desk.keep_hint") if two else text("desk.next_hint"))
        self.keep.setVisible(two)
        if two:
            self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        if self.appointment is not None:
            self.kept.emit(self.appointment)


_WHY = {
    Why.SLOT_LOST: "desk.why_slot_lost", Why.CANCELLED: "desk.why_called_off", Why.TWO_PLACES: "desk.why_two_places",
    Why.TWICE: "desk.why_twice", Why.NOTHING: "desk.why_nothing",
}  # fmt: skip


def _wrapping(*buttons: QWidget) -> QWidget:
    page = QWidget()
    flow = FlowLayout(page)
    for button in buttons:
        flow.addWidget(button)
    return page
