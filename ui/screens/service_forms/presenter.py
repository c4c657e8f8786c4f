"""The administrator's forms: read, looked at, brought in, put in use, retired; the newest choice wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from msk_desk.domain.form_catalogue import FormEntry, FormKind
from msk_desk.domain.records import Changes
from msk_desk.domain.roles import Role
from msk_desk.forms.definition import Definition
from msk_desk.forms.errors import FormsError
from msk_desk.forms.state import FormState
from ui.context import Context

if TYPE_CHECKING:  # services load after the unlock page is painted
    from msk_desk.services.service_forms import Candidate


@dataclass(frozen=True, slots=True)
class Preview:
    """A form as it will be drawn, or why it cannot be; `drafts` were begun with it on this computer."""

    key: str
    form: FormState | None
    fault: str = ""
    drafts: int = 0
    unsupported: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A file that was chosen: what was found in it, and how it will be drawn."""

    candidate: Candidate
    preview: Preview


class ServiceFormsPresenter(QObject):
    """Knows the chosen form and the file being looked at.

    Signals:
        listed: every FormEntry, as a tuple.
        shown: the Preview of the chosen form.
        looked_at: the LookedAt of a file.
        changed: nothing; something was stored.
        failed: an exception to show.
    """

    listed = Signal(object)
    shown = Signal(object)
    looked_at = Signal(object)
    changed = Signal()
    failed = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._chosen = ""
        self._found: LookedAt | None = None

    @property
    def may_change(self) -> bool:
        """Whether the person may bring in and retire forms."""
        return self._context.actor.role is Role.ADMINISTRATOR

    def read(self) -> None:
        """Read the list afresh."""
        self._context.runner.run(self._context.desk.service_forms.versions, then=self._list, failed=self.fail)

    def choose(self, entry: FormEntry) -> None:
        """Show a form."""
        self._chosen = entry.key
        self._found = None
        self._context.runner.run(self._preview_of, entry.key, then=self._show, failed=self.fail)

    def look_at(self, path: Path) -> None:
        """Look a file through."""
        self._chosen = ""
        self._context.runner.run(self._look, path, then=self._show_file, failed=self.fail)

    def bring_in(self, kind: FormKind, areas: Sequence[str]) -> None:
        """Store the file that was looked at, as a draft."""
        if self._found is not None:
            service = self._context.desk.service_forms
            self._context.runner.run(
                service.bring_in, self._found.candidate, kind, tuple(areas),
                then=self._say_changed, failed=self.fail, write=True,
            )  # fmt: skip

    def activate(self, key: str) -> None:
        """Put a version in use."""
        service = self._context.desk.service_forms
        self._context.runner.run(service.activate, key, then=self._say_changed, failed=self.fail, write=True)

    def retire(self, key: str) -> None:
        """Take a version out of use."""
        service = self._context.desk.service_forms
        self._context.runner.run(service.retire, key, then=self._say_changed, failed=self.fail, write=True)

    def fail(self, error: Exception) -> None:
        """It did not work; nothing was stored."""
        self.failed.emit(error)

    def _preview_of(self, key: str) -> Preview:
        service = self._context.desk.service_forms
        return preview(key, service.read(key), self._context.desk.now(), service.drafts_of(key))

    def _look(self, path: Path) -> LookedAt:
        candidate = self._context.desk.service_forms.look_at(path)
        shown = preview(candidate.entry.key, candidate.questionnaire, self._context.desk.now())
        return LookedAt(candidate, shown)

    def _list(self, entries: tuple[FormEntry, ...]) -> None:
        self.listed.emit(entries)

    def _show(self, found: Preview) -> None:
        if found.key == self._chosen:
            self.shown.emit(found)

    def _show_file(self, found: LookedAt) -> None:
        self._found = found
        self.looked_at.emit(found)

    def _say_changed(self, changes: Changes) -> None:
        self._found = None
        self._context.feed.tell(changes)
        self.changed.emit()


def preview(key: str, questionnaire: object, now: datetime, drafts: int = 0) -> Preview:
    """A form ready to be tried; one that cannot be drawn says why."""
    try:
        definition = Definition.load(questionnaire)
        named = tuple(f"{one.link_id or '–'}: {one.what}" for one in definition.unsupported)
        return Preview(key, FormState(definition, now=now), drafts=drafts, unsupported=named)
    except (FormsError, RecursionError) as error:
        return Preview(key, None, str(error), drafts)
