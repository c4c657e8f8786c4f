"""Reads packs: folders or zips of Questionnaires with the licensed wording of instruments.

An administrator confirms the licence before a pack is imported. Whatever does not fit the definition that
ships is refused whole: a wording with other codes or other response values would score wrongly.
"""

import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from msk_desk.content.pack_checks import pack_problems
from msk_desk.content.pack_words import counts_of
from msk_desk.content.prom_forms import PREFIX
from msk_desk.content.proms import load_all
from msk_desk.domain.errors import BadInput
from msk_desk.domain.proms.definition import Definition
from msk_desk.domain.proms.form_parts import languages_in
from msk_desk.domain.proms.wording import PackedForm

MOST_FILES, MOST_BYTES = 200, 4 * 1024 * 1024
"""Limits of a pack: files in it, and bytes of one of them once unpacked."""


def read_pack(place: Path, instruments: Mapping[str, Definition]) -> tuple[PackedForm, ...]:
    """Every Questionnaire of a pack, checked against the instruments by code.

    Raises:
        BadInput: the pack cannot be read, holds nothing or is too large.
    """
    forms = tuple(
        _checked(name, form, instruments)
        for name, form in _questionnaires(place)
        if form.get("resourceType") == "Questionnaire"
    )
    if not forms:
        raise BadInput(
            "The pack holds no Questionnaire.", advice="Choose the folder or zip that came with the licence."
        )
    return tuple(_said_once(forms))


def _said_once(forms: tuple[PackedForm, ...]) -> Iterator[PackedForm]:
    """The forms; of two for one instrument neither can be used."""
    codes = [form.instrument for form in forms]
    for form in forms:
        if form.instrument and codes.count(form.instrument) > 1:
            form = replace(form, problems=(*form.problems, f"the pack holds {form.instrument} more than once"))
        yield form


def _checked(file: str, form: Mapping[str, Any], instruments: Mapping[str, Definition]) -> PackedForm:
    url = str(form.get("url", ""))
    code = url.removeprefix(PREFIX).upper() if url.startswith(PREFIX) else ""
    definition = instruments.get(code)
    if definition is None:
        return PackedForm(file, code, form, (f"its URL names no instrument: {url or 'none'}",))
    problems = tuple(pack_problems(definition, form))
    counts = () if problems else counts_of(definition, form)
    return PackedForm(file, code, form, problems, languages_in(form), counts)


def _questionnaires(place: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name, content in _zipped(place) if place.is_file() else _in_folder(place):
        try:
            form = json.loads(content.decode("utf-8-sig"), parse_float=Decimal)
        except ValueError as error:
            raise BadInput(f"{name} is not JSON: {error}") from error
        if isinstance(form, dict):
            yield name, form


def _in_folder(place: Path) -> Iterator[tuple[str, bytes]]:
    files = sorted(place.rglob("*.json"))
    _limit(len(files), max((file.stat().st_size for file in files), default=0))
    for file in files:
        yield file.relative_to(place).as_posix(), file.read_bytes()


def _zipped(place: Path) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(place) as pack:
            entries = [entry for entry in pack.infolist() if entry.filename.endswith(".json")]
            _limit(len(entries), max((entry.file_size for entry in entries), default=0))
            for entry in sorted(entries, key=lambda entry: entry.filename):
                with pack.open(entry) as file:
                    content = file.read(MOST_BYTES + 1)
                _limit(1, len(content))
                yield entry.filename, content
    except (zipfile.BadZipFile, RuntimeError, OSError) as error:
        raise BadInput(f"The pack cannot be opened: {error}") from error


def _limit(files: int, size: int) -> None:
    if files > MOST_FILES or size > MOST_BYTES:
        raise BadInput("The pack is larger than any pack of questionnaires should be.")


class PackReader:
    """Reads packs for the instruments that ship."""

    def read(self, place: Path) -> tuple[PackedForm, ...]:
        """Every Questionnaire of a pack, checked.

        Raises:
            BadInput: the pack cannot be read, holds nothing or is too large.
        """
        if not place.exists():
            raise BadInput(f"There is no {place.name}.", advice="Choose the folder or zip again.")
        return read_pack(place, load_all())
