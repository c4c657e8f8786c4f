"""Access tokens signed with EdDSA; refresh tokens and codes that are used once."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import replace
from typing import Any

import orjson
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OKPKey

from msk_desk.central.context import Caller, Service
from msk_desk.central.outcomes import Refusal
from msk_desk.central.times import micros
from msk_desk.domain.central_store import Account, Token
from msk_desk.domain.roles import Role

REFRESH, CODE = "refresh", "code"
_SECOND = 1_000_000
_ALGORITHM = "Ed25519"


class Tokens:
    """Makes and checks the tokens of one service."""

    def __init__(self, service: Service) -> None:
        self._service = service
        fresh = OKPKey.generate_key("Ed25519", private=True, auto_kid=True)
        kept = service.store.secret("signing-key", orjson.dumps(fresh.as_dict(private=True)).decode())
        self._key = OKPKey.import_key(orjson.loads(kept))

    @property
    def keys(self) -> dict[str, Any]:
        """The public key, as a JSON Web Key Set."""
        return dict(KeySet([self._key]).as_dict(private=False))

    def access(self, account: Account, role: str, device: str, issuer: str) -> str:
        """A signed access token."""
        now = micros(self._service.now()) // _SECOND
        claims = {
            "iss": issuer,
            "aud": "msk-desk",
            "sub": account.name,
            "practitioner": account.practitioner,
            "name": account.display,
            "role": role,
            "device": device,
            "iat": now,
            "exp": now + self._service.settings.access_seconds,
            "jti": secrets.token_hex(8),
        }
        return jwt.encode({"alg": _ALGORITHM, "kid": self._key.kid}, claims, self._key, algorithms=[_ALGORITHM])

    def claims(self, token: str) -> dict[str, Any]:
        """The claims of an access token made here.

        Raises:
            Refusal: 401, not signed by this service or over.
        """
        try:
            claims = dict(jwt.decode(token, self._key, algorithms=[_ALGORITHM]).claims)
        except (JoseError, ValueError) as error:
            raise unauthorised() from error
        over = micros(self._service.now()) // _SECOND >= int(claims.get("exp", 0))
        if over or claims.get("aud") != "msk-desk":
            raise unauthorised("Your sign-in is over. Refresh it or sign in again.")
        return claims

    def caller(self, token: str) -> Caller:
        """Who holds a token, if they and their computer are still welcome.

        Raises:
            Refusal: 401.
        """
        claims = self.claims(token)
        account = self._service.store.account(str(claims["sub"]))
        if account is None or account.disabled or claims["role"] not in account.roles:
            raise unauthorised("This account is switched off or no longer has this role.")
        check_device(self._service, str(claims.get("device", "")))
        return Caller(account.name, account.practitioner, account.display, Role(claims["role"]), claims["device"])

    def keep(
        self, kind: str, account: str, role: str, device: str, seconds: int, family: str, details: str = ""
    ) -> str:
        """A new secret of a kind, kept by its hash; returns the secret."""
        secret = secrets.token_urlsafe(32)
        expires = micros(self._service.now()) + seconds * _SECOND
        token = Token(hash_of(secret), kind, family, account, role, device, expires, details)
        self._service.store.add_token(token)
        return secret

    def use(self, secret: str, kind: str) -> Token:
        """What a secret stood for; it is used up. A second use ends everything that came of the first.

        Raises:
            Refusal: 400 invalid_grant.
        """
        token = self._service.store.use_token(hash_of(secret), kind)
        if token is None:
            raise invalid_grant()
        if token.used:
            self._service.store.revoke_family(token.family)
            raise invalid_grant()
        if token.expires <= micros(self._service.now()):
            raise invalid_grant()
        return replace(token, used=True)


def check_device(service: Service, id: str) -> None:
    """Refuse a computer that was switched off.

    Raises:
        Refusal: 401.
    """
    device = service.store.device(id) if id else None
    if device is not None and device.disabled:
        raise unauthorised("This computer was switched off by an administrator.")


def hash_of(secret: str) -> bytes:
    """What is kept of a secret; 256 random bits need no salt."""
    return hashlib.sha256(secret.encode()).digest()


def unauthorised(words: str = "Sign in first.") -> Refusal:
    """No valid sign-in."""
    return Refusal(401, "login", words)


def invalid_grant() -> Refusal:
    """A code or refresh token that is not valid (any more)."""
    return Refusal(400, "invalid_grant", "The sign-in is not valid any more. Sign in again.")
