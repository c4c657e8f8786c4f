"""Which clock a service has: the national one, the local one for allied health, or none.

Source: NHS England, Recording and reporting RTT waiting times, version 5.0 (11 February 2025, PRN01045), sections 6, 7.
"""

from __future__ import annotations

from dataclasses import dataclass

RTT_RETURN = "RTT return and WLMDS"
COMMUNITY_DATASET = "community dataset"


@dataclass(frozen=True, slots=True)
class Scope:
    """Whether the rules apply to a service, and where its waits are reported when that is not as usual."""

    applies: bool
    report_in: str = ""
    why: str = ""


_NOT_CONSULTANT_LED = Scope(False, "", "non consultant-led community service is out of scope of RTT")
_SCOPES = {
    "interface": Scope(True),
    "consultant_led": Scope(True),
    "consultant_outreach": Scope(True, RTT_RETURN),
    "consultant_led_community": Scope(True, COMMUNITY_DATASET),
    "community_consultant_led": Scope(True, COMMUNITY_DATASET),
    "community_consultant": Scope(True, COMMUNITY_DATASET),
    "community_physio": _NOT_CONSULTANT_LED,
    "community": _NOT_CONSULTANT_LED,
    "community_podiatry": _NOT_CONSULTANT_LED,
    "community_therapy": _NOT_CONSULTANT_LED,
    "community_msk": _NOT_CONSULTANT_LED,
}


def scope_of(service: str) -> Scope:
    """The scope of a kind of service; one that is not named is under the rules: a wait is rather counted than lost."""
    return _SCOPES.get(service, Scope(True))
