"""Sign-in by an OpenID Connect issuer that the organisation runs already."""

from __future__ import annotations

import threading
import time
from typing import Any

import httpx2
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from msk_desk.central.auth.tokens import check_device, unauthorised
from msk_desk.central.context import Caller, Service
from msk_desk.central.outcomes import Refusal, forbidden
from msk_desk.central.times import micros
from msk_desk.domain.roles import Role

_ALGORITHMS = ["RS256", "PS256", "ES256", "ES384", "Ed25519", "EdDSA"]
_AGAIN_SECONDS = 30
_LEEWAY_SECONDS = 60


class Issuer:
    """Checks tokens by the keys that the issuer publishes; accounts and roles stay here."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._keys: KeySet | None = None
        self._fetched = float("-inf")
        self._lock = threading.Lock()

    def caller(self, token: str, role: str, device: str) -> Caller:
        """Who holds a token of the issuer; `role` chooses where the account has several.

        Raises:
            Refusal: 401 not valid, 403 no such role, 503 the issuer's keys cannot be had.
        """
        claims = self._claims(token)
        name = str(claims.get("preferred_username") or claims.get("sub", ""))
        account = self._service.store.account(name)
        if account is None or account.disabled:
            raise unauthorised("The issuer knows you, but this service has no account for you.")
        chosen = role or (account.roles[0] if len(account.roles) == 1 else "")
        if chosen not in account.roles:
            raise forbidden("Choose one of your roles: send it as X-Role.")
        check_device(self._service, device)
        return Caller(account.name, account.practitioner, account.display, Role(chosen), device)

    def _claims(self, token: str) -> dict[str, Any]:
        try:
            claims = self._decoded(token, fresh=False)
        except (JoseError, ValueError):
            # The issuer may have changed its keys since they were fetched.
            try:
                claims = self._decoded(token, fresh=True)
            except (JoseError, ValueError) as error:
                raise unauthorised() from error
        now = micros(self._service.now()) // 1_000_000
        audience = claims.get("aud", [])
        audiences = [audience] if isinstance(audience, str) else audience
        settings = self._service.settings
        if (
            claims.get("iss") != settings.issuer
            or settings.audience not in audiences
            or int(claims.get("exp", 0)) + _LEEWAY_SECONDS <= now
            or int(claims.get("nbf", 0)) - _LEEWAY_SECONDS > now
        ):
            raise unauthorised("The token is over, or is not meant for this service.")
        return claims

    def _decoded(self, token: str, *, fresh: bool) -> dict[str, Any]:
        return dict(jwt.decode(token, self._key_set(fresh=fresh), algorithms=_ALGORITHMS).claims)

    def _key_set(self, *, fresh: bool) -> KeySet:
        with self._lock:
            waited = time.monotonic() - self._fetched
            if self._keys is None or (fresh and waited > _AGAIN_SECONDS):
                self._keys = self._fetch()
                self._fetched = time.monotonic()
            return self._keys

    def _fetch(self) -> KeySet:
        issuer = self._service.settings.issuer.rstrip("/")
        try:
            with httpx2.Client(timeout=10) as client:
                found = client.get(f"{issuer}/.well-known/openid-configuration").raise_for_status().json()
                return KeySet.import_key_set(client.get(found["jwks_uri"]).raise_for_status().json())
        except (httpx2.HTTPError, KeyError, ValueError) as error:
            raise Refusal(503, "transient", "The sign-in service cannot be reached.", retry=10) from error
