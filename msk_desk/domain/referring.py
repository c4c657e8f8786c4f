"""A referral being taken: what was given, what is still missing, and what it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from msk_desk.domain.dates import whole_date
from msk_desk.domain.letters import StoredDocument
from msk_desk.domain.pathways import Handover, Pathway, Referral
from msk_desk.domain.scope_check import ScopeFinding

SOURCES = ("gp", "fcp", "self", "internal", "other")
REGIONS = (
    "cervical", "thoracic", "lumbar", "shoulder", "elbow", "wrist-hand", "hip", "knee", "foot-ankle", "widespread",
    "other",
)  # fmt: skip
_AREA_WORDS = {
    "Cervical spine": ("neck", "cervical"), "Thoracic spine": ("thoracic", "upper back", "mid back"),
    "Lumbar spine": ("low back", "lower back", "lumbar", "back pain", "sciatica"), "Shoulder": ("shoulder",),
    "Elbow": ("elbow",), "Wrist and hand": ("wrist", "hand", "thumb", "finger", "carpal"), "Hip": ("hip",),
    "Knee": ("knee",), "Foot and ankle": ("foot", "ankle", "heel", "achilles", "toe"),
    "Widespread pain": ("widespread", "fibromyalgia"),
}  # fmt: skip
"""Areas by the words of a letter; none where a letter names two, as nobody can tell which is meant."""
SIDES = ("", "left", "right", "both")
PRIORITIES = ("routine", "urgent", "stat")
"""FHIR's words; `stat` is what was sent on at once and must be seen by a clinician today."""
FROM_OUTSIDE = ("gp", "fcp", "other")


@dataclass(frozen=True, slots=True)
class NewReferral:
    """What was given; `received` is an ISO date, `region` and `title` in words, `handovers` who was told at once.

    `answers` are those of somebody who referred themselves, `form` the `canonical|version` that they are answers to.
    """

    source: str = "gp"
    reason: str = ""
    region: str = ""
    title: str = ""
    priority: str = "routine"
    referrer: str = ""
    practice_id: str = ""
    received: str = ""
    consent: str = ""
    kind: str = "referral"
    note: str = ""
    ppi: str = ""
    clock_start: str = ""
    handovers: tuple[Handover, ...] = ()
    attachments: tuple[StoredDocument, ...] = ()
    form: str = ""
    answers: tuple[Mapping[str, Any], ...] = ()


def problems(new: NewReferral, today: date, findings: tuple[ScopeFinding, ...] = ()) -> Mapping[str, str]:
    """What keeps it from being saved, by field; an emergency is saved once somebody was told."""
    found: dict[str, str] = {}
    if not new.reason.strip():
        found["reason"] = "missing"
    received = whole_date(new.received)
    if received is None:
        found["received"] = "date"
    elif received > today:
        found["received"] = "future"
    if new.source == "other" and new.clock_start:
        began = whole_date(new.clock_start)
        if began is None:
            found["clock_start"] = "date"
        elif began > (received or today):
            found["clock_start"] = "later"
    if any(finding.at_once for finding in findings) and not new.handovers:
        found["handover"] = "missing"
    return found


def referral_of(new: NewReferral, id: str, patient_id: str, at: str) -> Referral:
    """The referral as it is stored; what was sent on at once is marked so, whatever priority was given."""
    return Referral(
        id, patient_id, new.received, new.source, " ".join(new.reason.split()), new.region,
        priority="stat" if new.handovers else new.priority, referrer=" ".join(new.referrer.split()), received_at=at,
        practice_id=new.practice_id, consent=new.consent, kind=new.kind, ppi=new.ppi.strip(),
        clock_start=new.clock_start if new.source == "other" else "", note=new.note.strip(),
        attachments=tuple(each.id for each in new.attachments), handovers=new.handovers,
    )  # fmt: skip


def area_in(words: str) -> str:
    """The one area that words name; empty when they name none, or several."""
    said = f" {words.casefold()}"
    found = [area for area, known in _AREA_WORDS.items() if any(f" {word}" in said for word in known)]
    return found[0] if len(found) == 1 else ""


def titled(area: str, words: str) -> str:
    """`Left shoulder`: an area with the side that words name, when they name one."""
    said = words.casefold().split()
    sides = [side for side in ("left", "right") if side in (word.strip(".,;()") for word in said)]
    return f"{sides[0].capitalize()} {area.lower()}" if area and len(sides) == 1 else area


def alike(pathways: tuple[Pathway, ...], new: NewReferral) -> tuple[Pathway, ...]:
    """Open pathways that a referral may be a second one of: those of the same body area first."""
    active = [each for each in pathways if each.status == "active"]
    return tuple(sorted(active, key=lambda each: not same_area(each, new)))


def same_area(pathway: Pathway, new: NewReferral) -> bool:
    """Whether the pathway is about the area the referral names; without an area nothing can be said."""
    area = new.region.casefold().split()
    return bool(area) and area[0] in pathway.title.casefold()
