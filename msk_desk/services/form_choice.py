"""Which forms a visit offers, the most likely first: by what the pathway, appointment and problems say; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from msk_desk.domain.form_catalogue import FormEntry, FormKind

# What people write in reasons, referrals and problems, by the area of the body that a form is about.
AREA_WORDS: dict[str, tuple[str, ...]] = {
    "lumbar": ("lumbar", "low back", "lower back", "back pain", "back", "sciatica", "sciatic", "spine", "lbp"),
    "cervical": ("cervical", "neck", "whiplash"),
    "thoracic": ("thoracic", "upper back", "mid back", "rib", "ribs"),
    "shoulder": ("shoulder", "rotator cuff", "frozen shoulder", "subacromial", "acromioclavicular"),
    "elbow": ("elbow", "tennis elbow", "golfer's elbow", "epicondylitis"),
    "wrist-hand": ("wrist", "hand", "thumb", "finger", "carpal tunnel", "trigger finger", "de quervain's"),
    "hip": ("hip", "groin", "trochanteric"),
    "knee": ("knee", "patella", "patellofemoral", "meniscus", "meniscal", "acl"),
    "ankle-foot": ("ankle", "foot", "heel", "achilles", "plantar", "toe", "bunion"),
    "widespread": ("widespread", "fibromyalgia", "chronic pain"),
    "inflammatory": ("inflammatory", "rheumatoid", "psoriatic", "spondyloarthritis", "ankylosing", "arthritis screen"),
}
_OPERATION = re.compile(r"post.?op|operation|replacement|arthroplasty|surgery|repair|reconstruction", re.IGNORECASE)
_AREA, _KIND, _OPERATED = 8, 4, 24


@dataclass(frozen=True, slots=True)
class FormOffer:
    """A form that can be chosen; `likely` when something in the record speaks for it."""

    entry: FormEntry
    likely: bool


def offers(entries: Iterable[FormEntry], words: str, *, seen_before: bool) -> tuple[FormOffer, ...]:
    """The forms of a visit, most likely first, then by title.

    Args:
        words: what appointment, pathway, referral and problems say, the most telling first.
        seen_before: an assessment was signed earlier on this pathway, so that a follow-up comes first.
    """
    areas = areas_in(words)
    operated = bool(_OPERATION.search(words))
    scored = [(_score(entry, areas, seen_before, operated), entry) for entry in entries if entry.kind.of_a_visit]
    ordered = sorted(scored, key=lambda one: (-one[0], one[1].kind is FormKind.OTHER, one[1].title.casefold()))
    return tuple(FormOffer(entry, score > 0) for score, entry in ordered)


def areas_in(words: str) -> tuple[str, ...]:
    """The areas of the body that a text speaks of, those named first come first."""
    text = words.casefold()
    found = {}
    for area, names in AREA_WORDS.items():
        places = [match.start() for name in names if (match := re.search(rf"\b{re.escape(name)}\b", text))]
        if places:
            found[area] = min(places)
    if "thoracic" in found and "lumbar" in found and not re.search(r"low(er)? back|lumbar|sciatic", text):
        found.pop("lumbar")  # 'upper back' speaks of the back too
    return tuple(sorted(found, key=lambda area: found[area]))


def _score(entry: FormEntry, areas: tuple[str, ...], seen_before: bool, operated: bool) -> int:
    matching = [areas.index(area) for area in entry.areas if area in areas]
    score = _AREA - min(matching) if matching else 0
    if entry.kind is FormKind.POST_OPERATIVE:
        return score + _OPERATED if operated else 0
    if entry.kind is FormKind.FOLLOW_UP:
        return score + _AREA + _KIND if seen_before else 0
    return score
