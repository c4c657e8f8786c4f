"""Accounts of the made-up staff, for a central service that holds made-up people and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from msk_desk.district.staff import staff_of
from msk_desk.domain.roles import Role


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One account. The password follows from the login and protects nothing."""

    login: str
    password: str
    staff_id: str
    name: str
    roles: tuple[Role, ...]


def demo_password(login: str) -> str:
    """The password of a made-up account: `asha.rao` has `asha.rao-made-up-district`."""
    return f"{login}-made-up-district"


def demo_accounts(seed: int = 1) -> tuple[DemoAccount, ...]:
    """One account for each member of the made-up staff, in the order of the rota."""
    return tuple(
        DemoAccount(person.login, demo_password(person.login), person.id, person.name, person.roles)
        for person in staff_of(seed)
    )
