"""What the engine needs of the world besides the local store: a transport, tokens, a clock, a choice of scope."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any, Protocol

from msk_desk.domain.errors import Offline
from msk_desk.fhir import exact_json as exact

Clock = Callable[[], datetime]
NONE: Mapping[str, str] = MappingProxyType({})


class Garbled(Offline):
    """An answer that cannot be what the service sent: cut short, a login page, not JSON."""

    code = "MSK-105"


class BackOff(Offline):
    """The service asks for a pause; `seconds` says how long."""

    code = "MSK-106"
    title = "The service is busy"

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: status, headers in small letters, the body unpacked."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def ok(self) -> bool:
        """Whether the status is 2xx."""
        return 200 <= self.status < 300

    def json(self) -> Any:
        """The body as JSON.

        Raises:
            Garbled: it is not JSON.
        """
        try:
            return exact.loads(self.body)
        except ValueError as error:
            raise Garbled(f"status {self.status}, not JSON") from error


class Stream(Protocol):
    """A long answer as it arrives, packed as it was sent."""

    @property
    def status(self) -> int: ...
    @property
    def headers(self) -> Mapping[str, str]: ...
    def chunks(self) -> Iterator[bytes]:
        """The bytes, each raising Offline when the connection breaks."""


class Transport(Protocol):
    """One service over HTTP, signed in; `pack_requests` says that it unpacks gzip bodies.

    Raises (both methods):
        Offline: no answer; the request may or may not have arrived.
        NotSignedIn: 401, even with a fresh token.
    """

    pack_requests: bool

    def send(self, method: str, url: str, body: bytes | None = None, headers: Mapping[str, str] = NONE) -> Reply:
        """One exchange; `url` is relative to the FHIR base or absolute."""

    def stream(self, url: str, headers: Mapping[str, str] = NONE) -> AbstractContextManager[Stream]:
        """A GET whose body is read as it comes."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a sign-in gave: `expires` as aware UTC, `refresh` is used once and replaced."""

    access: str
    refresh: str = ""
    expires: datetime | None = None


class TokenStore(Protocol):
    """Where tokens are kept: inside the encrypted work database."""

    def read(self) -> Tokens | None:
        """The tokens of the last sign-in or refresh, newest."""

    def keep(self, tokens: Tokens) -> None:
        """Durable when it returns: a rotated refresh token is never used before it is kept."""
