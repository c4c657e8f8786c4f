"""Ids and references of what is imported: the same file twice gives the same ids, and entries find each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import unquote
from uuid import NAMESPACE_URL, UUID, uuid5

from msk_desk.services.exact_json import dumps

Json = dict[str, Any]
Ask = Callable[[str, str], str | None]
"""From a type and an identifier (`system|value` or `value`) to an id, None when none or several have it."""
_NAMESPACE = uuid5(NAMESPACE_URL, "https://msk-desk.example/fhir/import")
_CONDITIONAL = re.compile(r"([A-Z][A-Za-z]+)\?identifier=([^&]+)")


def stable_id(resource: Json, full_url: str) -> str:
    """An id for a resource that has none of its own, or one that something else already has.

    The UUID of its fullUrl when that is one, else made from the fullUrl, else from the content.
    """
    if full_url.startswith("urn:uuid:"):
        try:
            return str(UUID(full_url.removeprefix("urn:uuid:")))
        except ValueError:
            pass
    kind = resource["resourceType"]
    return str(uuid5(_NAMESPACE, f"{kind} {full_url or dumps(resource)}"))


class Links:
    """What the resources of one batch are called, and by what names they call each other."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, str], str] = {}
        self._names: dict[str, str] = {}
        self._identifiers: dict[tuple[str, str], str | None] = {}

    def name(self, resource: Json, full_url: str, place: str) -> str:
        """The id that this resource gets; `place` tells it from others of the same batch.

        Its own id unless another entry with another fullUrl came first with the same.
        """
        kind, own = resource["resourceType"], resource.get("id")
        source = full_url or place
        chosen = own or stable_id(resource, full_url)
        holder = self._ids.setdefault((kind, chosen), source)
        if own and full_url and holder != source:
            chosen = str(uuid5(_NAMESPACE, f"{kind} {full_url}"))
        if full_url.startswith("urn:"):
            self._names[full_url] = f"{kind}/{chosen}"
        remember(self._identifiers, {**resource, "id": chosen})
        return chosen

    def resolved(self, resource: Json, ask: Ask) -> Json:
        """The resource with references by fullUrl or identifier turned into `Type/id` where that is known."""
        return _rewritten(resource, lambda text: self._target(text, ask))  # type: ignore[no-any-return]

    def _target(self, text: str, ask: Ask) -> str:
        if text in self._names:
            return self._names[text]
        found = _CONDITIONAL.fullmatch(text)
        if found is None:
            return text
        kind, token = found[1], unquote(found[2])
        target = self._identifiers.get((kind, token)) or ask(kind, token)
        return f"{kind}/{target}" if target else text


def remember(index: dict[tuple[str, str], str | None], resource: Mapping[str, Any]) -> None:
    """Add a resource's identifiers to an index; one that two resources have leads nowhere."""
    kind, record_id = resource["resourceType"], resource["id"]
    entries = resource.get("identifier")
    for entry in entries if isinstance(entries, list) else [entries]:
        if isinstance(entry, dict) and isinstance(entry.get("value"), str):
            for token in (entry["value"], f"{entry.get('system', '')}|{entry['value']}"):
                known = index.setdefault((kind, token), record_id)
                index[kind, token] = record_id if known == record_id else None


def references_of(node: Any) -> Iterable[str]:
    """Every reference in a resource, as written."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "reference" and isinstance(value, str):
                yield value
            else:
                yield from references_of(value)
    elif isinstance(node, (list, tuple)):
        for part in node:
            yield from references_of(part)


def _rewritten(node: Any, target: Callable[[str], str]) -> Any:
    if isinstance(node, dict):
        return {
            key: target(value) if key == "reference" and isinstance(value, str) else _rewritten(value, target)
            for key, value in node.items()
        }
    return [_rewritten(part, target) for part in node] if isinstance(node, list) else node
