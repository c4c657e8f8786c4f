"""Runs the service: one process, one socket, a line of JSON when it listens."""

from __future__ import annotations

import signal
import socket
import ssl
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import orjson
import uvicorn

from msk_desk.central.app import create_app
from msk_desk.central.auth.sign_in import is_loopback
from msk_desk.central.context import Settings
from msk_desk.domain.central_store import CentralStore
from msk_desk.domain.errors import EnvironmentUnfit
from msk_desk.services.ports import Words

_STOP_SECONDS = 10
_IDLE_SECONDS = 75


class _Announcing(uvicorn.Server):
    """Says where it listens once it does."""

    def __init__(self, config: uvicorn.Config, listening: Callable[[], None]) -> None:
        super().__init__(config)
        self._listening = listening

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._listening()


def check_settings(settings: Settings) -> None:
    """Refuse to serve health records over a network in clear.

    Raises:
        EnvironmentUnfit: no TLS files and not this computer only, or only one of the files, or they do not fit.
    """
    if bool(settings.certificate) != bool(settings.key):
        raise EnvironmentUnfit(advice="Give both a TLS certificate and its key.")
    if settings.certificate is None and not is_loopback(settings.host):
        raise EnvironmentUnfit(
            advice="Plain HTTP is allowed on 127.0.0.1 only. Give a TLS certificate and key to serve a network."
        )
    for path in (settings.certificate, settings.key):
        if path is not None and not path.is_file():
            raise EnvironmentUnfit(advice=f"The TLS file {path.name} is not there.")
    if settings.certificate is not None and settings.key is not None:
        _try_certificate(settings.certificate, settings.key)


def _try_certificate(certificate: Path, key: Path) -> None:
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key)
    except OSError as error:  # ssl.SSLError is one
        raise EnvironmentUnfit(
            advice=f"{certificate.name} and {key.name} are not a TLS certificate and its key."
        ) from error


def bind(settings: Settings) -> socket.socket:
    """The listening socket; port 0 takes a free one.

    Raises:
        EnvironmentUnfit: the address or port cannot be had.
    """
    try:
        family = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0][0]
        return _listener(family, settings)
    except (OSError, OverflowError) as error:
        raise EnvironmentUnfit(
            advice=f"Port {settings.port} of {settings.host} cannot be used. Choose another with --port."
        ) from error


def _listener(family: int, settings: Settings) -> socket.socket:
    # Connections inherit the protocol from here, and asyncio sets TCP_NODELAY only where it says TCP.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        listener.bind((settings.host, settings.port))
    except BaseException:
        listener.close()
        raise
    return listener


def server(store: CentralStore, settings: Settings, words: Words, listening: Callable[[], None]) -> uvicorn.Server:
    """A server on a bound socket; `run(sockets=[listener])` serves."""
    check_settings(settings)
    tls: dict[str, Any] = {}
    if settings.certificate is not None:
        tls = {
            "ssl_certfile": settings.certificate,
            "ssl_keyfile": settings.key,
            "ssl_version": ssl.PROTOCOL_TLS_SERVER,
        }
    config = uvicorn.Config(
        create_app(store, settings, words),
        http="h11",
        loop="asyncio",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=_IDLE_SECONDS,
        timeout_graceful_shutdown=_STOP_SECONDS,
        **tls,
    )
    return _Announcing(config, listening)


def _end(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def serve(store: CentralStore, settings: Settings, words: Words) -> None:
    """Serve until SIGTERM or SIGINT; prints `{"listening": "http://…"}` when ready.

    Raises:
        EnvironmentUnfit: not allowed or not possible to listen there.
    """
    check_settings(settings)
    listener = bind(settings)
    scheme = "https" if settings.certificate else "http"
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"{scheme}://{host}:{listener.getsockname()[1]}"

    def listening() -> None:
        sys.stdout.write(orjson.dumps({"listening": address}).decode() + "\n")
        sys.stdout.flush()

    # uvicorn ends in peace and then raises the signal again: that must not cut off what follows.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end)
    try:
        server(store, settings, words, listening).run(sockets=[listener])
    finally:
        listener.close()
        store.close()
