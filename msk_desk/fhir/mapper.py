"""What a mapper is: a pair of pure functions for one domain kind, patching only what differs."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar

T = TypeVar("T")
Reader = Callable[[Mapping[str, Any]], T]
Patch = Callable[[dict[str, Any], T], None]


@dataclass(frozen=True, slots=True)
class Mapper(Generic[T]):
    """Maps one domain kind to one FHIR type.

    `matches` tells this kind from others of the same type; `patches` maps field names to the functions
    that write them: only fields whose value differs from the base's are written, so that elements we do
    not model, and elements we do but did not change, come out as they went in.
    """

    kind: type[T]
    type: str
    read: Reader[T]
    patches: Mapping[str, Patch[T]]
    fresh: Callable[[T], dict[str, Any]]
    matches: Callable[[Mapping[str, Any]], bool] = lambda _resource: True

    def write(self, record: T, base: Mapping[str, Any] | None) -> dict[str, Any]:
        """The resource for a record: the base with our paths patched, or a fresh one."""
        if base is None:
            resource = {"resourceType": self.type, "id": getattr(record, "id", ""), **self.fresh(record)}
            before = None
        else:
            resource = copy.deepcopy(dict(base))
            before = self.read(base)
        done: set[int] = set()
        for field in fields(record):  # type: ignore[arg-type]
            patch = self.patches.get(field.name)
            changed = before is None or getattr(before, field.name) != getattr(record, field.name)
            if patch is not None and changed and id(patch) not in done:
                done.add(id(patch))
                patch(resource, record)
        return resource
