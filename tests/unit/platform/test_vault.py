"""The vault: codes, users, waits, changes of code and of key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from msk_desk.domain.errors import BadInput, EnvironmentUnfit, WrongCode
from msk_desk.domain.roles import Role
from msk_desk.platform.credential_store import CredentialStore
from msk_desk.platform.key_records import KeyRecords
from msk_desk.platform.keys import Cost, unwrap, wrap, wrapping_key
from msk_desk.platform.vault import Key, Person, Vault

QUICK = Cost(memory=64, passes=1, lanes=1)
ASHA = Person("asha", "Asha Rao", "s1", (Role.ESP, Role.TEAM_LEAD), date(2027, 1, 1))
BEN = Person("ben", "Ben Hall", "s2", (Role.RECEPTIONIST,))


class MemorySecrets:
    """A credential store that forgets when a test says so."""

    def __init__(self, works: bool = True) -> None:
        self.works = works
        self.kept: dict[str, str] = {}

    def read(self, name: str) -> str | None:
        return self.kept.get(name)

    def make(self, name: str) -> str | None:
        if self.works:
            self.kept[name] = f"{len(self.kept):044d}"
        return self.kept.get(name)

    def forget(self, name: str) -> None:
        self.kept.pop(name, None)

    def describe(self) -> str:
        return "memory"


class Clock:
    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 23, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def secrets() -> MemorySecrets:
    return MemorySecrets()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def vault(tmp_path: Path, secrets: MemorySecrets, clock: Clock) -> Vault:
    return Vault(tmp_path, secrets, now=clock, cost=QUICK, unbound_cost=QUICK)


def test_the_code_opens_the_same_key_again(vault: Vault) -> None:
    key = vault.create(ASHA, "482913")
    assert len(key.data) == 32
    assert vault.open("asha", "482913") == key
    assert vault.open("ASHA", "482913") == key


def test_users_are_known_with_their_hats_and_last_use(vault: Vault, clock: Clock) -> None:
    vault.create(ASHA, "482913")
    clock.moment += timedelta(days=1)
    vault.open("asha", "482913")
    (user,) = vault.users()
    assert (user.person, user.last_used, user.bound, user.warning) == (ASHA, clock.moment, True, "")


def test_a_wrong_code_opens_nothing(vault: Vault) -> None:
    vault.create(ASHA, "482913")
    for login, code in (("asha", "482914"), ("asha", ""), ("nobody", "482913")):
        with pytest.raises(WrongCode):
            vault.open(login, code)


def test_wrong_codes_are_slowed_down_and_a_right_one_forgives(vault: Vault, clock: Clock) -> None:
    key = vault.create(ASHA, "482913")
    for _ in range(3):
        with pytest.raises(WrongCode):
            vault.open("asha", "000000")
    with pytest.raises(WrongCode) as refused:
        vault.open("asha", "482913")
    assert refused.value.advice == "Wait 2 seconds, then try again."
    clock.moment -= timedelta(minutes=1)
    with pytest.raises(WrongCode):
        vault.open("asha", "482913")
    clock.moment += timedelta(minutes=2)
    assert vault.open("asha", "482913") == key
    assert vault.open("asha", "482913") == key


def test_another_user_opens_the_same_key_with_their_own_code(vault: Vault) -> None:
    key = vault.create(ASHA, "482913")
    vault.add_user(key, BEN, "another code")
    assert vault.open("ben", "another code") == key
    with pytest.raises(WrongCode):
        vault.open("ben", "482913")


def test_a_new_code_replaces_the_old_one(vault: Vault) -> None:
    key = vault.create(ASHA, "482913")
    vault.change_code("asha", "482913", "775533")
    assert vault.open("asha", "775533") == key
    with pytest.raises(WrongCode):
        vault.open("asha", "482913")


@pytest.mark.parametrize("field", ["login", "name", "staff_id", "roles", "allowed_until", "bound"])
def test_a_record_that_was_changed_opens_nothing(vault: Vault, tmp_path: Path, field: str) -> None:
    vault.create(ASHA, "482913")
    (record,) = KeyRecords(tmp_path).every()
    other = {"roles": ["administrator"], "bound": False}.get(field, "2099-01-01")
    KeyRecords(tmp_path).write(replace(record, fields={**record.fields, field: other}))
    with pytest.raises(WrongCode):
        vault.open("2099-01-01" if field == "login" else "asha", "482913")


def test_a_record_moved_to_another_computer_opens_nothing(vault: Vault, secrets: MemorySecrets) -> None:
    vault.create(ASHA, "482913")
    secrets.kept = dict.fromkeys(secrets.kept, "x" * 44)
    with pytest.raises(WrongCode):
        vault.open("asha", "482913")
    secrets.kept.clear()
    with pytest.raises(EnvironmentUnfit):
        vault.open("asha", "482913")


def test_without_a_credential_store_the_code_must_be_long(vault: Vault, secrets: MemorySecrets) -> None:
    secrets.works = False
    with pytest.raises(BadInput):
        vault.create(ASHA, "12345678901")
    key = vault.create(ASHA, "twelve chars")
    assert vault.open("asha", "twelve chars") == key
    (user,) = vault.users()
    assert not user.bound
    assert "only your code" in user.warning


def test_a_short_code_is_refused(vault: Vault) -> None:
    with pytest.raises(BadInput):
        vault.create(ASHA, "12345")


def test_a_profile_is_created_once(vault: Vault) -> None:
    vault.create(ASHA, "482913")
    with pytest.raises(BadInput):
        vault.create(BEN, "482913")


def test_offline_use_is_renewed_by_a_sign_in(vault: Vault) -> None:
    key = vault.create(ASHA, "482913")
    vault.renew("asha", "482913", date(2027, 6, 1))
    assert vault.users()[0].person == replace(ASHA, allowed_until=date(2027, 6, 1))
    assert vault.open("asha", "482913") == key


def test_both_keys_are_at_hand_until_the_change_of_key_is_done(vault: Vault) -> None:
    key = vault.create(ASHA, "482913")
    vault.add_user(key, BEN, "another code")
    seen: list[Key] = []

    def power_cut(_old: bytes, _new: bytes) -> None:
        seen.append(vault.open("asha", "482913"))
        raise OSError

    with pytest.raises(OSError):
        vault.change_key("asha", "482913", power_cut)
    assert vault.open("asha", "482913") == seen[0]
    assert seen[0].data == key.data
    assert seen[0].later not in (None, key.data)
    asked: list[tuple[bytes, bytes]] = []
    changed = vault.change_key("asha", "482913", lambda old, new: asked.append((old, new)))
    assert asked == [(key.data, seen[0].later)]
    assert vault.open("asha", "482913") == changed == Key(seen[0].later or b"")
    assert [user.person.login for user in vault.users()] == ["asha"]


def test_the_real_cost_gives_a_key_that_only_all_parts_give() -> None:
    salt = bytes(16)
    fields = {"login": "asha"}
    wrapping = wrapping_key("code", salt, "device", Cost())
    wrapped = wrap(b"k" * 32, wrapping, fields)
    assert unwrap(wrapped, wrapping, fields) == b"k" * 32
    for other in (wrapping_key("code", salt, "", QUICK), wrapping_key("codf", salt, "device", QUICK)):
        with pytest.raises(WrongCode):
            unwrap(wrapped, other, fields)


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"fields": 3}'])
def test_a_damaged_record_is_no_user(vault: Vault, tmp_path: Path, damage: bytes) -> None:
    vault.create(ASHA, "482913")
    (path,) = (tmp_path / "keys").glob("*.json")
    path.write_bytes(damage)
    assert vault.users() == ()
    with pytest.raises(WrongCode):
        vault.open("asha", "482913")


class Backend:
    """A keyring backend of our own: not one that we trust."""

    priority = 99.0


def test_a_store_that_is_not_trusted_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring.backend

    monkeypatch.setattr(keyring.backend, "get_all_keyring", lambda: [Backend()])
    store = CredentialStore()
    assert store.describe() == ""
    assert store.make("anything") is None
    assert store.read("anything") is None


def test_a_store_that_does_not_answer_is_not_a_wrong_code() -> None:
    class Silent:
        def get_password(self, name: str, account: str) -> str:
            raise RuntimeError("no bus")

        set_password: Callable[..., None] = get_password  # type: ignore[assignment]

    store = CredentialStore(Silent())
    assert store.make("name") is None
    with pytest.raises(EnvironmentUnfit):
        store.read("name")
