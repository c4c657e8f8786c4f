"""The questions that the panel asks before it moves, cancels, finishes or notes that somebody did not attend."""

from __future__ import annotations

from msk_desk.domain.dates import clock_time, staff_date
from msk_desk.domain.diary import Booked
from ui.context import Texts
from ui.screens.clinics.ask_form import Question
from ui.screens.clinics.carrying import Dropped

PATIENT, SERVICE = "patient", "service"


class Questions:
    """Puts questions in words."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def _who(self, key: str) -> tuple[str, str, tuple[tuple[str, str], ...], str]:
        text = self._texts.get
        options = ((PATIENT, text("calendar.by_patient")), (SERVICE, text("calendar.by_service")))
        return "by", text(key), options, PATIENT

    def cancel(self, booked: Booked) -> Question:
        """Who cancels, why, and what then."""
        text = self._texts.get
        then = (
            ("waiting-list", text("calendar.then_waits")), ("ask-clinician", text("calendar.then_ask")),
            ("other-booking", text("calendar.then_other")),
        )  # fmt: skip
        return Question(
            "cancel", booked.appointment_id, text("calendar.ask_cancel", name=booked.name),
            text("calendar.cancel_it"), choices=(self._who("calendar.who_cancels"),
            ("then", text("calendar.what_then"), then, "waiting-list")), line=text("calendar.why"), line_needed=True,
            look="danger",
        )  # fmt: skip

    def missed(self, booked: Booked) -> Question:
        """Whether the patient was told of the appointment."""
        text = self._texts.get
        options = (("yes", text("calendar.yes")), ("no", text("calendar.no")))
        return Question(
            "missed", booked.appointment_id, text("calendar.ask_missed", name=booked.name),
            text("calendar.missed_it"), choices=(("told", text("calendar.was_told"), options, "yes"),), look="danger",
        )  # fmt: skip

    def finish(self, booked: Booked) -> Question:
        """Whether treatment was begun: it decides what the waiting-time clock does."""
        text = self._texts.get
        options = (
            ("", text("calendar.outcome_unsaid")), ("treatment started", text("calendar.outcome_treated")),
            ("no treatment", text("calendar.outcome_not_treated")),
        )  # fmt: skip
        return Question(
            "finish", booked.appointment_id, text("calendar.ask_finish", name=booked.name), text("calendar.finish_it"),
            choices=(("outcome", text("calendar.outcome"), options, ""),),
        )  # fmt: skip

    def move(self, dropped: Dropped) -> Question | None:
        """From where to where, named in full, with what does not suit."""
        before, onto = dropped.carried.chosen, dropped.onto
        if before is None or before.block.booked is None or onto.block.space is None:
            return None
        text, booked = self._texts.get, before.block.booked
        after = f"{clock_time(onto.block.space.start)} {onto.column.title}"
        if onto.column.day != before.column.day:
            after += f", {staff_date(onto.column.day)}"
        earlier = f"{clock_time(booked.start)} {before.column.title}"
        words = text("calendar.ask_move", name=booked.name, before=earlier, after=after)
        return Question(
            "move", booked.appointment_id, words, text("calendar.move_it"), self.misfit(dropped),
            (self._who("calendar.who_moves"),), line=text("calendar.why_moved"),
        )  # fmt: skip

    def misfit(self, dropped: Dropped) -> str:
        """What does not suit about a slot."""
        text, space = self._texts.get, dropped.onto.block.space
        if space is None:
            return ""
        carried = dropped.carried
        said = []
        if space.minutes < carried.minutes:
            said.append(text("calendar.misfit_short", has=space.minutes, wants=carried.minutes))
        booked = carried.chosen.block.booked if carried.chosen is not None else None
        if booked is not None and space.kind and space.kind != booked.kind:
            said.append(text("calendar.misfit_kind"))
        if booked is not None and space.mode and space.mode != booked.mode:
            said.append(text("calendar.misfit_mode"))
        before = carried.chosen
        if before is not None and before.column.group != dropped.onto.column.group:
            said.append(text("calendar.misfit_site", site=dropped.onto.column.group))
        return " ".join(said)
