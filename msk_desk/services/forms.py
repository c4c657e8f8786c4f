"""Forms: which Questionnaires are in use, versions that stay readable, and forms that a service brings in itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msk_desk.domain.errors import BadInput
from msk_desk.domain.form_catalogue import FormEntry, FormKind, FormStatus, Origin, entry_of
from msk_desk.services.ports import ShippedForms, StoredForms


class Forms:
    """Every form by canonical URL: the service's active version where there is one, else the one that ships.

    A version is never changed once it is there, so work that was begun with it goes on with it.
    """

    def __init__(self, shipped: ShippedForms, stored: StoredForms) -> None:
        self._shipped = shipped
        self._stored = stored

    def read(self, canonical: str) -> Mapping[str, Any]:
        """A Questionnaire by canonical URL; without `|version` the one in use.

        Raises:
            BadInput: there is none.
        """
        found = self._version(canonical) if "|" in canonical else self._in_use(canonical)
        if found is None:
            raise BadInput(f"There is no form {canonical}.", advice="Connect to the service, or ask an administrator.")
        return found

    def pin(self, canonical: str) -> Mapping[str, Any]:
        """Read a form to begin work with it: this very version stays readable here, whatever becomes of it.

        Raises:
            BadInput: there is none.
        """
        found = self.read(canonical)
        self._stored.keep(entry_of(found, Origin.SHIPPED).key, found)
        return found

    def every(self) -> tuple[FormEntry, ...]:
        """The forms in use now, parts aside, by title."""
        chosen = {entry.canonical: entry for entry in self.versions() if entry.status is FormStatus.ACTIVE}
        in_use = (entry for entry in chosen.values() if entry.kind is not FormKind.PART)
        return tuple(sorted(in_use, key=lambda entry: entry.title.casefold()))

    def versions(self) -> tuple[FormEntry, ...]:
        """Every version known here; of one form the one in use comes last among the active ones."""
        ours = [entry_of(form, Origin.SERVICE) for form in self._stored.every()]
        settled = {entry.key for entry in ours}
        shipped = [entry for entry in self._shipped.entries() if entry.key not in settled]
        return (*shipped, *sorted(ours, key=_newest_last))

    def _in_use(self, url: str) -> Mapping[str, Any] | None:
        ours = [form for form in self._stored.every() if form.get("url") == url]
        active = [form for form in ours if form.get("status") == FormStatus.ACTIVE]
        if active:
            return max(active, key=lambda form: _newest_last(entry_of(form, Origin.SERVICE)))
        shipped = self._shipped.find(url)
        retired = {form.get("version") for form in ours}
        return None if shipped is None or shipped.get("version") in retired else shipped

    def _version(self, key: str) -> Mapping[str, Any] | None:
        url, _, version = key.partition("|")
        if version == "":
            return self._in_use(url)
        for form in self._stored.every():
            if (form.get("url"), form.get("version")) == (url, version):
                return form
        return self._shipped.find(key) or self._stored.kept(key)


def _newest_last(entry: FormEntry) -> tuple[str, str]:
    return entry.date, entry.version
