"""Blank papers to write on when everything fails: every form in use, our own measures, and an empty clinic list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msk_desk.domain.form_catalogue import FormEntry, FormKind
from msk_desk.services.access import Access
from msk_desk.services.clinic_papers import ClinicPapers
from msk_desk.services.paper_ports import DocumentMaker
from msk_desk.services.ports import FormLibrary, Now


class BlankForms:
    """Prints what is filled in by hand; no patient's data is on any of it."""

    def __init__(
        self, forms: FormLibrary, lists: ClinicPapers, papers: DocumentMaker, access: Access, now: Now
    ) -> None:
        self._forms = forms
        self._lists = lists
        self._papers = papers
        self._access = access
        self._now = now

    def entries(self) -> tuple[FormEntry, ...]:
        """The forms that can be printed: those in use, by title; parts of forms and numbered measures are none."""
        assert self._access.actor
        return tuple(entry for entry in self._forms.every() if entry.kind is not FormKind.PART)

    def forms(self, canonicals: Sequence[str] = ()) -> bytes:
        """Some forms as one PDF, all of them when none is named; each counts its own pages."""
        named = canonicals or [entry.canonical for entry in self.entries()]
        wanted: list[Mapping[str, Any]] = [self._forms.read(canonical) for canonical in named]
        return self._papers.blank_forms(wanted, self._lists.service())

    def tally(self) -> bytes:
        """An empty clinic list."""
        assert self._access.actor
        return self._papers.listing(self._lists.tally(self._now()))
