"""How near a site is to a patient, judged by postcode districts; used to order and label the times offered.

There are no coordinates here and no travel times: a site names the postcode districts (outward codes) it is near to,
and what it does not name is told apart by the letters of the postcode area alone. The screen says so.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import IntEnum


class Nearness(IntEnum):
    """Nearest first; a smaller number is nearer."""

    SAME_DISTRICT = 0
    NEAR = 1
    SAME_AREA = 2
    NOT_KNOWN = 3
    ELSEWHERE = 4


def outward_code(postcode: str) -> str:
    """The postcode district of a postcode, or of an outward code alone: `HW2` of `hw2 3bb`; empty when it is none."""
    compact = "".join(postcode.split()).upper()
    if not compact.isascii() or not compact.isalnum():
        return ""
    whole = len(compact) >= 5 and compact[-3].isdigit() and compact[-2:].isalpha()
    outward = compact[:-3] if whole else compact
    area = area_letters(outward)
    known = 2 <= len(outward) <= 4 and 1 <= len(area) <= 2 and outward[len(area) :][:1].isdigit()
    return outward if known else ""


def area_letters(outward: str) -> str:
    """The letters that a postcode begins with."""
    digits = next((at for at, letter in enumerate(outward) if not letter.isalpha()), len(outward))
    return outward[:digits]


def nearness(patient_postcode: str, site_postcode: str, near_to: Collection[str] = ()) -> Nearness:
    """How near a site is.

    Args:
        near_to: the outward codes that the site is near to, as the service has recorded them.
    """
    home, site = outward_code(patient_postcode), outward_code(site_postcode)
    if not home or not (site or near_to):
        return Nearness.NOT_KNOWN
    if home == site:
        return Nearness.SAME_DISTRICT
    if home in near_to:
        return Nearness.NEAR
    if not site:
        return Nearness.NOT_KNOWN
    return Nearness.SAME_AREA if area_letters(home) == area_letters(site) else Nearness.ELSEWHERE
