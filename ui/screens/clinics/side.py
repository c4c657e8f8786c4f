"""Beside the calendar: what was done, the slot or booking that is chosen, who waits, and what is held."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from msk_desk.domain.diary import Waiting, fit_of, slots_from
from ui.context import Context
from ui.screens.clinics.ask_form import Answer
from ui.screens.clinics.book_panel import Candidate, waiting_candidate
from ui.screens.clinics.carrying import Carried, Chosen, Dropped, place_words
from ui.screens.clinics.presenter import ClinicsPresenter, WaitingShown
from ui.screens.clinics.presenter_acts import BookWish, ClinicActs
from ui.screens.clinics.questions import Questions
from ui.screens.clinics.side_room import SideRoom
from ui.screens.clinics.words import BlockWords


class ClinicsSide(SideRoom):
    """Shows what is chosen and asks before it is done.

    Signals:
        left: the keyboard is to go back to the calendar.
        carry_asked: the Chosen that is to be taken up and put elsewhere.
        record_asked: the id of a patient whose record is to be opened.
    """

    left = Signal()
    carry_asked = Signal(object)
    record_asked = Signal(object)

    def __init__(
        self, context: Context, presenter: ClinicsPresenter, acts: ClinicActs, words: BlockWords,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        texts = context.desk.texts
        super().__init__(texts, words, presenter.today, parent)
        self._texts, self._presenter, self._acts = texts, presenter, acts
        self._writes_notes = context.actor.role.writes_notes
        self.chosen: Chosen | None = None
        self.shown: WaitingShown | None = None
        self._questions = Questions(texts)
        self._pinned: Candidate | None = None
        self._skipped = 0
        self._wants_keyboard = False
        self._dropped: Dropped | None = None
        self._connect()

    def _connect(self) -> None:
        acts, book, appointment = self._acts, self.book, self.appointment
        acts.done.connect(self.done.show_done)
        acts.refused.connect(self._show_refused)
        acts.busy_changed.connect(self._inside.setDisabled)
        self.done.undo_asked.connect(acts.undo)
        appointment.asked.connect(self.do)
        appointment.left.connect(self.left)
        appointment.form.answered.connect(self._do_answered)
        appointment.form.left.connect(self.fit_panel)
        book.book_asked.connect(self._book)
        book.next_asked.connect(self._skip)
        book.left.connect(self.let_go)
        self._presenter.waiting_shown.connect(self._show_waiting)

    # What is chosen

    def show_chosen(self, chosen: Chosen | None) -> None:
        """Another slot or booking is chosen, or the same one is different now."""
        before, self.chosen = self.chosen, chosen
        if chosen is None or before is None or before.block.key != chosen.block.key:
            self._wants_keyboard, self._skipped, self._dropped = False, 0, None
            self.book.over = False
        booked = chosen is not None and chosen.block.booked is not None
        if booked and chosen is not None and not self.book.over:
            self.appointment.show_chosen(chosen, self._presenter.now)
        self.appointment.setVisible(booked and not self.book.over)
        if not booked:
            self.appointment.form.put_away()
            self.appointment.chosen = None
        if chosen is None or not (chosen.block.bookable or self.book.over):
            self.book.hide()
        self.fit_panel()

    def _show_waiting(self, shown: WaitingShown) -> None:
        self.shown = shown
        self.waiting.show_waiting(shown)
        chosen = self.chosen
        if chosen is not None and shown.chosen is not None and shown.chosen.block.key == chosen.block.key:
            self._offer()

    def _offer(self, *, asked: bool = False) -> None:
        """Show the free slot with who would be booked into it.

        Args:
            asked: the user wants somebody else; without it nobody is exchanged under a finger on the button.
        """
        chosen, shown = self.chosen, self.shown
        if chosen is None or not chosen.block.bookable or shown is None:
            return
        candidate, before = self._pinned or self._first_fitting(shown), self.book.candidate
        kept = before if not asked and self.book.is_about(chosen) and self._at_panel() else None
        self.book.show_slot(chosen, kept or candidate)
        if kept is not None and kept.waiting is not None:
            waits = any(entry.entry_id == kept.waiting.entry_id for entry in shown.entries)
            self.book.say_waits(waits or bool(self.waiting.field.text()))
        self.book.next.setEnabled(shown.fitting > 1)
        self.book.show()
        self.fit_panel()
        if self._wants_keyboard:
            self._wants_keyboard = False
            self.book.take_keyboard()

    def _at_panel(self) -> bool:
        focus = self.window().focusWidget()
        return focus is not None and self.book.isAncestorOf(focus) and self.book.isVisible()

    def _first_fitting(self, shown: WaitingShown) -> Candidate | None:
        if not shown.fitting:
            return None
        return waiting_candidate(shown.entries[self._skipped % shown.fitting])

    def _skip(self) -> None:
        self._skipped += 1
        self._pinned = None
        self._offer(asked=True)
        self.book.take_keyboard()

    def open(self, chosen: Chosen) -> None:
        """Enter was pressed in the calendar."""
        if chosen.block.booked is not None:
            self.appointment.take_keyboard()
        elif chosen.block.bookable and self.book.isVisible():
            self.book.take_keyboard()
        elif chosen.block.bookable:
            self._wants_keyboard = True
        elif chosen.block.held:
            self.done.say(self._texts.get("calendar.held_title"), self._texts.get("calendar.held_advice"))

    def pin(self, entry: Waiting) -> None:
        """Somebody was taken from the list: they are who is booked next."""
        self._pinned = waiting_candidate(entry)
        if self.book.over and self.book.isVisible():
            self.book.show_candidate(self._pinned)
            self.book.take_keyboard()
            return
        self._wants_keyboard = True
        self._offer(asked=True)

    def let_go(self) -> None:
        """Nobody in particular is booked next; the keyboard goes back."""
        self._pinned = None
        if self.book.over:
            self.book.over = False
            self.book.hide()
            self.show_chosen(self.chosen)
        self._offer(asked=True)
        self.left.emit()

    def forget(self) -> None:
        """Another day or another person: nothing that was begun is kept."""
        self._pinned, self._dropped = None, None
        self.done.put_away()

    # What is done

    def do(self, act: str) -> None:
        """Do an act on the booking that is chosen, or ask before it."""
        chosen = self.chosen
        booked = chosen.block.booked if chosen is not None else None
        if chosen is None or booked is None or self._acts.busy:
            return
        who = (booked.appointment_id, booked.name)
        at_once = {
            "arrive": self._acts.arrive, "not_here": self._acts.not_here, "start": self._acts.start,
            "came": self._acts.came_after_all,
        }  # fmt: skip
        ask = {"finish": self._questions.finish, "missed": self._questions.missed, "cancel": self._questions.cancel}
        if act in at_once:
            self.left.emit()
            at_once[act](*who)
        elif act == "finish" and not self._writes_notes:
            self.left.emit()
            self._acts.finish(*who, "")
        elif act in ask:
            self.appointment.ask(ask[act](booked))
            self.fit_panel()
        elif act == "move":
            self.carry_asked.emit(chosen)
        elif act == "open":
            self.record_asked.emit(booked.patient_id)
        elif act == "next":
            self._pinned = Candidate(booked.patient_id, booked.name, booked.born, booked.nhs_number)
            self.done.say(self._texts.get("calendar.next_for", name=booked.name), self._texts.get("calendar.next_how"))
            self.left.emit()
        elif act == "over":
            self._overbook(chosen)

    def _overbook(self, chosen: Chosen) -> None:
        self.appointment.hide()
        self.book.show_slot(chosen, self._pinned, over=True)
        self.book.show()
        self.fit_panel()
        self.book.take_keyboard()

    def ask_move(self, dropped: Dropped) -> None:
        """A booking was put onto a free slot: ask once, naming both."""
        question = self._questions.move(dropped)
        before = dropped.carried.chosen
        if question is None or before is None:
            return
        self._dropped = dropped
        self.book.hide()
        self.appointment.show_chosen(before, self._presenter.now)
        self.appointment.show()
        self.appointment.ask(question)
        self.fit_panel()

    def _do_answered(self, answer: Answer) -> None:
        question, chosen = answer.question, self.appointment.chosen
        booked = chosen.block.booked if chosen is not None else None
        if booked is None or booked.appointment_id != question.about:
            return
        who = (booked.appointment_id, booked.name)
        if question.act == "cancel":
            self._acts.cancel(*who, answer.chosen["by"], answer.words, answer.chosen["then"])
        elif question.act == "missed":
            self._acts.missed(*who, answer.chosen["told"] == "yes")
        elif question.act == "finish":
            self._acts.finish(*who, answer.chosen["outcome"])
        elif question.act == "move" and self._dropped is not None and self._dropped.onto.block.space is not None:
            self._acts.move(
                *who,
                self._dropped.onto.block.space.slot_id,
                answer.chosen["by"],
                answer.words,
                place_words(self._dropped.onto),
            )
        self.left.emit()

    def _book(self, wish: BookWish) -> None:
        self._pinned = None
        self.book.over = False
        self._acts.book(wish)
        self.left.emit()

    def book_at_once(self, onto: Chosen, entry: Waiting) -> None:
        """Somebody who waits was put onto a slot that fits them; it can be taken back."""
        if self._acts.busy or onto.block.space is None or onto.block.sitting is None:
            return
        self._wants_keyboard = False
        fit = fit_of(entry, slots_from(onto.block.space, onto.block.sitting))
        second = fit.second.slot_id if fit is not None and fit.second is not None else ""
        mode = entry.mode or onto.block.space.mode or "f2f"
        self._book(
            BookWish(
                entry.patient_id,
                entry.name,
                onto.block.space.slot_id,
                second,
                entry.entry_id,
                entry.kind,
                mode,
                entry.title,
                needs=entry.needs,
                place=place_words(onto),
            )
        )

    def _show_refused(self, error: Exception) -> None:
        self.done.show_refused(error)
        self._presenter.read_soon()
        self._presenter.read_waiting_soon()

    def say_carried(self, carried: Carried | None) -> None:
        """Something was taken up: say what to do with it."""
        if carried is not None:
            self.done.say(
                self._texts.get("calendar.carrying", name=carried.words), self._texts.get("calendar.carry_how")
            )
        elif self.done.isVisible() and self.done.title.text().startswith(self._texts.get("calendar.carrying", name="")):
            self.done.put_away()
