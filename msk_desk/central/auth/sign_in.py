"""OAuth 2.0 authorization code with PKCE: the endpoints that a browser and the application call."""

from __future__ import annotations

import base64
import hashlib
import hmac
import ipaddress
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit

import orjson

from msk_desk.central.auth import pages
from msk_desk.central.auth.passwords import hashed, matches
from msk_desk.central.auth.tokens import CODE, REFRESH, Tokens, check_device, hash_of, invalid_grant
from msk_desk.central.context import Service
from msk_desk.central.outcomes import Refusal
from msk_desk.central.times import micros
from msk_desk.central.wire import Answer, Asked
from msk_desk.domain.central_store import Account, Device, Token

CLIENT = "msk-desk"
TICKET = "ticket"
CODE_SECONDS, TICKET_SECONDS = 120, 300
THROTTLE_MINUTES, PER_ACCOUNT, PER_ADDRESS = 15, 5, 100
_FIELDS = ("redirect_uri", "state", "code_challenge", "device", "device_name", "role")
_MINUTE = 60_000_000


class SignIn:
    """The endpoints under /auth."""

    def __init__(self, service: Service, tokens: Tokens) -> None:
        self._service = service
        self._tokens = tokens
        self._words = service.words
        # Unknown names take as long as known ones.
        self._nobody = hashed("nobody", service.settings)

    def authorize(self, asked: Asked) -> Answer:
        """The sign-in page for a request of the application."""
        wanted = dict(asked.query)
        if not _sound(wanted):
            return pages.stop(self._words, self._words.get("central.bad_request"))
        return pages.sign_in(self._words, {name: wanted.get(name, "") for name in _FIELDS})

    def sign_in(self, asked: Asked) -> Answer:
        """Name and password; on to the application, or to the choice of a role."""
        sent = form(asked)
        hidden = {name: sent.get(name, "") for name in _FIELDS}
        if not _sound(hidden | {"response_type": "code", "client_id": CLIENT, "code_challenge_method": "S256"}):
            return pages.stop(self._words, self._words.get("central.bad_request"))
        name = sent.get("name", "").strip().casefold()[:100]
        if self._throttled(name, asked.address):
            words = self._words.get("central.throttled", minutes=THROTTLE_MINUTES)
            return pages.sign_in(self._words, hidden, name=name, problem=words, status=429)
        account = self._checked(name, sent.get("password", ""), asked.address)
        if account is None:
            words = self._words.get("central.wrong")
            return pages.sign_in(self._words, hidden, name=name, problem=words, status=401)
        return self._welcome(account, hidden)

    def _welcome(self, account: Account, hidden: Mapping[str, str]) -> Answer:
        try:
            check_device(self._service, hidden["device"])
        except Refusal:
            return pages.stop(self._words, self._words.get("central.device_off"), 403)
        roles = [hidden["role"]] if hidden["role"] in account.roles else list(account.roles)
        if not roles:
            return pages.stop(self._words, self._words.get("central.no_role"), 403)
        if len(roles) == 1:
            return self._back(account.name, roles[0], hidden)
        details = orjson.dumps(dict(hidden)).decode()
        family = self._service.new_id()
        ticket = self._tokens.keep(TICKET, account.name, "", hidden["device"], TICKET_SECONDS, family, details)
        return pages.choose_role(self._words, ticket, roles)

    def role(self, asked: Asked) -> Answer:
        """The choice of a role; on to the application."""
        sent = form(asked)
        try:
            ticket = self._tokens.use(sent.get("ticket", ""), TICKET)
        except Refusal:
            return pages.stop(self._words, self._words.get("central.expired"))
        account = self._service.store.account(ticket.account)
        if account is None or account.disabled or sent.get("role") not in account.roles:
            return pages.stop(self._words, self._words.get("central.bad_request"))
        return self._back(account.name, sent["role"], orjson.loads(ticket.details))

    def _back(self, account: str, role: str, hidden: Mapping[str, str]) -> Answer:
        family = self._service.new_id()
        details = orjson.dumps(dict(hidden)).decode()
        code = self._tokens.keep(CODE, account, role, hidden["device"], CODE_SECONDS, family, details)
        query = urlencode({"code": code, "state": hidden["state"]})
        joined = "&" if urlsplit(hidden["redirect_uri"]).query else "?"
        headers = {"Location": f"{hidden['redirect_uri']}{joined}{query}", "Referrer-Policy": "no-referrer"}
        return Answer(303, b"", headers, pages.HTML)

    def token(self, asked: Asked) -> Answer:
        """Tokens for a code or a refresh token."""
        sent = form(asked)
        try:
            if sent.get("client_id", CLIENT) != CLIENT:
                raise Refusal(401, "invalid_client", "Only MSK Desk signs in here.")
            match sent.get("grant_type"):
                case "authorization_code":
                    used = self._code(sent)
                case "refresh_token":
                    used = self._tokens.use(sent.get("refresh_token", ""), REFRESH)
                case _:
                    raise Refusal(400, "unsupported_grant_type", "authorization_code or refresh_token.")
            return self._granted(used, asked)
        except Refusal as refusal:
            code = refusal.issues[0].code
            error = "invalid_grant" if code == "login" else code
            return _plain(
                {"error": error, "error_description": str(refusal)}, refusal.status if code != "login" else 400
            )

    def _code(self, sent: Mapping[str, str]) -> Token:
        used = self._tokens.use(sent.get("code", ""), CODE)
        hidden = orjson.loads(used.details)
        challenge = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        expected = base64.urlsafe_b64encode(challenge).rstrip(b"=").decode()
        same = hmac.compare_digest(expected, hidden["code_challenge"])
        if not same or sent.get("redirect_uri") != hidden["redirect_uri"]:
            raise invalid_grant()
        self._enrol(used, hidden.get("device_name", ""))
        return used

    def _enrol(self, used: Token, name: str) -> None:
        store = self._service.store
        if used.device and store.device(used.device) is None:
            at = micros(self._service.now())
            store.save_device(Device(used.device, name[:100], used.account, at, False))

    def _granted(self, used: Token, asked: Asked) -> Answer:
        account = self._service.store.account(used.account)
        if account is None or account.disabled or used.role not in account.roles:
            raise invalid_grant()
        check_device(self._service, used.device)
        settings = self._service.settings
        refresh = self._tokens.keep(
            REFRESH, account.name, used.role, used.device, settings.refresh_seconds, used.family
        )
        return _plain(
            {
                "access_token": self._tokens.access(account, used.role, used.device, root(asked)),
                "token_type": "Bearer",
                "expires_in": settings.access_seconds,
                "refresh_token": refresh,
                "scope": "openid offline_access",
                "role": used.role,
                "practitioner": account.practitioner,
                "name": account.display,
                "account": account.name,
                "device": used.device,
            }
        )

    def revoke(self, asked: Asked) -> Answer:
        """End a sign-in by its refresh token; always 200, as RFC 7009 says."""
        token = self._service.store.use_token(hash_of(form(asked).get("token", "")), REFRESH)
        if token is not None:
            self._service.store.revoke_family(token.family)
        return _plain({})

    def keys(self, _asked: Asked) -> Answer:
        """The public key of access tokens."""
        return _plain(self._tokens.keys)

    def discovery(self, asked: Asked) -> Answer:
        """Where everything is."""
        issuer = root(asked)
        return _plain(
            {
                "issuer": issuer,
                "authorization_endpoint": f"{issuer}/auth/authorize",
                "token_endpoint": f"{issuer}/auth/token",
                "revocation_endpoint": f"{issuer}/auth/revoke",
                "jwks_uri": f"{issuer}/auth/keys",
                "response_types_supported": ["code"],
                "grant_types_supported": ["authorization_code", "refresh_token"],
                "code_challenge_methods_supported": ["S256"],
                "token_endpoint_auth_methods_supported": ["none"],
                "capabilities": ["launch-standalone", "client-public", "permission-offline"],
            }
        )

    def _throttled(self, name: str, address: str) -> bool:
        since = micros(self._service.now()) - THROTTLE_MINUTES * _MINUTE
        failures = self._service.store.failures
        return failures(f"name:{name}", since) >= PER_ACCOUNT or failures(f"from:{address}", since) >= PER_ADDRESS

    def _checked(self, name: str, password: str, address: str) -> Account | None:
        store = self._service.store
        account = store.account(name)
        right = matches(password, account.password if account else self._nobody)
        if account is None or account.disabled or not right:
            for key in (f"name:{name}", f"from:{address}"):
                store.note_failure(key, micros(self._service.now()))
            return None
        store.clear_failures(f"name:{name}")
        return replace(account)


def root(asked: Asked) -> str:
    """The root address of the service."""
    return asked.base.removesuffix("/fhir")


def form(asked: Asked) -> dict[str, str]:
    """The fields of a posted form."""
    return dict(parse_qsl(asked.body.decode("utf-8", "replace"), keep_blank_values=True))


def _sound(wanted: Mapping[str, str]) -> bool:
    """Whether a request is one of the application: code, S256, and back to this very computer."""
    return (
        wanted.get("response_type") == "code"
        and wanted.get("client_id") == CLIENT
        and wanted.get("code_challenge_method") == "S256"
        and 43 <= len(wanted.get("code_challenge", "")) <= 128
        and _loopback(wanted.get("redirect_uri", ""))
    )


def _loopback(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
        return parts.scheme == "http" and not parts.fragment and "@" not in parts.netloc and is_loopback(host)
    except ValueError:
        return False


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this computer itself."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _plain(body: object, status: int = 200) -> Answer:
    headers = {"Cache-Control": "no-store", "Pragma": "no-cache"}
    return Answer(status, orjson.dumps(body), headers, "application/json")
