"""Reconciliation: a referral that came in has ended, or is open in exactly one stage, on every day; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

NO_PATHWAY = "no-pathway"
"""Where a referral stands that no pathway carries: somebody must take it up."""
STAGES = ("referred", "triaged", "assessed", "review", "decision", "plan", "pifu", "discharged")
CLOSED = frozenset({"finished", "cancelled"})
IN_ERROR = "entered-in-error"
_WITHDRAWN = frozenset({"completed", "revoked", IN_ERROR})
_REACHED = {
    "referral_received": "referred", "self_referral_received": "referred", "ubrn_converted": "referred",
    "re_referral": "referred", "triaged": "triaged", "first_appointment": "assessed", "follow_up": "review",
    "decision": "decision", "pifu_opened": "pifu", "discharged": "discharged", "discharged_to_gp": "discharged",
}  # fmt: skip
"""The stage that an event brings a pathway to, for looking back."""


@dataclass(frozen=True, slots=True)
class Way:
    """A pathway that carries a referral; days are counted from 0001-01-01, 0 for none; `events` are (day, name)."""

    pathway_id: str
    status: str
    stage: str
    started: int
    ended: int = 0
    events: tuple[tuple[int, str], ...] = ()

    def open_on(self, day: int) -> bool:
        """Whether it was open at the end of a day."""
        return self.started <= day and (self.status not in CLOSED or self.ended > day)

    def stage_on(self, day: int) -> str:
        """The stage at the end of a day: as now when nothing happened since, else as the events until then say."""
        if all(on <= day for on, _ in self.events):
            return self.stage
        reached = [_REACHED[name] for on, name in sorted(self.events) if on <= day and name in _REACHED]
        return reached[-1] if reached else "referred"


@dataclass(frozen=True, slots=True)
class Traced:
    """A referral with every pathway that carries it; `received` is a day counted from 0001-01-01."""

    referral_id: str
    patient_id: str
    source: str
    received: int
    status: str = "active"
    ways: tuple[Way, ...] = ()

    @property
    def settled(self) -> int:
        """The last day on which anything about it changed."""
        days = [self.received]
        for way in self.ways:
            days += (way.started, way.ended, *(on for on, _ in way.events))
        return max(days)

    def standing(self, day: int) -> str | None:
        """The stage it is open in at the end of a day, empty when it has ended; None before it was received."""
        if self.received > day:
            return None
        ways = [way for way in self.ways if way.status != IN_ERROR]
        running = [way for way in ways if way.open_on(day)]
        if running:
            return max(running, key=_newest).stage_on(day)
        if any(way.started <= day for way in ways) or self.status in _WITHDRAWN:
            return ""
        return NO_PATHWAY


@dataclass(frozen=True, slots=True)
class Tally:
    """One day's account; `back` counts referrals that had ended and were taken up again."""

    opening: int = 0
    received: int = 0
    back: int = 0
    ended: int = 0
    open: int = 0

    @property
    def balanced(self) -> bool:
        """Whether what was there and what came equals what ended and what is there."""
        return self.opening + self.received + self.back == self.ended + self.open


@dataclass(frozen=True, slots=True)
class Account:
    """The reconciliation of one day; `ever` counts all that came in so far as (in, ended, open)."""

    day: int
    total: Tally
    by_source: Mapping[str, Tally]
    by_stage: Mapping[str, int]
    ever: tuple[int, int, int]

    @property
    def balanced(self) -> bool:
        """Whether every sum agrees: by day, by source, by stage and over all time."""
        came, ended, still = self.ever
        sums = [sum(getattr(tally, name) for tally in self.by_source.values()) for name in _PARTS]
        return (
            self.total.balanced
            and all(tally.balanced for tally in self.by_source.values())
            and sums == [getattr(self.total, name) for name in _PARTS]
            and came == ended + still
            and still == self.total.open == sum(self.by_stage.values())
        )

    @property
    def lost(self) -> int:
        """Referrals that no pathway carries."""
        return self.by_stage.get(NO_PATHWAY, 0)


_PARTS = ("opening", "received", "back", "ended", "open")


def account_of(referrals: Iterable[Traced], day: int) -> Account:
    """The account of a day."""
    return accounts_of(referrals, day, 1)[0]


def accounts_of(referrals: Iterable[Traced], last: int, days: int) -> tuple[Account, ...]:
    """The accounts of so many days up to and with a day, oldest first.

    Most referrals stand still over those days: they are looked at once, however many days there are.
    """
    first = last - days + 1
    still: Counter[tuple[str, str]] = Counter()
    moving = []
    for referral in referrals:
        if referral.settled < first - 1:
            still[referral.source, referral.standing(last) or ""] += 1
        else:
            moving.append(referral)
    return tuple(_account(still, moving, day) for day in range(first, last + 1))


def _account(still: Mapping[tuple[str, str], int], moving: Iterable[Traced], day: int) -> Account:
    counts: dict[str, Counter[str]] = {}
    standing: Counter[str] = Counter()
    for (source, now), number in still.items():
        standing[now] += number
        counts.setdefault(source, Counter()).update(dict.fromkeys(_parts(now, now), number))
    for referral in moving:
        stage = referral.standing(day)
        if stage is not None:
            standing[stage] += 1
            counts.setdefault(referral.source, Counter()).update(_parts(referral.standing(day - 1), stage))
    by_source = {source: _tally(found) for source, found in sorted(counts.items())}
    total: Counter[str] = Counter()
    for found in counts.values():
        total.update(found)
    ended = standing.pop("", 0)
    return Account(day, _tally(total), by_source, dict(standing), (ended + standing.total(), ended, standing.total()))


def parts_of(referral: Traced, day: int) -> tuple[str, ...]:
    """Which numbers of a day's account a referral is counted in."""
    now = referral.standing(day)
    return () if now is None else _parts(referral.standing(day - 1), now)


def _parts(before: str | None, now: str) -> tuple[str, ...]:
    if now:
        return ("received" if before is None else "opening" if before else "back", "open")
    return () if before == "" else ("received", "ended") if before is None else ("opening", "ended")


def behind(referrals: Iterable[Traced], day: int, *, source: str = "", part: str = "", stage: str = "") -> list[str]:
    """The ids of the referrals behind a number: of a source when given, and of a part or a stage."""
    return [
        referral.referral_id
        for referral in referrals
        if (not source or referral.source == source)
        and (not part or part in parts_of(referral, day))
        and (not stage or referral.standing(day) == stage)
    ]


def _tally(found: Counter[str]) -> Tally:
    return Tally(**{name: found[name] for name in _PARTS})


def _newest(way: Way) -> tuple[int, str]:
    return way.started, way.pathway_id
