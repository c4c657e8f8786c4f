"""The real central service on a loopback port, for tests of those who talk to it."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
import threading
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import uvicorn

from db.central.store import Store, open_store
from msk_desk.central import administration
from msk_desk.central.context import Settings
from msk_desk.central.server import bind, server
from msk_desk.content.texts import Texts

REDIRECT = "http://127.0.0.1:49999/back"


@dataclass
class RunningService:
    """A service that listens, and what tests do with it."""

    root: str
    store: Store
    settings: Settings
    server: uvicorn.Server

    PASSWORD = "correct horse battery"

    @property
    def base(self) -> str:
        """The FHIR base address."""
        return f"{self.root}/fhir"

    def add_user(
        self, name: str, roles: Iterable[str] = ("clinician",), practitioner: str = "", display: str = ""
    ) -> str:
        """A new account; returns the id of its Practitioner."""
        person = practitioner or str(uuid.uuid4())
        administration.add_user(
            self.store,
            self.settings,
            name=name,
            display=display or name.title(),
            practitioner=person,
            roles=list(roles),
            password=self.PASSWORD,
        )
        return person

    def token(self, name: str, role: str = "", device: str = "") -> str:
        """An access token straight from the signer, without a sign-in."""
        account = self.store.account(name)
        assert account is not None
        tokens = self.server.config.app.state.tokens
        return tokens.access(account, role or account.roles[0], device, self.root)

    def client(self, name: str, role: str = "", device: str = "") -> httpx2.Client:
        """An HTTP client that is signed in; its base address is the FHIR base."""
        headers = {"Authorization": f"Bearer {self.token(name, role, device)}"}
        return httpx2.Client(base_url=self.base, headers=headers, timeout=30, trust_env=False)

    def sign_in(self, name: str, role: str = "", device: str = "", password: str = "") -> dict[str, Any]:
        """The whole way of a browser and the application; what the token endpoint answers."""
        verifier = secrets.token_urlsafe(48)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        with httpx2.Client(base_url=self.root, timeout=30, trust_env=False) as browser:
            page = browser.get("/auth/authorize", params=authorize_query(challenge, device))
            fields = hidden_fields(page.text) | {"name": name, "password": password or self.PASSWORD}
            answer = browser.post("/auth/sign-in", data=fields)
            if answer.status_code == 200:
                answer = browser.post("/auth/role", data=hidden_fields(answer.text) | {"role": role})
            assert answer.status_code == 303, answer.text
            code = parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]
            granted = browser.post("/auth/token", data=code_grant(code, verifier))
            assert granted.status_code == 200, granted.text
            return dict(granted.json())

    def load(self, resources: Iterable[dict[str, Any]]) -> int:
        """Store new resources without rights or validation; how many."""
        return administration.seed(self.store, resources).loaded


def authorize_query(challenge: str, device: str = "") -> dict[str, str]:
    """The query of the authorization request."""
    return {
        "response_type": "code",
        "client_id": "msk-desk",
        "redirect_uri": REDIRECT,
        "state": "state-1",
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        "device": device,
    }


def code_grant(code: str, verifier: str) -> dict[str, str]:
    """The form that swaps a code for tokens."""
    return {
        "grant_type": "authorization_code",
        "client_id": "msk-desk",
        "code": code,
        "redirect_uri": REDIRECT,
        "code_verifier": verifier,
    }


def hidden_fields(page: str) -> dict[str, str]:
    """The hidden fields of a page's form."""
    return dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page))


@contextmanager
def running_service(folder: Path, database: str = "", **changes: Any) -> Iterator[RunningService]:
    """A service with a database of its own in `folder`, or the one at an address."""
    # Passwords hashed with little memory: tests sign in often.
    settings = Settings(
        database or f"sqlite:///{folder / 'central.db'}",
        port=0,
        exports=folder / "exports",
        argon_memory=64,
        argon_lanes=1,
        argon_turns=1,
    )
    settings = replace(settings, **changes)
    store = open_store(settings.database)
    listener = bind(settings)
    ready = threading.Event()
    running = server(store, settings, Texts.load(), ready.set)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        assert ready.wait(20), "the service did not start"
        yield RunningService(f"http://127.0.0.1:{listener.getsockname()[1]}", store, settings, running)
    finally:
        running.should_exit = True
        thread.join(20)
        listener.close()
        store.close()
