"""A proxy on loopback that does to HTTP what bad networks and bad servers do, one fault at a time."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

PAGE = b"<html><body>Welcome to the guest network. Please sign in.</body></html>"
OUTCOME = b'{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"exception"}]}'
NOT_FORWARDED = frozenset({"drop before", "late", "html", "refused 403", "refused 422"})
LATE = 0.3


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it was read, ready to be sent on."""

    method: str
    path: str
    raw: bytes


@dataclass
class FaultProxy:
    """The proxy; `fault` is done to the first requests that `concerns` picks, `times` times."""

    target: int
    port: int = 0
    fault: str = ""
    times: int = 0
    concerns: Callable[[Request], bool] = field(default=lambda request: True)
    done: list[str] = field(default_factory=list)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def base(self) -> str:
        """The FHIR base address through the proxy."""
        return f"http://127.0.0.1:{self.port}/fhir"

    def arm(self, fault: str, method: str = "POST", path: str = "", times: int = 1) -> None:
        """Do a fault to the next requests of a method whose address contains a text."""
        self.concerns = lambda request: request.method == method and path in request.path
        self.fault, self.times = fault, times

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection with one request."""
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            request = await _read_request(reader)
            fault = ""
            if self.times and self.concerns(request):
                self.times -= 1
                fault = self.fault
                self.done.append(f"{fault}: {request.method} {request.path}")
            await self._answer(request, fault, writer)
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    async def _answer(self, request: Request, fault: str, writer: asyncio.StreamWriter) -> None:
        if fault == "late":
            self._later(self._forward_late(request))
            return
        if fault == "drop before":
            return
        answer = b""
        if fault not in NOT_FORWARDED and not fault.startswith("status"):
            answer = await self._forward(request)
        if fault == "twice":
            answer = await self._forward(request)
        if fault == "drop after":
            return
        if fault == "slow":
            for at in range(0, len(answer), 4096):
                writer.write(answer[at : at + 4096])
                await writer.drain()
                await asyncio.sleep(0.01)
            return
        writer.write(_spoiled(answer, fault))
        await writer.drain()

    def _later(self, work: object) -> None:
        task = asyncio.ensure_future(work)  # type: ignore[arg-type]
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _forward_late(self, request: Request) -> None:
        await asyncio.sleep(LATE)
        await self._forward(request)

    async def _forward(self, request: Request) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.target)
        writer.write(request.raw)
        await writer.drain()
        answer = await reader.read()
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()
        return answer


async def _read_request(reader: asyncio.StreamReader) -> Request:
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    kept = [line for line in lines if not line.lower().startswith(b"connection:")]
    length = next((int(line[15:]) for line in lines if line.lower().startswith(b"content-length:")), 0)
    body = await reader.readexactly(length)
    kept.insert(1, b"Connection: close")
    method, path, _ = lines[0].decode().split(" ", 2)
    return Request(method, path, b"\r\n".join(kept) + body)


def _spoiled(answer: bytes, fault: str) -> bytes:
    head, _, body = answer.partition(b"\r\n\r\n")
    match fault.split():
        case ["html"]:
            return _made(200, "OK", PAGE, "text/html")
        case ["status", status, *rest]:
            return _made(int(status), "No", PAGE if "html" in rest else OUTCOME, extra="\r\nRetry-After: 1")
        case ["refused", status]:
            return _made(int(status), "No", OUTCOME)
        case ["after", status]:
            return _made(int(status), "No", OUTCOME)
        case ["truncate"]:
            return head + b"\r\n\r\n" + body[: len(body) // 2]
        case ["corrupt"]:
            return head + b"\r\n\r\n" + b"{" * len(body)
        case ["short"]:
            return _made(200, "OK", b'{"resourceType":"Bundle","type":"transaction-response"}')
        case _:
            return answer


def _made(status: int, reason: str, body: bytes, kind: str = "application/fhir+json", extra: str = "") -> bytes:
    head = f"HTTP/1.1 {status} {reason}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close"
    return f"{head}{extra}\r\n\r\n".encode() + body


@contextmanager
def fault_proxy(target: int) -> Iterator[FaultProxy]:
    """A running proxy before a port of this computer."""
    proxy = FaultProxy(target)
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(asyncio.start_server(proxy.serve, "127.0.0.1", 0))
    proxy.port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield proxy
    finally:
        asyncio.run_coroutine_threadsafe(_end(server), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _end(server: asyncio.Server) -> None:
    server.close()
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        with suppress(Exception):
            await asyncio.wait_for(task, 5)
