"""Renewing a sign-in with its refresh token (OAuth 2.0), which is used once and replaced."""

from __future__ import annotations

from datetime import datetime, timedelta

import httpx2

from msk_desk.domain.errors import NotSignedIn, Offline
from msk_desk.fhir import exact_json as exact
from msk_desk.sync.ports import Garbled, Tokens

CLIENT_ID = "msk-desk"


def renewed(http: httpx2.Client, token_url: str, tokens: Tokens, now: datetime) -> Tokens:
    """Fresh tokens for the same sign-in; the caller keeps them before using them.

    Raises:
        NotSignedIn: the service has ended this sign-in.
        Offline: no usable answer.
    """
    form = {"grant_type": "refresh_token", "refresh_token": tokens.refresh, "client_id": CLIENT_ID}
    try:
        response = http.post(token_url, data=form, headers={"Accept": "application/json"})
    except httpx2.HTTPError as error:
        raise Offline(type(error).__name__) from error
    if response.status_code in (400, 401, 403):
        raise NotSignedIn
    if response.status_code != 200:
        raise Offline(f"token endpoint: {response.status_code}")
    return tokens_of(response.content, now, tokens.refresh)


def tokens_of(answer: bytes, now: datetime, refresh: str = "") -> Tokens:
    """The tokens in an answer of the token endpoint; `refresh` stays where it sends no new one.

    Raises:
        Garbled: it is not such an answer.
    """
    try:
        given = exact.loads(answer)
        seconds = float(given.get("expires_in", 300))
        return Tokens(
            str(given["access_token"]), str(given.get("refresh_token") or refresh), now + timedelta(seconds=seconds)
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Garbled("no tokens in the answer") from error
