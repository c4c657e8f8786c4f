"""Joins the services of triage."""

from __future__ import annotations

from msk_desk.content.triage import TriageContent
from msk_desk.domain.bank_holidays import is_bank_holiday
from msk_desk.services.booking import Booking
from msk_desk.services.composing import Composer
from msk_desk.services.ports import Words
from msk_desk.services.record import Record
from msk_desk.services.saving import Saver
from msk_desk.services.triage import TriageDesk
from msk_desk.services.triage_decisions import TriageDecisions
from msk_desk.services.triage_outcomes import TriageOutcomes
from msk_desk.services.waiting import Waiting
from msk_desk.wiring.late import LatePorts


def build_triage(ports: LatePorts, record: Record, saver: Saver) -> TriageDesk:
    """The inbox and the page."""
    return TriageDesk(ports.triage, TriageContent(), record, ports.settings, is_bank_holiday, saver)


def build_decisions(
    desk: TriageDesk, waiting: Waiting, composer: Composer, booking: Booking, words: Words, saver: Saver
) -> TriageDecisions:
    """What decides."""
    outcomes = TriageOutcomes(waiting, composer, words, is_bank_holiday, saver)
    return TriageDecisions(desk, outcomes, waiting, booking, words, is_bank_holiday, saver)
