"""The triage inbox and the referral in hand: reads, claims, keeps what is typed, decides and undoes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from msk_desk.domain.records import Changes
from msk_desk.domain.triage import Decision, TriageForm, problems
from ui.context import Context
from ui.journal import Journal
from ui.screens.triage.unfinished import KIND, OpenPage, content_of, form_in
from ui.workers.runner import Job

if TYPE_CHECKING:
    from msk_desk.domain.booking_rules import Fit
    from msk_desk.domain.drafts import Draft
    from msk_desk.services.triage import InboxLine
    from msk_desk.services.triage_decisions import Decided

TO_DO, DECIDED = "todo", "decided"
PAUSE = 120
"""Milliseconds a row stays chosen before it is read, so that walking past opens nobody."""
OFFERED = 8


@dataclass(frozen=True, slots=True)
class Inbox:
    """A list as read; `mode` is todo or decided."""

    mode: str
    lines: tuple[InboxLine, ...]


class TriagePresenter(QObject):
    """Keeps which list is shown and which referral is in hand.

    Signals:
        inbox_read: an Inbox.
        page_read: an OpenPage, when it was read and whenever what is typed on it changes the screen.
        cleared: no referral is in hand.
        offers_read: times that fit the decision, as Fits.
        decided: (what is said of it, why no time was reserved or empty).
        failed: an exception to show.
        printed: (the bytes of a signed letter, its title).
    """

    inbox_read = Signal(object)
    page_read = Signal(object)
    cleared = Signal()
    offers_read = Signal(object)
    decided = Signal(object)
    failed = Signal(object)
    printed = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.mode = TO_DO
        self.chosen = ""
        self.shown: OpenPage | None = None
        self.form = TriageForm()
        self._reading: Job | None = None
        self._paging: Job | None = None
        self._offering: Job | None = None
        self.journal = Journal(context.runner, context.desk.drafting.note, self)
        self.journal.failed.connect(self.failed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.read_page)

    # Reading

    @property
    def now(self) -> datetime:
        """The moment."""
        return self._context.desk.now()

    @property
    def me(self) -> str:
        """Who is here."""
        return self._context.actor.staff_id

    @property
    def decision(self) -> Decision | None:
        """The decision chosen so far."""
        return self._context.desk.triage.decisions().find(self.form.decision)

    def script(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What is said on the telephone in an emergency: to the team, and to the patient."""
        decisions = self._context.desk.triage.decisions()
        return decisions.script, decisions.patient

    def read(self) -> None:
        """Read the list in sight."""
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._context.runner.run(self._read, self.mode, then=self._show_inbox, failed=self._fail)

    def choose_mode(self, mode: str) -> None:
        """What waits, or what was decided."""
        self.mode = mode
        self.choose("")
        self.read()

    def choose(self, pathway_id: str, at_once: bool = False) -> None:
        """Take another referral in view; what was typed on the one before is on disk."""
        if pathway_id == self.chosen and self.shown is not None:
            return
        self.keep()
        self.chosen = pathway_id
        self.shown = None
        if not pathway_id:
            self._pause.stop()
            self.cleared.emit()
        elif at_once:
            self.read_page()
        else:
            self._pause.start()

    def read_page(self) -> None:
        """Read the referral in hand again; what is being typed stays."""
        self._pause.stop()
        if self._paging is not None:
            self._paging.cancel()
        if self.chosen:
            self._paging = self._context.runner.run(
                self._read_page, self.chosen, then=self._show_page, failed=self._fail
            )

    def _read(self, mode: str) -> Inbox:
        service = self._context.desk.triage
        return Inbox(mode, service.inbox() if mode == TO_DO else service.decided())

    def _read_page(self, pathway_id: str) -> OpenPage:
        desk = self._context.desk
        page = desk.triage.page(pathway_id)
        able, role = desk.triage.able(), self._context.actor.role
        if page.pathway.stage != "referred":
            kept = {each.flag: each.answer for each in page.triage.screen} if page.triage else {}
            words = {each.sign: each.answer for each in desk.triage.screen(page.told).signs}
            changed = {sign: answer for sign, answer in kept.items() if words.get(sign, "") != answer}
            screen = desk.triage.screen(page.told, changed)
            done = page.triage is not None and page.triage.status == "completed"
            letters = desk.triage_decisions.draft_letters(pathway_id) if done else ()
            again = done and page.triage is not None and desk.triage_decisions.can_bring_back(page.triage)
            can = done and desk.triage_decisions.can_undo(pathway_id) and role.writes_notes
            return OpenPage(page, screen, TriageForm(), None, able, can, letters, again)
        draft = desk.drafting.open(KIND, pathway_id, page.referral.patient_id)
        form = form_in(draft.content)
        form = replace(form, consent=form.consent or page.referral.consent)
        return OpenPage(page, desk.triage.screen(page.told, dict(form.flags)), form, draft, able)

    def _show_inbox(self, inbox: Inbox) -> None:
        if inbox.mode == self.mode:
            self.inbox_read.emit(inbox)

    def _show_page(self, shown: OpenPage) -> None:
        if shown.pathway_id != self.chosen:
            return
        again = self.shown is not None and self.shown.draft is not None and shown.draft is not None
        if not again:
            self.form = shown.form
            if shown.draft is not None:
                self.journal.begin(shown.draft)
        else:
            screen = self._context.desk.triage.screen(shown.page.told, dict(self.form.flags))
            shown = replace(shown, form=self.form, screen=screen, draft=self.shown.draft)  # type: ignore[union-attr]
        self.shown = shown
        self.page_read.emit(shown)

    # What is typed

    def change(self, **values: Any) -> None:
        """A field of the form was changed by the user; on disk at once."""
        self.form = replace(self.form, **values)
        if self.shown is not None and self.shown.draft is not None:
            self.journal.note(content_of(self.form))

    def answer_flag(self, sign_and_answer: tuple[str, str]) -> None:
        """The clinician answers a sign: the screen is worked out again, and to be confirmed again."""
        sign, answer = sign_and_answer
        if self.shown is not None:
            self.change(flags={**self.form.flags, sign: answer}, confirmed=False)
            self._show_screen()

    def confirm_screen(self) -> None:
        """The clinician has read the referral and its screen."""
        if self.shown is not None:
            self.change(confirmed=True)
            self.claim_quietly()
            self._show_screen()

    def _show_screen(self) -> None:
        assert self.shown is not None
        screen = self._context.desk.triage.screen(self.shown.page.told, dict(self.form.flags))
        self.shown = replace(self.shown, screen=screen, form=self.form)
        self.page_read.emit(self.shown)

    def missing(self) -> tuple[str, ...]:
        """What the decision still lacks."""
        if self.shown is None:
            return ("decision",)
        return problems(self.form, self.decision, self.shown.screen)

    def keep(self) -> None:
        """What was typed is handed to the disk before something else is shown."""
        self.journal.flush()

    def look_for_times(self) -> None:
        """Free times for the decision that was chosen."""
        if self._offering is not None:
            self._offering.cancel()
        decision = self.decision
        if decision is not None and decision.outcome == "clinic" and self.shown is not None:
            patient = self.shown.page.referral.patient_id
            self._offering = self._context.runner.run(
                self._find, decision.service, self.form.mode, patient, then=self._show_offers, failed=self._fail
            )

    def _find(self, service: str, mode: str, patient_id: str) -> tuple[Fit, ...]:
        from msk_desk.domain.booking_rules import Wanted

        title = self._context.desk.waiting.services.title(service)
        booking, after = self._context.desk.booking, self.now
        found = booking.find(Wanted(after, service=service, mode=mode), OFFERED, patient_id)
        return found or booking.find(Wanted(after, service=title, mode=mode), OFFERED, patient_id)

    def _show_offers(self, fits: tuple[Fit, ...]) -> None:
        self.offers_read.emit(fits)

    # Claims and decisions

    def claim(self, take_over: bool = False) -> None:
        """Take the referral in hand, so that others see it."""
        if self.chosen and self.mode == TO_DO:
            self._write(self._claim, self.chosen, take_over)

    def claim_quietly(self) -> None:
        """Working on it claims it, unless somebody else has it."""
        page = self.shown.page if self.shown is not None else None
        if page is not None and not page.owner and not self.shown.decided:  # type: ignore[union-attr]
            self.claim()

    def release(self) -> None:
        """Give it back to everybody."""
        if self.chosen:
            self._write(self._context.desk.triage.release, self.chosen)

    def decide(self) -> None:
        """Decide as the form says."""
        if self.chosen:
            self.keep()
            self._context.runner.run(
                self._decide, self.chosen, self.form, then=self._say_decided, failed=self._fail, write=True
            )

    def undo(self) -> None:
        """Take the decision in view back."""
        if self.chosen:
            self._write(self._context.desk.triage_decisions.undo, self.chosen)

    def bring_back(self) -> None:
        """Triage what is in view again."""
        if self.chosen:
            self._write(self._context.desk.triage_decisions.bring_back, self.chosen)

    def answer_opinion(self, opinion_id: str, text: str) -> None:
        """Answer what a colleague asked."""
        self._write(self._context.desk.triage_decisions.answer, opinion_id, text)

    def sign_letter(self, letter_id: str) -> None:
        """Sign a letter that the decision left, and hand over its paper."""
        letters = self.shown.letters if self.shown is not None else ()
        letter = next((each for each in letters if each.id == letter_id), None)
        if letter is not None:
            self._context.runner.run(self._sign, letter, then=self._say_signed, failed=self._fail, write=True)

    def _claim(self, pathway_id: str, take_over: bool) -> Changes:
        return self._context.desk.triage.claim(pathway_id, take_over=take_over)

    def _decide(self, pathway_id: str, form: TriageForm) -> tuple[Decided, str]:
        decided = self._context.desk.triage_decisions.decide(pathway_id, form)
        return decided, pathway_id

    def _sign(self, letter: Any) -> tuple[Changes, bytes, str]:
        changes, pdf = self._context.desk.letters.sign(letter)
        return changes, pdf, letter.title

    def _say_decided(self, result: tuple[Decided, str]) -> None:
        decided, pathway_id = result
        draft = self.journal.draft
        title = self._context.desk.triage.decisions().title(self.form.decision)
        name = self.shown.page.banner.patient.name.listed() if self.shown is not None else ""
        if draft is not None and draft.subject == pathway_id:
            self.journal.forget()
            self._end(draft)
        self.shown = None
        self.decided.emit((f"{name}: {title}", decided.not_booked))
        self._context.feed.tell(decided.changes)

    def _end(self, draft: Draft) -> None:
        self._context.runner.run(self._context.desk.drafting.end, draft.id, write=True)

    def _say_signed(self, signed: tuple[Changes, bytes, str]) -> None:
        changes, pdf, title = signed
        self._context.feed.tell(changes)
        self.printed.emit((pdf, title))

    def _write(self, work: Any, *args: Any) -> None:
        self._context.runner.run(work, *args, then=self._tell, failed=self._fail_and_read, write=True)

    def _tell(self, changes: Changes) -> None:
        self._context.feed.tell(changes)

    def _fail(self, error: Exception) -> None:
        self.failed.emit(error)

    def _fail_and_read(self, error: Exception) -> None:
        """Somebody was quicker: say so, and show how it stands now."""
        self.failed.emit(error)
        self.read()
        self.read_page()
