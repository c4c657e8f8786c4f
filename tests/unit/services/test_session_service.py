"""The session: the last one comes first, the hat is one of theirs, and locking ends everything."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from msk_desk.domain.errors import NotSignedIn, WrongCode
from msk_desk.domain.roles import Actor, Role
from msk_desk.services.access import Access
from msk_desk.services.session import KnownUser, Session

ANN = KnownUser("ann", "Ann", "1", (Role.CLINICIAN, Role.TEAM_LEAD), datetime(2026, 11, 1, tzinfo=UTC))
BOB = KnownUser("bob", "Bob", "2", (Role.RECEPTIONIST,), datetime(2026, 11, 20, tzinfo=UTC))
NEW = KnownUser("new", "New", "3", (Role.ANALYST,))


@dataclass
class OneCode:
    """A lock that one code opens."""

    calls: list[str] = field(default_factory=list)

    def users(self) -> tuple[KnownUser, ...]:
        return (NEW, ANN, BOB)

    def unlock(self, login: str, code: str) -> KnownUser:
        if code != "right":
            raise WrongCode()
        return next(user for user in self.users() if user.login == login)

    def check(self, login: str, code: str) -> None:
        self.unlock(login, code)

    def sign_in(self, login: str, password: str, code: str) -> KnownUser:
        return self.unlock(login, code)

    def lock(self) -> None:
        self.calls.append("lock")


class NoAudit:
    def read_by(self, actor: Actor, patient_id: str, what: str, at: datetime) -> None:
        raise AssertionError("nothing is read here")


@pytest.fixture
def lock() -> OneCode:
    return OneCode()


@pytest.fixture
def session(lock: OneCode) -> Session:
    return Session(lock, Access(NoAudit(), lambda: datetime(2026, 11, 23, tzinfo=UTC)), "laptop")


def test_the_last_person_comes_first(session: Session) -> None:
    assert [user.login for user in session.users()] == ["bob", "ann", "new"]


def test_a_hat_that_is_not_theirs_is_not_worn(session: Session) -> None:
    assert session.unlock("ann", "right").role is Role.CLINICIAN
    assert session.unlock("ann", "right", Role.TEAM_LEAD).role is Role.TEAM_LEAD
    assert session.unlock("bob", "right", Role.ADMINISTRATOR).role is Role.RECEPTIONIST


def test_a_wrong_code_begins_nothing(session: Session) -> None:
    with pytest.raises(WrongCode):
        session.unlock("ann", "wrong")
    assert session.actor is None
    with pytest.raises(NotSignedIn):
        _ = session._access.actor


def test_locking_ends_the_person_and_the_store(session: Session, lock: OneCode) -> None:
    session.sign_in("ann", "password", "right")
    session.lock()
    assert (session.user, session.actor, lock.calls) == (None, None, ["lock"])
    with pytest.raises(NotSignedIn):
        session._access.require_patients()
