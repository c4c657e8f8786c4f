"""The ASGI application: every route of the central service."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from msk_desk.central import access, capability, digests, opening, reading, saving
from msk_desk.central.audit import AuditLog
from msk_desk.central.auth.oidc import Issuer
from msk_desk.central.auth.sign_in import SignIn
from msk_desk.central.auth.tokens import Tokens, unauthorised
from msk_desk.central.context import Caller, Service, Settings, Trace
from msk_desk.central.exporting import Exports
from msk_desk.central.outcomes import Issue, Refusal, outcome
from msk_desk.central.times import micros
from msk_desk.central.wire import FHIR_JSON, Adapter, Answer, Asked, Handler, Identify, read, respond
from msk_desk.domain.central_store import CentralStore
from msk_desk.services.ports import Words

Open = Callable[[Asked], Answer]
Endpoint = Callable[[Request], Awaitable[Response]]
_WORDS = {404: ("not-found", "There is nothing here."), 405: ("not-supported", "This is not supported here.")}


def utc_now() -> datetime:
    """The clock, in UTC."""
    return datetime.now(UTC)


def new_uuid() -> str:
    """A new random id."""
    return str(uuid.uuid4())


def create_app(
    store: CentralStore,
    settings: Settings,
    words: Words,
    *,
    now: Callable[[], datetime] = utc_now,
    new_id: Callable[[], str] = new_uuid,
) -> Starlette:
    """The central service as an ASGI application."""
    service = Service(store, settings, words, now, new_id)
    tokens = Tokens(service)
    log = AuditLog(store, now)
    exports = Exports(service)
    adapter = Adapter(service, identity(service, tokens), log)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        log.start()
        await run_in_threadpool(store.tidy, micros(now()))
        yield
        await run_in_threadpool(exports.close)
        await run_in_threadpool(log.stop)

    app = Starlette(
        routes=[*_open_routes(service, tokens, log), *_routes(adapter, exports)],
        exception_handlers={HTTPException: _http_problem},
        lifespan=lifespan,
    )
    app.state.service = service
    app.state.tokens = tokens
    return app


def identity(service: Service, tokens: Tokens) -> Identify:
    """How callers are known: by our own tokens, or by those of the issuer in the settings."""
    issuer = Issuer(service) if service.settings.issuer else None

    def identify(asked: Asked) -> Caller:
        kind, _, token = asked.headers.get("authorization", "").partition(" ")
        if kind.lower() != "bearer" or not token:
            raise unauthorised()
        if issuer is not None:
            return issuer.caller(token, asked.headers.get("x-role", ""), asked.headers.get("x-device", ""))
        return tokens.caller(token)

    return identify


def _routes(adapter: Adapter, exports: Exports) -> list[Route]:
    """Everything that needs a signed-in person; more particular paths first."""

    def route(path: str, handler: Handler, action: str, *methods: str) -> Route:
        return Route(f"/fhir{path}", adapter.endpoint(handler, action), methods=list(methods or ("GET",)))

    return [
        route("/$export", exports.begin, "export"),
        route("/$export-status/{job}", exports.status, "export-status", "GET", "DELETE"),
        route("/$export-file/{job}/{name}", exports.file, "export-file"),
        route("/$access-log", access.access_log, "access-log"),
        route("/$sync-digest", digests.digest, "digest"),
        route("/_history", reading.history, "history-system"),
        route("/Patient/{id}/$everything", reading.everything, "everything"),
        route("/Patient/{id}/$open-with-reason", opening.open_with_reason, "open-with-reason", "POST"),
        route("/{type}/_search", reading.search, "search", "POST"),
        route("/{type}/_history", reading.history, "history-type"),
        route("/{type}/{id}/_history/{version}", reading.read_version, "vread"),
        route("/{type}/{id}/_history", reading.history, "history"),
        route("/{type}/{id}", reading.read, "read"),
        route("/{type}/{id}", saving.put, "update", "PUT"),
        route("", saving.post_bundle, "bundle", "POST"),
        route("/", saving.post_bundle, "bundle", "POST"),
        route("/{type}", reading.search, "search"),
    ]


def _open_routes(service: Service, tokens: Tokens, log: AuditLog) -> list[Route]:
    """What is there before sign-in."""
    sign_in = SignIn(service, tokens)

    def metadata(asked: Asked) -> Answer:
        return capability.statement(service, asked)

    def well(_asked: Asked) -> Answer:
        return Answer(200, b'{"status":"ok"}', media="application/json")

    def route(path: str, handler: Open, *methods: str, action: str = "") -> Route:
        return Route(path, _open_endpoint(service, handler, log, action), methods=list(methods or ("GET",)))

    discovery = [
        "/.well-known/oauth-authorization-server",
        "/.well-known/openid-configuration",
        "/fhir/.well-known/smart-configuration",
    ]
    always = [route("/health", well), route("/fhir/metadata", metadata)]
    if service.settings.issuer:
        return always
    return [
        *always,
        *(route(path, sign_in.discovery) for path in discovery),
        route("/auth/authorize", sign_in.authorize),
        route("/auth/sign-in", sign_in.sign_in, "POST", action="sign-in"),
        route("/auth/role", sign_in.role, "POST", action="choose-role"),
        route("/auth/token", sign_in.token, "POST", action="token"),
        route("/auth/revoke", sign_in.revoke, "POST", action="revoke"),
        route("/auth/keys", sign_in.keys),
    ]


def _open_endpoint(service: Service, handler: Open, log: AuditLog, action: str) -> Endpoint:
    def answered(asked: Asked) -> Answer:
        try:
            answer = handler(asked)
        except Exception as error:
            log.fault(error)
            answer = Answer(500, outcome([Issue("exception", "The service failed.")]))
        if action:
            log.note(None, Trace(action), answer.status, asked)
        return answer

    async def run(request: Request) -> Response:
        try:
            asked = await read(request, service)
        except Refusal as refusal:
            return respond(Answer(refusal.status, outcome(refusal.issues)), "")
        answer = await run_in_threadpool(answered, asked)
        return respond(answer, request.headers.get("accept-encoding", ""))

    return run


async def _http_problem(_request: Request, problem: Exception) -> Response:
    """Starlette's own refusals, such as an unknown path, as OperationOutcome."""
    assert isinstance(problem, HTTPException)
    code, words = _WORDS.get(problem.status_code, ("processing", "The request was refused."))
    headers = dict(problem.headers or {})
    return Response(outcome([Issue(code, words)]), problem.status_code, headers, FHIR_JSON)
