"""A referral that came as a file, as far as it could be read, and what became of the file."""

from __future__ import annotations

from dataclasses import dataclass

from msk_desk.domain.people import Patient
from msk_desk.domain.referring import NewReferral

TAKEN, KNOWN_ALREADY, REFUSED = "taken", "already", "refused"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One referral of a file. `key` is the same when the same referral comes again; `practice` a name."""

    key: str
    patient: Patient
    referral: NewReferral
    practice: str = ""


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file; `at` is an instant. Ids are empty when it was refused, `reason` says why.

    `matched`: an NHS number, birth date and name led to a record that was here. `alike`: how many others may be the
    same person. `urgent`: its words may need help now. `open`: a pathway was open already. `records`: how many were
    saved.
    """

    name: str
    status: str
    at: str = ""
    reason: str = ""
    referral_id: str = ""
    patient_id: str = ""
    matched: bool = False
    alike: int = 0
    urgent: bool = False
    young: bool = False
    records: int = 0
    open: bool = False
