"""Deciding a referral: one unit with whatever it leaves behind, undone until it is acted on; opinions and advice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from msk_desk.domain.clinics import Mode
from msk_desk.domain.errors import BadInput, Conflict, FormIncomplete, Refused
from msk_desk.domain.letters import Letter
from msk_desk.domain.pathways import Clock, FlagAnswer, Pathway, Referral, Todo, Triage
from msk_desk.domain.records import Changes, Record
from msk_desk.domain.red_flags.screen import RedFlagScreen
from msk_desk.domain.roles import Role
from msk_desk.domain.triage import (
    ADVICE,
    ASK,
    CLINIC,
    ELSEWHERE,
    EMERGENCY,
    ONWARD,
    SELF,
    TASK,
    Decision,
    TriageForm,
    left_by,
    problems,
)
from msk_desk.domain.waiting.pathway_clock import clock_of
from msk_desk.domain.waiting.working_days import IsHoliday, due_after
from msk_desk.domain.waiting_list import CANCELLED, REQUESTED, WaitingEntry
from msk_desk.services.booking import Booking
from msk_desk.services.ports import Words
from msk_desk.services.saving import Saver
from msk_desk.services.triage import DECIDING, TriageDesk
from msk_desk.services.triage_outcomes import Case, TriageOutcomes
from msk_desk.services.waiting import Waiting


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of a decision: what it changed, and why a time that was to be reserved is not, if it is not."""

    changes: Changes
    not_booked: str = ""


class TriageDecisions:
    """Decides, asks, answers and undoes."""

    def __init__(
        self, desk: TriageDesk, outcomes: TriageOutcomes, waiting: Waiting, booking: Booking, words: Words,
        is_holiday: IsHoliday, saver: Saver,
    ) -> None:  # fmt: skip
        self._desk = desk
        self._outcomes = outcomes
        self._waiting = waiting
        self._booking = booking
        self._words = words
        self._is_holiday = is_holiday
        self._saver = saver

    def decide(self, pathway_id: str, form: TriageForm) -> Decided:
        """Decide a referral: triage, pathway, referral and what is left to do are one unit.

        Raises:
            FormIncomplete: something that the decision needs is missing; nothing was saved.
            Conflict: somebody else has it, or decided it meanwhile.
        """
        actor = self._saver.access.require(*DECIDING)
        case, screen = self._case(pathway_id, form)
        decision = self._desk.decisions().find(form.decision)
        missing = problems(form, decision, screen)
        if missing or decision is None:
            raise FormIncomplete("Not decided yet: " + ", ".join(missing) + ".")
        if decision.outcome == ASK:
            return Decided(self._ask(decision, form, case))
        outcome = self._outcomes.of(decision, form, case)
        before = {event.id for event in case.pathway.events}
        triage = replace(
            case.triage, status="completed", decision=decision.code, done_at=self._instant(), by=actor.staff_id,
            reason=form.reason.strip(), priority=form.priority or decision.priority, service=decision.service,
            kind=form.kind if decision.outcome == CLINIC else "", screen=answers_of(screen),
            confirmed_by=actor.staff_id, where=": ".join(filter(None, (form.where.strip(), form.told.strip()))),
            text=form.text.strip(), overruled=form.overruled.strip(),
            events=tuple(event.id for event in outcome.pathway.events if event.id not in before),
        )  # fmt: skip
        what = f"Triage decided: {decision.title}"
        changes = self._saver.save(what, triage, outcome.pathway, outcome.referral, *outcome.left)
        return self._reserved(form, case, changes) if decision.outcome == CLINIC else Decided(changes)

    def _reserved(self, form: TriageForm, case: Case, changes: Changes) -> Decided:
        """Book the reserved time; when it was taken meanwhile the patient stays on the waiting list."""
        if form.offer is None:
            return Decided(changes)
        try:
            booked = self._booking.book(
                case.referral.patient_id, form.offer, kind=form.kind, reason=case.referral.reason,
                mode=Mode(form.mode) if form.mode else Mode.FACE_TO_FACE, entry_id=left_by(case.triage.id, "entry"),
            )  # fmt: skip
        except (Conflict, BadInput) as error:
            return Decided(changes, str(error))
        return Decided(Changes(changes.refs | booked.refs, changes.patients | booked.patients))

    def answer(self, opinion_id: str, text: str) -> Changes:
        """Answer a second opinion, or write down what a team meeting said; the referral goes back to who asked.

        Raises:
            FormIncomplete: there are no words.
        """
        actor = self._saver.access.require(*DECIDING)
        opinion = self._saver.records.read(Triage, opinion_id)
        if opinion is None or not opinion.opinion_of:
            raise BadInput("This question is not on this computer.", advice="Synchronise, and look again.")
        if not text.strip():
            raise FormIncomplete("Write the answer.")
        done = replace(opinion, status="completed", text=text.strip(), by=actor.staff_id, done_at=self._instant())
        return self._saver.save("Second opinion given", done)

    def undo(self, pathway_id: str) -> Changes:
        """Take a decision back, while nothing has come of it: nothing booked, done, signed or sent.

        Raises:
            Conflict: it was acted on.
            Refused: it is another's, and the person does not lead the team.
        """
        actor = self._saver.access.require(*DECIDING)
        pathway, referral, triage = self._decided(pathway_id)
        if triage.by != actor.staff_id and actor.role is not Role.TEAM_LEAD:
            raise Refused("Only who decided, or the team lead, takes a decision back.")
        left = self._left(triage)
        if any(_acted_on(each) for each in left) or self._moved_on(pathway, triage):
            raise Conflict("Something has come of this decision already.", advice="Change it from the record.")
        events = tuple(event for event in pathway.events if event.id not in triage.events)
        kind = self._waiting.services.clock_of(self._waiting.services.point_of_access)
        clock = clock_of(kind, events) if events else Clock(kind, pathway.clock.start)
        before = replace(
            pathway, stage="referred", status="active", service="", ended="", pifu_until="", events=events, clock=clock,
            case_manager_id="",
        )  # fmt: skip
        reopened = replace(
            triage, status="accepted", decision="", done_at="", service="", kind="", where="", text="", overruled="",
            events=(),
        )  # fmt: skip
        withdrawn = [_withdrawn(each, self._words.get("triage.undone")) for each in left]
        return self._saver.save(
            "Triage decision undone", reopened, before, replace(referral, status="active"), *withdrawn
        )

    def can_undo(self, pathway_id: str) -> bool:
        """Whether a decision may still be taken back by the person here."""
        actor = self._saver.access.actor
        try:
            pathway, _, triage = self._decided(pathway_id)
        except BadInput:
            return False
        allowed = triage.by == actor.staff_id or actor.role is Role.TEAM_LEAD
        return allowed and not self._moved_on(pathway, triage) and not any(map(_acted_on, self._left(triage)))

    def bring_back(self, pathway_id: str) -> Changes:
        """Triage again what waits for nothing here: advice becomes a referral, a result or an emergency goes on.

        The words, the first day and the decision before stay; nothing is typed again.

        Raises:
            BadInput: it waits for an appointment, or went on from there.
        """
        self._saver.access.require(*DECIDING)
        pathway, referral, triage = self._decided(pathway_id)
        if not self.can_bring_back(triage) or self._moved_on(pathway, triage):
            raise BadInput("This went on from triage.", advice="Change it from the record.")
        closed = pathway.status != "active" or pathway.stage == "pifu"
        kind = self._waiting.services.clock_of(self._waiting.services.point_of_access)
        opened = replace(pathway, stage="referred", status="active", service="", ended="", pifu_until="")
        opened = replace(opened, clock=clock_of(kind, opened.events))
        if closed:
            today = self._saver.now().astimezone().date()
            opened = self._waiting.note(opened, "re_referral", today, after=triage.decision)
        again = Triage(left_by(triage.id, "again"), triage.patient_id, triage.referral_id, "requested")
        done = [replace(each, status="completed") for each in self._left(triage) if isinstance(each, Todo)]
        asked = replace(referral, kind="referral", status="active")
        return self._saver.save("Brought back to triage", again, opened, asked, *done)

    def can_bring_back(self, triage: Triage) -> bool:
        """Whether a decision left nobody waiting for an appointment, so that it may be triaged again."""
        decision = self._desk.decisions().find(triage.decision)
        return decision is not None and decision.outcome in (ADVICE, EMERGENCY, TASK, SELF, ELSEWHERE, ONWARD)

    def draft_letters(self, pathway_id: str) -> tuple[Letter, ...]:
        """The letters that a decision left to be signed."""
        self._saver.access.require_clinical()
        _, _, triage = self._decided(pathway_id)
        return tuple(each for each in self._left(triage) if isinstance(each, Letter))

    def _ask(self, decision: Decision, form: TriageForm, case: Case) -> Changes:
        """Ask a colleague, or bring it to a team meeting; whoever asks keeps it, whoever is asked owes an answer."""
        actor = self._saver.access.actor
        due = due_after(self._saver.now().astimezone().date(), decision.due_days, self._is_holiday)
        kept = replace(case.triage, status="accepted", by=actor.staff_id)
        asked = Triage(
            self._saver.new_id(), case.referral.patient_id, case.referral.id, "requested", decision.code,
            by=form.owner_id, reason=form.text.strip(), opinion_of=kept.id, due=due.isoformat(),
        )  # fmt: skip
        return self._saver.save(f"{decision.title} asked", kept, asked)

    def _case(self, pathway_id: str, form: TriageForm) -> tuple[Case, RedFlagScreen]:
        actor = self._saver.access.actor
        page = self._desk.page(pathway_id)
        if page.pathway.stage != "referred" or page.pathway.status != "active":
            raise Conflict("This referral was decided meanwhile.", advice="Look at it under Decided.")
        triage = page.triage or self._desk.triage_of(page.referral)
        if triage.status == "accepted" and triage.by not in ("", actor.staff_id):
            raise Conflict(f"{page.owner} has this referral.", advice="Take it over, or choose another one.")
        return Case(triage, page.referral, page.pathway), self._desk.screen(page.told, dict(form.flags))

    def _decided(self, pathway_id: str) -> tuple[Pathway, Referral, Triage]:
        pathway = self._saver.records.read(Pathway, pathway_id)
        referral = self._saver.records.read(Referral, pathway.referral_id) if pathway else None
        triage = self._desk.triage_of(referral) if referral else None
        if pathway is None or referral is None or triage is None or triage.status != "completed":
            raise BadInput("There is no decision here.", advice="Synchronise, and look again.")
        return pathway, referral, triage

    def _left(self, triage: Triage) -> Sequence[Record]:
        read = self._saver.records.read
        found: list[Record | None] = [
            read(WaitingEntry, left_by(triage.id, "entry")), read(Todo, left_by(triage.id, "todo")),
            read(Letter, left_by(triage.id, "letter")), read(Letter, left_by(triage.id, "advice")),
        ]  # fmt: skip
        return [each for each in found if each is not None and not _gone(each)]

    def _moved_on(self, pathway: Pathway, triage: Triage) -> bool:
        """Whether the pathway went on after the decision: a stage or an event that is not the decision's own."""
        last = max((at for at, event in enumerate(pathway.events) if event.id in triage.events), default=-1)
        after = pathway.events[last + 1 :] if last >= 0 else ()
        return bool(after) or pathway.stage not in ("triaged", "pifu", "discharged")

    def _instant(self) -> str:
        return self._saver.now().isoformat(timespec="milliseconds")


def answers_of(screen: RedFlagScreen) -> tuple[FlagAnswer, ...]:
    """The screen as it is kept: each sign that was asked or found, with the words that said so."""
    return tuple(FlagAnswer(each.sign, each.answer, " | ".join(each.words)) for each in screen.signs)


def _acted_on(each: Record) -> bool:
    if isinstance(each, WaitingEntry):
        return each.status != REQUESTED or bool(each.appointment_id)
    if isinstance(each, Todo):
        return each.status not in ("requested", "accepted")
    return isinstance(each, Letter) and each.status != "draft"


def _gone(each: Record) -> bool:
    if isinstance(each, WaitingEntry):
        return each.status == CANCELLED
    if isinstance(each, Todo):
        return each.status in ("cancelled", "entered-in-error")
    return isinstance(each, Letter) and each.status == "entered-in-error"


def _withdrawn(each: Record, why: str) -> Record:
    if isinstance(each, WaitingEntry):
        return replace(each, status=CANCELLED, reason=why)
    if isinstance(each, Todo):
        return replace(each, status="cancelled")
    assert isinstance(each, Letter)
    return replace(each, status="entered-in-error")
