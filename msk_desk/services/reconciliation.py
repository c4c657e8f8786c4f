"""Reconciliation: referrals in are referrals ended and open, every day, with the list behind each number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from msk_desk.domain.reconciliation import Account, Traced, accounts_of, behind
from msk_desk.domain.roles import Role
from msk_desk.services.ports import ListRows
from msk_desk.services.saving import Saver

_READ = tuple(role for role in Role if role.sees_patients and role is not Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Number:
    """One number of an account: of a day, of a source when given, and of a part or a stage."""

    day: date
    source: str = ""
    part: str = ""
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Books:
    """The accounts of some days, oldest first, and the referrals that they were made of."""

    accounts: tuple[Account, ...]
    referrals: tuple[Traced, ...]

    def behind(self, number: Number) -> tuple[str, ...]:
        """The ids of the referrals behind a number."""
        found = behind(
            self.referrals, number.day.toordinal(), source=number.source, part=number.part, stage=number.stage
        )
        return tuple(found)


class Reconciliation:
    """Makes up the accounts; keeps nothing between calls."""

    def __init__(self, rows: ListRows, saver: Saver) -> None:
        self._rows = rows
        self._saver = saver

    @property
    def today(self) -> date:
        """The day it is here."""
        return self._saver.now().astimezone().date()

    def until(self, last: date, days: int = 1) -> Books:
        """The accounts of so many days up to and with a day.

        Raises:
            Refused: the role does not read referrals.
        """
        self._saver.access.require(*_READ)
        referrals = self._rows.traced()
        return Books(accounts_of(referrals, last.toordinal(), days), referrals)
