"""HTTP to one FHIR service: one pool of connections, tokens renewed in turn, every fault named."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from email.utils import parsedate_to_datetime
from typing import Any

import httpx2

from msk_desk.domain.errors import NotSignedIn, Offline
from msk_desk.sync import wire
from msk_desk.sync.ports import NONE, Clock, Garbled, Reply, Stream, Tokens, TokenStore
from msk_desk.sync.signing_in import renewed

_TIMES = httpx2.Timeout(60.0, connect=5.0)
_PACK_FROM = 2048
CHUNK = 256 * 1024


def client(verify: Any = True) -> httpx2.Client:
    """The connections of one process; `verify` an SSL context for a clinic's own authority."""
    limits = httpx2.Limits(max_connections=4, max_keepalive_connections=4, keepalive_expiry=60.0)
    return httpx2.Client(timeout=_TIMES, limits=limits, verify=verify, follow_redirects=False)


class HttpTransport:
    """A signed-in connection to one service; `tokens` None for one that asks for no sign-in."""

    def __init__(
        self,
        base_url: str,
        http: httpx2.Client,
        now: Clock,
        tokens: TokenStore | None = None,
        token_url: str = "",
    ) -> None:
        self.base_url = base_url.rstrip("/")
        self.pack_requests = False
        self._http = http
        self._now = now
        self._tokens = tokens
        self._token_url = token_url

    def send(self, method: str, url: str, body: bytes | None = None, headers: Mapping[str, str] = NONE) -> Reply:
        """One exchange, signed in again once if the token has ended.

        Raises:
            Offline, NotSignedIn.
        """
        reply = self._exchange(method, url, body, headers)
        if reply.status == 401 and self._renew():
            reply = self._exchange(method, url, body, headers)
        if reply.status == 401:
            raise NotSignedIn
        return reply

    @contextmanager
    def stream(self, url: str, headers: Mapping[str, str] = NONE) -> Iterator[Stream]:
        """A GET read as it comes.

        Raises:
            Offline, NotSignedIn.
        """
        self._renew_if_due()
        try:
            with self._opened(url, headers) as response:
                if response.status_code != 401:
                    yield _HttpStream(response)
                    return
            if not self._renew():
                raise NotSignedIn
            with self._opened(url, headers) as response:
                if response.status_code == 401:
                    raise NotSignedIn
                yield _HttpStream(response)
        except (httpx2.HTTPError, httpx2.StreamError) as error:
            raise Offline(type(error).__name__) from error

    def _opened(self, url: str, headers: Mapping[str, str]) -> AbstractContextManager[httpx2.Response]:
        return self._http.stream("GET", self._absolute(url), headers=self._headers(headers))

    def _exchange(self, method: str, url: str, body: bytes | None, headers: Mapping[str, str]) -> Reply:
        self._renew_if_due()
        sent = self._headers(headers)
        if body is not None:
            sent.setdefault("Content-Type", wire.JSON)
            if self.pack_requests and len(body) > _PACK_FROM:
                pack = zlib.compressobj(1, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
                body = pack.compress(body) + pack.flush()
                sent["Content-Encoding"] = "gzip"
        try:
            response = self._http.request(method, self._absolute(url), content=body, headers=sent)
        except httpx2.DecodingError as error:
            raise Garbled(type(error).__name__) from error
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise Offline(type(error).__name__) from error
        return Reply(response.status_code, response.headers, response.content)

    def _absolute(self, url: str) -> str:
        if not url.startswith(("http://", "https://")):
            return f"{self.base_url}/{url}" if url else self.base_url
        # A token goes to no other place than the service, whatever a link says.
        if httpx2.URL(url).netloc != httpx2.URL(self.base_url).netloc:
            raise Garbled("a link to another server")
        return url

    def _headers(self, given: Mapping[str, str]) -> dict[str, str]:
        headers = {"Accept": wire.JSON} | dict(given)
        tokens = self._tokens.read() if self._tokens else None
        if tokens is not None:
            headers["Authorization"] = f"Bearer {tokens.access}"
        return headers

    def _renew_if_due(self) -> None:
        tokens = self._tokens.read() if self._tokens else None
        if tokens and tokens.expires and tokens.refresh and (tokens.expires - self._now()).total_seconds() < 30:
            self._renew()

    def _renew(self) -> bool:
        """New tokens, kept before they are used; False where there is no way to get any.

        Raises:
            NotSignedIn: the sign-in has ended for good.
        """
        tokens = self._tokens.read() if self._tokens else None
        if self._tokens is None or tokens is None or not tokens.refresh or not self._token_url:
            return False
        fresh: Tokens = renewed(self._http, self._token_url, tokens, self._now())
        self._tokens.keep(fresh)
        return True


class _HttpStream:
    """A response under way."""

    def __init__(self, response: httpx2.Response) -> None:
        self._response = response

    @property
    def status(self) -> int:
        return self._response.status_code

    @property
    def headers(self) -> Mapping[str, str]:
        return self._response.headers

    def chunks(self) -> Iterator[bytes]:
        """The bytes as they were sent, not unpacked: ranges count those."""
        return self._response.iter_raw(CHUNK)


def retry_after(headers: Mapping[str, str], now: Clock, jitter: Callable[[], float]) -> float:
    """Seconds to wait as the service asks (Retry-After or RateLimit t=), else 1 s to 5 min at random."""
    asked = headers.get("retry-after", "")
    if asked.isdigit():
        return min(float(asked), 3600.0)
    if asked:
        try:
            return max(0.0, min((parsedate_to_datetime(asked) - now()).total_seconds(), 3600.0))
        except (ValueError, TypeError):
            return 30.0
    for part in headers.get("ratelimit", "").replace(",", ";").split(";"):
        name, _, value = part.strip().partition("=")
        if name in ("t", "reset") and value.isdigit():
            return min(float(value), 3600.0)
    return 1.0 + 299.0 * jitter() ** 3
