"""Importing FHIR files as changes to be synchronised: each resource whole, each one accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from msk_desk.domain.errors import MskDeskError, Refused
from msk_desk.domain.roles import Actor
from msk_desk.services.comparing import same_content
from msk_desk.services.exact_json import plain
from msk_desk.services.import_files import Batch, Found, files_of, read_file
from msk_desk.services.import_links import Links, remember
from msk_desk.services.ports import WholeResources
from msk_desk.services.resource_checks import reason_to_refuse

UNIT = 50
"""Resources stored together; the service takes no more than 200 in one transaction."""
Faults = Callable[[Mapping[str, Any]], Sequence[str]]
"""What the service would object to in a resource; nothing when it would take it."""
Unreadable = Callable[[Mapping[str, Any]], bool]
"""Whether we could never make sense of a resource."""
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing that was not imported, and why; `resource` says where in the file."""

    file: str
    resource: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of everything that was found. `doubtful`: kept, but the service may not take it."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: tuple[Refusal, ...] = ()
    doubtful: tuple[Refusal, ...] = ()


def no_faults(_resource: Mapping[str, Any]) -> Sequence[str]:
    """The check when nobody checks."""
    return ()


def always_readable(_resource: Mapping[str, Any]) -> bool:
    """The check when nobody checks."""
    return False


class Importer:
    """Imports files into the profile. Refusing one resource never stops the rest."""

    def __init__(
        self, whole: WholeResources, faults: Faults = no_faults, unreadable: Unreadable = always_readable
    ) -> None:
        """Args: `whole`, the store; `faults` and `unreadable`, asked of each resource before it is stored."""
        self._whole = whole
        self._faults = faults
        self._unreadable = unreadable

    def import_paths(self, paths: Iterable[Path], by: Actor) -> ImportReport:
        """Import files and folders.

        Raises:
            Refused: the role sees no patients, so it may not bring any.
        """
        if not by.role.sees_patients:
            raise Refused(f"{by.role.title} may not import records.")
        run = _Run(self._whole, self._faults, self._unreadable, by)
        # Files that look others up by identifier come last: what they look for may be in the same folder.
        for path in sorted(files_of(paths), key=_asks):
            run.take(read_file(path))
        return run.report()


def _asks(path: Path) -> bool:
    try:
        return b"?identifier=" in path.read_bytes()
    except OSError:
        return False


@dataclass(slots=True)
class _Waiting:
    """One resource that waits to be stored with others."""

    found: Found
    resource: Json
    outcome: str


@dataclass(slots=True)
class _Run:
    """One import: what is waiting to be stored, and the counts so far."""

    whole: WholeResources
    faults: Faults
    unreadable: Unreadable
    by: Actor
    counts: dict[str, int] = field(default_factory=lambda: {"created": 0, "updated": 0, "unchanged": 0})
    refused: list[Refusal] = field(default_factory=list)
    doubtful: list[Refusal] = field(default_factory=list)
    waiting: dict[tuple[str, str], _Waiting] = field(default_factory=dict)
    known: dict[tuple[str, str], str | None] | None = None

    def take(self, batch: Batch) -> None:
        """Import what one file holds."""
        links, good = Links(), []
        for found in batch.found:
            reason = found.problem or self._reason(found.resource)
            if reason:
                self.refused.append(Refusal(found.file, _called(found), reason))
            else:
                good.append((found, links.name(found.resource, found.full_url, found.place)))
        for found, record_id in good:
            self._keep(found, self._ready(found.resource, record_id, links))
        self._store()

    def report(self) -> ImportReport:
        """The counts."""
        return ImportReport(**self.counts, refused=tuple(self.refused), doubtful=tuple(self.doubtful))

    def _reason(self, resource: Any) -> str:
        reason = reason_to_refuse(resource)
        if not reason and self.unreadable(resource):
            return "Its elements are not of the kinds FHIR says."
        return reason

    def _ready(self, resource: Json, record_id: str, links: Links) -> Json:
        # A bundle inside is kept as its author sealed it: its entries refer to each other, not to us.
        linked = resource if resource["resourceType"] == "Bundle" else links.resolved(resource, self._ask)
        if linked.get("id") == record_id:
            return linked
        return {"resourceType": linked["resourceType"], "id": record_id, **_without_names(linked)}

    def _keep(self, found: Found, resource: Json) -> None:
        key = (resource["resourceType"], resource["id"])
        if key in self.waiting:
            self._store()
        here = self.whole.whole(*key)
        if here is not None and same_content(here, resource):
            self.counts["unchanged"] += 1
            return
        waiting = _Waiting(found, resource, "created" if here is None else "updated")
        faults = self._doubts(resource)
        if faults:
            self.doubtful.append(Refusal(found.file, _called(found), "; ".join(faults)))
            self._store_alone(waiting)  # so that a service that refuses it refuses nothing else
            return
        self.waiting[key] = waiting
        if len(self.waiting) >= UNIT:
            self._store()

    def _doubts(self, resource: Json) -> Sequence[str]:
        try:
            return self.faults(plain(resource))
        except (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError):
            return ("It could not be checked.",)  # a check that trips over it is a doubt too

    def _store(self) -> None:
        """Store what is waiting as one unit; when that fails, one by one, to lose only what must be."""
        together = list(self.waiting.values())
        self.waiting.clear()
        if not together:
            return
        try:
            self._write(together)
        except MskDeskError:
            for waiting in together:
                self._store_alone(waiting)

    def _store_alone(self, waiting: _Waiting) -> None:
        try:
            self._write([waiting])
        except MskDeskError as problem:
            found = waiting.found
            self.refused.append(Refusal(found.file, _called(found), f"{problem.title}."))

    def _write(self, together: Sequence[_Waiting]) -> None:
        count = len(together)
        what = "Imported 1 record" if count == 1 else f"Imported {count} records"
        said = self.whole.store_whole([waiting.resource for waiting in together], self.by, what)
        ids = Counter(waiting.resource["id"] for waiting in together)
        for waiting in together:
            record_id = waiting.resource["id"]
            # The store knows best, but names a resource by its id alone: two of one unit may share it.
            outcome = said.get(record_id, waiting.outcome) if ids[record_id] == 1 else waiting.outcome
            self.counts[outcome] += 1
            if self.known is not None:
                remember(self.known, waiting.resource)

    def _ask(self, kind: str, token: str) -> str | None:
        if self.known is None:
            self._store()
            self.known = {}
            for resource in self.whole.every_whole():
                remember(self.known, resource)
        return self.known.get((kind, token))


def _without_names(resource: Json) -> Json:
    return {key: value for key, value in resource.items() if key not in ("resourceType", "id")}


def _called(found: Found) -> str:
    """What a report calls it: type and id when it has them, else its place in the file."""
    resource = found.resource if isinstance(found.resource, dict) else {}
    kind, record_id = resource.get("resourceType"), resource.get("id")
    names = [str(kind)[:64]] if isinstance(kind, str) else []
    if isinstance(record_id, str) and names:
        names = [f"{names[0]}/{record_id[:64]}"]
    return " ".join((*names, f"({found.place})" if names and found.place else found.place)).strip()
