"""A triage that was begun, as it is kept on disk at every keystroke."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from msk_desk.domain.triage import TriageForm

if TYPE_CHECKING:
    from msk_desk.domain.drafts import Draft
    from msk_desk.domain.letters import Letter
    from msk_desk.domain.people import Staff
    from msk_desk.domain.red_flags.screen import RedFlagScreen
    from msk_desk.services.triage import TriagePage

KIND = "triage"
_WORDS = (
    "decision", "reason", "priority", "mode", "where", "told", "text", "owner_id", "manager_id", "consent", "overruled",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A referral as it is shown: what was read, what was begun on it, and what may still be done."""

    page: TriagePage
    screen: RedFlagScreen
    form: TriageForm
    draft: Draft | None
    able: tuple[Staff, ...]
    can_undo: bool = False
    letters: tuple[Letter, ...] = ()
    can_bring_back: bool = False

    @property
    def pathway_id(self) -> str:
        """Whose it is."""
        return self.page.pathway.id

    @property
    def decided(self) -> bool:
        """Whether it was decided."""
        return self.page.pathway.stage != "referred"


def content_of(form: TriageForm) -> dict[str, Any]:
    """Plain JSON for the journal; a time that was only looked at is not kept."""
    words = {name: getattr(form, name) for name in _WORDS if getattr(form, name)}
    return {**words, "flags": dict(form.flags), "confirmed": form.confirmed, "letter": form.letter}


def form_in(content: Mapping[str, Any]) -> TriageForm:
    """What a draft holds; one of an earlier version lacks the later parts."""
    words: dict[str, Any] = {name: str(content.get(name) or "") for name in _WORDS}
    flags = {str(sign): str(answer) for sign, answer in (content.get("flags") or {}).items()}
    read = bool(content.get("confirmed"))
    return TriageForm(**words, flags=flags, confirmed=read, letter=bool(content.get("letter", True)))
