"""Requests and answers as the handlers see them, and the adapter between those and ASGI."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, Response

from msk_desk.central.audit import AuditLog
from msk_desk.central.context import Caller, Service, Trace
from msk_desk.central.outcomes import Refusal, outcome
from msk_desk.domain.errors import CacheLocked, DiskFull

FHIR_JSON = "application/fhir+json; fhirVersion=4.0; charset=utf-8"
_SMALL = 1024


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, its body whole and unpacked; `base` is the FHIR base address."""

    method: str
    base: str
    path: Mapping[str, str]
    query: tuple[tuple[str, str], ...]
    headers: Mapping[str, str]
    body: bytes
    url: str
    address: str = ""

    def one(self, name: str) -> str | None:
        """The last value of a query parameter, or None."""
        return next((value for key, value in reversed(self.query) if key == name), None)


@dataclass(frozen=True, slots=True)
class Answer:
    """A response before compression; `file` is sent instead of `body` where given."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    media: str = FHIR_JSON
    file: Path | None = None


Handler = Callable[[Service, Caller, Asked, Trace], Answer]
Identify = Callable[[Asked], Caller]


class BigFile(FileResponse):
    """A file in large pieces, with Range."""

    chunk_size = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Adapter:
    """Makes ASGI endpoints of handlers: reads, identifies, runs, audits, compresses."""

    service: Service
    identify: Identify
    log: AuditLog

    def endpoint(self, handler: Handler, action: str) -> Callable[[Request], Awaitable[Response]]:
        """An endpoint that only a signed-in person may use."""

        async def run(request: Request) -> Response:
            try:
                asked = await read(request, self.service)
            except Refusal as refusal:
                return respond(_refused(refusal), "")
            answer = await run_in_threadpool(self._answer, handler, action, asked)
            return respond(answer, request.headers.get("accept-encoding", ""))

        return run

    def _answer(self, handler: Handler, action: str, asked: Asked) -> Answer:
        trace = Trace(action, asked.path.get("type", ""), asked.path.get("id", ""))
        caller: Caller | None = None
        try:
            caller = self.identify(asked)
            answer = handler(self.service, caller, asked, trace)
        except Refusal as refusal:
            answer = _refused(refusal)
        except CacheLocked:
            answer = _refused(Refusal(503, "lock-error", "The service is busy. Try again soon.", retry=2))
        except DiskFull:
            answer = _refused(Refusal(507, "no-store", "The service's disk is full."))
        except Exception as error:
            self.log.fault(error)
            answer = _refused(Refusal(500, "exception", "The service failed. Nothing was changed."))
        self.log.note(caller, trace, answer.status, asked)
        return answer


def _refused(refusal: Refusal) -> Answer:
    headers = {"Retry-After": str(refusal.retry)} if refusal.retry else {}
    if refusal.status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="msk-desk"'
    return Answer(refusal.status, outcome(refusal.issues), headers)


async def read(request: Request, service: Service) -> Asked:
    """A request read whole, its body unpacked within the limit.

    Raises:
        Refusal: 413 too large, 400 not unpackable or cut short.
    """
    limit = service.settings.max_body
    body = bytearray()
    try:
        async with asyncio.timeout(service.settings.request_seconds):
            async for piece in request.stream():
                body += piece
                if len(body) > limit:
                    raise Refusal(413, "too-long", f"The body is larger than {limit} bytes.")
    except TimeoutError as error:
        raise Refusal(408, "timeout", "The body took too long.") from error
    except ClientDisconnect as error:
        raise Refusal(400, "incomplete", "The body ended early.") from error
    if "%00" in request.url.query or "\0" in request.url.path:
        raise Refusal(400, "value", "Addresses have no NUL characters.")
    base = service.settings.public_url or str(request.base_url).rstrip("/")
    return Asked(
        request.method,
        base.rstrip("/") + "/fhir",
        request.path_params,
        tuple(parse_qsl(request.url.query, keep_blank_values=True)),
        request.headers,
        _unpacked(bytes(body), request.headers.get("content-encoding", ""), limit),
        request.url.path,
        request.client.host if request.client else "",
    )


def _unpacked(body: bytes, encoding: str, limit: int) -> bytes:
    if encoding in ("", "identity"):
        return body
    if encoding != "gzip":
        raise Refusal(415, "not-supported", "Bodies are sent plain or gzip.")
    unpack = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        plain = unpack.decompress(body, limit + 1)
    except zlib.error as error:
        raise Refusal(400, "structure", "The body is not valid gzip.") from error
    if len(plain) > limit:
        raise Refusal(413, "too-long", f"The body is larger than {limit} bytes.")
    if not unpack.eof:
        raise Refusal(400, "incomplete", "The body ended early.")
    return plain


def respond(answer: Answer, accepts: str) -> Response:
    """An ASGI response; bodies of some size are compressed where the client can read that."""
    headers = {"Cache-Control": "no-store", "Vary": "Accept-Encoding", **answer.headers}
    if answer.file is not None:
        return BigFile(answer.file, headers=headers, media_type=answer.media)
    body: bytes = answer.body
    if len(body) > _SMALL and "gzip" in accepts:
        body = gzip.compress(body, 1, mtime=0)
        headers["Content-Encoding"] = "gzip"
    return Response(body, answer.status, headers, answer.media)
