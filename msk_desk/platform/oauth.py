"""Signing in at a service: OAuth 2.0 authorization code with PKCE, through a browser or without one."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape, unescape
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx2

from msk_desk.domain.errors import NotSignedIn, Offline
from msk_desk.platform.trust import authorities

CLIENT = "msk-desk"
PATIENCE = 300.0
BACK = "/back"
_SECONDS = 30.0
_SILENCE = 2.0


@dataclass(frozen=True, slots=True)
class Grant:
    """What a sign-in gave: tokens, and who signed in; `seconds` is the life of the access token."""

    access: str
    refresh: str
    seconds: float
    login: str
    staff_id: str
    name: str
    role: str


class Waiter:
    """Waits on a free loopback port for the browser to come back with its code."""

    def __init__(self, thanks: str) -> None:
        waiter = self

        class Handler(BaseHTTPRequestHandler):
            """Answers the browser's one request that counts."""

            # Browsers open connections on which they then say nothing: those may not hold up the one that speaks.
            timeout = _SILENCE

            def do_GET(self) -> None:
                if urlsplit(self.path).path != BACK:
                    self.send_error(404)
                    return
                waiter.came = self.path
                body = f"<!doctype html><meta charset=utf-8><title>MSK Desk</title><p>{escape(thanks)}".encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:
                """Nothing: the path carries the code."""

        self.came = ""
        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self._server.timeout = _SILENCE

    @property
    def redirect(self) -> str:
        """Where the browser is sent back to."""
        return f"http://127.0.0.1:{self._server.server_port}{BACK}"

    def wait(self) -> str:
        """The path that the browser came back by; empty when it did not within `PATIENCE` seconds."""
        until = time.monotonic() + PATIENCE
        while not self.came and time.monotonic() < until:
            self._server.handle_request()
        return self.came

    def close(self) -> None:
        """Let go of the port."""
        self._server.server_close()


@dataclass(frozen=True, slots=True)
class PageFiller:
    """Fills in the bundled service's sign-in pages where there is no browser: scripts, the demonstration."""

    http: httpx2.Client
    login: str
    password: str
    role: str = ""

    def __call__(self, address: str) -> str:
        """The address that the service sends the browser back to.

        Raises:
            NotSignedIn: the name or password is wrong.
        """
        page = self.http.get(address)
        root = "{0.scheme}://{0.netloc}".format(urlsplit(address))
        fields = {**_hidden(page.text), "name": self.login, "password": self.password}
        answer = self.http.post(f"{root}/auth/sign-in", data=fields)
        if answer.status_code == 200 and "/auth/role" in answer.text:
            chosen = self.role or _first_role(answer.text)
            answer = self.http.post(f"{root}/auth/role", data={**_hidden(answer.text), "role": chosen})
        if answer.status_code != 303:
            raise NotSignedIn("The service did not accept that name and password.", advice="Check both and try again.")
        return str(answer.headers["location"])


def sign_in(http: httpx2.Client, base: str, device: str, browse: Callable[[str], str], thanks: str) -> Grant:
    """Sign in; `browse` shows an address and returns where it led, or an empty text to wait for the browser.

    Args:
        base: the FHIR base address of the service.
        device: the id of this computer.
        thanks: what the browser says when it is done.

    Raises:
        Offline: the service does not answer.
        NotSignedIn: it said no, or nobody came back.
    """
    try:
        found = http.get(f"{base.rstrip('/')}/.well-known/smart-configuration").raise_for_status().json()
        return _authorise(http, found, device, browse, thanks)
    except httpx2.HTTPError as error:
        raise Offline(type(error).__name__, advice="Check the address and the network, then try again.") from error


def _authorise(
    http: httpx2.Client, found: Mapping[str, Any], device: str, browse: Callable[[str], str], thanks: str
) -> Grant:
    verifier, state = secrets.token_urlsafe(48), secrets.token_urlsafe(16)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    waiter = Waiter(thanks)
    try:
        asked = {
            "response_type": "code", "client_id": CLIENT, "redirect_uri": waiter.redirect, "state": state,
            "code_challenge": challenge, "code_challenge_method": "S256", "device": device,
        }  # fmt: skip
        led = browse(f"{found['authorization_endpoint']}?{urlencode(asked)}") or waiter.wait()
        given = parse_qs(urlsplit(led).query)
        if given.get("state") != [state] or "code" not in given:
            raise NotSignedIn("The sign-in was not finished.", advice="Try again.")
        form = {
            "grant_type": "authorization_code", "client_id": CLIENT, "code": given["code"][0],
            "redirect_uri": waiter.redirect, "code_verifier": verifier,
        }  # fmt: skip
        answer = http.post(str(found["token_endpoint"]), data=form)
    finally:
        waiter.close()
    if answer.status_code != 200:
        raise NotSignedIn("The service did not finish the sign-in.", advice="Try again.")
    return _grant(answer.json())


def _grant(given: Mapping[str, Any]) -> Grant:
    text = {key: str(given.get(key, "")) for key in ("account", "practitioner", "name", "role", "refresh_token")}
    return Grant(
        str(given["access_token"]), text["refresh_token"], float(given.get("expires_in", 300)),
        text["account"], text["practitioner"], text["name"], text["role"],
    )  # fmt: skip


def client(certificates: str = "") -> httpx2.Client:
    """An HTTP client for sign-in; `certificates` is the file of a private authority, if any."""
    return httpx2.Client(timeout=_SECONDS, follow_redirects=False, verify=authorities(certificates))


def _hidden(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', page)
    return {unescape(name): unescape(value) for name, value in found}


def _first_role(page: str) -> str:
    found = re.search(r'name="role" value="([^"]*)"', page)
    return unescape(found.group(1)) if found else ""
