"""Reading FHIR files: bundles of every kind, single resources, NDJSON, folders; what is found, nothing judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from msk_desk.services.exact_json import NotJson, loads

LINES = (".ndjson", ".jsonl")
SUFFIXES = (".json", *LINES)
WHOLE = ("document", "message")
"""Bundles that mean something as a whole: they are kept beside what they hold."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found in a file: where, its fullUrl if any, and either a resource or why there is none."""

    file: str
    place: str
    full_url: str
    resource: Any
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """Things that may refer to each other: the entries of one bundle, or the lines of one file."""

    file: str
    found: tuple[Found, ...]


def files_of(paths: Iterable[Path]) -> Iterator[Path]:
    """Each file named, and each FHIR file of each folder named, in the order of their names."""
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
            yield from inside
        else:
            yield path


def read_file(path: Path) -> Batch:
    """What a file holds; a file that cannot be read is one problem."""
    name = path.name
    try:
        data = path.read_bytes()
    except OSError as problem:
        return _no_batch(name, f"The file cannot be read: {problem.strerror or type(problem).__name__}.")
    if path.suffix.lower() in LINES:
        return _lines(name, data)
    try:
        return Batch(name, tuple(_opened(name, loads(data))))
    except NotJson as problem:
        return _lines(name, data) if _looks_like_lines(data) else _no_batch(name, f"The file is {problem}.")


def _no_batch(name: str, problem: str) -> Batch:
    return Batch(name, (Found(name, "", "", None, problem),))


def _looks_like_lines(data: bytes) -> bool:
    first, newline, rest = data.strip().partition(b"\n")
    if not newline or not rest.strip():
        return False
    try:
        return isinstance(loads(first), dict)
    except NotJson:
        return False


def _lines(name: str, data: bytes) -> Batch:
    found: list[Found] = []
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            found.extend(_opened(name, loads(line), f"line {number}"))
        except NotJson as problem:
            found.append(Found(name, f"line {number}", "", None, f"The line is {problem}."))
    return Batch(name, tuple(found) or _no_batch(name, "The file is empty.").found)


def _opened(name: str, content: Any, place: str = "") -> Iterator[Found]:
    """A resource by itself, or each entry of a bundle (and the bundle too when it means something whole)."""
    if not isinstance(content, dict) or content.get("resourceType") != "Bundle":
        yield Found(name, place, "", content)
        return
    if content.get("type") in WHOLE:
        yield Found(name, place or "the bundle", "", content)
    entries = content.get("entry", [])
    if not isinstance(entries, list):
        yield Found(name, place or "the bundle", "", None, "The bundle's entry is not a list.")
        return
    if not entries:
        yield Found(name, place or "the bundle", "", None, "The bundle is empty.")
    numbered = list(enumerate(entries))
    # A history comes newest first: the newest must be the last to be kept.
    for number, entry in reversed(numbered) if content.get("type") == "history" else numbered:
        yield _entry(name, f"{place} entry {number + 1}".strip(), entry)


def _entry(name: str, place: str, entry: Any) -> Found:
    if not isinstance(entry, dict):
        return Found(name, place, "", None, "The entry is not an object.")
    full_url = entry.get("fullUrl")
    url = full_url if isinstance(full_url, str) else ""
    if "resource" in entry:
        return Found(name, place, url, entry["resource"])
    request = entry.get("request")
    method = request.get("method") if isinstance(request, dict) else None
    if method == "DELETE":
        return Found(name, place, url, None, "It asks for a removal; an import removes nothing.")
    if method in ("GET", "HEAD"):
        return Found(name, place, url, None, "It asks a service to read; there is nothing to keep.")
    return Found(name, place, url, None, "The entry holds no resource.")
