"""Finds the Questionnaires under resources/forms/ by their canonical URL, put together as plain FHIR JSON."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from msk_desk.content.assembly import assembled, is_brief
from msk_desk.content.form_items import every_item
from msk_desk.content.resource_files import ContentInvalid, ContentMissing, names_in, read_json_exactly

FOLDER, PARTS, EARLIER = "forms", "forms/parts", "forms/earlier"
"""Forms to be chosen; parts that they include; versions that earlier answers were given to."""
CANONICAL = "https://msk-desk.example/fhir/Questionnaire/"


@cache
def written() -> Mapping[str, Mapping[str, Any]]:
    """Every form as it is written, by canonical URL without version: parts and catalogue groups not yet in place."""
    return _read(FOLDER)


@cache
def parts() -> Mapping[str, Mapping[str, Any]]:
    """Every part by canonical URL."""
    return _read(PARTS)


def load_all() -> Mapping[str, Mapping[str, Any]]:
    """Every form that ships, whole, by canonical URL without version; decimals are Decimals."""
    return MappingProxyType({url: _whole(url) for url in written()})


def by_canonical(canonical: str) -> Mapping[str, Any]:
    """One Questionnaire, whole.

    Args:
        canonical: the URL, with or without `|version`; a version that never shipped is refused.

    Raises:
        ContentMissing: no such form or version ships.
    """
    url, _, version = canonical.partition("|")
    form = written().get(url)
    if form is not None and version in ("", form.get("version")):
        return _whole(url)
    found = _earlier().get(canonical)
    if found is None:
        raise ContentMissing(f"form {canonical}")
    return found


def canonical_with_version(url: str) -> str:
    """`canonical|version` of a form that ships, as answers to it are stored."""
    return f"{url}|{by_canonical(url)['version']}"


def read_part(canonical: str) -> Mapping[str, Any]:
    """A part by its canonical, with or without `|version`.

    Raises:
        ContentInvalid: there is no such part, or it has another version.
    """
    url, _, version = canonical.partition("|")
    part = parts().get(url)
    if part is None or version not in ("", part.get("version")):
        raise ContentInvalid(f"{PARTS}: there is no part {canonical}")
    return part


def needs_assembly(form: Mapping[str, Any]) -> bool:
    """Whether a form is written in parts, and so cannot be filled in as it stands."""
    return any(is_brief(each) for each in every_item(form.get("item", ())))


def whole(form: Mapping[str, Any]) -> dict[str, Any]:
    """A form put together with the parts that ship.

    Raises:
        ContentInvalid: a part is missing, or two of them do not go together.
    """
    return assembled(form, read_part)


@cache
def _whole(url: str) -> Mapping[str, Any]:
    return assembled(written()[url], read_part)


@cache
def _earlier() -> Mapping[str, Mapping[str, Any]]:
    forms = (read_json_exactly(f"{EARLIER}/{name}.json") for name in names_in(EARLIER, ".json"))
    return {f"{form['url']}|{form['version']}": form for form in forms}


def _read(folder: str) -> Mapping[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    for name in names_in(folder, ".json"):
        form = read_json_exactly(f"{folder}/{name}.json")
        url = form.get("url", "") if form.get("resourceType") == "Questionnaire" else ""
        if not url or url in found:
            raise ContentInvalid(f"{folder}/{name}.json: no Questionnaire with a canonical URL of its own")
        found[url] = form
    return MappingProxyType(found)
