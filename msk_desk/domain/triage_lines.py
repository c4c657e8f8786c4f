"""Rows that the triage inbox is made of, as the store reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class OpenReferral:
    """A pathway and its referral, with the triage begun, if any; `stage` and `status` are the pathway's."""

    pathway_id: str
    patient_id: str
    referral_id: str
    stage: str
    status: str
    name: str
    born: str
    nhs_number: str
    source: str
    referrer: str
    reason: str
    region: str
    priority: str
    kind: str
    triage_id: str = ""
    triage_status: str = ""
    owner_id: str = ""
    decision: str = ""
    done: datetime | None = None


@dataclass(frozen=True, slots=True)
class Opinion:
    """A second opinion or a team meeting that was asked for a referral: whose it is, and whether it was given."""

    id: str
    referral_id: str
    status: str
    owner_id: str
    done: datetime | None = None
