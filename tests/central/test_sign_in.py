"""Sign-in by the pages and endpoints, as a browser and the application use them."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets

import httpx2
import pytest

from msk_desk.central import administration
from tests.fakes.made_up import new_id
from tests.fakes.service import REDIRECT, authorize_query, code_grant, hidden_fields

VERIFIER = secrets.token_urlsafe(48)
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()


@pytest.fixture
def browser(service):
    with httpx2.Client(base_url=service.root, timeout=30, trust_env=False) as client:
        yield client


@pytest.fixture
def name(service) -> str:
    made = f"n{new_id()[:13]}"
    service.add_user(made, ["clinician"])
    return made


def page_of(browser, **changes: str):
    return browser.get("/auth/authorize", params=authorize_query(CHALLENGE) | changes)


def enter(browser, name: str, password: str, **changes: str):
    fields = hidden_fields(page_of(browser, **changes).text)
    return browser.post("/auth/sign-in", data=fields | {"name": name, "password": password})


def code_of(answer) -> str:
    assert answer.status_code == 303, answer.text
    found = re.search(r"[?&]code=([^&]+)", answer.headers["location"])
    assert found
    return found.group(1)


def refresh(browser, token: str):
    form = {"grant_type": "refresh_token", "client_id": "msk-desk", "refresh_token": token}
    return browser.post("/auth/token", data=form)


def test_the_whole_way_in(service, name) -> None:
    granted = service.sign_in(name, device="d-1")
    assert granted["token_type"] == "Bearer"
    assert granted["role"] == "clinician"
    assert granted["account"] == name
    head = {"Authorization": f"Bearer {granted['access_token']}"}
    assert httpx2.get(f"{service.base}/Patient?_count=1", headers=head, trust_env=False).status_code == 200


def test_who_has_two_roles_chooses_one(service, browser) -> None:
    both = f"b{new_id()[:13]}"
    service.add_user(both, ["clinician", "team-lead"])
    assert service.sign_in(both, "team-lead")["role"] == "team-lead"
    chosen_before = enter(browser, both, service.PASSWORD, role="clinician")
    assert chosen_before.status_code == 303
    page = enter(browser, both, service.PASSWORD)
    ticket = hidden_fields(page.text)
    assert browser.post("/auth/role", data=ticket | {"role": "administrator"}).status_code == 400
    assert browser.post("/auth/role", data=ticket | {"role": "clinician"}).status_code == 400


def test_the_page_can_be_used_by_everyone(browser) -> None:
    page = page_of(browser)
    assert page.status_code == 200
    assert '<html lang="en-GB">' in page.text
    assert "<script" not in page.text
    for field in ("name", "password"):
        assert f'<label for="{field}">' in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"


def test_what_a_page_says_cannot_become_markup(browser) -> None:
    page = page_of(browser, state='"><script>alert(1)</script>')
    assert "<script>" not in page.text


@pytest.mark.parametrize(
    "changes",
    [
        {"client_id": "someone-else"},
        {"response_type": "token"},
        {"code_challenge_method": "plain"},
        {"code_challenge": "short"},
        {"redirect_uri": "https://evil.example/back"},
        {"redirect_uri": "http://127.0.0.1.evil.example/back"},
        {"redirect_uri": "http://localhost@evil.example/back"},
        {"redirect_uri": "http://evil.example#@127.0.0.1/"},
        {"redirect_uri": ""},
    ],
)
def test_only_the_application_on_this_computer_can_ask(browser, name, service, changes) -> None:
    assert page_of(browser, **changes).status_code == 400
    fields = hidden_fields(page_of(browser).text) | {"name": name, "password": service.PASSWORD}
    forged = {k: v for k, v in changes.items() if k in fields}
    if forged:
        assert browser.post("/auth/sign-in", data=fields | forged).status_code == 400


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(browser, name) -> None:
    wrong, unknown = enter(browser, name, "not this one"), enter(browser, f"x{new_id()}", "not this one")
    assert wrong.status_code == unknown.status_code == 401
    assert 'role="alert"' in wrong.text
    assert wrong.text.replace(name, "") == re.sub(r'value="x[0-9a-f-]{36}"', 'value=""', unknown.text)


def test_guessing_is_slowed_down(browser, name, service) -> None:
    for _ in range(5):
        assert enter(browser, name, "guess").status_code == 401
    assert enter(browser, name, service.PASSWORD).status_code == 429
    administration.set_password(service.store, service.settings, name, "another long one")
    assert enter(browser, name, "another long one").status_code == 303


def test_a_code_works_once_for_who_began(browser, name, service) -> None:
    code = code_of(enter(browser, name, service.PASSWORD))
    assert browser.post("/auth/token", data=code_grant(code, "x" * 60)).json()["error"] == "invalid_grant"
    code = code_of(enter(browser, name, service.PASSWORD))
    elsewhere = code_grant(code, VERIFIER) | {"redirect_uri": REDIRECT + "/else"}
    assert browser.post("/auth/token", data=elsewhere).status_code == 400
    code = code_of(enter(browser, name, service.PASSWORD))
    granted = browser.post("/auth/token", data=code_grant(code, VERIFIER))
    assert granted.status_code == 200
    again = browser.post("/auth/token", data=code_grant(code, VERIFIER))
    assert again.json()["error"] == "invalid_grant"
    assert refresh(browser, granted.json()["refresh_token"]).status_code == 400


def test_refresh_tokens_rotate_and_reuse_ends_the_sign_in(browser, name, service) -> None:
    first = service.sign_in(name)["refresh_token"]
    second = refresh(browser, first).json()["refresh_token"]
    assert second != first
    third = refresh(browser, second).json()["refresh_token"]
    assert refresh(browser, first).json()["error"] == "invalid_grant"
    assert refresh(browser, third).json()["error"] == "invalid_grant"


def test_signing_out(browser, name, service) -> None:
    token = service.sign_in(name)["refresh_token"]
    assert browser.post("/auth/revoke", data={"token": token}).status_code == 200
    assert browser.post("/auth/revoke", data={"token": "nonsense"}).status_code == 200
    assert refresh(browser, token).json()["error"] == "invalid_grant"


def test_a_lost_computer_is_switched_off(browser, name, service) -> None:
    device = new_id()
    granted = service.sign_in(name, device=device)
    head = {"Authorization": f"Bearer {granted['access_token']}"}
    assert browser.get("/fhir/Patient?_count=1", headers=head).status_code == 200
    assert device in {d.id for d in service.store.devices()}
    administration.switch_device(service.store, device, on=False)
    assert browser.get("/fhir/Patient?_count=1", headers=head).status_code == 401
    assert refresh(browser, granted["refresh_token"]).json()["error"] == "invalid_grant"
    assert enter(browser, name, service.PASSWORD, device=device).status_code == 403
    assert service.sign_in(name, device=new_id())["role"] == "clinician"


def test_an_account_is_switched_off(browser, name, service) -> None:
    granted = service.sign_in(name)
    head = {"Authorization": f"Bearer {granted['access_token']}"}
    administration.switch_account(service.store, name, on=False)
    assert browser.get("/fhir/Patient?_count=1", headers=head).status_code == 401
    assert refresh(browser, granted["refresh_token"]).status_code == 400
    assert enter(browser, name, service.PASSWORD).status_code == 401


def test_a_role_taken_away_is_gone_at_once(browser, name, service) -> None:
    head = {"Authorization": f"Bearer {service.sign_in(name)['access_token']}"}
    administration.set_roles(service.store, name, ["receptionist"])
    assert browser.get("/fhir/Patient?_count=1", headers=head).status_code == 401


def test_tokens_of_others_and_none(browser, service, name) -> None:
    token = service.token(name)
    head, body, signature = token.split(".")
    none = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
    for bad in ("x", "nonsense", f"{head}.{body}.{signature[:-4]}AAAA", f"{none}.{body}.", f"{head}.{body}."):
        answer = browser.get("/fhir/Patient", headers={"Authorization": f"Bearer {bad}"})
        assert answer.status_code == 401
        assert answer.json()["resourceType"] == "OperationOutcome"
        assert "Bearer" in answer.headers["www-authenticate"]
    for path in ("/fhir/Patient/x", "/fhir/$export", "/fhir/_history", "/fhir/$sync-digest"):
        assert browser.get(path).status_code == 401
    assert browser.post("/fhir", json={}).status_code == 401


def test_where_everything_is(browser, service) -> None:
    found = browser.get("/.well-known/oauth-authorization-server").json()
    assert found["token_endpoint"] == f"{service.root}/auth/token"
    assert found == browser.get("/fhir/.well-known/smart-configuration").json()
    key = browser.get("/auth/keys").json()["keys"][0]
    assert "d" not in key
    uris = browser.get("/fhir/metadata").json()["rest"][0]["security"]["extension"][0]["extension"]
    assert {"url": "token", "valueUri": f"{service.root}/auth/token"} in uris


def test_passwords_and_tokens_are_not_kept_in_clear(service, name, browser) -> None:
    granted = service.sign_in(name)
    account = service.store.account(name)
    assert service.PASSWORD not in account.password
    assert account.password.startswith("$argon2id$")
    kept = service.store.use_token(hashlib.sha256(granted["refresh_token"].encode()).digest(), "refresh")
    assert kept is not None
    assert granted["refresh_token"] not in repr(kept)
