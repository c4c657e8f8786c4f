"""A FHIR service in memory for the model test: slow transactions, late requests, and an oracle that sees all."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from msk_desk.sync.merge import last_op
from msk_desk.sync.ports import Reply

START = datetime(2026, 1, 1, tzinfo=UTC)
FIELDS = ("gender", "language")
# The longest that a transaction takes, in ticks of one second.
LONGEST = 3
Key = tuple[str, str]


def instant(tick: int) -> str:
    """Server time as FHIR writes it."""
    return (START + timedelta(seconds=tick)).strftime("%Y-%m-%dT%H:%M:%S.000Z")


@dataclass
class Version:
    """One version; `seq` is given at commit, `updated` when the statement ran."""

    key: Key
    number: int
    updated: int
    body: dict[str, Any]
    seq: int = 0


@dataclass
class Underway:
    """A transaction that is not yet visible."""

    began: int
    takes: int
    versions: list[Version]


@dataclass
class MemoryService:
    """The service and everything that ever happened at it."""

    tick_now: int = 0
    rows: dict[Key, list[Version]] = field(default_factory=dict)
    underway: list[Underway] = field(default_factory=list)
    late: list[Callable[[], Any]] = field(default_factory=list)
    blind: list[tuple[Any, ...]] = field(default_factory=list)
    page: int = 3
    export: bool = False
    epoch: str = "one"
    refused: set[str] = field(default_factory=set)
    seqs: Any = field(default_factory=lambda: itertools.count(1))
    pages: dict[str, list[Version]] = field(default_factory=dict)

    def tick(self, count: int = 1) -> None:
        """Time passes: late requests arrive, slow transactions commit."""
        for _ in range(count):
            self.tick_now += 1
            arriving, self.late = self.late, []
            for request in arriving:
                request()
            for each in [u for u in self.underway if self.tick_now - u.began >= u.takes]:
                self._commit(each)

    def _commit(self, transaction: Underway) -> None:
        self.underway.remove(transaction)
        for version in transaction.versions:
            version.seq = next(self.seqs)
            self.rows.setdefault(version.key, []).append(version)

    def current(self, key: Key) -> Version | None:
        """The newest visible version."""
        return self.rows[key][-1] if key in self.rows else None

    def handle(self, method: str, url: str, body: bytes | None, basis: Mapping[str, Any], takes: int = 0) -> Reply:
        """Answer a request; `basis` is what the writer's user has seen, for the oracle."""
        split = urlsplit(url)
        query = {name: values[-1] for name, values in parse_qs(split.query, keep_blank_values=True).items()}
        parts = [part for part in split.path.split("/") if part]
        if method == "POST":
            bundle = json.loads(body or b"")
            # The audit: taken, and of no interest here.
            return self._reply(200, {}) if bundle["type"] == "batch" else self._transaction(bundle, basis, takes)
        if parts == ["metadata"]:
            return self._reply(200, self._statement())
        if parts == ["_history"]:
            return self._feed(query)
        if len(parts) == 1:
            return self._search(parts[0], query)
        versions = self.rows.get((parts[0], parts[1]), [])
        if not versions:
            return self._refusal(404, "not there")
        if len(parts) == 3:
            return self._bundle("history", [self._past(v) for v in reversed(versions)])
        return self._reply(200, self._whole(versions[-1]))

    def _statement(self) -> dict[str, Any]:
        base = "https://msk-desk.example/fhir/StructureDefinition"
        names = (("epoch", self.epoch), ("protocol", "1.0"))
        extensions = [{"url": f"{base}/{name}", "valueString": value} for name, value in names]
        return {
            "resourceType": "CapabilityStatement",
            "fhirVersion": "4.0.1",
            "implementation": {"extension": extensions},
            "rest": [{}],
        }

    def _transaction(self, bundle: Mapping[str, Any], basis: Mapping[str, Any], takes: int) -> Reply:
        entries = bundle["entry"]
        keys = {(e["resource"]["resourceType"], e["resource"]["id"]) for e in entries}
        while any(v.key in keys for u in self.underway for v in u.versions):
            self.tick()
        for entry in entries:
            if self.refused & {str(entry["resource"].get(name)) for name in FIELDS}:
                return self._refusal(422, "not valid")
            if not self._allowed(entry["request"], entry["resource"]):
                return self._refusal(412, "changed meanwhile")
        versions = [self._next(entry["resource"], basis) for entry in entries]
        transaction = Underway(self.tick_now, takes, versions)
        self.underway.append(transaction)
        if not takes:
            self._commit(transaction)
        answers = [
            {"resource": self._whole(v), "response": {"status": "200 OK", "etag": f'W/"{v.number}"'}} for v in versions
        ]
        return self._reply(200, {"resourceType": "Bundle", "type": "transaction-response", "entry": answers})

    def _allowed(self, request: Mapping[str, str], resource: Mapping[str, Any]) -> bool:
        current = self.current((resource["resourceType"], resource["id"]))
        if request.get("ifNoneMatch") == "*":
            return current is None
        if "ifMatch" in request:
            return current is not None and request["ifMatch"] == f'W/"{current.number}"'
        return True

    def _next(self, resource: dict[str, Any], basis: Mapping[str, Any]) -> Version:
        key = (resource["resourceType"], resource["id"])
        current = self.current(key)
        if current is not None and key[0] == "Patient":
            seen = basis.get(last_op(resource)) or {}
            for name in FIELDS:
                was, becomes = current.body.get(name), resource.get(name)
                # A writer may only change a field away from a value that its user has seen.
                if was != becomes and seen.get(name) != was:
                    self.blind.append((key, name, was, becomes))
        return Version(key, (current.number if current else 0) + 1, self.tick_now, dict(resource))

    def _feed(self, query: Mapping[str, str]) -> Reply:
        if "_page" in query:
            name, _, at = query["_page"].partition("-")
            return self._some(self.pages[name], name, int(at))
        everything = sorted((v for rows in self.rows.values() for v in rows), key=lambda v: v.seq)
        if "_cursor" in query:
            after = int(query["_cursor"] or 0)
            found = [v for v in everything if v.seq > after]
            return self._by_cursor(found, everything[-1].seq if everything else 0)
        since = query.get("_since", "")
        found = [v for v in everything if instant(v.updated) >= since]
        name = str(len(self.pages))
        self.pages[name] = sorted(found, key=lambda v: (v.updated, v.seq))
        return self._some(self.pages[name], name, 0)

    def _by_cursor(self, found: list[Version], top: int) -> Reply:
        part = found[: self.page]
        more = len(found) > len(part)
        cursor = part[-1].seq if more else top
        links = [{"relation": "next", "url": f"_history?_cursor={cursor}"}] if more else []
        return self._bundle("history", [self._past(v) for v in part], links, {"x-cursor": str(cursor)})

    def _some(self, versions: list[Version], name: str, at: int) -> Reply:
        end = at + self.page
        links = [{"relation": "next", "url": f"_history?_page={name}-{end}"}] if end < len(versions) else []
        return self._bundle("history", [self._past(v) for v in versions[at:end]], links)

    def _search(self, type: str, query: Mapping[str, str]) -> Reply:
        newest = [rows[-1] for key, rows in self.rows.items() if key[0] == type]
        newest.sort(key=lambda v: v.updated)
        return self._bundle("searchset", [{"resource": self._whole(v)} for v in newest])

    def _whole(self, version: Version) -> dict[str, Any]:
        meta = {"versionId": str(version.number), "lastUpdated": instant(version.updated)}
        return {**version.body, "meta": meta}

    def _past(self, version: Version) -> dict[str, Any]:
        type, id = version.key
        return {"resource": self._whole(version), "request": {"method": "PUT", "url": f"{type}/{id}"}}

    def _bundle(
        self, kind: str, entries: list[dict[str, Any]], links: Any = (), headers: Mapping[str, str] | None = None
    ) -> Reply:
        meta = {"lastUpdated": instant(self.tick_now)}
        whole = {"resourceType": "Bundle", "type": kind, "meta": meta, "link": list(links), "entry": entries}
        return self._reply(200, whole, headers)

    def _refusal(self, status: int, words: str) -> Reply:
        return self._reply(status, {"resourceType": "OperationOutcome", "issue": [{"diagnostics": words}]})

    def _reply(self, status: int, body: Any, headers: Mapping[str, str] | None = None) -> Reply:
        return Reply(status, headers or {}, json.dumps(body).encode())
