"""From JSON as sent to a draft: exact numbers, meta stamped, indexed, labelled."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import Any

import orjson

from msk_desk.central.indexing import carers_of, index_rows, patient_of
from msk_desk.central.labels import label_of
from msk_desk.central.outcomes import Refusal
from msk_desk.domain.central_store import Draft
from msk_desk.fhir.exact_json import has_exact_numbers

LAST_OP = "https://msk-desk.example/fhir/StructureDefinition/last-op"
# A place in the JSON that no content can imitate.
_PLACE = secrets.token_hex(16)
_MARK = b'"versionId":"%b"' % _PLACE.encode()
_DIGITS_OF_64_BITS = 18


def parse(body: bytes) -> Any:
    """JSON with decimals kept to the digit, as fragments that are written back as they came.

    Raises:
        Refusal: not JSON, or nested too deep.
    """
    try:
        # Strict parser first: the standard one lets NaN, lone surrogates and bad UTF-8 pass.
        parsed = orjson.loads(body)
        if has_exact_numbers(body):
            return json.loads(body, parse_float=_fragment, parse_int=_whole_number)
        return parsed
    except (ValueError, RecursionError) as error:
        raise Refusal(400, "structure", "The body is not valid JSON.") from error


def _fragment(text: str) -> Any:
    return orjson.Fragment(text)


def _whole_number(text: str) -> Any:
    return int(text) if len(text) <= _DIGITS_OF_64_BITS else orjson.Fragment(text)


def last_op(resource: Mapping[str, Any]) -> str | None:
    """The id of the operation that made this version, or None."""
    extensions = resource.get("extension")
    if isinstance(extensions, list):
        for extension in extensions:
            if isinstance(extension, Mapping) and extension.get("url") == LAST_OP:
                value = extension.get("valueString")
                return value if isinstance(value, str) else None
    return None


def draft(resource: Mapping[str, Any]) -> Draft:
    """A resource ready to be stored; `resourceType` and `id` are there and checked."""
    sent = resource.get("meta")
    meta = {k: v for k, v in sent.items() if k not in ("versionId", "lastUpdated")} if sent else {}
    head, _, tail = orjson.dumps(_stamped(resource, {"versionId": _PLACE, **meta})).partition(_MARK)
    return Draft(
        resource["resourceType"],
        resource["id"],
        head,
        tail,
        digest(resource, meta),
        str(label_of(resource)),
        patient_of(resource),
        last_op(resource),
        index_rows(resource),
        carers_of(resource),
    )


def digest(resource: Mapping[str, Any], meta: Mapping[str, Any]) -> bytes:
    """A hash of the content without the stamps of a version: equal content, equal hash."""
    content = {**resource, "meta": meta} if meta else {k: v for k, v in resource.items() if k != "meta"}
    return hashlib.blake2b(orjson.dumps(content, option=orjson.OPT_SORT_KEYS), digest_size=16).digest()


def digest_of_stored(resource: Mapping[str, Any]) -> bytes:
    """The hash of a stored resource, for checks."""
    meta = {k: v for k, v in resource.get("meta", {}).items() if k not in ("versionId", "lastUpdated")}
    return digest(resource, meta)


def _stamped(resource: Mapping[str, Any], meta: Mapping[str, Any]) -> dict[str, Any]:
    """The resource with meta where it was sent, or behind the id."""
    if "meta" in resource:
        return {**resource, "meta": meta}
    first = {"resourceType": resource["resourceType"], "id": resource["id"], "meta": meta}
    return first | {k: v for k, v in resource.items() if k not in first}
