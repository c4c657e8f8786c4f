"""The services that a referral can go to: each with its waiting-time clock, as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Service:
    """One service. `clock` is rtt, ahp or none; `clinics` whether patients are booked here; `onward` whether elsewhere.

    `rtt_scope` is its kind in the national rules' words (domain.waiting.scope).
    """

    code: str
    title: str
    clock: str
    rtt_scope: str = ""
    clinics: bool = False
    onward: bool = False


@dataclass(frozen=True, slots=True)
class ServiceList:
    """All services; `point_of_access` is the code of the one that receives every referral."""

    services: tuple[Service, ...]
    point_of_access: str

    def find(self, code: str) -> Service | None:
        """One service by code."""
        return next((service for service in self.services if service.code == code), None)

    def title(self, code: str) -> str:
        """A service in words; a code that is not known stands for itself."""
        found = self.find(code)
        return found.title if found else code

    def clock_of(self, code: str) -> str:
        """The kind of clock of a service; an unknown one is under the national rules: rather counted than lost."""
        found = self.find(code)
        return found.clock if found else "rtt"
