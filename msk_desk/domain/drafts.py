"""Drafts: every keystroke of an unfinished form, so that nothing typed is ever lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Draft:
    """An unfinished piece of work, pinned to its patient, visit and form version.

    `kind` is form, plan, letter, decision or prom; `subject` the form's `canonical|version` or the like;
    `content` plain JSON; `focus` the field and cursor to come back to.
    """

    id: str
    kind: str
    subject: str
    patient_id: str
    visit_id: str
    author_id: str
    updated: datetime
    content: Mapping[str, Any] = field(default_factory=dict)
    focus: str = ""
