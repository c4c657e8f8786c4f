"""Asking: the words in which an instrument is put to a patient, on the screen or aloud; used by the proms screens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from msk_desk.domain.proms.definition import Definition
from msk_desk.domain.proms.form_parts import languages_in
from msk_desk.domain.proms.questions import Sheet, sheet_of
from msk_desk.forms.translation import in_language
from msk_desk.services.packs import Packs
from msk_desk.services.ports import InstrumentLibrary

OwnForm = Callable[[Definition], Mapping[str, Any]]
"""Makes the Questionnaire of an instrument that is worded by us."""


@dataclass(frozen=True, slots=True)
class Offer:
    """How an instrument can be put: in words where they are at hand, in these languages; else numbers alone."""

    instrument: Definition
    worded: bool
    languages: tuple[str, ...] = ()


class Asking:
    """Wording of packs first, then our own; without either only numbers are typed from the paper form."""

    def __init__(self, instruments: InstrumentLibrary, packs: Packs, own_form: OwnForm) -> None:
        self._instruments = instruments
        self._packs = packs
        self._own_form = own_form

    def offers(self) -> tuple[Offer, ...]:
        """Every instrument, by title, with what can be done with it."""
        return tuple(self.offer(instrument.code) for instrument in self._instruments.every())

    def offer(self, code: str) -> Offer:
        """One instrument."""
        instrument = self._instruments.read(code)
        form, _ = self._form(instrument)
        return Offer(instrument, form is not None, languages_in(form) if form is not None else ())

    def sheet(self, code: str, language: str = "") -> Sheet | None:
        """The questions of an instrument in words, in a language where it is translated; None without wording."""
        instrument = self._instruments.read(code)
        form, wording = self._form(instrument)
        if form is None:
            return None
        spoken = language if language in languages_in(form) else ""
        return sheet_of(instrument, in_language(form, spoken) if spoken else form, wording, spoken)

    def _form(self, instrument: Definition) -> tuple[Mapping[str, Any] | None, str]:
        packed = self._packs.in_use(instrument.code)
        if packed is not None:
            return packed.form, packed.id
        if instrument.wording == "ours":
            return self._own_form(instrument), ""
        return None, ""
