"""What must hold of a clinic template before it may be kept; each fault is a name that the window has words for."""

from __future__ import annotations

from itertools import pairwise

from msk_desk.domain.clinic_templates import (
    EARLIEST,
    LATEST,
    MONTHLY,
    PATTERNS,
    ClinicTemplate,
    slot_times,
)
from msk_desk.domain.clinics import Mode
from msk_desk.domain.dates import whole_date

SHORTEST, LONGEST = 5, 240
MOST_AT_ONCE = 30


def faults(template: ClinicTemplate) -> tuple[str, ...]:
    """Everything that is wrong with a template, by the name of what to mend; empty when it may be kept."""
    checks = {
        "title": bool(template.title.strip()),
        "staff": bool(template.staff_id),
        "site": bool(template.site_id),
        "room": bool(template.room_id) or not template.needs_room,
        "weekdays": bool(template.weekdays) and set(template.weekdays) <= set(range(7)),
        "pattern": template.pattern in PATTERNS,
        "nth": template.pattern != MONTHLY or (bool(template.nth) and set(template.nth) <= {1, 2, 3, 4, 5, -1}),
        "times": EARLIEST <= template.start < template.end <= LATEST,
        "modes": bool(template.modes) and set(template.modes) <= {str(mode) for mode in Mode},
        "dates": _dates_hold(template),
        "lengths": _lengths_hold(template),
        "order": bool(template.order) and all(template.length_of(kind) for kind in template.order),
        "breaks": _breaks_hold(template),
    }
    found = [name for name, holds in checks.items() if not holds]
    if not found and not slot_times(template):
        found.append("slots")
    return tuple(found)


def _dates_hold(template: ClinicTemplate) -> bool:
    first, last = whole_date(template.valid_from), whole_date(template.valid_until)
    if first is None or (template.valid_until and last is None):
        return False
    return last is None or first <= last


def _lengths_hold(template: ClinicTemplate) -> bool:
    kinds = [length.kind for length in template.lengths]
    fit = all(
        SHORTEST <= length.minutes <= LONGEST and 1 <= length.capacity <= MOST_AT_ONCE for length in template.lengths
    )
    return bool(kinds) and len(kinds) == len(set(kinds)) and fit


def _breaks_hold(template: ClinicTemplate) -> bool:
    spans = sorted((pause.start, pause.end) for pause in template.breaks)
    inside = all(template.start <= start < end <= template.end for start, end in spans)
    apart = all(before[1] <= after[0] for before, after in pairwise(spans))
    return inside and apart
