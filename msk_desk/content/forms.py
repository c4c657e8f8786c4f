"""Finds the Questionnaires under resources/forms/ by their canonical URL, as plain FHIR JSON."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from msk_desk.content.resource_files import ContentInvalid, ContentMissing, names_in, read_json_exactly

FOLDER = "forms"
CANONICAL = "https://msk-desk.example/fhir/Questionnaire/"


@cache
def load_all() -> Mapping[str, Mapping[str, Any]]:
    """Every Questionnaire that ships, by canonical URL without version; decimals are Decimals."""
    found: dict[str, Mapping[str, Any]] = {}
    for name in names_in(FOLDER, ".json"):
        form = read_json_exactly(f"{FOLDER}/{name}.json")
        url = form.get("url", "") if form.get("resourceType") == "Questionnaire" else ""
        if not url or url in found:
            raise ContentInvalid(f"{FOLDER}/{name}.json: no Questionnaire with a canonical URL of its own")
        found[url] = form
    return MappingProxyType(found)


def by_canonical(canonical: str) -> Mapping[str, Any]:
    """One Questionnaire.

    Args:
        canonical: the URL, with or without `|version`; another version than the one that ships is refused.

    Raises:
        ContentMissing: no such form or version ships.
    """
    url, _, version = canonical.partition("|")
    form = load_all().get(url)
    if form is None or (version and form.get("version") != version):
        raise ContentMissing(f"form {canonical}")
    return form


def canonical_with_version(url: str) -> str:
    """`canonical|version` of a form that ships, as answers to it are stored."""
    return f"{url}|{by_canonical(url)['version']}"
