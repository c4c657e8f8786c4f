"""Keeps a form from changing under one version: what each version said when it was written, as a digest."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from typing import Any

from msk_desk.content import forms
from msk_desk.content.resource_files import read_text

FILE = "forms/versions.txt"
"""A line for each form and version: name, version, digest of the whole form with its parts and catalogue entries."""
_LETTERS = 16


def digest(form: Mapping[str, Any]) -> str:
    """A digest of everything a form says, put together."""
    return sha256(json.dumps(form, sort_keys=True, default=str).encode()).hexdigest()[:_LETTERS]


@cache
def known() -> Mapping[tuple[str, str], str]:
    """The digest of each name and version that was ever written down."""
    rows = (line.split() for line in read_text(FILE).splitlines() if line.strip() and not line.startswith("#"))
    return {(name, version): found for name, version, found in rows}


def line_of(form: Mapping[str, Any]) -> str:
    """The line to write down for a form."""
    return f"{form['url'].rsplit('/', 1)[-1]} {form['version']} {digest(form)}"


def version_problems() -> Iterator[str]:
    """Forms that say something else than under the same version before, or were never written down."""
    for form in forms.load_all().values():
        name, version, now = line_of(form).split()
        before = known().get((name, version))
        if before is None:
            yield f"{name} {version} is not in {FILE}: its line is '{line_of(form)}'"
        elif before != now:
            yield (
                f"{name} changed, or a part or catalogue it uses: raise its version if it has shipped, "
                "then run python -m tests.unit.content.write_form_versions"
            )
