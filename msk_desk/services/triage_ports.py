"""What triage needs of the world beside the common ports; db and content implement it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from msk_desk.domain.red_flags.catalogue import Catalogue
from msk_desk.domain.triage import DecisionList
from msk_desk.domain.triage_lines import OpenReferral, Opinion


class TriageLists(Protocol):
    """What waits for triage, and what was decided lately."""

    def open(self) -> tuple[OpenReferral, ...]:
        """Every referral whose pathway waits for triage, in no order."""

    def decided(self, since: datetime) -> tuple[OpenReferral, ...]:
        """Every referral decided from a moment on, or whose result or emergency is still followed, in no order."""

    def opinions(self) -> tuple[Opinion, ...]:
        """Second opinions and team meetings asked for referrals that are open."""

    def counts(self) -> tuple[int, int]:
        """How many wait for triage, and how many of them came as urgent."""


class TriageLibrary(Protocol):
    """The content that triage reads."""

    def signs(self) -> Catalogue:
        """What a referral is screened for."""

    def decisions(self) -> DecisionList:
        """The decisions there are."""
